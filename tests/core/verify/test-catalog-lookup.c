/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/spc.h"
#include "core/base/oid.h"
#include "core/verify/catalog-lookup.h"
#include "tests/support/samples.h"

/* By which digests a file is looked up, and which of several catalogs counts. */

typedef enum {
  BY_FILE,      /* the digest of every byte */
  BY_PROGRAM,   /* that of a program's own signature */
  BY_SIGNATURE, /* that of the signature of another kind of file */
} How;

static GBytes *
get_file (const char *format)
{
  static const char text[] = "text";

  return format != NULL ? g_bytes_ref (sgn_sample_get_plain (format))
                        : g_bytes_new_static (text, sizeof text);
}

/* What the file's signature would state, as if it were no program. (transfer full) */
static GBytes *
make_content (GBytes *file)
{
  g_autoptr (GBytes) content = sgn_sample_create_content (file);
  g_auto (SgnSpcIndirectData) data = { 0 };

  g_assert_true (sgn_spc_indirect_data_parse (content, &data, NULL));
  return sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, data.value, data.hash, data.digest);
}

/* A list of one file. (transfer full) */
static SgnCtl *
make_list (const char *format, How how)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) file = get_file (format);
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, file);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) list = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GError) error = NULL;
  SgnCtl *read;

  if (how == BY_FILE)
    sgn_catalog_writer_add_file (writer, SGN_CATALOG_FLAT, digest, NULL, NULL);
  else
    content = how == BY_PROGRAM ? sgn_sample_create_content (file) : make_content (file);
  if (content != NULL)
    sgn_catalog_writer_add_content (writer, content, NULL, &error);
  g_assert_no_error (error);
  list = sgn_catalog_writer_finish (writer, 1778765405);
  plain = sgn_catalog_wrap (list);
  input = sgn_input_new_for_bytes (plain);
  read = sgn_catalog_read (input, &error);
  g_assert_no_error (error);
  return read;
}

/* Adds a catalog with that list, which was found to be worth so much. */
static void
add (SgnCatalogs *catalogs, const char *name, const SgnCtl *list, SgnVerdict verdict)
{
  g_autoptr (SgnReport) report = sgn_report_new (name);
  g_autoptr (GError) error = NULL;

  report->format = "cat";
  report->verdict = verdict;
  g_assert_true (sgn_catalogs_add (catalogs, list, report, &error));
  g_assert_no_error (error);
}

typedef struct {
  SgnReport *report;
  gboolean ok;
  gboolean whole;
  GError *error;
} Result;

static void
result_clear (Result *self)
{
  sgn_report_unref (self->report);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static Result
look (const char *format, SgnCatalogs *catalogs, GCancellable *cancellable)
{
  Result result = { .report = sgn_report_new ("file") };
  g_autoptr (GBytes) file = get_file (format);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = format != NULL ? sgn_subject_open (input, NULL) : NULL;
  const SgnVerifyOptions options = { .catalogs = catalogs };
  const SgnVerifyContext context = { .subject = subject,
                                     .options = &options,
                                     .report = result.report,
                                     .cancellable = cancellable };

  result.ok = sgn_verify_in_catalogs (&context, input, &result.whole, &result.error);
  return result;
}

/* The catalog that lists the file, or NULL. */
static const char *
get_found (const Result *result)
{
  for (guint i = 0; i < result->report->findings->len; i++) {
    const SgnFinding *finding = result->report->findings->pdata[i];

    if (finding->code == SGN_FINDING_CATALOG)
      return finding->detail;
  }
  return NULL;
}

/* Windows looks up programs by their own digest only, and other files by both. */
static void
test_kinds (void)
{
  static const struct {
    const char *file;
    const char *listed;
    How how;
    gboolean found;
    gboolean whole;
  } cases[] = {
    { NULL, NULL, BY_FILE, TRUE, TRUE },
    { NULL, "msi", BY_SIGNATURE, FALSE, FALSE },
    { "pe", "pe", BY_PROGRAM, TRUE, FALSE },
    { "pe", "pe", BY_FILE, FALSE, FALSE },
    { "pe", "pe", BY_SIGNATURE, FALSE, FALSE },
    { "msi", "msi", BY_FILE, TRUE, TRUE },
    { "msi", "msi", BY_SIGNATURE, TRUE, FALSE },
    { "msi", "cab", BY_SIGNATURE, FALSE, FALSE },
    { "nuget", "nuget", BY_FILE, TRUE, TRUE },
    { "nuget", "msi", BY_SIGNATURE, FALSE, FALSE }, /* it has no such digest */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
    g_autoptr (SgnCtl) list = make_list (cases[i].listed, cases[i].how);
    g_auto (Result) result = { 0 };

    g_test_message ("case %u", i);
    add (catalogs, "a.cat", list, SGN_VERDICT_VALID);
    result = look (cases[i].file, catalogs, NULL);
    g_assert_no_error (result.error);
    g_assert_true (result.ok);
    g_assert_cmpstr (get_found (&result), ==, cases[i].found ? "a.cat" : NULL);
    g_assert_cmpint (result.whole, ==, cases[i].whole);
  }
}

/* The best catalog that lists the file counts, of equal ones the first. */
static void
test_best (void)
{
  static const struct {
    SgnVerdict first;
    SgnVerdict second;
    const char *found;
  } cases[] = {
    { SGN_VERDICT_VALID, SGN_VERDICT_UNTRUSTED, "a.cat" },
    { SGN_VERDICT_UNTRUSTED, SGN_VERDICT_VALID, "b.cat" },
    { SGN_VERDICT_VALID, SGN_VERDICT_VALID, "a.cat" },
    { SGN_VERDICT_CHANGED, SGN_VERDICT_REVOKED, "b.cat" },
    { SGN_VERDICT_ADDED, SGN_VERDICT_UNSIGNED, NULL },
  };
  g_autoptr (SgnCtl) list = make_list (NULL, BY_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
    g_auto (Result) result = { 0 };

    g_test_message ("case %u", i);
    add (catalogs, "a.cat", list, cases[i].first);
    add (catalogs, "b.cat", list, cases[i].second);
    result = look (NULL, catalogs, NULL);
    g_assert_cmpstr (get_found (&result), ==, cases[i].found);
  }
}

static void
test_cancelled (void)
{
  g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
  g_autoptr (SgnCtl) list = make_list ("msi", BY_FILE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Result) result = { 0 };

  add (catalogs, "a.cat", list, SGN_VERDICT_VALID);
  g_cancellable_cancel (cancellable);
  result = look ("msi", catalogs, cancellable);
  g_assert_false (result.ok);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (get_found (&result));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-lookup/kinds", test_kinds);
  g_test_add_func ("/catalog-lookup/best", test_best);
  g_test_add_func ("/catalog-lookup/cancelled", test_cancelled);
  return g_test_run ();
}
