/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/cms/signed-data.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

static const SgnMessageForm forms[] = { SGN_MESSAGE_DETACHED,
                                        SGN_MESSAGE_BARE,
                                        SGN_MESSAGE_EMBEDDED };

static GFile *
add_text (Publisher *publisher, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return publisher_add_file (publisher, name, bytes);
}

static SgnOutcome *
sign (Publisher *publisher, GFile *file, SgnMessageForm form, GError **error)
{
  publisher->request->message = form;
  return sgn_sign_file (file, publisher->request, NULL, NULL, error);
}

static GFile *
sign_good (Publisher *publisher, GFile *file, SgnMessageForm form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnOutcome) outcome = sign (publisher, file, form, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome->report->verdict, ==, SGN_VERDICT_VALID);
  return g_object_ref (outcome->output);
}

static SgnReport *
verify (Publisher *publisher, GFile *file, GFile *content)
{
  const SgnVerifyOptions options = { .anchors = publisher->anchors, .content = content };
  g_autoptr (GError) error = NULL;
  SgnReport *report = sgn_verify_file (file, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static SgnVerdict
judge (Publisher *publisher, GFile *file, GFile *content)
{
  g_autoptr (SgnReport) report = verify (publisher, file, content);

  return report->verdict;
}

static void
test_forms (void)
{
  static const char *const names[] = { "a.txt.p7s", "a.txt.p7s", "a.txt.p7" };
  g_autoptr (Publisher) publisher = publisher_new ();

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
    g_autoptr (GFile) output = sign_good (publisher, file, forms[i]);
    g_autofree char *name = g_file_get_basename (output);
    g_autoptr (GBytes) bytes = publisher_load (output);
    g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (bytes, NULL);
    const guint8 *data = g_bytes_get_data (bytes, NULL);

    g_assert_cmpstr (name, ==, names[i]);
    g_assert_nonnull (parsed);
    /* After tag and length of the SEQUENCE: the OID of a ContentInfo, the version otherwise. */
    g_assert_cmpint (data[4], ==, forms[i] == SGN_MESSAGE_BARE ? 0x02 : 0x06);
    g_assert_cmpint (sgn_signed_data_get_content (parsed) != NULL,
                     ==,
                     forms[i] == SGN_MESSAGE_EMBEDDED);
    g_assert_cmpint (judge (publisher, output, NULL), ==, SGN_VERDICT_VALID);
    g_assert_cmpint (g_remove (g_file_peek_path (output)), ==, 0);
  }
}

/* The file that was signed may be empty, and its kind does not matter. */
static void
test_any_file (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) empty = add_text (publisher, "empty", "");
  g_autoptr (GFile) program = publisher_add_file (publisher, "a.exe", sgn_sample_get_plain ("pe"));

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (GFile) first = sign_good (publisher, empty, forms[i]);
    g_autoptr (GFile) second = sign_good (publisher, program, forms[i]);

    g_assert_cmpint (judge (publisher, first, NULL), ==, SGN_VERDICT_VALID);
    g_assert_cmpint (judge (publisher, second, NULL), ==, SGN_VERDICT_VALID);
    publisher->request->existing = SGN_EXISTING_REPLACE;
  }
}

static void
test_changed (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) output = sign_good (publisher, file, SGN_MESSAGE_DETACHED);
  g_autoptr (GFile) changed = add_text (publisher, "a.txt", "Text");
  g_autoptr (SgnReport) report = verify (publisher, output, NULL);
  const SgnSignatureReport *signature = report->signatures->pdata[0];

  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
  g_assert_cmpint (signature->checks[SGN_CHECK_CONTENT].reason, ==, SGN_REASON_DIGEST_MISMATCH);
  g_assert_cmpint (signature->checks[SGN_CHECK_SIGNATURE].status, ==, SGN_CHECK_PASS);
  g_assert_false (g_bytes_equal (signature->digest_stored, signature->digest_computed));
}

static void
test_given_content (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) same = add_text (publisher, "b", "text");
  g_autoptr (GFile) other = add_text (publisher, "c", "other");
  g_autoptr (GFile) output = sign_good (publisher, file, SGN_MESSAGE_BARE);

  g_assert_cmpint (g_remove (g_file_peek_path (file)), ==, 0);
  g_assert_cmpint (judge (publisher, output, same), ==, SGN_VERDICT_VALID);
  g_assert_cmpint (judge (publisher, output, other), ==, SGN_VERDICT_CHANGED);
  g_assert_cmpint (judge (publisher, output, file), ==, SGN_VERDICT_UNREADABLE);
}

