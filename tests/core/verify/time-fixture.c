/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/verify/time-fixture.h"

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

void
time_set_up (TimeFixture *f, gconstpointer unused)
{
  const TestCertSpec root = { .name = "Root",
                              .ca = TRUE,
                              .not_before = TIME_COLLISION - 1000 * TIME_DAY };
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

void
time_tear_down (TimeFixture *f, gconstpointer unused)
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
countersign (TimeFixture *f, TestCert *tsa, SgnHash hash, SgnCmsProfile profile)
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

void
time_put (TimeFixture *f, const char *oid, GBytes *value)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) before = f->signature;
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (before, NULL);
  const SgnAttribute *attribute;

  attribute = sgn_signer_info_get_unsigned (sgn_signed_data_get_signer (parsed), oid);
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    g_ptr_array_add (values, g_bytes_ref (attribute->values->pdata[i]));
  g_ptr_array_add (values, value);
  f->signature = sgn_cms_set_unsigned (parsed, oid, values);
}

void
time_put_token (TimeFixture *f, const char *oid, TestCert *tsa, gint64 time)
{
  time_put (f, oid, test_stamp_new (tsa, f->value, time));
}

void
time_put_legacy (TimeFixture *f, TestCert *tsa, SgnHash hash, SgnCmsProfile profile)
{
  time_put (f, SGN_OID_COUNTERSIGNATURE, countersign (f, tsa, hash, profile));
}

SgnSignatureReport *
time_look (TimeFixture *f, TestCert *tsa)
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

const SgnTimestampReport *
time_get (const SgnSignatureReport *report, guint index)
{
  g_assert_cmpuint (report->timestamps->len, >, index);
  return report->timestamps->pdata[index];
}

void
time_assert_refused (TimeFixture *f, SgnReason reason)
{
  const SgnSignatureReport *report = time_look (f, f->tsa);
  const SgnCheck *check = &report->checks[SGN_CHECK_TIMESTAMP];

  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (reason));
  g_assert_cmpint (check->status, ==, SGN_CHECK_WARN);
  g_assert_true (report->timestamp == NULL || !report->timestamp->counts);
}

void
time_assert_chosen (TimeFixture *f, gint64 time)
{
  const SgnSignatureReport *report = time_look (f, f->tsa);

  g_assert_nonnull (report->timestamp);
  g_assert_true (report->timestamp->counts);
  g_assert_cmpint (report->timestamp->time, ==, time);
  g_assert_cmpint (report->checks[SGN_CHECK_TIMESTAMP].status, ==, SGN_CHECK_PASS);
}
