/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Each byte of a signed file that is outside of its signature is changed, and where the verdict
 * stays, it is known: nobody reads these bytes, or they say nothing. */

typedef struct {
  const char *format;
  const char *sample;
  struct {
    gsize from;
    gsize to;
  } free[8]; /* the end is not one of them; up to the first that is empty */
} Covered;

static const Covered table[] = {
  /* The checksum of the header, which is a note where it is wrong. */
  { "pe", "folded", { { 92, 96 } } },
  /* A checksum that nobody compares, and the index in the set. */
  { "cab", "plain", { { 4, 8 }, { 34, 36 } } },
  /* The version of the signature's fields. */
  { "wim", "no-data", { { 0xb8, 0xbc } } },
  { "navx", "plain", { { 0, 0 } } },
  { "navx", "runtime", { { 0, 0 } } },
  { "script", "ps1", { { 0, 0 } } },
  { "script", "js", { { 0, 0 } } },
  { "script", "wsf", { { 0, 0 } } },
};

static gboolean
is_free (const Covered *covered, gsize at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (covered->free) && covered->free[i].to > 0; i++)
    if (at >= covered->free[i].from && at < covered->free[i].to)
      return TRUE;
  return FALSE;
}

static const SgnSample *
find_sample (const GPtrArray *samples, const Covered *covered)
{
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];

    if (g_str_equal (sample->format, covered->format) &&
        g_str_equal (sample->name, covered->sample))
      return sample;
  }
  g_assert_not_reached ();
}

static void
test_sample (gconstpointer data)
{
  const Covered *covered = data;
  g_autoptr (GPtrArray) samples = sgn_samples_new ();
  const SgnSample *sample = find_sample (samples, covered);
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *clean;

  publisher->file_name = sample->file_name;
  bytes = publisher_sign (publisher, sample->bytes);
  clean = g_bytes_get_data (bytes, &size);
  for (gsize at = 0; at < MIN (size, g_bytes_get_size (sample->bytes)); at++) {
    g_autofree guint8 *octets = g_memdup2 (clean, size);
    g_autoptr (GBytes) bad = NULL;

    octets[at] ^= 0x15;
    bad = g_bytes_new_take (g_steal_pointer (&octets), size);
    if ((publisher_judge (publisher, bad) == SGN_VERDICT_VALID) != is_free (covered, at))
      g_error ("octet %" G_GSIZE_FORMAT, at);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *path = g_strdup_printf ("/covered/%s/%s", table[i].format, table[i].sample);

    g_test_add_data_func (path, &table[i], test_sample);
  }
  return g_test_run ();
}
