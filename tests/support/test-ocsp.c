/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/test-ocsp.h"

#include <openssl/ocsp.h>

#define HOUR (60 * 60)

static gint64
choose (gint64 wanted, gint64 otherwise)
{
  return wanted != 0 ? wanted : g_get_real_time () / G_USEC_PER_SEC + otherwise;
}

static ASN1_TIME *
time_new (gint64 value)
{
  return ASN1_TIME_set (NULL, (time_t) value);
}

static void
add_status (OCSP_BASICRESP *basic, OCSP_CERTID *id, const TestOcspSpec *spec)
{
  ASN1_TIME *date = time_new (choose (spec->date, -HOUR));
  ASN1_TIME *start = time_new (choose (spec->this_update, -HOUR));
  ASN1_TIME *end = spec->endless ? NULL : time_new (choose (spec->next_update, 24 * HOUR));

  g_assert_nonnull (
      OCSP_basic_add1_status (basic, id, spec->status, spec->reason, date, start, end));
  ASN1_TIME_free (date);
  ASN1_TIME_free (start);
  ASN1_TIME_free (end);
}

static OCSP_BASICRESP *
basic_new (TestCert *certificate, TestCert *issuer, const TestOcspSpec *spec)
{
  OCSP_BASICRESP *basic = OCSP_BASICRESP_new ();
  TestCert *about = spec->about != NULL ? spec->about : certificate;
  TestCert *signer = spec->signer != NULL ? spec->signer : issuer;
  OCSP_CERTID *id = OCSP_cert_to_id (EVP_sha1 (), about->x509, issuer->x509);

  add_status (basic, id, spec);
  g_assert_cmpint (OCSP_basic_sign (basic, signer->x509, signer->key, EVP_sha256 (), NULL, 0),
                   ==,
                   1);
  OCSP_CERTID_free (id);
  return basic;
}

GBytes *
test_ocsp_new (TestCert *certificate, TestCert *issuer, const TestOcspSpec *spec)
{
  OCSP_BASICRESP *basic = spec->error == 0 ? basic_new (certificate, issuer, spec) : NULL;
  OCSP_RESPONSE *response = OCSP_response_create (spec->error, basic);
  unsigned char *der = NULL;
  int size = i2d_OCSP_RESPONSE (response, &der);
  GBytes *bytes;

  g_assert_cmpint (size, >, 0);
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  OCSP_RESPONSE_free (response);
  OCSP_BASICRESP_free (basic);
  return bytes;
}
