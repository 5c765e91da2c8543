/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/phrases.h"
#include "core/report-json.h"
#include "core/verify.h"

/* The whole way from a file, of any kind, to its report and its sentences. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static SgnAnchors *
get_anchors (void)
{
  static SgnAnchors *anchors;

  if (anchors == NULL) {
    anchors = sgn_anchors_new ();
    sgn_anchors_add_system (anchors, NULL);
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
    g_autofree char *finding = sgn_phrase_finding (report->findings->pdata[i]);

    g_assert_true (g_utf8_validate (finding, -1, NULL));
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const SgnVerifyOptions options = { .anchors = get_anchors () };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = sgn_verify_input (input, "file", &options, NULL, &error);
  g_assert_no_error (error);
  show (report);
  return 0;
}
