/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/asn1/catalog.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/catalog-make.h"
#include "core/verify-catalogs.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Files that a catalog is made of, signed, and looked up in it. */

static GBytes *
new_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
add_file (Publisher *publisher, GPtrArray *files, const char *name, GBytes *bytes)
{
  g_ptr_array_add (files, publisher_add_file (publisher, name, bytes));
}

/* A program, an installation package, a file that carries no signature. */
static GPtrArray *
new_files (Publisher *publisher)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) text = new_text ("[Version]\nClass=Net\n");

  add_file (publisher, files, "a.exe", sgn_sample_get_plain ("pe"));
  add_file (publisher, files, "b.msi", sgn_sample_get_plain ("msi"));
  add_file (publisher, files, "c.inf", text);
  return files;
}

static GBytes *
make (GPtrArray *files, gboolean without_sha1)
{
  const SgnCatalogOptions options = { .os = "2:10.0", .without_sha1 = without_sha1 };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sgn_catalog_make (files, &options, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static SgnCatalogs *
load (const Publisher *publisher, GFile *path, SgnAnchors *anchors)
{
  const SgnVerifyOptions options = { .anchors = anchors };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  SgnCatalogs *catalogs;

  g_ptr_array_add (paths, path);
  catalogs = sgn_verify_load_catalogs (paths, &options, NULL, &error);
  g_assert_no_error (error);
  return catalogs;
}

static SgnReport *
verify (const Publisher *publisher, GFile *file, SgnCatalogs *catalogs)
{
  const SgnVerifyOptions options = { .anchors = publisher->anchors, .catalogs = catalogs };
  g_autoptr (GError) error = NULL;
  SgnReport *report = sgn_verify_file (file, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static gboolean
has_finding (const SgnReport *report, SgnFindingCode code, const char *detail)
{
  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code == code && g_strcmp0 (finding->detail, detail) == 0)
      return TRUE;
  }
  return FALSE;
}

/* One file after the other has this verdict, by the catalog where it has one. */
static void
assert_verdicts (const Publisher *publisher,
                 GPtrArray *files,
                 SgnCatalogs *catalogs,
                 SgnVerdict verdict)
{
  for (guint i = 0; i < files->len; i++) {
    g_autoptr (SgnReport) report = verify (publisher, files->pdata[i], catalogs);

    g_assert_cmpint (report->verdict, ==, verdict);
    if (verdict == SGN_VERDICT_UNSIGNED)
      continue;
    g_assert_cmpstr (report->headline->catalog, ==, "f.cat");
    g_assert_true (
        g_bytes_equal (report->headline->digest_stored, report->headline->digest_computed));
    g_assert_true (has_finding (report, SGN_FINDING_CATALOG, "f.cat"));
  }
}

/* The usual case: the files and a signed catalog of them, in one folder. */
typedef struct {
  Publisher *publisher;
  GPtrArray *files;
  GBytes *plain; /* the catalog before it was signed */
  GBytes *signed_catalog;
  GFile *catalog;
} Listed;

static Listed
listed_new (gboolean without_sha1)
{
  Listed self = { .publisher = publisher_new () };

  self.files = new_files (self.publisher);
  self.plain = make (self.files, without_sha1);
  self.signed_catalog = publisher_sign (self.publisher, self.plain);
  self.catalog = publisher_add_file (self.publisher, "f.cat", self.signed_catalog);
  return self;
}

static void
listed_clear (Listed *self)
{
  g_object_unref (self->catalog);
  g_bytes_unref (self->signed_catalog);
  g_bytes_unref (self->plain);
  g_ptr_array_unref (self->files);
  publisher_free (self->publisher);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listed, listed_clear)

/* What a program's own signature states of its pages. (transfer full) */
static GBytes *
get_page_hashes (GBytes *program)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = TRUE };
  g_autoptr (SgnInput) input = sgn_sample_open (program);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_autoptr (GError) error = NULL;
  GBytes *table = NULL;
  SgnHash hash;

  content = subject->format->create_content (subject->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sgn_spc_indirect_data_parse (content, &data, &error));
  g_assert_true (sgn_spc_pe_image_data_parse (data.value, &table, &hash, &error));
  return table;
}

