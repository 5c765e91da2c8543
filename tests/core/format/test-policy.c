/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/sign/edit.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* With a key that Windows' boot loader can use. */
static Publisher *
rsa_publisher_new (void)
{
  Publisher *self = publisher_new ();
  g_autoptr (TestCert) leaf = test_signer_new (self->root, "Example", "rsa-2048");

  g_clear_object (&self->request->identity);
  self->request->identity = test_identity_new (leaf, NULL);
  return self;
}

static GBytes *
join (GBytes *bytes, const char *more)
{
  GByteArray *ret = g_bytes_unref_to_array (g_bytes_ref (bytes));

  g_byte_array_append (ret, (const guint8 *) more, (guint) strlen (more));
  return g_byte_array_free_to_bytes (ret);
}

static SgnVerdict
judge (Publisher *publisher, GBytes *bytes)
{
  g_autoptr (SgnReport) report = publisher_verify (publisher, bytes);

  if (report->verdict != SGN_VERDICT_UNREADABLE)
    g_assert_cmpstr (report->format, ==, "policy");
  return report->verdict;
}

static void
test_sign_and_remove (void)
{
  g_autoptr (Publisher) publisher = rsa_publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("policy");
  g_autoptr (GBytes) bytes = publisher_sign (publisher, plain);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (bytes, NULL);
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.cip", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnOutcome) outcome = NULL;
  g_autoptr (GBytes) removed = NULL;

  g_assert_cmpstr (sgn_signed_data_get_content_type (parsed), ==, SGN_OID_MS_CODE_POLICY);
  g_assert_true (g_bytes_equal (sgn_signed_data_get_content_bytes (parsed), plain));
  g_assert_cmpuint (sgn_signed_data_get_signer (parsed)->signed_attributes->len, ==, 2);
  g_assert_cmpint (judge (publisher, plain), ==, SGN_VERDICT_UNSIGNED);
  g_assert_cmpint (judge (publisher, bytes), ==, SGN_VERDICT_VALID);

  outcome = sgn_remove_signature (file, -1, publisher->request, NULL, &error);
  g_assert_no_error (error);
  removed = publisher_load (file);
  g_assert_true (g_bytes_equal (removed, plain));
}

/* A computer with such a policy would not start. */
static void
test_wrong_keys (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("policy");
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.cip", plain);
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SgnReport) report = NULL;
  const SgnSignatureReport *signature;
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_sign_file (file, publisher->request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_UNSUPPORTED);
  g_clear_error (&error);

  bytes = sgn_cms_build (SGN_OID_MS_CODE_POLICY,
                         plain,
                         publisher->request->identity,
                         &options,
                         NULL,
                         &error);
  g_assert_no_error (error);
  report = publisher_verify (publisher, bytes);
  signature = report->signatures->pdata[0];
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNTRUSTED);
  g_assert_cmpint (signature->checks[SGN_CHECK_USAGE].reason, ==, SGN_REASON_KEY_UNSUITED);
}

static void
test_trailing (void)
{
  g_autoptr (Publisher) publisher = rsa_publisher_new ();
  g_autoptr (GBytes) bytes = publisher_sign (publisher, sgn_sample_get_plain ("policy"));
  g_autoptr (GBytes) longer = join (bytes, "PK");
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.cip", longer);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (judge (publisher, longer), ==, SGN_VERDICT_ADDED);
  publisher->request->existing = SGN_EXISTING_REPLACE;
  g_assert_null (sgn_sign_file (file, publisher->request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

static void
test_foreign_signature (void)
{
  g_autoptr (Publisher) publisher = rsa_publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("policy");
  g_autoptr (GBytes) other = join (plain, "more");
  g_autoptr (GBytes) theirs = publisher_sign (publisher, other);
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.cip", plain);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_attach_signature (file, theirs, publisher->request, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SELF_CHECK);
}

/* Content of this type that is no policy. */
static void
test_no_policy (void)
{
  g_autoptr (Publisher) publisher = rsa_publisher_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_PLAIN };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sgn_cms_build (SGN_OID_MS_CODE_POLICY,
                                            text,
                                            publisher->request->identity,
                                            &options,
                                            NULL,
                                            &error);

  g_assert_no_error (error);
  g_assert_cmpint (judge (publisher, bytes), ==, SGN_VERDICT_UNREADABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/sign-and-remove", test_sign_and_remove);
  g_test_add_func ("/policy/wrong-keys", test_wrong_keys);
  g_test_add_func ("/policy/trailing", test_trailing);
  g_test_add_func ("/policy/foreign-signature", test_foreign_signature);
  g_test_add_func ("/policy/no-policy", test_no_policy);
  return g_test_run ();
}
