/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-certificate-request"

/* Makes certificate requests (PKCS #10, RFC 2986). The digest is signed by a callback, because the
 * key may be on a token, so OpenSSL's X509_REQ_sign(), which needs the key itself, cannot be
 * used. */

#include "config.h"

#include "core/identity/make/certificate-request.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_ALGOR, X509_ALGOR_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REQ, X509_REQ_free)

/* The stack owns the extension once it was added. */
static gboolean
add_extension (STACK_OF (X509_EXTENSION) * extensions, int nid, const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, nid, value);

  if (extension != NULL && sk_X509_EXTENSION_push (extensions, extension) > 0)
    return TRUE;
  X509_EXTENSION_free (extension);
  return FALSE;
}

/* The extensionRequest attribute (RFC 2985, 5.4.2). Most authorities ignore it and decide
 * themselves, but internal ones copy it into the certificate. */
static gboolean
add_extensions (X509_REQ *request)
{
  STACK_OF (X509_EXTENSION) *extensions = sk_X509_EXTENSION_new_null ();
  gboolean added = add_extension (extensions, NID_key_usage, "critical,digitalSignature") &&
                   add_extension (extensions, NID_ext_key_usage, "codeSigning") &&
                   X509_REQ_add_extensions (request, extensions) == 1;

  sk_X509_EXTENSION_pop_free (extensions, X509_EXTENSION_free);
  return added;
}

/* As strong as the curve (RFC 5480, 4); SHA-384 is enough for P-521 too. */
static SgnHash
choose_hash (EVP_PKEY *key)
{
  return EVP_PKEY_is_a (key, "EC") && EVP_PKEY_get_bits (key) > 256 ? SGN_HASH_SHA384
                                                                    : SGN_HASH_SHA256;
}

static gboolean
set_algorithm (X509_REQ *request, EVP_PKEY *key, SgnHash hash)
{
  g_autoptr (X509_ALGOR) algorithm = X509_ALGOR_new ();
  int nid = NID_undef;

  if (EVP_PKEY_is_a (key, "EC"))
    nid = hash == SGN_HASH_SHA384 ? NID_ecdsa_with_SHA384 : NID_ecdsa_with_SHA256;
  else if (EVP_PKEY_is_a (key, "RSA"))
    nid = NID_sha256WithRSAEncryption;
  /* The parameters are NULL for RSA (RFC 4055, 5) and absent for ECDSA (RFC 5758, 3.2). */
  return nid != NID_undef &&
         X509_ALGOR_set0 (algorithm,
                          OBJ_nid2obj (nid),
                          EVP_PKEY_is_a (key, "EC") ? V_ASN1_UNDEF : V_ASN1_NULL,
                          NULL) == 1 &&
         X509_REQ_set1_signature_algo (request, algorithm) == 1;
}

static GBytes *
hash_content (X509_REQ *request, SgnHash hash)
{
  unsigned char *data = NULL;
  /* CertificationRequestInfo, which is what gets signed (RFC 2986, 4.2); "re" discards OpenSSL's
   * copy of an earlier encoding. */
  int size = i2d_re_X509_REQ_tbs (request, &data);
  g_autoptr (GBytes) content = NULL;

  if (size <= 0)
    return NULL;
  content = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return sgn_hash_bytes (hash, content);
}

static gboolean
put_signature (X509_REQ *request, GBytes *value)
{
  ASN1_BIT_STRING *signature = ASN1_BIT_STRING_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (value, &size);

  if (signature == NULL || ASN1_BIT_STRING_set (signature, (guint8 *) data, (int) size) != 1) {
    ASN1_BIT_STRING_free (signature);
    return FALSE;
  }
  /* Otherwise OpenSSL would count zero bits at the end of the value as unused and leave them
   * out. */
  signature->flags &= ~(ASN1_STRING_FLAG_BITS_LEFT | 0x07);
  signature->flags |= ASN1_STRING_FLAG_BITS_LEFT; /* no unused bits */
  X509_REQ_set0_signature (request, signature);
  return TRUE;
}

static X509_REQ *
make_unsigned (X509_NAME *subject, EVP_PKEY *public_key, SgnHash hash, GError **error)
{
  g_autoptr (X509_REQ) request = X509_REQ_new ();

  if (!set_algorithm (request, public_key, hash)) {
    sgn_error_set_openssl (error,
                           SGN_ERROR_KEY_UNSUPPORTED,
                           _ ("only RSA and EC keys can sign requests"));
    return NULL;
  }
  /* v1 is the only version (RFC 2986, 4.1). */
  if (X509_REQ_set_version (request, X509_REQ_VERSION_1) == 1 &&
      X509_REQ_set_subject_name (request, subject) == 1 &&
      X509_REQ_set_pubkey (request, public_key) == 1 && add_extensions (request))
    return g_steal_pointer (&request);
  sgn_error_set_openssl (error, SGN_ERROR_FAILED, _ ("the request could not be created"));
  return NULL;
}

static GBytes *
to_der (X509_REQ *request)
{
  unsigned char *data = NULL;
  int size = i2d_X509_REQ (request, &data);
  GBytes *der = size > 0 ? g_bytes_new (data, (gsize) size) : NULL;

  OPENSSL_free (data);
  return der;
}

GBytes *
sgn_certificate_request_new (X509_NAME *subject,
                             EVP_PKEY *public_key,
                             SgnSignFunc sign,
                             gpointer key,
                             GCancellable *cancellable,
                             GError **error)
{
  SgnHash hash = choose_hash (public_key);
  g_autoptr (X509_REQ) request = make_unsigned (subject, public_key, hash, error);
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GBytes) value = NULL;

  if (request == NULL)
    return NULL;
  digest = hash_content (request, hash);
  value = digest != NULL ? sign (key, hash, digest, cancellable, error) : NULL;
  if (digest != NULL && value == NULL)
    return NULL;
  /* A token may hold a key other than the one its public key object describes, and the authority
   * would only say that the request is bad. */
  if (value != NULL && put_signature (request, value) && X509_REQ_verify (request, public_key) == 1)
    return to_der (request);
  sgn_error_set_openssl (error,
                         SGN_ERROR_KEY_FAILED,
                         _ ("the signature of the request is not valid"));
  return NULL;
}

char *
sgn_certificate_request_to_pem (GBytes *der)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (der, &size);
  g_autoptr (X509_REQ) request = d2i_X509_REQ (NULL, &data, (long) size);
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  long length;

  g_return_val_if_fail (request != NULL, NULL);

  PEM_write_bio_X509_REQ (bio, request);
  length = BIO_get_mem_data (bio, &text);
  return g_strndup (text, (gsize) length);
}