static gboolean
holds (GBytes *whole, GBytes *part)
{
  gsize size, part_size;
  const guint8 *data = g_bytes_get_data (whole, &size);
  gconstpointer wanted = g_bytes_get_data (part, &part_size);

  return memmem (data, size, wanted, part_size) != NULL;
}

static void
test_page_hashes (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = new_files (publisher);
  g_autoptr (GBytes) table = get_page_hashes (sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) without = make (files, FALSE);
  const SgnCatalogOptions options = { .page_hashes = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = sgn_catalog_make (files, &options, NULL, &error);
  g_autoptr (GBytes) signed_catalog = NULL;
  g_autoptr (GFile) catalog = NULL;
  g_autoptr (SgnCatalogs) catalogs = NULL;

  g_assert_no_error (error);
  g_assert_true (holds (plain, table));
  g_assert_false (holds (without, table));
  signed_catalog = publisher_sign (publisher, plain);
  catalog = publisher_add_file (publisher, "f.cat", signed_catalog);
  catalogs = load (publisher, catalog, publisher->anchors);
  assert_verdicts (publisher, files, catalogs, SGN_VERDICT_VALID);
}

/* Every octet of a member counts. */
static void
test_listed (void)
{
  g_auto (Listed) listed = listed_new (FALSE);
  g_autoptr (SgnCatalogs)
      catalogs = load (listed.publisher, listed.catalog, listed.publisher->anchors);

  assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_VALID);
  for (guint i = 0; i < listed.files->len; i++) {
    g_autoptr (GBytes) good = publisher_load (listed.files->pdata[i]);
    gsize size = g_bytes_get_size (good);
    g_autofree guint8 *octets = g_memdup2 (g_bytes_get_data (good, NULL), size);
    g_autoptr (GBytes) bad = NULL;
    g_autoptr (GFile) file = NULL;
    g_autoptr (SgnReport) report = NULL;

    octets[size - 1] ^= 1;
    bad = g_bytes_new (octets, size);
    file = publisher_add_file (listed.publisher, "bad", bad);
    report = verify (listed.publisher, file, catalogs);
    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNSIGNED);
    g_assert_nonnull (report->sha256);
  }
}

/* A folder is searched, with what else lies there. */
static void
test_folder (void)
{
  g_auto (Listed) listed = listed_new (TRUE);
  g_autoptr (GBytes) text = new_text ("no catalog");
  g_autoptr (GFile) other = publisher_add_file (listed.publisher, "e.cat", text);
  g_autoptr (GFile) folder = g_file_get_parent (listed.catalog);
  g_autoptr (SgnCatalogs) catalogs = load (listed.publisher, folder, listed.publisher->anchors);
  const SgnVerifyOptions options = { .anchors = listed.publisher->anchors };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sgn_catalogs_get_reports (catalogs)->len, ==, 1);
  assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_VALID);
  g_ptr_array_add (paths, other);
  g_assert_null (sgn_verify_load_catalogs (paths, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
}

static void
test_untrusted (void)
{
  g_auto (Listed) listed = listed_new (FALSE);
  g_autoptr (SgnCatalogs) catalogs = load (listed.publisher, listed.catalog, NULL);

  assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_UNTRUSTED);
}

/* What no signature holds together says nothing: unsigned, changed, or with something behind it. */
static void
test_not_intact (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = new_files (publisher);
  g_autoptr (GBytes) plain = make (files, FALSE);
  g_autoptr (GBytes) signed_catalog = publisher_sign (publisher, plain);
  gsize size;
  const guint8 *octets = g_bytes_get_data (signed_catalog, &size);
  g_autofree guint8 *changed = g_memdup2 (octets, size);
  guint8 *place = memmem (changed, size, "c\0.\0i\0n\0f", 9);
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  GBytes *bad[3];

  g_assert_nonnull (place);
  *place = 'd';
  memcpy (longer, octets, size);
  bad[0] = g_bytes_ref (plain);
  bad[1] = g_bytes_new (changed, size);
  bad[2] = g_bytes_new (longer, size + 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GFile) catalog = publisher_add_file (publisher, "f.cat", bad[i]);
    g_autoptr (SgnCatalogs) catalogs = load (publisher, catalog, publisher->anchors);
    g_autoptr (SgnReport) report = verify (publisher, files->pdata[0], catalogs);

    assert_verdicts (publisher, files, catalogs, SGN_VERDICT_UNSIGNED);
    g_assert_true (has_finding (report, SGN_FINDING_CATALOG_IGNORED, "f.cat"));
    g_bytes_unref (bad[i]);
  }
}

