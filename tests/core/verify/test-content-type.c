/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/verify/catalog-lookup.h"
#include "tests/core/verify/catalogs-fixture.h"
#include "tests/support/samples.h"

/* What a catalog or a policy holds, signed as something else: whoever signs messages for others
 * signs such content, too, and Windows believes neither. */

static GBytes *
sign_as (Publisher *publisher, const char *type, GBytes *content, gboolean is_element)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                                  .profile = is_element ? SGN_CMS_AUTHENTICODE : SGN_CMS_PLAIN };
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  bytes = sgn_cms_build (type, content, publisher->request->identity, &options, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static GBytes *
get_list (GBytes *catalog)
{
  GBytes *list = sgn_spc_find_content (catalog);

  g_assert_nonnull (list);
  return list;
}

static void
assert_believed (Publisher *publisher, GBytes *message, const char *name)
{
  g_autoptr (SgnReport) report = NULL;

  publisher->file_name = name;
  report = publisher_verify (publisher, message);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_VALID);
  g_assert_cmpstr (report->format, ==, "detached");
}

static void
assert_refused (Publisher *publisher, GBytes *message, const char *name)
{
  g_autoptr (SgnReport) report = NULL;

  g_test_message ("%s", name);
  publisher->file_name = name;
  report = publisher_verify (publisher, message);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

/* The same message is one under a name of its own. */
static void
check_names (Publisher *publisher, GBytes *message)
{
  static const char *const good[] = { "a.p7s", "a.p7", "a.p7b", "a.der", "message", NULL };
  static const char *const bad[] = { "a.cat", "A.CAT", "a.cat.", "a.cip", "a.exe", "a.msi", NULL };

  for (guint i = 0; good[i] != NULL; i++)
    assert_believed (publisher, message, good[i]);
  for (guint i = 0; bad[i] != NULL; i++)
    assert_refused (publisher, message, bad[i]);
}

static void
test_names (void)
{
  static const char *const types[] = { SGN_OID_DATA, "1.3.6.1.4.1.311.10.3", "1.2.3" };
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autoptr (GBytes) list = get_list (sgn_sample_get_plain ("cat"));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) octets = sign_as (publisher, types[i], list, FALSE);
    g_autoptr (GBytes) element = sign_as (publisher, types[i], list, TRUE);
    g_autoptr (GBytes)
        policy = sign_as (publisher, types[i], sgn_sample_get_plain ("policy"), FALSE);

    check_names (publisher, octets);
    check_names (publisher, element);
    check_names (publisher, policy);
  }
}

/* Whatever the file is called, the list in it says nothing of other files. */
static void
test_look_up (void)
{
  static const char *const names[] = { CATALOG_NAME, "f.p7s" };
  g_autoptr (Publisher) publisher = publisher_new ();
  const SgnVerifyOptions options = { .anchors = publisher->anchors };
  g_autoptr (GPtrArray) files = catalogs_new_files (publisher);
  g_autoptr (GBytes) plain = catalogs_make (files, FALSE);
  g_autoptr (GBytes) list = get_list (plain);
  g_autoptr (GBytes) good = sign_as (publisher, SGN_OID_MS_CTL, list, TRUE);
  g_autoptr (GBytes) bad = sign_as (publisher, SGN_OID_DATA, list, TRUE);
  g_autoptr (GFile) catalog = publisher_add_file (publisher, CATALOG_NAME, good);
  g_autoptr (SgnCatalogs) catalogs = catalogs_load (catalog, publisher->anchors);

  catalogs_assert_verdicts (publisher, files, catalogs, SGN_VERDICT_VALID);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GFile) file = publisher_add_file (publisher, names[i], bad);
    g_autoptr (GPtrArray) paths = g_ptr_array_new ();
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (paths, file);
    g_assert_null (sgn_verify_load_catalogs (paths, &options, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED);
  }
}

/* Of whatever kind a file is beside: only what was judged as a catalog speaks for others. */
static void
test_other_format (void)
{
  g_autoptr (SgnReport) report = sgn_report_new ("f.cat");

  report->verdict = SGN_VERDICT_VALID;
  report->format = "cat";
  g_assert_true (sgn_verify_catalog_counts (report));
  report->format = "jar";
  g_assert_false (sgn_verify_catalog_counts (report));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content-type/names", test_names);
  g_test_add_func ("/content-type/look-up", test_look_up);
  g_test_add_func ("/content-type/other-format", test_other_format);
  return g_test_run ();
}
