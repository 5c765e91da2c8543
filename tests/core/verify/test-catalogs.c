/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/catalog.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/catalog/make.h"
#include "core/format/subject.h"
#include "tests/core/verify/catalogs-fixture.h"
#include "tests/support/samples.h"

/* Files that a catalog is made of, signed, and looked up in it. */

/* The usual case: the files and a signed catalog of them, in one folder. */
typedef struct {
  Publisher *publisher;
  GPtrArray *files;
  GFile *catalog;
} Listed;

static Listed
listed_new (gboolean without_sha1)
{
  Listed self = { .publisher = publisher_new () };
  g_autoptr (GBytes) plain = NULL;

  self.files = catalogs_new_files (self.publisher);
  plain = catalogs_make (self.files, without_sha1);
  self.catalog = catalogs_sign (self.publisher, plain);
  return self;
}

static void
listed_clear (Listed *self)
{
  g_object_unref (self->catalog);
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
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
  g_autoptr (GBytes) table = get_page_hashes (sgn_sample_get_plain ("pe"));
  g_autoptr (GBytes) without = catalogs_make (files, FALSE);
  const SgnCatalogOptions options = { .page_hashes = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = sgn_catalog_make (files, &options, NULL, &error);
  g_autoptr (SgnCatalogs) catalogs = NULL;

  g_assert_no_error (error);
  g_assert_true (holds (plain, table));
  g_assert_false (holds (without, table));
  catalogs = catalogs_sign_and_load (publisher, plain);
  catalogs_assert_verdicts (publisher, files, catalogs, SGN_VERDICT_VALID);
}

/* Every octet of a member counts. */
static void
test_listed (void)
{
  g_auto (Listed) listed = listed_new (FALSE);
  g_autoptr (SgnCatalogs) catalogs = catalogs_load (listed.catalog, listed.publisher->anchors);

  catalogs_assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_VALID);
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
    report = catalogs_verify (listed.publisher, file, catalogs);
    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNSIGNED);
    g_assert_nonnull (report->sha256);
  }
}

/* A folder is searched, with what else lies there. */
static void
test_folder (void)
{
  g_auto (Listed) listed = listed_new (TRUE);
  g_autoptr (GBytes) text = catalogs_new_text ("no catalog");
  g_autoptr (GFile) other = publisher_add_file (listed.publisher, "e.cat", text);
  g_autoptr (GFile) folder = g_file_get_parent (listed.catalog);
  g_autoptr (SgnCatalogs) catalogs = catalogs_load (folder, listed.publisher->anchors);
  const SgnVerifyOptions options = { .anchors = listed.publisher->anchors };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sgn_catalogs_get_reports (catalogs)->len, ==, 1);
  catalogs_assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_VALID);
  g_ptr_array_add (paths, other);
  g_assert_null (sgn_verify_load_catalogs (paths, &options, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
}

static void
test_untrusted (void)
{
  g_auto (Listed) listed = listed_new (FALSE);
  g_autoptr (SgnCatalogs) catalogs = catalogs_load (listed.catalog, NULL);

  catalogs_assert_verdicts (listed.publisher, listed.files, catalogs, SGN_VERDICT_UNTRUSTED);
}

/* What no signature holds together says nothing: unsigned, changed, or with something behind it. */
static void
test_not_intact (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
  g_autoptr (GBytes) plain = catalogs_make (files, FALSE);
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
    g_autoptr (GFile) catalog = publisher_add_file (publisher, CATALOG_NAME, bad[i]);
    g_autoptr (SgnCatalogs) catalogs = catalogs_load (catalog, publisher->anchors);
    g_autoptr (SgnReport) report = catalogs_verify (publisher, files->pdata[0], catalogs);

    catalogs_assert_verdicts (publisher, files, catalogs, SGN_VERDICT_UNSIGNED);
    g_assert_true (catalogs_has_finding (report, SGN_FINDING_CATALOG_IGNORED, CATALOG_NAME));
    g_bytes_unref (bad[i]);
  }
}

