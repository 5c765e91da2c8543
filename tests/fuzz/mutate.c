/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "tests/support/mutator.h"

/* mutate SECONDS [SEED]: changes signatures of every format as long as told, and ends with 1 at the
 * first file that is valid and should not be. The same seed does the same again. */

static GPtrArray *
make_mutators (GPtrArray *samples)
{
  GPtrArray *mutators = g_ptr_array_new_with_free_func ((GDestroyNotify) mutator_free);

  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if (sample->signable)
      g_ptr_array_add (mutators, mutator_new (sample));
  }
  return mutators;
}

static int
run (GPtrArray *mutators, GRand *random, double seconds)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint64 count = 0;

  while (g_timer_elapsed (timer, NULL) < seconds) {
    guint chosen = (guint) g_rand_int_range (random, 0, (gint32) mutators->len);
    g_autofree char *fault = mutator_try (mutators->pdata[chosen], random);

    count++;
    if (fault == NULL)
      continue;
    g_print ("%" G_GUINT64_FORMAT " files, and then: %s\n", count, fault);
    return EXIT_FAILURE;
  }
  g_print ("%" G_GUINT64_FORMAT " files in %.0f s, none of them wrongly valid\n",
           count,
           g_timer_elapsed (timer, NULL));
  return EXIT_SUCCESS;
}

static int
mutate (double seconds, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) samples = sgn_samples_new ();
  g_autoptr (GPtrArray) mutators = make_mutators (samples);

  g_print ("seed %u\n", seed);
  return run (mutators, random, seconds);
}

int
main (int argc, char **argv)
{
  return mutate (argc > 1 ? g_ascii_strtod (argv[1], NULL) : 60,
                 argc > 2 ? (guint32) strtoul (argv[2], NULL, 10) : (guint32) time (NULL));
}
