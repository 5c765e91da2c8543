/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-aia"

/* Downloads missing issuers when a user asks for it, for the chain of a key that will sign.
 * Never while verifying: the author of a file could put an address into it to learn who looks
 * at the file, and when. */

#include "config.h"

#include "core/trust/aia.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/certificate/addresses.h"
#include "core/identity/read/key-format.h"
#include "core/net/http.h"

#define MAX_DEPTH 8            /* of downloads, one after the other */
#define MAX_SIZE  (256 * 1024) /* bytes; whole chains in PKCS #7 are far smaller */
#define SECONDS   15

static SgnCertificate *
find_issuer (SgnCertificate *certificate, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++) {
    SgnCertificate *other = list->pdata[i];

    /* An address can lead to anything; only a certificate whose key signed this one is its
     * issuer. */
    if (sgn_certificate_is_ca (other) && !sgn_certificate_has_explicit_curve (other) &&
        sgn_certificate_is_issued_by (certificate, other))
      return g_object_ref (other);
  }
  return NULL;
}

/* Accepts DER of a certificate or "certs-only" PKCS #7 (RFC 5280 4.2.2.1), and PEM, which some
 * servers send. */
static SgnKeyMaterial *
parse (GBytes *body, GError **error)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  if (sgn_key_format_pem.probe (body))
    return sgn_key_format_pem.read (body, NULL, error);
  if (sgn_key_material_add_der (material, data, size, NULL) ||
      sgn_key_material_add_pkcs7 (material, data, size, error))
    return g_steal_pointer (&material);
  return NULL;
}

static SgnCertificate *
fetch_from (SgnCertificate *certificate,
            const char *address,
            GCancellable *cancellable,
            GError **error)
{
  const SgnHttpRequest request = {
    .method = "GET",
    .uri = address,
    .max_size = MAX_SIZE,
    .total_seconds = SECONDS,
  };
  g_autoptr (GBytes) body = sgn_http_send (&request, cancellable, error);
  g_autoptr (SgnKeyMaterial) material = body != NULL ? parse (body, error) : NULL;
  SgnCertificate *issuer;

  if (material == NULL)
    return NULL;
  issuer = find_issuer (certificate, material->certificates);
  if (issuer == NULL)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_ISSUER_MISSING,
                 _ ("the certificate at %s is not the issuer"),
                 address);
  return issuer;
}

static SgnCertificate *
fetch_issuer (SgnCertificate *certificate, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) addresses = sgn_certificate_get_issuer_addresses (certificate);
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; addresses[i] != NULL; i++) {
    SgnCertificate *issuer;

    g_clear_error (&cause);
    issuer = fetch_from (certificate, addresses[i], cancellable, &cause);
    if (issuer != NULL)
      return issuer;
    if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  }
  if (cause == NULL)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_ISSUER_MISSING,
                 _ ("the certificate of %s does not say where to find its issuer's certificate"),
                 sgn_certificate_get_name (certificate));
  else
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_ISSUER_MISSING, cause->message);
  return NULL;
}

/* What was found before a failure is still of use. */
static gboolean
is_fatal (const GError *error, GPtrArray *chain)
{
  return chain->len == 0 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

GPtrArray *
sgn_aia_fetch (SgnCertificate *certificate,
               GPtrArray *known,
               gboolean *complete,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  SgnCertificate *last = certificate;
  gboolean reached = sgn_certificate_is_self_issued (certificate);

  g_return_val_if_fail (SGN_IS_CERTIFICATE (certificate), NULL);

  while (!reached && chain->len < MAX_DEPTH) {
    g_autoptr (SgnCertificate) issuer = find_issuer (last, known);
    g_autoptr (GError) cause = NULL;

    if (issuer == NULL)
      issuer = fetch_issuer (last, cancellable, &cause);
    if (issuer == NULL && is_fatal (cause, chain)) {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
    if (issuer == NULL || sgn_certificate_is_among (issuer, chain))
      break;
    reached = sgn_certificate_is_self_issued (issuer);
    /* The root itself is not embedded in signatures. */
    if (!reached) {
      last = issuer;
      g_ptr_array_add (chain, g_steal_pointer (&issuer));
    }
  }
  if (complete != NULL)
    *complete = reached;
  return g_steal_pointer (&chain);
}

typedef struct {
  SgnCertificate *certificate;
  GPtrArray *known;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->certificate);
  g_ptr_array_unref (fetch->known);
  g_free (fetch);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fetch *fetch = data;
  GError *error = NULL;
  GPtrArray *chain;

  chain = sgn_aia_fetch (fetch->certificate, fetch->known, NULL, cancellable, &error);
  if (chain != NULL)
    g_task_return_pointer (task, chain, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
sgn_aia_fetch_async (SgnCertificate *certificate,
                     GPtrArray *known,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->certificate = g_object_ref (certificate);
  /* A copy: the caller may change its array while the thread runs. */
  fetch->known = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (fetch->known, g_object_ref (known->pdata[i]));
  g_task_set_source_tag (task, sgn_aia_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  g_task_run_in_thread (task, fetch_thread);
}

GPtrArray *
sgn_aia_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