static GBytes *
sign_list (Publisher *publisher, SgnCatalogWriter *writer)
{
  g_autoptr (GBytes) list = sgn_catalog_writer_finish (writer, 1778765405);
  g_autoptr (GBytes) plain = sgn_catalog_wrap (list);

  return publisher_sign (publisher, plain);
}

/* A digest of the whole of a program does not stand for it, nor does the other way round. */
static void
test_other_kind (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GPtrArray) files = new_files (publisher);
  g_autoptr (GBytes) signed_catalog = NULL;
  g_autoptr (GFile) catalog = NULL;
  g_autoptr (SgnCatalogs) catalogs = NULL;

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GBytes) file = publisher_load (files->pdata[i]);
    g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, file);

    sgn_catalog_writer_add_file (writer,
                                 i == 0 ? SGN_CATALOG_FLAT : SGN_CATALOG_PE,
                                 digest,
                                 NULL,
                                 NULL);
  }
  signed_catalog = sign_list (publisher, writer);
  catalog = publisher_add_file (publisher, "f.cat", signed_catalog);
  catalogs = load (publisher, catalog, publisher->anchors);
  assert_verdicts (publisher, files, catalogs, SGN_VERDICT_UNSIGNED);
}

/* Found by the SHA-1 entry alone: that is less. */
static void
test_only_beside (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GPtrArray) files = new_files (publisher);
  g_autoptr (GBytes) file = publisher_load (files->pdata[2]);
  g_autoptr (GBytes) sha1 = sgn_hash_bytes (SGN_HASH_SHA1, file);
  g_autoptr (GBytes) other = sgn_hash_data (SGN_HASH_SHA256, "other", 5);
  g_autoptr (GBytes) signed_catalog = NULL;
  g_autoptr (GFile) catalog = NULL;
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) report = NULL;

  sgn_catalog_writer_add_file (writer, SGN_CATALOG_FLAT, other, sha1, NULL);
  signed_catalog = sign_list (publisher, writer);
  catalog = publisher_add_file (publisher, "f.cat", signed_catalog);
  catalogs = load (publisher, catalog, publisher->anchors);
  report = verify (publisher, files->pdata[2], catalogs);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_WEAK);
  g_assert_cmpint (report->headline->hash, ==, SGN_HASH_SHA1);
}

/* Signed by somebody nobody knows, but listed by somebody trusted. */
static void
test_says_more (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (Publisher) stranger = publisher_new ();
  g_autoptr (GBytes) program = publisher_sign (stranger, sgn_sample_get_plain ("pe"));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) signed_catalog = NULL;
  g_autoptr (GFile) catalog = NULL;
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) alone = NULL;
  g_autoptr (SgnReport) report = NULL;

  add_file (publisher, files, "a.exe", program);
  plain = make (files, FALSE);
  signed_catalog = publisher_sign (publisher, plain);
  catalog = publisher_add_file (publisher, "f.cat", signed_catalog);
  catalogs = load (publisher, catalog, publisher->anchors);
  alone = verify (publisher, files->pdata[0], NULL);
  report = verify (publisher, files->pdata[0], catalogs);
  g_assert_cmpint (alone->verdict, ==, SGN_VERDICT_UNTRUSTED);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_VALID);
  g_assert_cmpuint (report->signatures->len, ==, 2);
  g_assert_null (((SgnSignatureReport *) report->signatures->pdata[0])->catalog);
  g_assert_cmpuint (report->headline->entry, ==, 1);
}

/* A program whose own signature is broken is not mended by a list. */
static void
test_broken_inside (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) program = publisher_sign (publisher, sgn_sample_get_plain ("pe"));
  gsize size = g_bytes_get_size (program);
  g_autofree guint8 *octets = g_memdup2 (g_bytes_get_data (program, NULL), size);
  g_autoptr (GBytes) broken = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) signed_catalog = NULL;
  g_autoptr (GFile) catalog = NULL;
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) report = NULL;

  octets[g_bytes_get_size (sgn_sample_get_plain ("pe")) - 20] ^= 1;
  broken = g_bytes_new (octets, size);
  add_file (publisher, files, "a.exe", broken);
  plain = make (files, FALSE);
  signed_catalog = publisher_sign (publisher, plain);
  catalog = publisher_add_file (publisher, "f.cat", signed_catalog);
  catalogs = load (publisher, catalog, publisher->anchors);
  report = verify (publisher, files->pdata[0], catalogs);
  g_assert_true (has_finding (report, SGN_FINDING_CATALOG, "f.cat"));
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
}

