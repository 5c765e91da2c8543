/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-link"

/* The way to one key through libp11: process, slot, login, key. Each step can be taken again, which
 * is how session-sign.c recovers from failures. libp11 0.4.12 wants keys freed before slots, and
 * looked up again after logging out. */

#include "config.h"

#include "core/token/session/link.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <string.h>

#include "core/base/openssl.h"
#include "core/token/module/host-pool.h"
#include "core/token/module/module-private.h"
#include "core/token/session/unlock.h"
#include "core/token/token-private.h"

/* Some tokens list no objects for a moment after they were opened. */
#define FIRST_PAUSE 100 /* milliseconds */
#define MAX_PAUSE   800

static void
drop_key (SgnTokenLink *self)
{
  g_clear_pointer (&self->key, EVP_PKEY_free);
}

void
sgn_token_link_clear (SgnTokenLink *self)
{
  drop_key (self);
  self->slot = NULL;
  g_clear_object (&self->token);
  g_clear_pointer (&self->host, sgn_token_host_free);
}

void
sgn_token_link_release (SgnTokenLink *self)
{
  g_autoptr (SgnTokenModule) module = NULL;

  drop_key (self);
  /* A process that is gone has nothing to log out from. */
  if (self->host != NULL && self->token != NULL && sgn_token_host_is_alive (self->host)) {
    module = g_object_ref (sgn_token_get_module (self->token));
    sgn_token_host_forget (self->host);
    sgn_host_pool_give (module, g_steal_pointer (&self->host));
  }
  sgn_token_link_clear (self);
}

/* A SgnTokenSlotFunc. */
static SgnToken *
read_slot (gpointer data, guint index)
{
  SgnTokenHost *host = data;
  PKCS11_SLOT *slot = sgn_token_host_get_slot (host, index);

  return slot != NULL ? sgn_token_new (sgn_token_host_get_module (host), slot) : NULL;
}

static gboolean
find_slot (SgnTokenLink *self, SgnToken *token, GError **error)
{
  g_autoptr (SgnToken) found = NULL;
  guint index = 0;

  found = sgn_token_find (token,
                          sgn_token_host_get_n_slots (self->host),
                          read_slot,
                          self->host,
                          &index,
                          error);
  if (found == NULL)
    return FALSE;
  self->slot = sgn_token_host_get_slot (self->host, index);
  g_set_object (&self->token, found);
  return TRUE;
}

gboolean
sgn_token_link_open (SgnTokenLink *self, SgnToken *token, GCancellable *cancellable, GError **error)
{
  SgnTokenModule *module = sgn_token_get_module (token);

  /* The monitor's process, if it is idle. */
  self->host = sgn_host_pool_take (module);
  if (self->host == NULL)
    self->host = sgn_token_host_start (module, cancellable, error);
  return self->host != NULL && sgn_token_host_enumerate (self->host, cancellable, error) &&
         find_slot (self, token, error);
}

gboolean
sgn_token_link_refresh (SgnTokenLink *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnToken) token = g_object_ref (self->token);

  drop_key (self);
  return sgn_token_host_enumerate (self->host, cancellable, error) &&
         find_slot (self, token, error);
}

gboolean
sgn_token_link_login (SgnTokenLink *self,
                      const SgnPin *pin,
                      GCancellable *cancellable,
                      GError **error)
{
  GError *cause = NULL;
  const char *text = pin != NULL ? sgn_pin_get_text (pin) : NULL;
  gulong answer;
  int status;

  ERR_clear_error ();
  sgn_token_host_enter (self->host, sgn_token_login_get_factor (pin), cancellable);
  status = PKCS11_login (self->slot, 0, text);
  sgn_token_host_leave (self->host);
  if (status == 0)
    return TRUE;
  answer = sgn_token_host_set_error (self->host, SGN_ERROR_TOKEN_FAILED, &cause);
  return sgn_token_login_judge (answer, cause, error);
}

void
sgn_token_link_logout (SgnTokenLink *self, GCancellable *cancellable)
{
  drop_key (self);
  sgn_token_host_enter (self->host, 1, cancellable);
  PKCS11_logout (self->slot);
  sgn_token_host_leave (self->host);
  ERR_clear_error ();
}

/* 1: the certificate belongs to this key, 0: it does not, -1: unknown, as the token hides the
 * public key. */
