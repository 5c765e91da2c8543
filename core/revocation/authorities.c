/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"
#include "config.h"

#include "core/revocation/authorities.h"

#include "core/certificate/addresses.h"
#include "core/revocation/exchange.h"
#include "core/revocation/ocsp.h"

/* Responses carry one or two certificates; the largest lists of authorities for code signing have
 * some megabytes. */
#define MAX_RESPONSE (64 * 1024)
#define MAX_LIST     (16 * 1024 * 1024)

struct _SgnAuthorities {
  gatomicrefcount refs;
  SgnExchange *exchange;
};

/* One certificate that is asked about. */
typedef struct {
  SgnCertificate *certificate;
  SgnCertificate *issuer;
  gint64 now;
} Inquiry;

SgnAuthorities *
sgn_authorities_new (guint seconds)
{
  SgnAuthorities *self = g_new0 (SgnAuthorities, 1);

  g_atomic_ref_count_init (&self->refs);
  self->exchange = sgn_exchange_new (seconds);
  return self;
}

SgnAuthorities *
sgn_authorities_ref (SgnAuthorities *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_authorities_unref (SgnAuthorities *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sgn_exchange_free (self->exchange);
  g_free (self);
}

static gpointer
read_response (GBytes *answer, gpointer data)
{
  const Inquiry *inquiry = data;
  g_autoptr (GError) error = NULL;
  SgnOcspAnswer *read = sgn_ocsp_read (answer,
                                       inquiry->certificate,
                                       inquiry->issuer,
                                       inquiry->now,
                                       &error);

  if (read == NULL)
    g_debug ("%s: %s", sgn_certificate_get_name (inquiry->certificate), error->message);
  return read;
}

static gboolean
ask_responders (SgnAuthorities *self,
                Inquiry *inquiry,
                SgnRevocationReply *ret,
                GCancellable *cancellable)
{
  g_auto (GStrv) addresses = sgn_certificate_get_responders (inquiry->certificate);
  g_autoptr (GBytes) body = sgn_ocsp_ask (inquiry->certificate, inquiry->issuer);
  const SgnOcspAnswer *answer = NULL;

  for (guint i = 0; answer == NULL && addresses[i] != NULL; i++) {
    const SgnQuestion question = {
      .uri = addresses[i],
      .body = body,
      .content_type = "application/ocsp-request",
      .max_size = MAX_RESPONSE,
      .read = read_response,
      .data = inquiry,
      .free = g_atomic_rc_box_release,
    };

    answer = sgn_exchange_ask (self->exchange, &question, cancellable);
  }
  if (answer != NULL)
    *ret = (SgnRevocationReply){ TRUE, answer->revoked, answer->entry };
  return answer != NULL;
}

/* Only a list of this authority that is in force and says something about this certificate. */
static gpointer
read_list (GBytes *answer, gpointer data)
{
  const Inquiry *inquiry = data;
  gsize size;
  gconstpointer der = g_bytes_get_data (answer, &size);
  g_autoptr (SgnRevocationList) list = sgn_revocation_list_new (der, size);

  if (list == NULL || !sgn_revocation_list_is_in_force (list, inquiry->now) ||
      !sgn_revocation_list_is_signed_by (list, inquiry->issuer))
    return NULL;
  return g_steal_pointer (&list);
}

static gboolean
can_tell (SgnRevocationList *list, const Inquiry *inquiry)
{
  return sgn_revocation_list_is_signed_by (list, inquiry->issuer) &&
         sgn_revocation_list_concerns (list, inquiry->certificate) &&
         sgn_revocation_list_is_complete (list);
}

static gboolean
ask_for_lists (SgnAuthorities *self,
               Inquiry *inquiry,
               SgnRevocationReply *ret,
               GCancellable *cancellable)
{
  g_auto (GStrv) addresses = sgn_certificate_get_list_addresses (inquiry->certificate);

  for (guint i = 0; addresses[i] != NULL; i++) {
    const SgnQuestion question = {
      .uri = addresses[i],
      .max_size = MAX_LIST,
      .read = read_list,
      .data = inquiry,
      .free = (GDestroyNotify) sgn_revocation_list_unref,
    };
    SgnRevocationList *list = sgn_exchange_ask (self->exchange, &question, cancellable);

    if (list == NULL || !can_tell (list, inquiry))
      continue;
    ret->answered = TRUE;
    ret->revoked = sgn_revocation_list_look_up (list, inquiry->certificate, &ret->entry);
    return TRUE;
  }
  return FALSE;
}

SgnRevocationReply
sgn_authorities_ask (SgnAuthorities *self,
                     SgnCertificate *certificate,
                     SgnCertificate *issuer,
                     GCancellable *cancellable)
{
  Inquiry inquiry = { certificate, issuer, g_get_real_time () / G_USEC_PER_SEC };
  SgnRevocationReply reply = { 0 };

  if (!ask_responders (self, &inquiry, &reply, cancellable))
    ask_for_lists (self, &inquiry, &reply, cancellable);
  return reply;
}
