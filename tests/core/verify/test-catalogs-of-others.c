/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/catalog-lookup.h"
#include "tests/core/verify/catalogs-fixture.h"

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
    g_autoptr (SgnCatalogs) catalogs = catalogs_load (catalog, NULL);
    g_autoptr (SgnReport) report = catalogs_verify (publisher, file, catalogs);

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
  catalogs = catalogs_load (catalog, publisher->anchors);
  reports = sgn_catalogs_get_reports (catalogs);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpint (((SgnReport *) reports->pdata[0])->verdict, ==, SGN_VERDICT_CHANGED);
  g_assert_false (sgn_verify_catalog_counts (reports->pdata[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogs/made-by-others", test_made_by_others);
  g_test_add_func ("/catalogs/changed-by-others", test_changed_by_others);
  return g_test_run ();
}
