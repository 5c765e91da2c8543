/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-mutated"

#include "config.h"

#include "tests/support/mutator.h"

#define N_CHANGES      250 /* of each sample; in a thorough run (-m slow) more */
#define N_CHANGES_SLOW 2000
#define SEED           20261201

static void
test_sample (gconstpointer data)
{
  g_autoptr (Mutator) mutator = mutator_new (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint count = g_test_slow () ? N_CHANGES_SLOW : N_CHANGES;

  for (guint i = 0; i < count; i++) {
    g_autofree char *fault = mutator_try (mutator, random);

    if (fault != NULL) {
      g_test_message ("%s", fault);
      g_test_fail ();
    }
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GHashTable) formats = g_hash_table_new (g_str_hash, g_str_equal);

  g_test_init (&argc, &argv, NULL);
  samples = sgn_samples_new ();
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = g_strdup_printf ("/mutated/%s", sample->format);

    /* The first of each format: all of its files carry the same signatures. */
    if (sample->signable && g_hash_table_add (formats, sample->format))
      g_test_add_data_func (path, sample, test_sample);
  }
  return g_test_run ();
}