/* With another number in place of SHA-256. (transfer full) */
static GBytes *
renumber (GBytes *list, guint8 last)
{
  static const guint8 number[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
  gsize size = g_bytes_get_size (list);
  guint8 *data = g_memdup2 (g_bytes_get_data (list, NULL), size);
  guint8 *at = data;

  while ((at = memmem (at, size - (gsize) (at - data), number, sizeof number)) != NULL)
    at[sizeof number - 1] = last;
  return g_bytes_new_take (data, size);
}

/* A digest by a method that nobody knows, or of a length that its method does not have, lists no
 * file. */
static void
test_unknown_method (void)
{
  static const guint8 numbers[] = { 99,
                                    4,
                                    8,
                                    2,
                                    3 }; /* unknown, SHA-224, SHA3-256, SHA-384 and 512 */
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
  g_autoptr (GBytes) plain = catalogs_make (files, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GBytes) list = renumber (plain, numbers[i]);
    g_autoptr (SgnCatalogs) catalogs = catalogs_sign_and_load (publisher, list);

    catalogs_assert_verdicts (publisher, files, catalogs, SGN_VERDICT_UNSIGNED);
    for (guint kind = 0; kind <= SGN_CATALOG_OTHER; kind++)
      g_assert_cmpuint (sgn_catalogs_get_hashes (catalogs, kind, TRUE), ==, 0);
  }
}

static SgnCatalogs *
load_list (Publisher *publisher, SgnCatalogWriter *writer)
{
  g_autoptr (GBytes) list = sgn_catalog_writer_finish (writer, 1778765405);
  g_autoptr (GBytes) plain = sgn_catalog_wrap (list);

  return catalogs_sign_and_load (publisher, plain);
}

/* A digest of the whole of a program does not stand for it, nor does the other way round. */
static void
test_other_kind (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
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
  catalogs = load_list (publisher, writer);
  catalogs_assert_verdicts (publisher, files, catalogs, SGN_VERDICT_UNSIGNED);
}

/* Found by the SHA-1 entry alone: that is less. */
static void
test_only_beside (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
  g_autoptr (GBytes) file = publisher_load (files->pdata[2]);
  g_autoptr (GBytes) sha1 = sgn_hash_bytes (SGN_HASH_SHA1, file);
  g_autoptr (GBytes) other = sgn_hash_data (SGN_HASH_SHA256, "other", 5);
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) report = NULL;

  sgn_catalog_writer_add_file (writer, SGN_CATALOG_FLAT, other, sha1, NULL);
  catalogs = load_list (publisher, writer);
  report = catalogs_verify (publisher, files->pdata[2], catalogs);
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
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) alone = NULL;
  g_autoptr (SgnReport) report = NULL;

  catalogs_add_file (publisher, files, "a.exe", program);
  plain = catalogs_make (files, FALSE);
  catalogs = catalogs_sign_and_load (publisher, plain);
  alone = catalogs_verify (publisher, files->pdata[0], NULL);
  report = catalogs_verify (publisher, files->pdata[0], catalogs);
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
  g_autoptr (SgnCatalogs) catalogs = NULL;
  g_autoptr (SgnReport) report = NULL;

  octets[g_bytes_get_size (sgn_sample_get_plain ("pe")) - 20] ^= 1;
  broken = g_bytes_new (octets, size);
  catalogs_add_file (publisher, files, "a.exe", broken);
  plain = catalogs_make (files, FALSE);
  catalogs = catalogs_sign_and_load (publisher, plain);
  report = catalogs_verify (publisher, files->pdata[0], catalogs);
  g_assert_true (catalogs_has_finding (report, SGN_FINDING_CATALOG, CATALOG_NAME));
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
}

static void
test_cancelled (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogs/listed", test_listed);
  g_test_add_func ("/catalogs/page-hashes", test_page_hashes);
  g_test_add_func ("/catalogs/folder", test_folder);
  g_test_add_func ("/catalogs/untrusted", test_untrusted);
  g_test_add_func ("/catalogs/not-intact", test_not_intact);
  g_test_add_func ("/catalogs/unknown-method", test_unknown_method);
  g_test_add_func ("/catalogs/other-kind", test_other_kind);
  g_test_add_func ("/catalogs/only-beside", test_only_beside);
  g_test_add_func ("/catalogs/says-more", test_says_more);
  g_test_add_func ("/catalogs/broken-inside", test_broken_inside);
  g_test_add_func ("/catalogs/cancelled", test_cancelled);
  g_test_add_func ("/catalogs/missing", test_missing);
  return g_test_run ();
}
