/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"
#include "tests/support/zip-sample.h"

static GBytes *
put (GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();

  g_ptr_array_add (signatures, signature);
  return sgn_sample_put (sgn_sample_get_plain ("nuget"), signatures);
}

static GBytes *
get_signature (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_sample_open (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = subject->format->get_signatures (subject->self, NULL);

  g_assert_cmpuint (signatures->len, ==, 1);
  return g_bytes_ref (signatures->pdata[0]);
}

static void
assert_verdict (Publisher *publisher, GBytes *file, SgnVerdict verdict, SgnReason reason)
{
  g_autoptr (SgnReport) report = publisher_verify (publisher, file);
  const SgnSignatureReport *signature = report->signatures->pdata[0];

  g_assert_cmpint (report->verdict, ==, verdict);
  g_assert_cmpint (signature->checks[SGN_CHECK_SIGNATURE].reason, ==, reason);
}

/* What NuGet wants of an author. */
static void
test_attributes (void)
{
  static const char *const oids[] = { SGN_OID_CONTENT_TYPE,
                                      SGN_OID_MESSAGE_DIGEST,
                                      SGN_OID_SIGNING_TIME,
                                      SGN_OID_SIGNING_CERT_V2,
                                      SGN_OID_COMMITMENT_TYPE };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) file = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  g_autoptr (GBytes) der = get_signature (file);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, NULL);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (parsed);

  assert_verdict (publisher, file, SGN_VERDICT_VALID, SGN_REASON_NONE);
  g_assert_cmpuint (signer->signed_attributes->len, ==, G_N_ELEMENTS (oids));
  for (guint i = 0; i < G_N_ELEMENTS (oids); i++)
    g_assert_nonnull (sgn_signer_info_get_signed (signer, oids[i]));
}

static GBytes *
sign_as (Publisher *publisher, GBytes *content, SgnCmsProfile profile)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = profile };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = sgn_cms_build (SGN_OID_DATA,
                                                content,
                                                publisher->request->identity,
                                                &options,
                                                NULL,
                                                &error);

  g_assert_no_error (error);
  return put (signature);
}

static void
test_without_certificate_attribute (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) content = sgn_sample_create_content (sgn_sample_get_plain ("nuget"));
  g_autoptr (GBytes) good = sign_as (publisher, content, SGN_CMS_CADES);
  g_autoptr (GBytes) bad = sign_as (publisher, content, SGN_CMS_TIMED);

  assert_verdict (publisher, good, SGN_VERDICT_VALID, SGN_REASON_NONE);
  assert_verdict (publisher, bad, SGN_VERDICT_CHANGED, SGN_REASON_BAD_ATTRIBUTES);
}

/* Of the same key, issuer and serial number, and as long, so that it can stand in its place. */
static TestCert *
make_twin (Publisher *publisher, TestCert *cert, const char *name)
{
  gsize size = g_bytes_get_size (sgn_certificate_get_der (cert->certificate));

  for (;;) {
    const TestCertSpec spec = { .name = name,
                                .key = cert->key,
                                .serial = 4711,
                                .usages = "codeSigning" };
    TestCert *twin = test_cert_new (publisher->root, &spec);

    if (g_bytes_get_size (sgn_certificate_get_der (twin->certificate)) == size)
      return twin;
    test_cert_free (twin);
  }
}

static GBytes *
exchange (GBytes *bytes, GBytes *old, GBytes *new)
{
  gsize size;
  guint8 *copy = g_bytes_unref_to_data (g_bytes_ref (bytes), &size);
  guint8 *place = memmem (copy, size, g_bytes_get_data (old, NULL), g_bytes_get_size (old));

  g_assert_nonnull (place);
  memcpy (place, g_bytes_get_data (new, NULL), g_bytes_get_size (new));
  return g_bytes_new_take (copy, size);
}

static void
test_exchanged_certificate (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  const TestCertSpec spec = { .name = "Original", .serial = 4711, .usages = "codeSigning" };
  g_autoptr (TestCert) original = test_cert_new (publisher->root, &spec);
  g_autoptr (TestCert) twin = make_twin (publisher, original, "Stranger");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GBytes) bad = NULL;

  g_clear_object (&publisher->request->identity);
  publisher->request->identity = test_identity_new (original, NULL);
  file = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  assert_verdict (publisher, file, SGN_VERDICT_VALID, SGN_REASON_NONE);
  der = get_signature (file);
  changed = exchange (der,
                      sgn_certificate_get_der (original->certificate),
                      sgn_certificate_get_der (twin->certificate));
  bad = put (changed);
  assert_verdict (publisher, bad, SGN_VERDICT_CHANGED, SGN_REASON_BAD_ATTRIBUTES);
}

