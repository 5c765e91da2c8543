/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/catalogs.h"
#include "core/verify/verify.h"
#include "core/words/json.h"
#include "core/words/phrases.h"
#include "tests/fuzz/seed.h"

/* The whole way from a file, of any kind and under any name, to its report and its sentences. Files
 * with a catalog's name are also a catalog that another is looked up in; those with a signature's,
 * about another file. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Those who signed the seeds are vouched for, so that what comes after that is tried too. */
static void
add_root (SgnAnchors *anchors)
{
  const char *path = g_getenv ("SIGNET_FUZZ_ROOT");
  g_autoptr (GFile) root = path != NULL ? g_file_new_for_path (path) : NULL;

  if (root != NULL)
    sgn_anchors_add_path (anchors, root, NULL);
  else
    sgn_anchors_add_system (anchors, NULL);
}

static SgnAnchors *
get_anchors (void)
{
  static SgnAnchors *anchors;

  if (anchors == NULL) {
    anchors = sgn_anchors_new ();
    add_root (anchors);
  }
  return anchors;
}

static void
show (const SgnReport *report)
{
  const SgnResult result = { .name = "file", .report = report };
  g_autofree char *json = sgn_result_to_json (&result);
  g_autofree char *summary = sgn_phrase_summary (report);
  g_autofree char *explanation = sgn_phrase_explanation (report);

  g_assert_true (g_utf8_validate (json, -1, NULL));
  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_true (g_utf8_validate (explanation, -1, NULL));
  for (guint i = 0; i < report->findings->len; i++) {
    g_autofree char *finding = sgn_phrase_finding (report, report->findings->pdata[i]);

    g_assert_true (g_utf8_validate (finding, -1, NULL));
  }
}

static SgnReport *
verify (SgnInput *input, const SgnVerifyOptions *options)
{
  g_autoptr (GError) error = NULL;
  SgnReport *report = sgn_verify_input (input, "file", options, NULL, &error);

  g_assert_no_error (error);
  show (report);
  return report;
}

/* A program as the file that a signature stands beside. */
static SgnInput *
open_program (void)
{
  return sgn_input_new_for_bytes (sgn_sample_get_plain ("pe"));
}

static void
look_up (SgnInput *catalog, const SgnReport *report, SgnVerifyOptions options)
{
  g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
  g_autoptr (SgnCtl) list = sgn_catalog_read (catalog, NULL);
  g_autoptr (SgnInput) program = open_program ();
  g_autoptr (SgnReport) found = NULL;

  if (list == NULL || !sgn_catalogs_add (catalogs, list, (SgnReport *) report, NULL))
    return;
  options.catalogs = catalogs;
  found = verify (program, &options);
}

/* What stands in the file anywhere is tried as a list as well. */
static SgnRevocationLists *
find_lists (GBytes *bytes)
{
  SgnRevocationLists *lists = sgn_revocation_lists_new ();

  sgn_revocation_lists_add_found (lists, bytes);
  return lists;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SgnRevocationLists) lists = find_lists (bytes);
  const SgnVerifyOptions options = { .anchors = get_anchors (), .revocation_lists = lists };
  g_autoptr (SgnInput) input = sgn_seed_open (NULL, data, size);
  g_autoptr (SgnInput) program = open_program ();
  g_autoptr (SgnReport) report = NULL;

  if (g_strcmp0 (sgn_input_get_name (input), SGN_SEED_DETACHED) == 0)
    sgn_input_set_beside (input, program);
  report = verify (input, &options);
  if (g_strcmp0 (report->format, "cat") == 0)
    look_up (input, report, options);
  return 0;
}
