/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-make-key"

/* Makes a key on a token (C_GenerateKeyPair; PKCS #11 2.40, 5.13) and signs the request for its
 * certificate. The key never leaves the token, so a failure afterwards must not leave one behind
 * that nobody knows of. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <string.h>

#include "core/base/openssl.h"
#include "core/token/writer/public-key.h"
#include "core/token/writer/writer-private.h"

#define ID_SIZE 20 /* bytes, as many as a SHA-1 that others use as CKA_ID */
/* Smart cards need minutes to generate RSA 4096. */
#define PATIENCE      15
#define MAX_SIGNATURE 1024 /* bytes: RSA of 8192 bits */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ECDSA_SIG, ECDSA_SIG_free)

static CK_BBOOL yes = CK_TRUE;
static CK_BBOOL no = CK_FALSE;

static CK_RV
generate (SgnTokenWriter *self,
          CK_FUNCTION_LIST *functions,
          SgnKeyKind kind,
          const char *label,
          guint8 *id)
{
  CK_MECHANISM mechanism = { sgn_public_key_get_mechanism (kind), NULL, 0 };
  CK_ATTRIBUTE public_parts[4 + SGN_PUBLIC_KEY_N_ATTRIBUTES] = {
    { CKA_TOKEN, &yes, sizeof yes },
    { CKA_VERIFY, &yes, sizeof yes },
    { CKA_LABEL, (void *) label, strlen (label) },
    { CKA_ID, id, ID_SIZE },
  };
  /* PKCS #11 2.40, 4.9: not readable even by its owner. */
  CK_ATTRIBUTE private_parts[] = {
    { CKA_TOKEN, &yes, sizeof yes },
    { CKA_PRIVATE, &yes, sizeof yes },
    { CKA_SENSITIVE, &yes, sizeof yes },
    { CKA_EXTRACTABLE, &no, sizeof no },
    { CKA_SIGN, &yes, sizeof yes },
    { CKA_LABEL, (void *) label, strlen (label) },
    { CKA_ID, id, ID_SIZE },
  };

  return functions->C_GenerateKeyPair (self->session,
                                       &mechanism,
                                       public_parts,
                                       4 + sgn_public_key_fill (kind, public_parts + 4),
                                       private_parts,
                                       G_N_ELEMENTS (private_parts),
                                       &self->public_key,
                                       &self->private_key);
}

static EVP_PKEY *
read_key (SgnTokenWriter *self, GCancellable *cancellable, GError **error)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  g_autoptr (EVP_PKEY) key = sgn_public_key_read (functions, self->session, self->public_key);

  /* A key whose public half cannot be read is of no use. */
  if (!sgn_token_channel_leave (self->channel,
                                key != NULL ? CKR_OK : CKR_ATTRIBUTE_TYPE_INVALID,
                                error)) {
    g_prefix_error (error, _ ("the new key cannot be read: "));
    sgn_token_writer_drop_key (self);
    return NULL;
  }
  self->is_rsa = EVP_PKEY_is_a (key, "RSA");
  return g_steal_pointer (&key);
}

EVP_PKEY *
sgn_token_writer_make_key (SgnTokenWriter *self,
                           SgnKeyKind kind,
                           const char *label,
                           GBytes **id,
                           GCancellable *cancellable,
                           GError **error)
{
  guint8 bytes[ID_SIZE];
  CK_FUNCTION_LIST *functions;
  EVP_PKEY *key;
  CK_RV answer;

  /* CKA_ID only has to be unique; others derive it from the public key, which is not known
   * before. */
  if (RAND_bytes (bytes, sizeof bytes) != 1) {
    sgn_error_set_openssl (error, SGN_ERROR_FAILED, _ ("no random numbers are available"));
    return NULL;
  }
  functions = sgn_token_channel_enter (self->channel, PATIENCE, cancellable);
  answer = generate (self, functions, kind, label, bytes);
  if (!sgn_token_channel_leave (self->channel, answer, error)) {
    g_prefix_error (error, "%s: ", sgn_key_kind_get_title (kind));
    return NULL;
  }
  key = read_key (self, cancellable, error);
  if (key != NULL)
    *id = g_bytes_new (bytes, sizeof bytes);
  return key;
}

/* DigestInfo (RFC 8017, 9.2). (transfer full) */
static GBytes *
wrap_digest (SgnHash hash, GBytes *digest)
{
  g_autoptr (X509_SIG) info = X509_SIG_new ();
  X509_ALGOR *algorithm = NULL;
  ASN1_OCTET_STRING *value = NULL;
  unsigned char *data = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (digest, &size);
  GBytes *whole;
  int length;

  X509_SIG_getm (info, &algorithm, &value);
  X509_ALGOR_set0 (algorithm,
                   OBJ_nid2obj (EVP_MD_get_type (sgn_hash_get_md (hash))),
                   V_ASN1_NULL,
                   NULL);
  ASN1_OCTET_STRING_set (value, bytes, (int) size);
  length = i2d_X509_SIG (info, &data);
  whole = g_bytes_new (data, (gsize) MAX (length, 0));
  OPENSSL_free (data);
  return whole;
}

/* PKCS #11 returns r and s concatenated (Current Mechanisms 2.40, 2.3.1), X.509 wants
 * ECDSA-Sig-Value (RFC 5480 appendix A). (transfer full) */
static GBytes *
to_ecdsa (const guint8 *data, gsize size)
{
  g_autoptr (ECDSA_SIG) signature = ECDSA_SIG_new ();
  unsigned char *der = NULL;
  GBytes *bytes;
  int length;

  ECDSA_SIG_set0 (signature,
                  BN_bin2bn (data, (int) (size / 2), NULL),
                  BN_bin2bn (data + size / 2, (int) (size / 2), NULL));
  length = i2d_ECDSA_SIG (signature, &der);
  bytes = g_bytes_new (der, (gsize) MAX (length, 0));
  OPENSSL_free (der);
  return bytes;
}

GBytes *
sgn_token_writer_sign (gpointer key,
                       SgnHash hash,
                       GBytes *digest,
                       GCancellable *cancellable,
                       GError **error)
{
  SgnTokenWriter *self = key;
  /* Mechanisms that do not hash, since the digest is computed here: CKM_RSA_PKCS wants a
   * DigestInfo, CKM_ECDSA the digest. */
  CK_MECHANISM mechanism = { self->is_rsa ? CKM_RSA_PKCS : CKM_ECDSA, NULL, 0 };
  g_autoptr (GBytes) input = self->is_rsa ? wrap_digest (hash, digest) : g_bytes_ref (digest);
  gsize input_size;
  const guint8 *data = g_bytes_get_data (input, &input_size);
  guint8 signature[MAX_SIGNATURE];
  CK_ULONG size = sizeof signature;
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 3, cancellable);
  CK_RV answer = functions->C_SignInit (self->session, &mechanism, self->private_key);

  if (answer == CKR_OK)
    answer = functions->C_Sign (self->session, (CK_BYTE *) data, input_size, signature, &size);
  if (!sgn_token_channel_leave (self->channel, answer, error))
    return NULL;
  return self->is_rsa ? g_bytes_new (signature, size) : to_ecdsa (signature, size);
}

void
sgn_token_writer_drop_key (SgnTokenWriter *self)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, NULL);

  if (self->private_key != 0)
    functions->C_DestroyObject (self->session, self->private_key);
  if (self->public_key != 0)
    functions->C_DestroyObject (self->session, self->public_key);
  self->private_key = 0;
  self->public_key = 0;
  /* Nothing more can be done if it fails. */
  sgn_token_channel_leave (self->channel, CKR_OK, NULL);
}
