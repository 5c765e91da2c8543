/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/corpus.h"
#include "tests/support/samples.h"

/* What the format layer decides of each installation package of the corpus, against its manifest,
 * and how near we come to what SignTool writes. */

#define CUTOFF        4096   /* smaller streams are in the mini stream */
#define DIRECTORY     0x2000 /* of the pairs: the second sector of 4096 octets */
#define ROOT_MODIFIED (DIRECTORY + 108)

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
  g_autoptr (SgnSubject) subject = corpus_open (full, &error);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnContentResult) result = { 0 };

  if (subject == NULL) {
    g_test_message ("%s", error->message);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    return "malformed";
  }
  g_assert_cmpstr (subject->format->id, ==, "msi");
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
  const CorpusRow *row = data;

  g_assert_cmpstr (judge (row->full), ==, row->expected);
}

static void
test_pair_content (gconstpointer data)
{
  const CorpusPair *pair = data;
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (SgnSubject) before = corpus_open_good (pair->before);
  g_autoptr (SgnSubject) after = corpus_open_good (pair->after);
  g_autoptr (GBytes) signature = get_signature (after);
  g_autoptr (GBytes) theirs = sgn_spc_find_content (signature);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GError) error = NULL;

  ours = before->format->create_content (before->self, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (ours, theirs));
}

/* With SignTool's signature the one becomes the other to the last octet but for the time of the
 * root, which SignTool sets to now, and for what stood behind the ends of streams, which goes here.
 */
static void
test_pair_put (gconstpointer data)
{
  const CorpusPair *pair = data;
  g_autoptr (SgnSubject) before = corpus_open_good (pair->before);
  g_autoptr (SgnSubject) after = corpus_open_good (pair->after);
  g_autoptr (GBytes) signature = get_signature (after);
  g_autoptr (GBytes) ours = put (before, signature);
  g_autoptr (GBytes)
      theirs = sgn_input_read_bytes (after->input, 0, sgn_input_get_size (after->input), NULL);
  const guint8 *our_data = g_bytes_get_data (ours, NULL);
  const guint8 *their_data = g_bytes_get_data (theirs, NULL);
  gsize size = g_bytes_get_size (theirs);

  g_assert_cmpuint (g_bytes_get_size (ours), ==, size);
  for (gsize i = 0; i < size; i++)
    if (our_data[i] != their_data[i] && our_data[i] != 0 &&
        (i < ROOT_MODIFIED || i >= ROOT_MODIFIED + 8))
      g_error ("octet %" G_GSIZE_FORMAT " differs", i);
}

/* Taking SignTool's signature away: nothing but the tree of names and what is in no stream may
 * differ, so that signing again gives the same digest. */
static void
test_pair_remove (gconstpointer data)
{
  const CorpusPair *pair = data;
  const SgnContentOptions options = { .hash = SGN_HASH_SHA384 };
  g_autoptr (SgnSubject) before = corpus_open_good (pair->before);
  g_autoptr (SgnSubject) after = corpus_open_good (pair->after);
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

static const guint sizes[] = { 100, 1000, 3000, CUTOFF, CUTOFF + 1, 8192, 12000, 70000 };

static SgnSubject *
open_bytes (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = sgn_subject_open (input, &error);

  g_assert_no_error (error);
  return subject;
}

/* The file after its signature was removed, or after it was signed and that was removed. */
static GBytes *
take_out (GBytes *file, GBytes *signature)
{
  g_autoptr (SgnSubject) subject = open_bytes (file);
  g_autoptr (GBytes) with = signature != NULL ? put (subject, signature) : g_bytes_ref (file);
  g_autoptr (SgnSubject) again = open_bytes (with);

  return put (again, NULL);
}

/* Whether there is no old data in free places. */
static gboolean
is_clean (GBytes *file)
{
  g_autoptr (SgnSubject) subject = open_bytes (file);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  subject->format->find_anomalies (subject->self, findings);
  return findings->len == 0;
}

static gboolean
is_signable (SgnSubject *subject)
{
  g_autoptr (GError) error = NULL;
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  g_autoptr (GBytes) content = NULL;

  content = subject->format->create_content (subject->self, &options, NULL, &error);
  if (content == NULL)
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  return content != NULL;
}

/* A file that was signed and loses its signature again is the same to the last byte, unless signing
 * cleared old data in free places, or put a small signature into the mini stream: where that ended
 * is not recorded. Whatever it became, it stays the same from then on. */
static void
test_restored (gconstpointer data)
{
  const CorpusRow *row = data;
  g_autoptr (SgnSubject) subject = corpus_open (row->full, NULL);
  g_autoptr (GBytes) before = NULL;
  gboolean clean;

  if (subject == NULL || !is_signable (subject)) {
    g_assert_true (g_str_has_prefix (row->path, "msi-tampered/") ||
                   g_str_equal (row->expected, "malformed"));
    return;
  }
  before = put (subject, NULL);
  clean = is_clean (before);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) signature = sgn_sample_signature (sizes[i]);
    g_autoptr (GBytes) once = take_out (before, signature);
    g_autoptr (GBytes) twice = take_out (once, signature);

    if (clean && sizes[i] >= CUTOFF)
      g_assert_true (g_bytes_equal (once, before));
    g_assert_true (g_bytes_equal (twice, once));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  corpus_add_rows ("msi", "msi", test_row);
  corpus_add_rows ("msi-restored", "msi", test_restored);
  corpus_add_pairs ("msi", "installer", "content", test_pair_content);
  corpus_add_pairs ("msi", "installer", "put", test_pair_put);
  corpus_add_pairs ("msi", "installer", "remove", test_pair_remove);
  return g_test_run ();
}
