/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/pe-sample.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* What is said of a file as a whole. */

static gboolean
has_finding (const SgnReport *report, SgnFindingCode code, SgnSeverity severity)
{
  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code == code && finding->severity == severity)
      return TRUE;
  }
  return FALSE;
}

/* Which of several signatures decides is a matter of what reads the file. */
static void
test_reader (void)
{
  const PeSample efi = { .is_64 = TRUE, .subsystem = 10 };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) firmware = pe_sample_build (&efi);
  const struct {
    GBytes *file;
    const char *format;
    SgnSeveral several;
    gboolean firmware;
  } cases[] = {
    { sgn_sample_get_plain ("pe"), "pe", SGN_SEVERAL_FIRST, FALSE },
    { firmware, "pe", SGN_SEVERAL_ANY, TRUE },
    { sgn_sample_get_plain ("jar"), "jar", SGN_SEVERAL_ALL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnReport) report = publisher_verify (publisher, cases[i].file);

    g_assert_cmpstr (report->format, ==, cases[i].format);
    g_assert_cmpint (report->several, ==, cases[i].several);
    g_assert_cmpint (report->firmware, ==, cases[i].firmware);
    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNSIGNED);
    g_assert_no_error (report->error);
  }
}

/* The file with its signature and one more, in which nobody signs; @first: before it. (transfer
 * full) */
static GBytes *
add_broken (Publisher *publisher, const char *format, gboolean first)
{
  g_autoptr (GBytes) file = publisher_sign (publisher, sgn_sample_get_plain (format));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);
  g_autoptr (GBytes) content = sgn_sample_create_content (sgn_sample_get_plain (format));

  g_ptr_array_insert (signatures,
                      first ? 0 : -1,
                      sgn_sample_signature_around (subject->format, content, 100));
  return sgn_sample_put (file, signatures);
}

/* Windows reads the first entry of a program's table, so that what stands after it is data; Java
 * reads every signature. */
static void
test_broken_entry (void)
{
  static const struct {
    const char *format;
    gboolean first;
    SgnVerdict verdict;
  } cases[] = {
    { "pe", FALSE, SGN_VERDICT_ADDED },
    { "pe", TRUE, SGN_VERDICT_UNREADABLE },
    { "jar", FALSE, SGN_VERDICT_UNREADABLE },
  };
  g_autoptr (Publisher) publisher = publisher_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) file = add_broken (publisher, cases[i].format, cases[i].first);
    g_autoptr (SgnReport) report = publisher_verify (publisher, file);

    g_test_message ("case %u", i);
    g_assert_cmpint (report->verdict, ==, cases[i].verdict);
    if (cases[i].verdict == SGN_VERDICT_UNREADABLE) {
      g_assert_error (report->error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    } else {
      g_assert_cmpint (report->headline->checks[SGN_CHECK_SIGNATURE].status, ==, SGN_CHECK_PASS);
      g_assert_true (has_finding (report, SGN_FINDING_UNKNOWN_ENTRY, SGN_SEVERITY_ADDED));
    }
  }
}

/* What hides in a file is also said of one that nobody signed. */
static void
test_unsigned (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("nuget");
  gsize size = g_bytes_get_size (plain);
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnReport) report = NULL;

  memcpy (longer, g_bytes_get_data (plain, NULL), size);
  file = g_bytes_new (longer, size + 1);
  report = publisher_verify (publisher, file);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNSIGNED);
  g_assert_true (has_finding (report, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_CHANGED));
  g_assert_nonnull (report->sha256);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/reader", test_reader);
  g_test_add_func ("/verify/broken-entry", test_broken_entry);
  g_test_add_func ("/verify/unsigned", test_unsigned);
  return g_test_run ();
}
