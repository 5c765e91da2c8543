/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/verify/time.h"
#include "tests/support/stamp.h"
#include "tests/support/test-crl.h"

#define MINUTE    ((gint64) 60)
#define HOUR      (60 * MINUTE)
#define DAY       (24 * HOUR)
#define COLLISION G_GINT64_CONSTANT (1487808000) /* of SHA-1, published on 23 February 2017 */

typedef struct {
  TestCert *root;
  TestCert *tsa;
  SgnAnchors *anchors;
  GBytes *signature; /* by the root, which is as good as anybody here */
  GBytes *value;     /* that is stamped */
  SgnFormat format;
  SgnSubject subject;
  SgnVerifyOptions options;
  SgnVerifyContext context;
  SgnRevocationLists *lists; /* (nullable) */
  SgnReport *report;
} Fixture;

static GBytes *
build (TestCert *signer, GBytes *content, SgnHash hash, SgnCmsProfile profile)
{
  const SgnCmsOptions options = { .hash = hash, .profile = profile };
  g_autoptr (SgnIdentity) identity = test_identity_new (signer, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *der = sgn_cms_build (SGN_OID_DATA, content, identity, &options, NULL, &error);

  g_assert_no_error (error);
  return der;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  const TestCertSpec root = { .name = "Root", .ca = TRUE, .not_before = COLLISION - 1000 * DAY };
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);
  g_autoptr (SgnSignedData) parsed = NULL;

  f->root = test_cert_new (NULL, &root);
  f->tsa = test_tsa_new (f->root, "Stamper", NULL);
  f->anchors = sgn_anchors_new ();
  sgn_anchors_add (f->anchors, f->root->certificate);
  f->signature = build (f->root, content, SGN_HASH_SHA256, SGN_CMS_PLAIN);
  parsed = sgn_signed_data_parse (f->signature, NULL);
  f->value = g_bytes_ref (sgn_signed_data_get_signer (parsed)->signature);
  f->subject.format = &f->format;
  f->options.anchors = f->anchors;
  f->report = sgn_report_new ("a.exe");
  f->context.subject = &f->subject;
  f->context.options = &f->options;
  f->context.now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  sgn_report_unref (f->report);
  g_clear_pointer (&f->lists, sgn_revocation_lists_unref);
  g_bytes_unref (f->value);
  g_bytes_unref (f->signature);
  sgn_anchors_unref (f->anchors);
  test_cert_free (f->tsa);
  test_cert_free (f->root);
}

/* The SignerInfo at the end of a ContentInfo is a legacy countersignature (PKCS #9, 5.3.6), made
 * just now. */
static GBytes *
countersign (Fixture *f, TestCert *tsa, SgnHash hash, SgnCmsProfile profile)
{
  g_autoptr (GBytes) der = build (tsa, f->value, hash, profile);
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement last;

  /* ContentInfo, [0], SignedData, signerInfos: the last element of each */
  for (guint depth = 0; depth < 4; depth++) {
    while (!sgn_der_is_empty (rest))
      g_assert_true (sgn_der_next (&rest, &last, NULL));
    rest = last.content;
  }
  return sgn_der_to_bytes (rest);
}

/* Adds one more @value, which is consumed, to those of @oid. */
static void
put (Fixture *f, const char *oid, GBytes *value)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) before = f->signature;
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (before, NULL);
  g_autoptr (GError) error = NULL;
  const SgnAttribute *attribute;

  attribute = sgn_signer_info_get_unsigned (sgn_signed_data_get_signer (parsed), oid);
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    g_ptr_array_add (values, g_bytes_ref (attribute->values->pdata[i]));
  g_ptr_array_add (values, value);
  f->signature = sgn_cms_set_unsigned (parsed, oid, values, &error);
  g_assert_no_error (error);
}

static void
put_token (Fixture *f, const char *oid, TestCert *tsa, gint64 time)
{
  put (f, oid, test_stamp_new (tsa, f->value, time));
}

static void
put_legacy (Fixture *f, TestCert *tsa, SgnHash hash, SgnCmsProfile profile)
{
  put (f, SGN_OID_COUNTERSIGNATURE, countersign (f, tsa, hash, profile));
}

