/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-read"

/* Reads tokens and their certificates, without a PIN. */

#include "config.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "core/token/module/ckr.h"
#include "core/token/module/host-pool.h"
#include "core/token/module/module-private.h"
#include "core/token/token-private.h"

#define MAX_CERTIFICATES 256 /* of one token */

/* YubiKeys sign statements about their own keys with this certificate:
 * https://developers.yubico.com/PIV/Introduction/PIV_attestation.html */
#define ATTESTATION_ARC "1.3.6.1.4.1.41482.3."

static gboolean
is_attestation (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);

  if (g_str_has_prefix (sgn_certificate_get_name (certificate), "Yubico PIV Attestation"))
    return TRUE;
  for (int i = 0; i < X509_get_ext_count (x509); i++) {
    char oid[64] = "";

    OBJ_obj2txt (oid, sizeof oid, X509_EXTENSION_get_object (X509_get_ext (x509, i)), 1);
    if (g_str_has_prefix (oid, ATTESTATION_ARC))
      return TRUE;
  }
  return FALSE;
}

static void
add_certificate (SgnToken *token, GPtrArray *list, const PKCS11_CERT *found)
{
  g_autoptr (SgnCertificate) certificate = NULL;
  g_autoptr (GBytes) id = g_bytes_new (found->id, found->id_len);

  if (found->x509 == NULL)
    return;
  certificate = sgn_certificate_new_for_x509 (found->x509);
  if (is_attestation (certificate))
    return;
  /* Authorities help to build the chain, but nobody signs with them. */
  if (sgn_certificate_is_ca (certificate))
    sgn_token_add_authority (token, certificate);
  else
    g_ptr_array_add (list, sgn_token_certificate_new (certificate, id, found->label));
}

/* Failing to read certificates is not an error: the certificate may be in a file. */
void
sgn_token_read_certificates (SgnTokenHost *host,
                             SgnToken *token,
                             PKCS11_SLOT *slot,
                             GCancellable *cancellable)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  PKCS11_CERT *found = NULL;
  guint count = 0;

  sgn_token_host_enter (host, 1, cancellable);
  if (PKCS11_enumerate_certs (slot->token, &found, &count) != 0)
    count = 0;
  sgn_token_host_leave (host);
  for (guint i = 0; i < MIN (count, MAX_CERTIFICATES); i++)
    add_certificate (token, list, &found[i]);
  sgn_token_set_certificates (token, list);
}

/* A token without certificates is read again, because the module may not have been ready. */
static gboolean
take_over (SgnToken *token, GPtrArray *known)
{
  for (guint i = 0; known != NULL && i < known->len; i++) {
    SgnToken *old = known->pdata[i];

    if (!sgn_token_is_same (old, token) ||
        g_list_model_get_n_items (sgn_token_get_certificates (old)) == 0)
      continue;
    sgn_token_take_certificates (token, old);
    return TRUE;
  }
  return FALSE;
}

GPtrArray *
sgn_tokens_read_host (SgnTokenHost *host,
                      SgnTokenModule *module,
                      GPtrArray *known,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);

  if (!sgn_token_host_enumerate (host, cancellable, error))
    return NULL;
  for (guint i = 0; i < sgn_token_host_get_n_slots (host); i++) {
    PKCS11_SLOT *slot = sgn_token_host_get_slot (host, i);
    SgnToken *token;

    if (slot == NULL)
      continue;
    token = sgn_token_new (module, slot);
    g_ptr_array_add (tokens, token);
    if (!take_over (token, known))
      sgn_token_read_certificates (host, token, slot, cancellable);
  }
  ERR_clear_error ();
  /* A module that crashed while listing looks like one without tokens. */
  if (sgn_token_host_is_alive (host))
    return g_steal_pointer (&tokens);
  sgn_token_host_set_error (host, SGN_ERROR_TOKEN_FAILED, error);
  return NULL;
}

GPtrArray *
sgn_tokens_read (SgnTokenModule *module, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnTokenHost) host = sgn_host_pool_take (module);
  GPtrArray *tokens;

  if (host == NULL)
    host = sgn_token_host_start (module, cancellable, error);
  if (host == NULL)
    return NULL;
  tokens = sgn_tokens_read_host (host, module, NULL, cancellable, error);
  if (tokens != NULL)
    sgn_host_pool_give (module, g_steal_pointer (&host));
  return tokens;
}

typedef struct {
  SgnTokenModule *module;
  GCancellable *cancellable;
  GPtrArray *tokens;
  GError *error;
  GThread *thread;
} Reading;

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;

  reading->tokens = sgn_tokens_read (reading->module, reading->cancellable, &reading->error);
  return NULL;
}

static void
free_error (gpointer error)
{
  if (error != NULL)
    g_error_free (error);
}

GPtrArray *
sgn_tokens_read_all (GPtrArray *modules, GPtrArray **errors, GCancellable *cancellable)
{
  g_autofree Reading *readings = g_new0 (Reading, modules->len);
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_object_unref);

  *errors = g_ptr_array_new_with_free_func (free_error);
  for (guint i = 0; i < modules->len; i++) {
    readings[i].module = modules->pdata[i];
    readings[i].cancellable = cancellable;
    /* At the same time: one module that takes long, or hangs until its time is up, delays no
     * other. */
    readings[i].thread = g_thread_new ("token reading", read_thread, &readings[i]);
  }
  for (guint i = 0; i < modules->len; i++) {
    g_thread_join (readings[i].thread);
    if (readings[i].tokens != NULL)
      g_ptr_array_extend_and_steal (tokens, readings[i].tokens);
    g_ptr_array_add (*errors, readings[i].error);
  }
  return tokens;
}
