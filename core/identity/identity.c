/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-identity"

/* Certificate, chain and key in one object: what signing needs, wherever the key is. identity/read
 * makes one from a file, token/ from a smart card. Here the chain is put in order, and keys that
 * Windows would not accept are refused before anything is signed with them. */

#include "config.h"

#include "core/identity/identity.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

/* Real chains have up to five certificates. The limits end loops of cross-certificates, and each
 * candidate costs a signature to verify. */
#define MAX_CHAIN   10
#define MAX_ISSUERS 20

struct _SgnIdentity {
  GObject parent_instance;

  SgnCertificate *certificate;
  GPtrArray *chain;
  SgnCertificate *root;
  gboolean complete;
  char *origin;
  char *alias;
  char *token_serial;
  SgnSignFunc sign;
  gpointer key;
  GDestroyNotify key_free;
};

G_DEFINE_FINAL_TYPE (SgnIdentity, sgn_identity, G_TYPE_OBJECT)

static void
sgn_identity_finalize (GObject *object)
{
  SgnIdentity *self = SGN_IDENTITY (object);

  if (self->key_free != NULL)
    self->key_free (self->key);
  g_clear_object (&self->certificate);
  g_clear_object (&self->root);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_free (self->origin);
  g_free (self->alias);
  g_free (self->token_serial);
  G_OBJECT_CLASS (sgn_identity_parent_class)->finalize (object);
}

static void
sgn_identity_class_init (SgnIdentityClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sgn_identity_finalize;
}

static void
sgn_identity_init (SgnIdentity *self)
{
  self->chain = g_ptr_array_new_with_free_func (g_object_unref);
  self->origin = g_strdup ("");
}

/* A root ends the chain, so it is preferred to a cross-certificate with the same name and key. */
static SgnCertificate *
find_issuer (GPtrArray *others, SgnCertificate *certificate)
{
  SgnCertificate *best = NULL;

  for (guint i = 0; others != NULL && i < others->len; i++) {
    SgnCertificate *other = g_ptr_array_index (others, i);

    /* A curve with its own parameters lets anybody make a key that matches a known public key
     * (CVE-2020-0601). */
    if (sgn_certificate_has_explicit_curve (other) ||
        !sgn_certificate_is_issued_by (certificate, other))
      continue;
    if (sgn_certificate_is_self_issued (other))
      return other;
    /* Certificates of one authority for the same key differ only in their validity. */
    if (best == NULL ||
        sgn_certificate_get_not_after (other) > sgn_certificate_get_not_after (best))
      best = other;
  }
  return best;
}

static void
add_issuers (SgnIdentity *self, SgnCertificate *certificate, GPtrArray *others)
{
  for (guint i = 0; others != NULL && i < others->len; i++) {
    SgnCertificate *other = g_ptr_array_index (others, i);

    if (self->chain->len < MAX_ISSUERS && !sgn_certificate_is_self_issued (other) &&
        !sgn_certificate_has_explicit_curve (other) &&
        !sgn_certificate_is_among (other, self->chain) &&
        sgn_certificate_is_issued_by (certificate, other))
      g_ptr_array_add (self->chain, g_object_ref (other));
  }
}

/* A verifier may know only one of the roots, so every alternative path is included, such as a
 * cross-certificate of the root. */
static void
add_other_ways (SgnIdentity *self, GPtrArray *others)
{
  add_issuers (self, self->certificate, others);
  for (guint i = 0; i < self->chain->len; i++)
    add_issuers (self, self->chain->pdata[i], others);
}

static void
order_chain (SgnIdentity *self, GPtrArray *others)
{
  SgnCertificate *last = self->certificate;

  while (!sgn_certificate_is_self_issued (last) && self->chain->len < MAX_CHAIN) {
    SgnCertificate *issuer = find_issuer (others, last);

    /* Certificates that issued each other would go on for ever. */
    if (issuer == NULL || g_ptr_array_find (self->chain, issuer, NULL))
      break;
    if (sgn_certificate_is_self_issued (issuer))
      g_set_object (&self->root, issuer);
    else
      g_ptr_array_add (self->chain, g_object_ref (issuer));
    last = issuer;
  }
  /* Files rarely contain the root, so a chain that reaches any CA certificate counts as
   * complete. */
  self->complete = sgn_certificate_is_self_issued (last) || self->chain->len > 0;
  add_other_ways (self, others);
}

