/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/test-crl.h"

#include <openssl/pem.h>

#include "core/base/openssl.h"

#define HOUR (60 * 60)

static X509_EXTENSION *
extension_new (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx_nodb (&context);
  extension = X509V3_EXT_nconf (NULL, &context, parts[0], parts[1]);
  g_assert_nonnull (extension);
  return extension;
}

static void
set_time (X509_CRL *crl, int (*set) (X509_CRL *, const ASN1_TIME *), gint64 value)
{
  ASN1_TIME *time = ASN1_TIME_set (NULL, (time_t) value);

  g_assert_cmpint (set (crl, time), ==, 1);
  ASN1_TIME_free (time);
}

static void
set_no_time (X509_CRL *crl)
{
  ASN1_TIME *time = ASN1_STRING_type_new (V_ASN1_UTCTIME);

  g_assert_cmpint (ASN1_STRING_set (time, "yesterday", -1), ==, 1);
  g_assert_cmpint (X509_CRL_set1_lastUpdate (crl, time), ==, 1);
  ASN1_TIME_free (time);
}

static X509_REVOKED *
add_entry (X509_CRL *crl, const ASN1_INTEGER *serial, gint64 date)
{
  X509_REVOKED *entry = X509_REVOKED_new ();
  ASN1_TIME *time = ASN1_TIME_set (NULL, (time_t) date);

  X509_REVOKED_set_serialNumber (entry, (ASN1_INTEGER *) serial);
  X509_REVOKED_set_revocationDate (entry, time);
  ASN1_TIME_free (time);
  g_assert_cmpint (X509_CRL_add0_revoked (crl, entry), ==, 1);
  return entry;
}

static void
add_revoked (X509_CRL *crl, const TestCrlSpec *spec, gint64 now)
{
  X509_REVOKED *entry = add_entry (crl,
                                   X509_get0_serialNumber (spec->revoked->x509),
                                   spec->date != 0 ? spec->date : now - HOUR);

  if (spec->reason != 0) {
    ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new ();

    ASN1_ENUMERATED_set (reason, spec->reason);
    g_assert_cmpint (X509_REVOKED_add1_ext_i2d (entry, NID_crl_reason, reason, 0, 0), ==, 1);
    ASN1_ENUMERATED_free (reason);
  }
  if (spec->entry_more != NULL) {
    X509_EXTENSION *extension = extension_new (spec->entry_more);

    g_assert_cmpint (X509_REVOKED_add_ext (entry, extension, -1), ==, 1);
    X509_EXTENSION_free (extension);
  }
}

static void
add_others (X509_CRL *crl, guint count, gint64 now)
{
  g_autoptr (ASN1_INTEGER) serial = ASN1_INTEGER_new ();

  for (guint i = 0; i < count; i++) {
    ASN1_INTEGER_set_uint64 (serial, G_GUINT64_CONSTANT (0x7000000000000000) + i);
    add_entry (crl, serial, now - HOUR);
  }
}

static GBytes *
to_bytes (X509_CRL *crl)
{
  unsigned char *der = NULL;
  int size = i2d_X509_CRL (crl, &der);
  GBytes *bytes;

  g_assert_cmpint (size, >, 0);
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  return bytes;
}

GBytes *
test_crl_new (TestCert *issuer, const TestCrlSpec *spec)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (X509_CRL) crl = X509_CRL_new ();

  X509_CRL_set_version (crl, X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name (crl, X509_get_subject_name (issuer->x509));
  set_time (crl,
            X509_CRL_set1_lastUpdate,
            spec->this_update != 0 ? spec->this_update : now - 2 * HOUR);
  if (spec->timeless)
    set_no_time (crl);
  if (!spec->endless)
    set_time (crl,
              X509_CRL_set1_nextUpdate,
              spec->next_update != 0 ? spec->next_update : now + 7 * 24 * HOUR);
  if (spec->revoked != NULL)
    add_revoked (crl, spec, now);
  add_others (crl, spec->n_others, now);
  if (spec->more != NULL) {
    X509_EXTENSION *extension = extension_new (spec->more);

    g_assert_cmpint (X509_CRL_add_ext (crl, extension, -1), ==, 1);
    X509_EXTENSION_free (extension);
  }
  X509_CRL_sort (crl);
  g_assert_cmpint (X509_CRL_sign (crl,
                                  spec->key != NULL ? spec->key : issuer->key,
                                  EVP_get_digestbyname (spec->hash != NULL ? spec->hash
                                                                           : "sha256")),
                   >,
                   0);
  return to_bytes (crl);
}

GBytes *
test_crl_to_pem (GBytes *der)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  gsize size;
  const void *data = g_bytes_get_data (der, &size);
  char *text = NULL;
  long length;

  g_assert_cmpint (PEM_write_bio (bio, PEM_STRING_X509_CRL, "", data, (long) size), >, 0);
  length = BIO_get_mem_data (bio, &text);
  return g_bytes_new (text, (gsize) length);
}
