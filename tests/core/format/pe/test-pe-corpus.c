/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/corpus.h"

/* What the format layer decides of each PE file of the corpus, against its manifest. */

static SgnSeverity
get_worst (SgnFindings *findings)
{
  SgnSeverity worst = SGN_SEVERITY_NOTE;

  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = g_ptr_array_index (findings, i);

    g_test_message ("%s at %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " octets",
                    sgn_finding_code_to_id (finding->code),
                    finding->offset,
                    finding->size);
    worst = MAX (worst, finding->severity);
  }
  return worst;
}

/* A word of the manifest's, as far as the file alone can tell. */
static const char *
judge (SgnSubject *subject, GPtrArray *signatures, SgnFindings *findings)
{
  gboolean intact = TRUE;

  if (signatures->len == 0)
    return "unsigned";
  for (guint i = 0; i < signatures->len; i++) {
    g_autoptr (GBytes) content = sgn_spc_find_content (g_ptr_array_index (signatures, i));
    g_auto (SgnContentResult) result = { 0 };
    g_autoptr (GError) error = NULL;

    if (content == NULL)
      return "malformed";
    if (!subject->format
             ->verify_content (subject->self, content, &result, findings, NULL, &error)) {
      g_test_message ("%s", error->message);
      return "malformed";
    }
    intact = intact && result.matches;
  }

  switch (get_worst (findings)) {
  case SGN_SEVERITY_NOTE:
    return intact ? "digest-ok" : "tampered";
  case SGN_SEVERITY_ADDED:
    return intact ? "digest-ok-but-stuffed" : "tampered";
  case SGN_SEVERITY_CHANGED:
    break;
  }
  return "tampered";
}

static const char *
judge_file (const char *full)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = corpus_open (full, &error);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GPtrArray) signatures = NULL;

  if (subject == NULL) {
    g_test_message ("%s", error->message);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    return "malformed";
  }
  g_assert_cmpstr (subject->format->id, ==, "pe");
  subject->format->find_anomalies (subject->self, findings);
  signatures = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  return judge (subject, signatures, findings);
}

/* What lies in the signature itself is not for the format to see. */
static gboolean
fits (const char *found, const char *expected)
{
  static const char *const of_signature[] = { "sig-invalid",
                                              "digest-ok-timestamp-bad",
                                              "digest-ok-nested-sig-bad",
                                              NULL };

  if (g_str_equal (found, expected))
    return TRUE;
  if (g_strv_contains (of_signature, expected))
    return g_str_equal (found, "digest-ok");
  return FALSE;
}

/* Malformed in the signature, not in the file around it. */
static gboolean
is_for_cms (const char *path)
{
  static const char *const paths[] = { "malformed/r2-signature2-asn1-bad-der.exe",
                                       "malformed/r2-x509-extension-overread-21k.sys",
                                       "pe-tampered/conpty-der-nesting-bomb-3000-deep.dll",
                                       NULL };

  return g_strv_contains (paths, path);
}

static void
test_row (gconstpointer data)
{
  const CorpusRow *row = data;
  const char *found = judge_file (row->full);

  g_test_message ("found %s", found);
  if (is_for_cms (row->path))
    return;
  if (!fits (found, row->expected))
    g_error ("%s: expected %s, found %s", row->path, row->expected, found);
}

/* Pairs of the same program before and after SignTool: with its signatures put in, the one must
 * become the other to the last octet, and what we would sign is what it signed. */

static GBytes *
read_all (SgnInput *input)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_pair_content (gconstpointer data)
{
  const CorpusPair *pair = data;
  SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) before = corpus_open_good (pair->before);
  g_autoptr (SgnSubject) after = corpus_open_good (pair->after);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GError) error = NULL;

  signatures = after->format->get_signatures (after->self, &error);
  g_assert_no_error (error);
  theirs = sgn_spc_find_content (signatures->pdata[0]);
  ours = before->format->create_content (before->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (ours, theirs));
}

static void
test_pair_put (gconstpointer data)
{
  const CorpusPair *pair = data;
  g_autoptr (SgnSubject) before = corpus_open_good (pair->before);
  g_autoptr (SgnSubject) after = corpus_open_good (pair->after);
  g_autoptr (GPtrArray) signatures = after->format->get_signatures (after->self, NULL);
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GError) error = NULL;

  patch = before->format->put_signatures (before->self, signatures, &error);
  g_assert_no_error (error);
  view = sgn_input_new_patched (before->input, patch, &error);
  g_assert_no_error (error);
  ours = read_all (view);
  theirs = read_all (after->input);
  g_assert_true (g_bytes_equal (ours, theirs));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  corpus_add_rows ("pe", "pe/*", test_row);
  for (guint i = 0; i < 2; i++) {
    const char *folder = i == 0 ? "pe" : "winmd";

    corpus_add_pairs ("pe", folder, "content", test_pair_content);
    corpus_add_pairs ("pe", folder, "put", test_pair_put);
  }
  return g_test_run ();
}
