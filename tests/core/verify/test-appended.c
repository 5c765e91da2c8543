/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/format/subject.h"
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

/* The same behind the structure in the place of the signature itself, as far as there is one that
 * takes more. */
static void
test_after_der (gconstpointer data)
{
  const SgnSample *sample = data;
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) bytes = NULL;

  publisher->file_name = sample->file_name;
  bytes = publisher_sign (publisher, sample->bytes);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++) {
    g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
    g_autoptr (GPtrArray) signatures = NULL;
    g_autoptr (SgnSubject) subject = NULL;
    g_autoptr (SgnPatch) patch = NULL;
    g_autoptr (SgnInput) patched = NULL;
    g_autoptr (GBytes) stuffed = NULL;
    SgnVerdict verdict;

    sgn_input_set_name (input, sample->file_name);
    subject = sgn_subject_open (input, NULL);
    signatures = subject->format->get_signatures (subject->self, NULL);
    stuffed = append (signatures->pdata[0], tails[i]);
    g_ptr_array_remove_index (signatures, 0);
    g_ptr_array_insert (signatures, 0, g_steal_pointer (&stuffed));
    patch = subject->format->put_signatures (subject->self, signatures, NULL);
    if (patch == NULL)
      continue;
    patched = sgn_input_new_patched (input, patch, NULL);
    stuffed = sgn_input_read_bytes (patched, 0, sgn_input_get_size (patched), NULL);
    verdict = publisher_judge (publisher, stuffed);
    g_assert_true (verdict == SGN_VERDICT_ADDED || verdict == SGN_VERDICT_CHANGED ||
                   verdict == SGN_VERDICT_UNREADABLE);
  }
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
    g_autofree char *after = g_strdup_printf ("/after-der/%s/%s", sample->format, sample->name);

    if (!sample->signable)
      continue;
    g_test_add_data_func (path, sample, test_sample);
    g_test_add_data_func (after, sample, test_after_der);
  }
  return g_test_run ();
}
