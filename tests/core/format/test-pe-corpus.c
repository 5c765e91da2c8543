/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/asn1/oid.h"
#include "core/base/error.h"
#include "core/format/format.h"

/* What the format layer decides of each PE file of the corpus, against its manifest. */

typedef struct {
  char *path;
  char *full;
  char *expected;
} Row;

static void
row_free (Row *self)
{
  g_free (self->path);
  g_free (self->full);
  g_free (self->expected);
  g_free (self);
}

/* The content of a SignedData, found without the CMS layer: ContentInfo, [0], SignedData,
 * version, digestAlgorithms, EncapsulatedContentInfo, [0]. */
static GBytes *
find_content (GBytes *signature)
{
  SgnDer der = sgn_der_from_bytes (signature);
  SgnDerElement element;

  if (!sgn_der_expect (&der, 0x30, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_expect (&der, 0xa0, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_expect (&der, 0x30, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_next (&der, &element, NULL) ||
      !sgn_der_expect (&der, 0x30, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_expect (&der, 0xa0, &element, NULL))
    return NULL;
  return sgn_der_to_bytes (element.content);
}

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
    g_autoptr (GBytes) content = find_content (g_ptr_array_index (signatures, i));
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
  g_autoptr (GFile) file = g_file_new_for_path (full);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GError) error = NULL;

  input = sgn_input_new_for_file (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_format_detect (input)->id, ==, "pe");

  subject = sgn_subject_open (input, &error);
  if (subject == NULL) {
    g_test_message ("%s", error->message);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    return "malformed";
  }
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
  const Row *row = data;
  const char *found = judge_file (row->full);

  g_test_message ("found %s", found);
  if (is_for_cms (row->path))
    return;
  if (!fits (found, row->expected))
    g_error ("%s: expected %s, found %s", row->path, row->expected, found);
}

/* Pairs of the same program before and after SignTool: with its signatures put in, the one must
 * become the other to the last octet, and what we would sign is what it signed. */
typedef struct {
  char *before;
  char *after;
} Pair;

static void
pair_free (Pair *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static SgnSubject *
open_path (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GError) error = NULL;
  SgnSubject *subject;

  input = sgn_input_new_for_file (file, &error);
  g_assert_no_error (error);
  subject = sgn_subject_open (input, &error);
  g_assert_no_error (error);
  return subject;
}

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
  const Pair *pair = data;
  SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) before = open_path (pair->before);
  g_autoptr (SgnSubject) after = open_path (pair->after);
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GError) error = NULL;

  signatures = after->format->get_signatures (after->self, &error);
  g_assert_no_error (error);
  theirs = find_content (signatures->pdata[0]);
  ours = before->format->create_content (before->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (ours, theirs));
}

static void
test_pair_put (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (SgnSubject) before = open_path (pair->before);
  g_autoptr (SgnSubject) after = open_path (pair->after);
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

static void
add_pair (const char *corpus, const char *folder, const char *name)
{
  g_autofree char *content = g_strdup_printf ("/pe/signtool/%s/content", name);
  g_autofree char *put = g_strdup_printf ("/pe/signtool/%s/put", name);
  Pair *pair = g_new0 (Pair, 1);

  pair->before = g_build_filename (corpus, "signtool", "unsigned", folder, name, NULL);
  pair->after = g_build_filename (corpus, "signtool", "signed", folder, name, NULL);
  g_test_add_data_func (content, pair, test_pair_content);
  g_test_add_data_func_full (put, pair, test_pair_put, (GDestroyNotify) pair_free);
}

static void
add_pairs (const char *corpus, const char *folder)
{
  g_autofree char *path = g_build_filename (corpus, "signtool", "signed", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    add_pair (corpus, folder, name);
}

static void
test_absent (void)
{
  g_test_skip ("SIGNET_CORPUS names no folder with MANIFEST.tsv");
}

static void
add_row (const char *corpus, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_autofree char *name = NULL;
  Row *row;

  if (g_strv_length (cells) < 11 || !g_str_has_prefix (cells[3], "pe/"))
    return;
  row = g_new0 (Row, 1);
  row->path = g_strdup (cells[0]);
  row->full = g_build_filename (corpus, cells[0], NULL);
  row->expected = g_strdup (cells[10]);
  name = g_strconcat ("/pe/corpus/", cells[0], NULL);
  g_test_add_data_func_full (name, row, test_row, (GDestroyNotify) row_free);
}

int
main (int argc, char **argv)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *manifest = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);
  manifest = g_build_filename (corpus != NULL ? corpus : "", "MANIFEST.tsv", NULL);
  if (!g_file_get_contents (manifest, &text, NULL, NULL)) {
    g_test_add_func ("/pe/corpus", test_absent);
    return g_test_run ();
  }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_row (corpus, lines[i]);
  add_pairs (corpus, "pe");
  add_pairs (corpus, "winmd");
  return g_test_run ();
}
