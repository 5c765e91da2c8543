/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/sign/edit.h"
#include "core/sign/sign.h"
#include "core/verify/verify.h"
#include "tests/support/samples.h"
#include "tests/support/test-ca.h"

typedef struct {
  char *dir;
  GFile *file;
  GBytes *plain;
  TestCert *root;
  TestCert *leaf;
  SgnIdentity *identity;
  SgnAnchors *anchors;
  SgnSignRequest *request;
} Fixture;

static GBytes *
load (GFile *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
store (GFile *file, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file),
                       g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

static void
set_signer (Fixture *self, const TestCertSpec *spec)
{
  g_clear_pointer (&self->request, sgn_sign_request_unref);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->leaf, test_cert_free);
  self->leaf = test_cert_new (self->root, spec);
  self->identity = test_identity_new (self->leaf, NULL);
  self->request = sgn_sign_request_new (self->identity, self->anchors);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const TestCertSpec spec = { .name = "Example", .usages = "codeSigning" };
  g_autofree char *path = NULL;

  self->dir = test_dir_new ();
  path = g_build_filename (self->dir, "setup.exe", NULL);
  self->file = g_file_new_for_path (path);
  self->plain = sgn_sample_get_plain ("pe");
  store (self->file, self->plain);
  self->root = test_root_new ("Root");
  self->anchors = sgn_anchors_new ();
  sgn_anchors_add (self->anchors, self->root->certificate);
  set_signer (self, &spec);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->request, sgn_sign_request_unref);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->anchors, sgn_anchors_unref);
  g_clear_pointer (&self->leaf, test_cert_free);
  g_clear_pointer (&self->root, test_cert_free);
  g_clear_object (&self->file);
  test_dir_remove (self->dir);
}

static SgnOutcome *
sign (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  SgnOutcome *outcome = sgn_sign_file (self->file, self->request, NULL, NULL, &error);

  g_assert_no_error (error);
  return outcome;
}

