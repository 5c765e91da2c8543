/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "tests/core/verify/catalogs-fixture.h"
#include "tests/support/pe-sample.h"
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

/* With a byte after its end. (transfer full) */
static GBytes *
append (GBytes *file)
{
  gsize size = g_bytes_get_size (file);
  guint8 *longer = g_malloc0 (size + 1);

  memcpy (longer, g_bytes_get_data (file, NULL), size);
  return g_bytes_new_take (longer, size + 1);
}

/* A signed catalog of the file by the digest of all its bytes. (transfer full) */
static SgnCatalogs *
list (Publisher *publisher, GBytes *file)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, file);
  g_autoptr (GBytes) members = NULL;
  g_autoptr (GBytes) plain = NULL;

  sgn_catalog_writer_add_file (writer, SGN_CATALOG_FLAT, digest, NULL, NULL);
  members = sgn_catalog_writer_finish (writer, 1778765405);
  plain = sgn_catalog_wrap (members);
  return catalogs_sign_and_load (publisher, plain);
}

/* Nothing can hide in a file of which a catalog knows every byte, unless a signature of its own
 * covers less. In one that nobody signed, it is said as well. */
static void
test_hidden (void)
{
  static const struct {
    gboolean is_signed;
    gboolean listed;
    gboolean said;
  } cases[] = { { FALSE, FALSE, TRUE },
                { FALSE, TRUE, FALSE },
                { TRUE, FALSE, TRUE },
                { TRUE, TRUE, TRUE } };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) plain = append (sgn_sample_get_plain ("nuget"));
  g_autoptr (GBytes) signed_plain = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  g_autoptr (GBytes) with_signature = append (signed_plain);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    GBytes *bytes = cases[i].is_signed ? with_signature : plain;
    g_autoptr (SgnCatalogs) catalogs = cases[i].listed ? list (publisher, bytes) : NULL;
    g_autoptr (GFile) file = publisher_add_file (publisher, "a.nupkg", bytes);
    g_autoptr (SgnReport) report = catalogs_verify (publisher, file, catalogs);

    g_test_message ("case %u", i);
    g_assert_no_error (report->error);
    g_assert_cmpint (has_finding (report, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_CHANGED),
                     ==,
                     cases[i].said);
    g_assert_true ((report->sha256 != NULL) == (report->signatures->len == 0));
    g_assert_cmpint (report->verdict == SGN_VERDICT_UNSIGNED, ==, report->signatures->len == 0);
  }
}

/* A catalog may list a file of which nothing is known, whatever its name says, but none that is
 * damaged. */
static void
test_strangers (void)
{
  static const struct {
    const char *name;
    const char *content;
    SgnVerdict listed;
    SgnForeignSignature foreign;
  } cases[] = {
    { "a.inf", "text", SGN_VERDICT_VALID, SGN_FOREIGN_UNKNOWN },
    { "a.exe", "text", SGN_VERDICT_VALID, SGN_FOREIGN_UNKNOWN },
    { "a.cab",
      "MSCF, and no more than 36 bytes of it",
      SGN_VERDICT_UNREADABLE,
      SGN_FOREIGN_UNKNOWN },
    { "a.manifest", "<a/>", SGN_VERDICT_VALID, SGN_FOREIGN_UNSIGNED },
    { "a.manifest",
      "<a><Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/></a>",
      SGN_VERDICT_VALID,
      SGN_FOREIGN_SIGNED },
  };
  g_autoptr (Publisher) publisher = publisher_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (cases[i].content, strlen (cases[i].content));
    g_autoptr (SgnCatalogs) catalogs = list (publisher, bytes);
    g_autoptr (GFile) file = publisher_add_file (publisher, cases[i].name, bytes);
    g_autoptr (SgnReport) alone = catalogs_verify (publisher, file, NULL);
    g_autoptr (SgnReport) listed = catalogs_verify (publisher, file, catalogs);

    g_test_message ("case %u", i);
    g_assert_cmpint (alone->verdict, ==, SGN_VERDICT_UNREADABLE);
    g_assert_cmpint (listed->verdict, ==, cases[i].listed);
    g_assert_cmpint (alone->foreign, ==, cases[i].foreign);
    g_assert_cmpint (listed->foreign, ==, cases[i].foreign);
    g_assert_cmpint (has_finding (listed, SGN_FINDING_FOREIGN_SIGNATURE, SGN_SEVERITY_NOTE),
                     ==,
                     cases[i].foreign == SGN_FOREIGN_SIGNED);
  }
}

static void
write_more (guint64 done, guint64 total, gpointer file)
{
  const int fd = g_open (g_file_peek_path (file), O_WRONLY | O_APPEND, 0);

  g_assert_cmpint (write (fd, "x", 1), ==, 1);
  close (fd);
}

/* What is said of a file is of the one that was there all the time. */
static void
test_changing (void)
{
  const PeSample large = { .overlay = 9 * 1024 * 1024 };
  const SgnVerifyOptions options = { 0 };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) program = pe_sample_build (&large);
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", program);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnReport)
        report = sgn_verify_file (file, &options, i > 0 ? write_more : NULL, file, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (report->name, ==, "a.exe");
    g_assert_true (g_file_equal (report->file, file));
    if (i == 0)
      g_assert_no_error (report->error);
    else
      g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  }
}

static void
cut (guint64 done, guint64 total, gpointer file)
{
  g_assert_cmpint (truncate (g_file_peek_path (file), 1), ==, 0);
}

/* What could not be read to its end was not verified. */
static void
test_shrinking (void)
{
  const SgnVerifyOptions options = { 0 };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.exe", sgn_sample_get_plain ("pe"));
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (g_file_peek_path (file), 64 * 1024 * 1024), ==, 0);
  input = sgn_input_new_for_file (file, &error);
  g_assert_no_error (error);
  sgn_input_set_progress (input, cut, file);
  report = sgn_verify_input (input, "a.exe", &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
}

/* The signature of a package, with another byte in it than its archive states. */
static void
test_damaged_place (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) file = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);
  gsize size = g_bytes_get_size (file);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), size);
  gsize length;
  gconstpointer der = g_bytes_get_data (signatures->pdata[0], &length);
  guint8 *place = memmem (data, size, der, length);
  g_autoptr (GBytes) bad = NULL;
  g_autoptr (SgnReport) report = NULL;

  g_assert_nonnull (place);
  place[length - 1] ^= 1;
  bad = g_bytes_new (data, size);
  report = publisher_verify (publisher, bad);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

/* Somebody signed content that nobody can read: that is no statement about the file, not even that
 * it was changed. */
static void
test_unreadable_content (void)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) content = sgn_der_encode_uint (1);
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnReport) report = NULL;

  g_ptr_array_add (signatures,
                   sgn_cms_build (SGN_OID_SPC_INDIRECT_DATA,
                                  content,
                                  publisher->request->identity,
                                  &options,
                                  NULL,
                                  NULL));
  file = sgn_sample_put (sgn_sample_get_plain ("pe"), signatures);
  report = publisher_verify (publisher, file);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_error (report->error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/reader", test_reader);
  g_test_add_func ("/verify/broken-entry", test_broken_entry);
  g_test_add_func ("/verify/hidden", test_hidden);
  g_test_add_func ("/verify/strangers", test_strangers);
  g_test_add_func ("/verify/changing", test_changing);
  g_test_add_func ("/verify/shrinking", test_shrinking);
  g_test_add_func ("/verify/damaged-place", test_damaged_place);
  g_test_add_func ("/verify/unreadable-content", test_unreadable_content);
  return g_test_run ();
}
