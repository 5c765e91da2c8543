/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/format/subject.h"
#include "tests/support/corpus.h"

/* Pairs of a file before and after Microsoft's own signing programs: what we find in the second is
 * what we would have signed in the first, and taking it away leads back. */

typedef struct {
  char *signed_path;
  char *plain_path; /* NULL: no such file */
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->signed_path);
  g_free (pair->plain_path);
  g_free (pair);
}

/* A signature in a file of its own is about an unsigned file of the same name, without its ending.
 */
static void
find_neighbour (SgnInput *input, const char *path)
{
  g_auto (GStrv) halves = g_strsplit (path, "/signed/", 2);
  g_autofree char *folder = g_path_get_dirname (halves[1] != NULL ? halves[1] : ".");
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (path);
  const char *const folders[] = { folder, above };

  if (!g_str_has_suffix (name, ".p7"))
    return;
  name[strlen (name) - 3] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autoptr (GFile)
        file = g_file_new_build_filename (halves[0], "unsigned", folders[i], name, NULL);
    g_autoptr (SgnInput) beside = sgn_input_new_for_file (file, NULL);

    if (beside != NULL)
      sgn_input_set_beside (input, beside);
  }
}

/* What is signed inside @signature; NULL: detached. */
static GBytes *
find_content (GBytes *signature)
{
  g_autoptr (GBytes) content = sgn_spc_find_content (signature);
  SgnDer der;
  GBytes *octets = NULL;

  if (content == NULL)
    return NULL;
  der = sgn_der_from_bytes (content);
  if (der.size == 0 || der.data[0] != 0x04)
    return g_steal_pointer (&content);
  return sgn_der_octets (&der, &octets, NULL) ? octets : NULL;
}

static GBytes *
get_content (SgnSubject *subject, GBytes *signature)
{
  if (subject->format->get_content != NULL)
    return subject->format->get_content (subject->self, 0, NULL);
  return find_content (signature);
}

/* The digest of @plain is the one in the signature of its signed twin. */
static void
assert_same_content (SgnSubject *plain, GBytes *content, const SgnContentResult *found)
{
  const SgnContentOptions options = { .hash = found->hash };
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_auto (SgnContentResult) ours = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) created = NULL;

  created = plain->format->create_content (plain->self, &options, NULL, &error);
  g_assert_no_error (error);
  if (plain->format->get_content != NULL) {
    g_assert_true (g_bytes_equal (created, content));
    return;
  }
  plain->format->verify_content (plain->self, created, &ours, findings, NULL, &error);
  g_assert_no_error (error);
  /* A program that signs writes the list of content types of an app package in its own way, and
   * that is signed too. */
  if (found->stored != NULL && !g_str_equal (plain->format->id, "msix"))
    g_assert_true (g_bytes_equal (ours.stored, found->stored));
}

static void
assert_same_octets (SgnInput *a, SgnInput *b)
{
  guint64 size = sgn_input_get_size (a);

  g_assert_cmpuint (sgn_input_get_size (b), ==, size);
  for (guint64 offset = 0; offset < size;) {
    guint64 count = MIN (size - offset, SGN_INPUT_WINDOW);
    g_autoptr (GBytes) left = sgn_input_read_bytes (a, offset, count, NULL);
    g_autoptr (GBytes) right = sgn_input_read_bytes (b, offset, count, NULL);

    g_assert_true (g_bytes_equal (left, right));
    offset += count;
  }
}

static void
assert_removed (SgnSubject *subject, SgnSubject *plain)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) removed = NULL;

  if (!(sgn_subject_get_caps (subject) & SGN_FORMAT_REMOVE_IDENTICAL))
    return;
  patch = subject->format->put_signatures (subject->self, none, &error);
  g_assert_no_error (error);
  removed = sgn_input_new_patched (subject->input, patch, &error);
  g_assert_no_error (error);
  assert_same_octets (removed, plain->input);
}

/* What messageDigest states is the digest of the file beside: the last attribute there is. */
static void
assert_beside (SgnSubject *subject, GBytes *signature)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) digest = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (signature, &size);

  digest = subject->format->message->digest (subject->self, SGN_HASH_SHA256, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (
      memmem (data, size, g_bytes_get_data (digest, NULL), g_bytes_get_size (digest)));
}

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSubject) subject = corpus_open (pair->signed_path, &error);
  g_autoptr (SgnSubject) plain = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnContentResult) result = { 0 };

  if (g_error_matches (error, SGN_ERROR, SGN_ERROR_FORMAT_UNSUPPORTED)) {
    g_test_skip ("not a kind of file this program signs");
    return;
  }
  g_assert_no_error (error);
  signatures = subject->format->get_signatures (subject->self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signatures->len, ==, 1);
  if (sgn_subject_is_detached (subject)) {
    find_neighbour (subject->input, pair->signed_path);
    assert_beside (subject, signatures->pdata[0]);
    return;
  }
  content = get_content (subject, signatures->pdata[0]);
  g_assert_nonnull (content);
  subject->format->verify_content (subject->self, content, &result, findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (result.matches);
  subject->format->find_anomalies (subject->self, findings);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (((SgnFinding *) findings->pdata[i])->severity, ==, SGN_SEVERITY_NOTE);

  if (pair->plain_path == NULL)
    return;
  plain = corpus_open (pair->plain_path, &error);
  g_assert_no_error (error);
  g_assert_true (plain->format == subject->format);
  assert_same_content (plain, content, &result);
  assert_removed (subject, plain);
}

static void
add_folder (const char *root, const char *folder)
{
  g_autofree char *full = g_build_filename (root, "signed", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *relative = g_build_filename (folder, name, NULL);
    g_autofree char *path = g_build_filename (root, "signed", relative, NULL);
    g_autofree char *plain = g_build_filename (root, "unsigned", relative, NULL);
    g_autofree char *test = g_strconcat ("/signtool/", relative, NULL);
    Pair *pair;

    if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
      add_folder (root, relative);
      continue;
    }
    pair = g_new0 (Pair, 1);
    pair->signed_path = g_steal_pointer (&path);
    if (g_file_test (plain, G_FILE_TEST_EXISTS))
      pair->plain_path = g_steal_pointer (&plain);
    g_test_add_data_func_full (test, pair, test_pair, pair_free);
  }
}

static void
test_absent (void)
{
  g_test_skip ("the corpus is not there");
}

int
main (int argc, char **argv)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *root = g_build_filename (corpus != NULL ? corpus : "", "signtool", NULL);

  g_test_init (&argc, &argv, NULL);
  if (g_file_test (root, G_FILE_TEST_IS_DIR))
    add_folder (root, ".");
  else
    g_test_add_func ("/signtool", test_absent);
  return g_test_run ();
}