static SgnReport *
verify (Fixture *self)
{
  const SgnVerifyOptions options = { .anchors = self->anchors };
  g_autoptr (GError) error = NULL;
  SgnReport *report = sgn_verify_file (self->file, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_verdict (Fixture *self, SgnVerdict verdict)
{
  g_autoptr (SgnReport) report = verify (self);

  g_assert_cmpstr (sgn_verdict_to_id (report->verdict), ==, sgn_verdict_to_id (verdict));
}

static void
assert_fails (Fixture *self, SgnError code)
{
  g_autoptr (GBytes) before = load (self->file);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_sign_file (self->file, self->request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, (int) code);
  after = load (self->file);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_keys_and_hashes (Fixture *self, gconstpointer data)
{
  static const char *const keys[] = { "rsa-2048", "rsa-3072", "ec-p256", "ec-p384", "ec-p521" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const TestCertSpec spec = { .name = "Example", .usages = "codeSigning", .key_type = keys[i] };

    set_signer (self, &spec);
    self->request->existing = SGN_EXISTING_REPLACE;
    for (SgnHash hash = SGN_HASH_SHA1; hash < SGN_N_HASHES; hash++) {
      g_autoptr (SgnOutcome) outcome = NULL;
      g_autoptr (SgnReport) report = NULL;

      self->request->hash = hash;
      outcome = sign (self);
      report = verify (self);
      g_assert_cmpint (report->verdict,
                       ==,
                       hash == SGN_HASH_SHA1 ? SGN_VERDICT_WEAK : SGN_VERDICT_VALID);
      g_assert_cmpint (report->headline->hash, ==, hash);
      g_assert_cmpstr (sgn_certificate_get_name (report->headline->signer), ==, "Example");
    }
  }
}

static void
test_description (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (SgnReport) report = NULL;

  self->request->program_name = g_strdup ("Größe 漢字 😀");
  self->request->program_url = g_strdup ("https://example.com/a?b=c");
  outcome = sign (self);
  report = verify (self);
  g_assert_cmpstr (report->headline->program_name, ==, "Größe 漢字 😀");
  g_assert_cmpstr (report->headline->program_url, ==, "https://example.com/a?b=c");
}

static void
test_existing (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) first = sign (self);
  g_autoptr (GBytes) signed_once = load (self->file);
  g_autoptr (GBytes) skipped = NULL;
  g_autoptr (SgnOutcome) second = sign (self);
  g_autoptr (SgnOutcome) third = NULL;

  g_assert_cmpint (first->action, ==, SGN_ACTION_SIGNED);
  g_assert_cmpint (second->action, ==, SGN_ACTION_SKIPPED);
  skipped = load (self->file);
  g_assert_true (g_bytes_equal (signed_once, skipped));

  self->request->existing = SGN_EXISTING_REFUSE;
  assert_fails (self, SGN_ERROR_ALREADY_SIGNED);

  self->request->existing = SGN_EXISTING_REPLACE;
  third = sign (self);
  g_assert_cmpint (third->action, ==, SGN_ACTION_REPLACED);
  assert_verdict (self, SGN_VERDICT_VALID);
}

static void
test_append (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnReport) report = NULL;

  self->request->existing = SGN_EXISTING_APPEND;
  for (guint i = 0; i < 3; i++) {
    g_autoptr (SgnOutcome) outcome = sign (self);

    g_assert_cmpint (outcome->action, ==, i == 0 ? SGN_ACTION_SIGNED : SGN_ACTION_APPENDED);
  }
  report = verify (self);
  g_assert_cmpuint (report->signatures->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const SgnSignatureReport *signature = g_ptr_array_index (report->signatures, i);

    g_assert_cmpint (signature->verdict, ==, SGN_VERDICT_VALID);
    g_assert_cmpuint (signature->nested, ==, i == 0 ? 0 : 1);
  }
}

/* Each octet of the file in turn, sparsely: covered ones must be noticed, and the rest is either an
 * honest note or unreadable, never a crash. */
static void
test_flip (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = sign (self);
  g_autoptr (GBytes) good = load (self->file);
  gsize size;
  const guint8 *octets = g_bytes_get_data (good, &size);
  gsize plain_size = g_bytes_get_size (self->plain);
  guint changed = 0;

  for (gsize i = 0; i < size; i += 37) {
    g_autofree guint8 *copy = g_memdup2 (octets, size);
    g_autoptr (GBytes) bad = NULL;
    g_autoptr (SgnInput) input = NULL;
    g_autoptr (SgnReport) report = NULL;
    const SgnVerifyOptions options = { .anchors = self->anchors };

    copy[i] ^= 0x20;
    bad = g_bytes_new (copy, size);
    input = sgn_input_new_for_bytes (bad);
    report = sgn_verify_input (input, "x", &options, NULL, NULL);
    g_assert_nonnull (report);
    if (report->verdict == SGN_VERDICT_CHANGED)
      changed++;
    if (i >= 512 && i < plain_size)
      g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
  }
  g_assert_cmpuint (changed, >, plain_size / 37 / 2);
}

static void
test_broken_existing (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = sign (self);
  g_autoptr (GBytes) good = load (self->file);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
  g_autoptr (GBytes) bad = NULL;
  g_autoptr (SgnOutcome) replaced = NULL;

  copy[g_bytes_get_size (self->plain) - 1] ^= 1;
  bad = g_bytes_new (copy, g_bytes_get_size (good));
  store (self->file, bad);
  assert_verdict (self, SGN_VERDICT_CHANGED);
  assert_fails (self, SGN_ERROR_ALREADY_SIGNED);
  self->request->existing = SGN_EXISTING_APPEND;
  assert_fails (self, SGN_ERROR_ALREADY_SIGNED);
  self->request->existing = SGN_EXISTING_REPLACE;
  replaced = sign (self);
  assert_verdict (self, SGN_VERDICT_VALID);
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = sign (self);
  g_autoptr (GBytes) signed_once = load (self->file);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (SgnOutcome) appended = NULL;
  g_autoptr (SgnOutcome) removed = NULL;
  g_autoptr (GError) error = NULL;

  self->request->existing = SGN_EXISTING_APPEND;
  appended = sign (self);
  removed = sgn_remove_signature (self->file, 1, self->request, NULL, &error);
  g_assert_no_error (error);
  again = load (self->file);
  g_assert_true (g_bytes_equal (signed_once, again));

  g_clear_pointer (&removed, sgn_outcome_free);
  removed = sgn_remove_signature (self->file, -1, self->request, NULL, &error);
  g_assert_no_error (error);
  assert_verdict (self, SGN_VERDICT_UNSIGNED);
  g_assert_null (sgn_remove_signature (self->file, -1, self->request, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNED);
}

/* The nested signature takes the place of the removed first one. */
static void
test_promote (Fixture *self, gconstpointer data)
{
  const TestCertSpec other = { .name = "Other", .usages = "codeSigning" };
  g_autoptr (SgnOutcome) first = sign (self);
  g_autoptr (SgnOutcome) second = NULL;
  g_autoptr (SgnOutcome) removed = NULL;
  g_autoptr (SgnReport) report = NULL;
  g_autoptr (GError) error = NULL;

  set_signer (self, &other);
  self->request->existing = SGN_EXISTING_APPEND;
  second = sign (self);
  removed = sgn_remove_signature (self->file, 0, self->request, NULL, &error);
  g_assert_no_error (error);
  report = verify (self);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_VALID);
  g_assert_cmpuint (report->signatures->len, ==, 1);
  g_assert_cmpstr (sgn_certificate_get_name (report->headline->signer), ==, "Other");
}

static void
test_extract_attach (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = sign (self);
  g_autoptr (GBytes) signed_once = load (self->file);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (SgnOutcome) attached = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *copy = g_memdup2 (g_bytes_get_data (self->plain, NULL), g_bytes_get_size (self->plain));

  der = sgn_extract_signature (self->file, -1, &error);
  g_assert_no_error (error);
  store (self->file, self->plain);
  attached = sgn_attach_signature (self->file, der, self->request, NULL, &error);
  g_assert_no_error (error);
  again = load (self->file);
  g_assert_true (g_bytes_equal (signed_once, again));

  copy[g_bytes_get_size (self->plain) - 1] ^= 1;
  damaged = g_bytes_new_take (copy, g_bytes_get_size (self->plain));
  store (self->file, damaged);
  g_assert_null (sgn_attach_signature (self->file, der, self->request, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SELF_CHECK);
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (SgnOutcome) second = NULL;
  g_autoptr (GBytes) restored = NULL;
  g_autoptr (GBytes) other = g_bytes_new_static ("MZ changed", 10);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  self->request->keep_original = TRUE;
  outcome = sign (self);
  g_assert_true (sgn_sign_undo (outcome, &error));
  g_assert_no_error (error);
  restored = load (self->file);
  g_assert_true (g_bytes_equal (self->plain, restored));

  second = sign (self);
  store (self->file, other);
  g_assert_false (sgn_sign_undo (second, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
  kept = load (self->file);
  g_assert_true (g_bytes_equal (kept, other));
}

static void
test_expired (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const TestCertSpec spec = { .name = "Old",
                              .usages = "codeSigning",
                              .not_before = now - 2000,
                              .not_after = now - 1000 };
  g_autoptr (SgnOutcome) outcome = NULL;

  set_signer (self, &spec);
  assert_fails (self, SGN_ERROR_CERT_EXPIRED);
  self->request->allow_expired = TRUE;
  outcome = sign (self);
  assert_verdict (self, SGN_VERDICT_EXPIRED);
}

static void
test_wrong_usage (Fixture *self, gconstpointer data)
{
  const TestCertSpec spec = { .name = "Web", .usages = "serverAuth" };

  set_signer (self, &spec);
  assert_fails (self, SGN_ERROR_EKU_MISSING);
}

static void
test_untrusted (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnOutcome) outcome = sign (self);

  g_clear_pointer (&self->anchors, sgn_anchors_unref);
  self->anchors = sgn_anchors_new ();
  assert_verdict (self, SGN_VERDICT_UNTRUSTED);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (sgn_sign_file (self->file, self->request, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = load (self->file);
  g_assert_true (g_bytes_equal (self->plain, after));
}

static void
test_output (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->dir, "other.exe", NULL);
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GBytes) original = NULL;

  self->request->output = g_file_new_for_path (path);
  outcome = sign (self);
  original = load (self->file);
  g_assert_true (g_bytes_equal (self->plain, original));
  g_assert_true (g_file_equal (outcome->output, self->request->output));
  g_set_object (&self->file, self->request->output);
  assert_verdict (self, SGN_VERDICT_VALID);
}

static void
test_not_a_program (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);

  store (self->file, text);
  assert_fails (self, SGN_ERROR_FILE_DAMAGED);
  assert_verdict (self, SGN_VERDICT_UNREADABLE);
}

#define ADD(path, func) g_test_add ("/sign/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("keys-and-hashes", test_keys_and_hashes);
  ADD ("description", test_description);
  ADD ("existing", test_existing);
  ADD ("append", test_append);
  ADD ("flip", test_flip);
  ADD ("broken-existing", test_broken_existing);
  ADD ("remove", test_remove);
  ADD ("promote", test_promote);
  ADD ("extract-attach", test_extract_attach);
  ADD ("undo", test_undo);
  ADD ("expired", test_expired);
  ADD ("wrong-usage", test_wrong_usage);
  ADD ("untrusted", test_untrusted);
  ADD ("cancelled", test_cancelled);
  ADD ("output", test_output);
  ADD ("not-a-program", test_not_a_program);
  return g_test_run ();
}