SgnIdentity *
sgn_identity_new (SgnCertificate *certificate,
                  GPtrArray *chain,
                  const char *origin,
                  SgnSignFunc sign,
                  gpointer key,
                  GDestroyNotify key_free)
{
  SgnIdentity *self = g_object_new (SGN_TYPE_IDENTITY, NULL);

  self->certificate = g_object_ref (certificate);
  self->sign = sign;
  self->key = key;
  self->key_free = key_free;
  g_free (self->origin);
  self->origin = g_strdup (origin != NULL ? origin : "");
  order_chain (self, chain);
  return self;
}

static gboolean
key_setup (EVP_PKEY_CTX *context, EVP_PKEY *key, SgnHash hash)
{
  if (EVP_PKEY_sign_init (context) != 1)
    return FALSE;
  /* PKCS #1 v1.5 (RFC 8017, 8.2): drivers signed with PSS do not load. */
  if (EVP_PKEY_is_a (key, "RSA") && EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) != 1)
    return FALSE;
  return EVP_PKEY_CTX_set_signature_md (context, sgn_hash_get_md (hash)) == 1;
}

GBytes *
sgn_key_sign (gpointer key, SgnHash hash, GBytes *digest, GCancellable *cancellable, GError **error)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (key, NULL);
  g_autofree guint8 *signature = NULL;
  gsize digest_size;
  const guint8 *data = g_bytes_get_data (digest, &digest_size);
  /* An upper limit: a DER ECDSA-Sig-Value is usually shorter, and EVP_PKEY_sign() corrects
   * @size. */
  gsize size = (gsize) EVP_PKEY_get_size (key);

  signature = g_malloc (size);
  if (context == NULL || !key_setup (context, key, hash) ||
      EVP_PKEY_sign (context, signature, &size, data, digest_size) != 1) {
    sgn_error_set_openssl (error, SGN_ERROR_KEY_FAILED, _ ("the key cannot sign"));
    return NULL;
  }
  return g_bytes_new (signature, size);
}

static void
key_free (gpointer key)
{
  EVP_PKEY_free (key);
}

SgnIdentity *
sgn_identity_new_for_key (SgnCertificate *certificate,
                          GPtrArray *others,
                          EVP_PKEY *key,
                          const char *origin,
                          GError **error)
{
  if (X509_check_private_key (sgn_certificate_get_x509 (certificate), key) != 1) {
    ERR_clear_error ();
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_MISMATCH,
                 _ ("the key does not belong to the certificate of %s"),
                 sgn_certificate_get_name (certificate));
    return NULL;
  }
  if (!sgn_identity_check_key (certificate, key, error))
    return NULL;
  EVP_PKEY_up_ref (key);
  return sgn_identity_new (certificate, others, origin, sgn_key_sign, key, key_free);
}

void
sgn_identity_set_alias (SgnIdentity *self, const char *alias)
{
  g_return_if_fail (SGN_IS_IDENTITY (self));
  g_free (self->alias);
  self->alias = g_strdup (alias);
}

const char *
sgn_identity_get_alias (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->alias;
}

void
sgn_identity_set_token_serial (SgnIdentity *self, const char *serial)
{
  g_return_if_fail (SGN_IS_IDENTITY (self));
  g_free (self->token_serial);
  self->token_serial = g_strdup (serial);
}

const char *
sgn_identity_get_token_serial (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->token_serial;
}

EVP_PKEY *
sgn_identity_get_file_key (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->sign == sgn_key_sign ? self->key : NULL;
}

SgnCertificate *
sgn_identity_get_certificate (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->certificate;
}

GPtrArray *
sgn_identity_get_chain (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->chain;
}

SgnCertificate *
sgn_identity_get_root (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->root;
}

const char *
sgn_identity_get_origin (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);
  return self->origin;
}

gboolean
sgn_identity_is_chain_complete (SgnIdentity *self)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), FALSE);
  return self->complete;
}

GBytes *
sgn_identity_sign (SgnIdentity *self,
                   SgnHash hash,
                   GBytes *digest,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_bytes_get_size (digest) != sgn_hash_get_size (hash)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_FAILED,
                 _ ("the digest has the wrong length for %s"),
                 sgn_hash_get_title (hash));
    return NULL;
  }
  return self->sign (self->key, hash, digest, cancellable, error);
}
