/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/format/format.h"

/* What the format layer decides of each installation package of the corpus, against its manifest,
 * and how near we come to what SignTool writes. */

#define DIRECTORY     0x2000 /* of the pairs: the second sector of 4096 octets */
#define ROOT_MODIFIED (DIRECTORY + 108)

typedef struct {
  char *path;
  char *full;
  char *expected;
} Row;

typedef struct {
  char *before;
  char *after;
} Pair;

static void
row_free (Row *self)
{
  g_free (self->path);
  g_free (self->full);
  g_free (self->expected);
  g_free (self);
}

static void
pair_free (Pair *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static SgnSubject *
open_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (GError) local = NULL;

  input = sgn_input_new_for_file (file, &local);
  g_assert_no_error (local);
  g_assert_cmpstr (sgn_format_detect (input)->id, ==, "msi");
  return sgn_subject_open (input, error);
}

static SgnSubject *
open_good (const char *path)
{
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = open_path (path, &error);

  g_assert_no_error (error);
  return subject;
}

static GBytes *
get_signature (SgnSubject *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) signatures = NULL;

  signatures = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  return signatures->len > 0 ? g_bytes_ref (signatures->pdata[0]) : NULL;
}

static GBytes *
put (SgnSubject *subject, GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *file;

  if (signature != NULL)
    g_ptr_array_add (signatures, signature);
  patch = subject->format->put_signatures (subject->self, signatures, &error);
  g_assert_no_error (error);
  view = sgn_input_new_patched (subject->input, patch, &error);
  g_assert_no_error (error);
  file = sgn_input_read_bytes (view, 0, sgn_input_get_size (view), &error);
  g_assert_no_error (error);
  return file;
}

static gboolean
has_added (SgnFindings *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    g_test_message ("%s, %" G_GUINT64_FORMAT " octets at %" G_GUINT64_FORMAT,
                    sgn_finding_code_to_id (finding->code),
                    finding->size,
                    finding->offset);
    if (finding->severity != SGN_SEVERITY_NOTE)
      return TRUE;
  }
  return FALSE;
}

/* A word of the manifest's, as far as the file and its first signature can tell. */
static const char *
judge (const char *full)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = open_path (full, &error);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnContentResult) result = { 0 };

  if (subject == NULL) {
    g_test_message ("%s", error->message);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    return "malformed";
  }
  signature = get_signature (subject);
  if (signature == NULL)
    return "unsigned";
  content = sgn_spc_find_content (signature);
  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  if (!result.matches)
    return "tampered";
  subject->format->find_anomalies (subject->self, findings);
  return has_added (findings) ? "digest-ok-but-stuffed" : "digest-ok";
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  g_assert_cmpstr (judge (row->full), ==, row->expected);
}

static void
test_pair_content (gconstpointer data)
{
  const Pair *pair = data;
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) before = open_good (pair->before);
  g_autoptr (SgnSubject) after = open_good (pair->after);
  g_autoptr (GBytes) signature = get_signature (after);
  g_autoptr (GBytes) theirs = sgn_spc_find_content (signature);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GError) error = NULL;

  ours = before->format->create_content (before->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (ours, theirs));
}

/* With SignTool's signature the one becomes the other to the last octet but for the time of the
 * root, which SignTool sets to now. */
static void
test_pair_put (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (SgnSubject) before = open_good (pair->before);
  g_autoptr (SgnSubject) after = open_good (pair->after);
  g_autoptr (GBytes) signature = get_signature (after);
  g_autoptr (GBytes) ours = put (before, signature);
  g_autoptr (GBytes)
      theirs = sgn_input_read_bytes (after->input, 0, sgn_input_get_size (after->input), NULL);
  const guint8 *our_data = g_bytes_get_data (ours, NULL);
  const guint8 *their_data = g_bytes_get_data (theirs, NULL);
  gsize size = g_bytes_get_size (theirs);

  g_assert_cmpuint (g_bytes_get_size (ours), ==, size);
  for (gsize i = 0; i < size; i++)
    if (our_data[i] != their_data[i] && (i < ROOT_MODIFIED || i >= ROOT_MODIFIED + 8))
      g_error ("octet %" G_GSIZE_FORMAT " differs", i);
}

/* Taking SignTool's signature away: nothing but the tree of names and what is in no stream may
 * differ, so that signing again gives the same digest. */
static void
test_pair_remove (gconstpointer data)
{
  const Pair *pair = data;
  const SgnContentOptions options = { .hash = SGN_HASH_SHA384 };
  g_autoptr (SgnSubject) before = open_good (pair->before);
  g_autoptr (SgnSubject) after = open_good (pair->after);
  g_autoptr (GBytes) removed = put (after, NULL);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (removed);
  g_autoptr (SgnSubject) again = sgn_subject_open (input, NULL);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;

  g_assert_null (get_signature (again));
  g_assert_cmpuint (g_bytes_get_size (removed), ==, sgn_input_get_size (before->input));
  ours = again->format->create_content (again->self, &options, NULL, NULL);
  theirs = before->format->create_content (before->self, &options, NULL, NULL);
  g_assert_true (g_bytes_equal (ours, theirs));
}

static void
add_pair_test (const char *corpus, const char *name, const char *what, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/msi/signtool/%s/%s", name, what);
  Pair *pair = g_new0 (Pair, 1);

  pair->before = g_build_filename (corpus, "signtool", "unsigned", "installer", name, NULL);
  pair->after = g_build_filename (corpus, "signtool", "signed", "installer", name, NULL);
  g_test_add_data_func_full (path, pair, func, (GDestroyNotify) pair_free);
}

static void
add_pairs (const char *corpus)
{
  g_autofree char *path = g_build_filename (corpus, "signtool", "signed", "installer", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    add_pair_test (corpus, name, "content", test_pair_content);
    add_pair_test (corpus, name, "put", test_pair_put);
    add_pair_test (corpus, name, "remove", test_pair_remove);
  }
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

  if (g_strv_length (cells) < 11 || !g_str_equal (cells[3], "msi"))
    return;
  row = g_new0 (Row, 1);
  row->path = g_strdup (cells[0]);
  row->full = g_build_filename (corpus, cells[0], NULL);
  row->expected = g_strdup (cells[10]);
  name = g_strconcat ("/msi/corpus/", cells[0], NULL);
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
    g_test_add_func ("/msi/corpus", test_absent);
    return g_test_run ();
  }

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_row (corpus, lines[i]);
  add_pairs (corpus);
  return g_test_run ();
}
