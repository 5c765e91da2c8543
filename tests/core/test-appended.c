/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Something behind a signed file, in every kind of file: Windows refuses some of them, and for the
 * others it is said. None of them is ever valid. */

static const struct {
  const char *format;
  SgnVerdict verdict;
} expected[] = {
  { "pe", SGN_VERDICT_CHANGED },   { "cab", SGN_VERDICT_ADDED },
  { "msi", SGN_VERDICT_ADDED },    { "wim", SGN_VERDICT_ADDED },
  { "cat", SGN_VERDICT_ADDED },    { "navx", SGN_VERDICT_UNREADABLE },
  { "msix", SGN_VERDICT_CHANGED }, { "nuget", SGN_VERDICT_CHANGED },
  { "jar", SGN_VERDICT_ADDED },    { "script", SGN_VERDICT_CHANGED },
  { "policy", SGN_VERDICT_ADDED }, { "rdp", SGN_VERDICT_ADDED },
};

static const char *const tails[] = { "PK\5\6 an archive", "\r\nStart-Process calc\r\n" };

static GBytes *
append (GBytes *bytes, const char *tail)
{
  GByteArray *longer = g_bytes_unref_to_array (g_bytes_ref (bytes));

  g_byte_array_append (longer, (const guint8 *) tail, (guint) strlen (tail));
  return g_byte_array_free_to_bytes (longer);
}

static void
test_sample (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_text = g_str_equal (sample->format, "script") || g_str_equal (sample->format, "rdp");
  gboolean found = FALSE;

  publisher->file_name = sample->file_name;
  bytes = publisher_sign (publisher, sample->bytes);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++) {
    g_autoptr (GBytes) longer = append (bytes, tails[i]);
    g_autoptr (SgnReport) report = publisher_verify (publisher, longer);

    /* Half a letter is no text. */
    if (is_text && report->verdict == SGN_VERDICT_UNREADABLE)
      continue;
    g_assert_cmpint (report->verdict, !=, SGN_VERDICT_VALID);
    for (guint j = 0; j < G_N_ELEMENTS (expected); j++)
      if (g_str_equal (expected[j].format, sample->format)) {
        g_assert_cmpstr (sgn_verdict_to_id (report->verdict),
                         ==,
                         sgn_verdict_to_id (expected[j].verdict));
        found = TRUE;
      }
  }
  g_assert_true (found);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) samples = NULL;

  g_test_init (&argc, &argv, NULL);
  samples = sgn_samples_new ();
  for (guint i = 0; i < samples->len; i++) {
    const SgnSample *sample = samples->pdata[i];
    g_autofree char *path = g_strdup_printf ("/appended/%s/%s", sample->format, sample->name);

    if (sample->signable)
      g_test_add_data_func (path, sample, test_sample);
  }
  return g_test_run ();
}