static void
test_cancelled (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = new_files (publisher);
  const SgnCatalogOptions options = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_catalog_make (files, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_missing (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const SgnCatalogOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (files, g_file_new_for_path ("/nowhere/absent.sys"));
  g_assert_null (sgn_catalog_make (files, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "absent.sys"));
}

static GFile *
get_corpus_file (const char *path)
{
  return g_file_new_build_filename (g_getenv ("SIGNET_CORPUS"), path, NULL);
}

/* Catalogs by Microsoft's programs: both versions, programs and others. */
static void
test_made_by_others (void)
{
  static const struct {
    const char *catalog;
    const char *file;
    SgnHash hash;
  } pairs[] = {
    { "cat-valid/oem89-whql-covers-amdacpbtscoext.cat",
      "cat-valid/amdacpbtscoext.inf",
      SGN_HASH_SHA1 },
    { "signtool/catalogs/single-pe.cat", "signtool/catalogs/subjects/tiny32.efi", SGN_HASH_SHA1 },
    { "signtool/catalogs/single-text.cat", "signtool/catalogs/subjects/hello.txt", SGN_HASH_SHA1 },
    { "signtool/catalogs/single-binary.cat", "signtool/catalogs/subjects/blob.bin", SGN_HASH_SHA1 },
    { "signtool/signed/catalog/sample.cat",
      "signtool/unsigned/catalog/member.sys",
      SGN_HASH_SHA256 },
    { "signtool/signed/catalog/sample.cat",
      "signtool/unsigned/catalog/sample.inf",
      SGN_HASH_SHA256 },
  };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) first = get_corpus_file (pairs[0].catalog);

  if (!g_file_query_exists (first, NULL)) {
    g_test_skip ("the corpus is not there");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (GFile) catalog = get_corpus_file (pairs[i].catalog);
    g_autoptr (GFile) file = get_corpus_file (pairs[i].file);
    g_autoptr (SgnCatalogs) catalogs = load (publisher, catalog, NULL);
    g_autoptr (SgnReport) report = verify (publisher, file, catalogs);

    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNTRUSTED);
    g_assert_cmpint (report->headline->hash, ==, pairs[i].hash);
    g_assert_nonnull (report->headline->signer);
  }
}

/* One that was changed lists nothing any more. */
static void
test_changed_by_others (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) catalog = get_corpus_file ("cat-tampered/psget-archive-flip-member-hash.cat");
  g_autoptr (SgnCatalogs) catalogs = NULL;
  GPtrArray *reports;

  if (!g_file_query_exists (catalog, NULL)) {
    g_test_skip ("the corpus is not there");
    return;
  }
  catalogs = load (publisher, catalog, publisher->anchors);
  reports = sgn_catalogs_get_reports (catalogs);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpint (((SgnReport *) reports->pdata[0])->verdict, ==, SGN_VERDICT_CHANGED);
  g_assert_false (sgn_verify_catalog_counts (reports->pdata[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogs/listed", test_listed);
  g_test_add_func ("/catalogs/page-hashes", test_page_hashes);
  g_test_add_func ("/catalogs/folder", test_folder);
  g_test_add_func ("/catalogs/untrusted", test_untrusted);
  g_test_add_func ("/catalogs/not-intact", test_not_intact);
  g_test_add_func ("/catalogs/other-kind", test_other_kind);
  g_test_add_func ("/catalogs/only-beside", test_only_beside);
  g_test_add_func ("/catalogs/says-more", test_says_more);
  g_test_add_func ("/catalogs/broken-inside", test_broken_inside);
  g_test_add_func ("/catalogs/made-by-others", test_made_by_others);
  g_test_add_func ("/catalogs/changed-by-others", test_changed_by_others);
  g_test_add_func ("/catalogs/cancelled", test_cancelled);
  g_test_add_func ("/catalogs/missing", test_missing);
  return g_test_run ();
}