/* One version, one digest of a good algorithm, and nothing else. */
static void
test_content (void)
{
  static const char *const bad[] = {
    "",
    "Version:2\n\n%1$s-Hash:%2$s\n\n",
    "%1$s-Hash:%2$s\n\nVersion:1\n\n",
    "Version:1\n\n%1$s-Hash:%2$s\n\n%1$s-Hash:%2$s\n\n",
    "Version:1\n\n1.3.14.3.2.26-Hash:%2$s\n\n",
    "Version:1\n\nmore\n\n%1$s-Hash:%2$s\n\n",
    "Version:1\n\n%1$s-Hash:\n\n",
  };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) content = sgn_sample_create_content (sgn_sample_get_plain ("nuget"));
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autofree char *text = g_strndup (data, size);
  g_auto (GStrv) parts = g_strsplit_set (text, ":\n", -1);

  g_assert_true (g_str_has_prefix (text, "Version:1\n\n2.16.840.1.101.3.4.2.1-Hash:"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GString) changed = g_string_new (bad[i]);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) file = NULL;
    g_autoptr (SgnReport) report = NULL;

    g_string_replace (changed, "%1$s", "2.16.840.1.101.3.4.2.1", 0);
    g_string_replace (changed, "%2$s", parts[4], 0);
    bytes = g_bytes_new (changed->str, changed->len);
    file = sign_as (publisher, bytes, SGN_CMS_CADES);
    report = publisher_verify (publisher, file);
    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
  }
}

static void
assert_refused (ZipSample *zip, const char *words)
{
  g_autoptr (GBytes) bytes = zip_sample_build (zip);
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (SgnReport) report = publisher_verify (publisher, bytes);

  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNREADABLE);
  g_assert_nonnull (strstr (report->error->message, words));
}

static void
test_odd_signature_entries (void)
{
  g_autoptr (ZipSample) compressed = zip_sample_new ();
  g_autoptr (ZipSample) empty = zip_sample_new ();

  zip_sample_add (compressed, "a.nuspec", "<package/>", 0);
  zip_sample_add (compressed, ".signature.p7s", "a signature that was compressed", 0);
  assert_refused (compressed, "compressed");
  zip_sample_add (empty, "a.nuspec", "<package/>", 0);
  zip_sample_add (empty, ".signature.p7s", "", ZIP_SAMPLE_STORED);
  assert_refused (empty, "");
}

static void
test_tail (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) file = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  GByteArray *longer = g_bytes_unref_to_array (g_bytes_ref (file));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SgnReport) report = NULL;

  g_byte_array_append (longer, (const guint8 *) "tail", 4);
  bytes = g_byte_array_free_to_bytes (longer);
  report = publisher_verify (publisher, bytes);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
}

static void
test_second_signature (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) bytes = publisher_sign (publisher, sgn_sample_get_plain ("nuget"));
  g_autoptr (GFile) file = publisher_add_file (publisher, "a.nupkg", bytes);
  g_autoptr (GError) error = NULL;

  publisher->request->existing = SGN_EXISTING_APPEND;
  g_assert_null (sgn_sign_file (file, publisher->request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
}

/* The author's signature and that of the place it was fetched from, which stands in it. */
static void
test_repository (void)
{
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "",
                                            "nupkg",
                                            "nuget.versioning-author+repo-countersigned.nupkg",
                                            NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  const SgnVerifyOptions options = { .anchors = anchors };
  g_autoptr (SgnReport) alone = NULL;
  g_autoptr (SgnReport) report = NULL;
  const SgnSignatureReport *author;
  const SgnSignatureReport *repository;

  if (!g_file_query_exists (file, NULL)) {
    g_test_skip ("the corpus is not there");
    return;
  }
  /* The repository vouches for the author's signature, so it says nothing under one that nobody
   * trusts. */
  alone = sgn_verify_file (file, &options, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (alone->signatures->len, ==, 1);
  author = alone->signatures->pdata[0];
  sgn_anchors_add (anchors,
                   author->chain->certificates->pdata[author->chain->certificates->len - 1]);

  report = sgn_verify_file (file, &options, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (report->signatures->len, ==, 2);
  repository = report->signatures->pdata[1];
  g_assert_cmpuint (repository->nested, ==, 1);
  g_assert_cmpint (repository->checks[SGN_CHECK_SIGNATURE].status, ==, SGN_CHECK_PASS);
  g_assert_true (repository->timestamp != NULL && repository->timestamp->intact);
  g_assert_nonnull (strstr (sgn_certificate_get_subject (repository->signer), "NuGet.org"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nuget/attributes", test_attributes);
  g_test_add_func ("/nuget/without-certificate-attribute", test_without_certificate_attribute);
  g_test_add_func ("/nuget/exchanged-certificate", test_exchanged_certificate);
  g_test_add_func ("/nuget/content", test_content);
  g_test_add_func ("/nuget/odd-signature-entries", test_odd_signature_entries);
  g_test_add_func ("/nuget/tail", test_tail);
  g_test_add_func ("/nuget/second-signature", test_second_signature);
  g_test_add_func ("/nuget/repository", test_repository);
  return g_test_run ();
}