/* The report on the signature; legacy stampers' certificates are those in the signature. */
static SgnSignatureReport *
look (Fixture *f, TestCert *tsa)
{
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (f->signature, NULL);
  g_autoptr (GPtrArray) certificates = test_certs_list (tsa, NULL);
  SgnSignatureReport *report = sgn_signature_report_new ();

  g_ptr_array_add (f->report->signatures, report);
  sgn_verify_timestamps (&f->context,
                         sgn_signed_data_get_signer (parsed),
                         certificates,
                         f->lists,
                         report);
  return report;
}

static const SgnTimestampReport *
get (const SgnSignatureReport *report, guint index)
{
  g_assert_cmpuint (report->timestamps->len, >, index);
  return report->timestamps->pdata[index];
}

/* What is said when the only timestamp does not count. */
static void
assert_refused (Fixture *f, SgnReason reason)
{
  const SgnSignatureReport *report = look (f, f->tsa);
  const SgnCheck *check = &report->checks[SGN_CHECK_TIMESTAMP];

  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (reason));
  g_assert_cmpint (check->status, ==, SGN_CHECK_WARN);
  g_assert_true (report->timestamp == NULL || !report->timestamp->counts);
}

static void
assert_chosen (Fixture *f, gint64 time)
{
  const SgnSignatureReport *report = look (f, f->tsa);

  g_assert_nonnull (report->timestamp);
  g_assert_true (report->timestamp->counts);
  g_assert_cmpint (report->timestamp->time, ==, time);
  g_assert_cmpint (report->checks[SGN_CHECK_TIMESTAMP].status, ==, SGN_CHECK_PASS);
}

static void
test_none (Fixture *f, gconstpointer unused)
{
  assert_refused (f, SGN_REASON_NO_TIMESTAMP);
  g_assert_null (((SgnSignatureReport *) f->report->signatures->pdata[0])->timestamp);
}

/* The earliest that counts; one of nobody's, though earlier, does not. */
static void
test_earliest (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) other_root = test_root_new ("Other");
  g_autoptr (TestCert) other = test_tsa_new (other_root, "Other", NULL);
  gint64 now = f->context.now;

  put_token (f, SGN_OID_MS_RFC3161, other, now - 5 * HOUR);
  assert_refused (f, SGN_REASON_TIMESTAMP_UNTRUSTED);
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - 2 * HOUR);
  assert_chosen (f, now - 2 * HOUR);
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - 3 * HOUR);
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, now - HOUR);
  assert_chosen (f, now - 3 * HOUR);
}

/* A token is taken before a legacy countersignature, even one that is earlier. */
static void
test_kinds (Fixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;

  put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_TIMED);
  report = look (f, f->tsa);
  g_assert_true (get (report, 0)->counts);
  g_assert_false (report->timestamp->rfc3161);
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 4 * MINUTE);
  assert_chosen (f, f->context.now + 4 * MINUTE);
}

/* Of which attributes the programs take notice that use files with such signatures. */
static void
test_unread (Fixture *f, gconstpointer unused)
{
  static const struct {
    SgnProfile profile;
    SgnFormatCaps caps;
    gboolean unread[3]; /* in the order in which they are looked for, as below */
  } cases[] = {
    { SGN_PROFILE_AUTHENTICODE, 0, { FALSE, TRUE, FALSE } },
    { SGN_PROFILE_CADES, 0, { TRUE, FALSE, TRUE } },
    { SGN_PROFILE_JAR, 0, { TRUE, FALSE, TRUE } },
    { SGN_PROFILE_PLAIN, 0, { FALSE, FALSE, FALSE } },
    { SGN_PROFILE_PLAIN, SGN_FORMAT_NO_TIMESTAMP, { TRUE, TRUE, TRUE } },
  };

  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  put_token (f, SGN_OID_TIMESTAMP_TOKEN, f->tsa, f->context.now);
  put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_TIMED);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SgnSignatureReport *report;

    f->format.profile = cases[i].profile;
    f->format.caps = cases[i].caps;
    report = look (f, f->tsa);
    g_assert_cmpuint (report->timestamps->len, ==, 3);
    for (guint j = 0; j < 3; j++) {
      g_assert_cmpint (get (report, j)->unread, ==, cases[i].unread[j]);
      g_assert_cmpint (get (report, j)->counts, ==, !cases[i].unread[j]);
    }
  }
}