/* Without the file nothing is known of it; that is no verdict about the file. */
static void
test_missing (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) output = sign_good (publisher, file, SGN_MESSAGE_DETACHED);
  g_autoptr (GBytes) bytes = publisher_load (output);
  g_autoptr (GFile) nameless = publisher_add_file (publisher, "signature", bytes);
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (SgnReport) second = NULL;

  g_assert_cmpint (g_remove (g_file_peek_path (file)), ==, 0);
  report = verify (publisher, output, NULL);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
  g_assert_nonnull (strstr (report->error->message, "a.txt"));
  second = verify (publisher, nameless, NULL);
  g_assert_error (second->error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

static void
test_existing (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) output = sign_good (publisher, file, SGN_MESSAGE_DETACHED);
  g_autoptr (GBytes) before = publisher_load (output);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GFile) changed = NULL;
  g_autoptr (GFile) replaced = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnOutcome) outcome = sign (publisher, file, SGN_MESSAGE_DETACHED, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome->action, ==, SGN_ACTION_SKIPPED);
  after = publisher_load (output);
  g_assert_true (g_bytes_equal (before, after));

  changed = add_text (publisher, "a.txt", "Text");
  g_assert_null (sign (publisher, changed, SGN_MESSAGE_DETACHED, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_ALREADY_SIGNED);
  publisher->request->existing = SGN_EXISTING_REPLACE;
  replaced = sign_good (publisher, changed, SGN_MESSAGE_DETACHED);
  g_assert_cmpint (judge (publisher, replaced, NULL), ==, SGN_VERDICT_VALID);
}

/* Something else that happens to have this name is not written over. */
static void
test_foreign_target (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) target = add_text (publisher, "a.txt.p7s", "my diary");
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  publisher->request->existing = SGN_EXISTING_REPLACE;
  g_assert_null (sign (publisher, file, SGN_MESSAGE_DETACHED, &error));
  g_assert_nonnull (error);
  after = publisher_load (target);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), "my diary", 8);
}

/* Nothing is written that would not be believed under its name. */
static void
test_name (void)
{
  static const char *const names[] = { "a.cat", "a.exe" };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (publisher->folder, names[i], NULL);
    g_autoptr (GError) error = NULL;

    g_set_object (&publisher->request->output, NULL);
    publisher->request->output = g_file_new_for_path (path);
    g_assert_null (sign (publisher, file, SGN_MESSAGE_DETACHED, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SELF_CHECK);
    g_assert_false (g_file_query_exists (publisher->request->output, NULL));
  }
}

static void
test_trailing (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
  g_autoptr (GFile) output = sign_good (publisher, file, SGN_MESSAGE_DETACHED);
  g_autoptr (GBytes) bytes = publisher_load (output);
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *longer = g_malloc (size + 3);
  g_autoptr (GBytes) appended = NULL;
  g_autoptr (GFile) bad = NULL;

  memcpy (longer, g_bytes_get_data (bytes, NULL), size);
  memcpy (&longer[size], "PK", 3);
  appended = g_bytes_new (longer, size + 3);
  bad = publisher_add_file (publisher, "a.txt.p7s", appended);
  g_assert_cmpint (judge (publisher, bad, NULL), ==, SGN_VERDICT_ADDED);
}

static void
test_too_large (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  const gsize size = 12 * 1024 * 1024 + 1;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GFile) file = publisher_add_file (publisher, "large", zeros);
  g_autoptr (GFile) output = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sign (publisher, file, SGN_MESSAGE_EMBEDDED, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  output = sign_good (publisher, file, SGN_MESSAGE_DETACHED);
  g_assert_cmpint (judge (publisher, output, NULL), ==, SGN_VERDICT_VALID);
}

/* Whatever octet of the signature file changes: it is found, or it is one that nothing covers. */
static void
test_flip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (Publisher) publisher = publisher_new ();
    g_autoptr (GFile) file = add_text (publisher, "a.txt", "text");
    g_autoptr (GFile) output = sign_good (publisher, file, forms[i]);
    g_autoptr (GBytes) good = publisher_load (output);
    gsize size = g_bytes_get_size (good);

    for (gsize at = 0; at < size; at += 3) {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GFile) bad = NULL;

      copy[at] ^= 0x20;
      bytes = g_bytes_new (copy, size);
      bad = publisher_add_file (publisher, "bad.p7s", bytes);
      judge (publisher, bad, file);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detached/forms", test_forms);
  g_test_add_func ("/detached/any-file", test_any_file);
  g_test_add_func ("/detached/changed", test_changed);
  g_test_add_func ("/detached/given-content", test_given_content);
  g_test_add_func ("/detached/missing", test_missing);
  g_test_add_func ("/detached/existing", test_existing);
  g_test_add_func ("/detached/foreign-target", test_foreign_target);
  g_test_add_func ("/detached/name", test_name);
  g_test_add_func ("/detached/trailing", test_trailing);
  g_test_add_func ("/detached/too-large", test_too_large);
  g_test_add_func ("/detached/flip", test_flip);
  return g_test_run ();
}