static int
compare_keys (SgnCertificate *certificate, EVP_PKEY *key)
{
  EVP_PKEY *public_key = X509_get0_pubkey (sgn_certificate_get_x509 (certificate));
  int equal = public_key != NULL ? EVP_PKEY_eq (public_key, key) : -1;

  ERR_clear_error ();
  return equal < 0 ? -1 : equal;
}

static gboolean
fits (const PKCS11_KEY *key, EVP_PKEY *pkey, const SgnTokenChoice *choice)
{
  g_autoptr (GBytes) id = g_bytes_new_static (key->id, key->id_len);

  if (choice->object != NULL && g_strcmp0 (choice->object, key->label) != 0)
    return FALSE;
  /* CKA_ID is enough, even if the token does not show the public key. */
  if (choice->id != NULL)
    return g_bytes_equal (choice->id, id);
  return choice->certificate == NULL || compare_keys (choice->certificate, pkey) == 1;
}

/* Must be called between enter and leave. FALSE when the list could not be read. */
static gboolean
search (SgnTokenLink *self, const SgnTokenChoice *choice, GBytes **id)
{
  PKCS11_KEY *keys = NULL;
  guint count = 0;

  if (PKCS11_enumerate_keys (self->slot->token, &keys, &count) != 0)
    return FALSE;
  for (guint i = 0; i < count; i++) {
    g_autoptr (EVP_PKEY) key = PKCS11_get_private_key (&keys[i]);

    if (key == NULL || !fits (&keys[i], key, choice))
      continue;
    self->key = g_steal_pointer (&key);
    *id = g_bytes_new (keys[i].id, keys[i].id_len);
    return TRUE;
  }
  ERR_clear_error ();
  return TRUE;
}

static gboolean
check_key (SgnTokenLink *self, const SgnTokenChoice *choice, GError **error)
{
  if (choice->certificate == NULL || compare_keys (choice->certificate, self->key) != 0)
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_KEY_MISMATCH,
               _ ("the key does not belong to the certificate of %s"),
               sgn_certificate_get_name (choice->certificate));
  return FALSE;
}

gboolean
sgn_token_link_find_key (SgnTokenLink *self,
                         const SgnTokenChoice *choice,
                         GBytes **id,
                         GCancellable *cancellable,
                         GError **error)
{
  for (guint pause = FIRST_PAUSE;; pause *= 2) {
    gboolean listed;

    ERR_clear_error ();
    sgn_token_host_enter (self->host, 1, cancellable);
    listed = search (self, choice, id);
    sgn_token_host_leave (self->host);
    if (!listed) {
      sgn_token_host_set_error (self->host, SGN_ERROR_TOKEN_FAILED, error);
      return FALSE;
    }
    if (self->key != NULL)
      return check_key (self, choice, error);
    if (pause > MAX_PAUSE || g_cancellable_is_cancelled (cancellable))
      break;
    g_usleep (pause * 1000);
  }
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_TOKEN_KEY_MISSING,
                       sgn_token_get_title (self->token));
  return FALSE;
}

static gboolean
set_up (EVP_PKEY_CTX *context, EVP_PKEY *key, SgnHash hash)
{
  if (context == NULL || EVP_PKEY_sign_init (context) != 1)
    return FALSE;
  /* libp11 passes DigestInfo to CKM_RSA_PKCS and the bare digest to CKM_ECDSA. */
  if (EVP_PKEY_get_base_id (key) == EVP_PKEY_RSA &&
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) != 1)
    return FALSE;
  return EVP_PKEY_CTX_set_signature_md (context, sgn_hash_get_md (hash)) == 1;
}

GBytes *
sgn_token_link_sign (SgnTokenLink *self,
                     SgnHash hash,
                     GBytes *digest,
                     gulong *answer,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (self->key, NULL);
  gsize size = (gsize) EVP_PKEY_get_size (self->key);
  g_autofree guint8 *signature = g_malloc0 (size);
  gsize digest_size;
  const guint8 *data = g_bytes_get_data (digest, &digest_size);
  gboolean good;

  ERR_clear_error ();
  /* Three times as long, since the token may want to be touched. */
  sgn_token_host_enter (self->host, 3, cancellable);
  good = set_up (context, self->key, hash) &&
         EVP_PKEY_sign (context, signature, &size, data, digest_size) == 1;
  sgn_token_host_leave (self->host);
  if (good)
    return g_bytes_new (signature, size);
  *answer = sgn_token_host_set_error (self->host, SGN_ERROR_KEY_FAILED, error);
  return NULL;
}