/* When none counts, it is said of one that somebody would look at. */
static void
test_fallback (Fixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;

  f->format.profile = SGN_PROFILE_JAR;
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now);
  assert_refused (f, SGN_REASON_NO_TIMESTAMP);
  put_token (f, SGN_OID_TIMESTAMP_TOKEN, f->tsa, f->context.now + HOUR);
  assert_refused (f, SGN_REASON_TIMESTAMP_FUTURE);
  report = look (f, f->tsa);
  g_assert_true (report->timestamp == get (report, 1));
}

/* A NuGet repository countersigns too, but that is a signature. */
static void
test_commitment (Fixture *f, gconstpointer unused)
{
  put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_CADES);
  g_assert_cmpuint (look (f, f->tsa)->timestamps->len, ==, 1);
  f->format.profile = SGN_PROFILE_CADES;
  g_assert_cmpuint (look (f, f->tsa)->timestamps->len, ==, 0);
}

static void
test_future (Fixture *f, gconstpointer unused)
{
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 5 * MINUTE + 1);
  assert_refused (f, SGN_REASON_TIMESTAMP_FUTURE);
  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 5 * MINUTE);
  assert_chosen (f, f->context.now + 5 * MINUTE);
}

/* Over another value, or over nothing that could be read. */
static void
test_broken (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);

  put (f, SGN_OID_MS_RFC3161, test_stamp_new (f->tsa, other, f->context.now));
  assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
  put (f, SGN_OID_MS_RFC3161, sgn_der_encode_uint (1));
  assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
  g_assert_cmpuint (look (f, f->tsa)->timestamps->len, ==, 2);
}

/* A legacy one without a time proves none. */
static void
test_timeless (Fixture *f, gconstpointer unused)
{
  put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_PLAIN);
  assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
}

/* Whoever has the key can stamp the past. */
static void
test_revoked (Fixture *f, gconstpointer unused)
{
  const TestCrlSpec spec = { .revoked = f->tsa, .reason = CRL_REASON_KEY_COMPROMISE };
  g_autoptr (GBytes) crl = test_crl_new (f->root, &spec);

  put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now - 5 * HOUR);
  assert_chosen (f, f->context.now - 5 * HOUR);
  f->lists = sgn_revocation_lists_new ();
  sgn_revocation_lists_add_found (f->lists, crl);
  assert_refused (f, SGN_REASON_TIMESTAMP_REVOKED);
}

/* SHA-1 in the stamper's certificate proves what was before the collision. */
static void
test_weak_token (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Old",
                              .hash = "sha1",
                              .usages = "critical,timeStamping",
                              .not_before = COLLISION - 100 * DAY };
  g_autoptr (TestCert) old = test_cert_new (f->root, &spec);

  put_token (f, SGN_OID_MS_RFC3161, old, COLLISION - 1);
  put_token (f, SGN_OID_TIMESTAMP_TOKEN, old, COLLISION);
  f->format.profile = SGN_PROFILE_PLAIN;
  g_assert_false (get (look (f, f->tsa), 0)->weak);
  g_assert_true (get (look (f, f->tsa), 1)->weak);
}

/* Legacy ones hardly knew anything else, but MD5 is weak in them as well. */
static void
test_weak_legacy (Fixture *f, gconstpointer unused)
{
  static const SgnHash hashes[] = { SGN_HASH_MD5, SGN_HASH_SHA1, SGN_HASH_SHA256 };
  g_autoptr (GBytes) unstamped = g_bytes_ref (f->signature);

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    const SgnTimestampReport *stamp;

    g_bytes_unref (f->signature);
    f->signature = g_bytes_ref (unstamped);
    put_legacy (f, f->tsa, hashes[i], SGN_CMS_TIMED);
    stamp = get (look (f, f->tsa), 0);
    g_assert_true (stamp->counts);
    g_assert_cmpint (stamp->hash, ==, hashes[i]);
    g_assert_cmpint (stamp->weak, ==, hashes[i] == SGN_HASH_MD5);
  }
}

#define ADD(name, function) g_test_add ("/time/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("none", test_none);
  ADD ("earliest", test_earliest);
  ADD ("kinds", test_kinds);
  ADD ("unread", test_unread);
  ADD ("fallback", test_fallback);
  ADD ("commitment", test_commitment);
  ADD ("future", test_future);
  ADD ("broken", test_broken);
  ADD ("timeless", test_timeless);
  ADD ("revoked", test_revoked);
  ADD ("weak-token", test_weak_token);
  ADD ("weak-legacy", test_weak_legacy);
  return g_test_run ();
}
