/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/verify/catalogs-fixture.h"

#include <string.h>

#include "core/catalog/make.h"
#include "tests/support/samples.h"

GBytes *
catalogs_new_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

void
catalogs_add_file (Publisher *publisher, GPtrArray *files, const char *name, GBytes *bytes)
{
  g_ptr_array_add (files, publisher_add_file (publisher, name, bytes));
}

GPtrArray *
catalogs_new_files (Publisher *publisher)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) text = catalogs_new_text ("[Version]\nClass=Net\n");

  catalogs_add_file (publisher, files, "a.exe", sgn_sample_get_plain ("pe"));
  catalogs_add_file (publisher, files, "b.msi", sgn_sample_get_plain ("msi"));
  catalogs_add_file (publisher, files, "c.inf", text);
  return files;
}

GBytes *
catalogs_make (GPtrArray *files, gboolean without_sha1)
{
  const SgnCatalogOptions options = { .os = "2:10.0", .without_sha1 = without_sha1 };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sgn_catalog_make (files, &options, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

SgnCatalogs *
catalogs_load (GFile *path, SgnAnchors *anchors)
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

GFile *
catalogs_sign (Publisher *publisher, GBytes *plain)
{
  g_autoptr (GBytes) signed_catalog = publisher_sign (publisher, plain);

  return publisher_add_file (publisher, CATALOG_NAME, signed_catalog);
}

SgnCatalogs *
catalogs_sign_and_load (Publisher *publisher, GBytes *plain)
{
  g_autoptr (GFile) catalog = catalogs_sign (publisher, plain);

  return catalogs_load (catalog, publisher->anchors);
}

SgnReport *
catalogs_verify (const Publisher *publisher, GFile *file, SgnCatalogs *catalogs)
{
  const SgnVerifyOptions options = { .anchors = publisher->anchors, .catalogs = catalogs };
  g_autoptr (GError) error = NULL;
  SgnReport *report = sgn_verify_file (file, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

gboolean
catalogs_has_finding (const SgnReport *report, SgnFindingCode code, const char *detail)
{
  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code == code && g_strcmp0 (finding->detail, detail) == 0)
      return TRUE;
  }
  return FALSE;
}

void
catalogs_assert_verdicts (const Publisher *publisher,
                          GPtrArray *files,
                          SgnCatalogs *catalogs,
                          SgnVerdict verdict)
{
  for (guint i = 0; i < files->len; i++) {
    g_autoptr (SgnReport) report = catalogs_verify (publisher, files->pdata[i], catalogs);

    g_assert_cmpint (report->verdict, ==, verdict);
    if (verdict == SGN_VERDICT_UNSIGNED)
      continue;
    g_assert_cmpstr (report->headline->catalog, ==, CATALOG_NAME);
    g_assert_true (
        g_bytes_equal (report->headline->digest_stored, report->headline->digest_computed));
    g_assert_true (catalogs_has_finding (report, SGN_FINDING_CATALOG, CATALOG_NAME));
  }
}
