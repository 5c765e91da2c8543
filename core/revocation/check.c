/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"

/* Whether a certificate of a chain was revoked before the time that counts. No list is fetched. A
 * list that is not in force can still accuse, but never clear. */

#include "config.h"

#include "core/revocation/check.h"

/* Tolerates that a run takes some minutes. */
#define CLOCK_SKEW_SECONDS 300

/* What is being found out about one certificate. */
typedef struct {
  SgnCertificate *certificate;
  SgnCertificate *issuer; /* (nullable): not found */
  SgnPurpose purpose;
  gint64 now;
  gint64 proven;
  GPtrArray *newest; /* of SgnRevocationList, all of one date: in force and for all reasons */
  gboolean outdated;
  gboolean revoked;
  gint64 date;
  gboolean consulted;
} Inquiry;

/* Whether the revocation applies to the signature. @future: what says so is later than now. */
static gboolean
counts (const Inquiry *self, const SgnRevocationEntry *entry, gboolean future)
{
  /* Whoever has the key of a timestamp server can make timestamps with any time. */
  if (self->purpose == SGN_PURPOSE_TIME_STAMPING && entry->compromised)
    return TRUE;
  /* Revoked later: the signature was made while the certificate was good. */
  if (self->proven != 0)
    return entry->date <= self->proven;
  /* Without a proven time any date counts; one in the future is a mistake that a list of today
   * cannot contain. */
  return entry->date <= self->now || !future;
}

/* The earliest date of several lists. */
static void
note_revoked (Inquiry *self, const SgnRevocationEntry *entry)
{
  self->date = self->revoked ? MIN (self->date, entry->date) : entry->date;
  self->revoked = TRUE;
}

/* Lists of the same date add up: one may name a certificate that another does not. */
static void
add_newest (Inquiry *self, SgnRevocationList *list)
{
  gint64 date = sgn_revocation_list_get_date (list);
  gint64 newest = self->newest->len > 0 ? sgn_revocation_list_get_date (self->newest->pdata[0])
                                        : date;

  if (date < newest)
    return;
  if (date > newest)
    g_ptr_array_set_size (self->newest, 0);
  g_ptr_array_add (self->newest, list);
}

/* A list that is not in force cannot show that a certificate is good, but its entries still count,
 * except for certificates on hold: only the newest list knows about those. */
static void
consult (Inquiry *self, SgnRevocationList *list)
{
  gboolean complete = sgn_revocation_list_is_complete (list);
  SgnRevocationEntry entry;

  self->consulted = TRUE;
  if (sgn_revocation_list_look_up (list, self->certificate, &entry) && !entry.hold &&
      counts (self, &entry, sgn_revocation_list_is_of_future (list, self->now)))
    note_revoked (self, &entry);
  if (complete && !sgn_revocation_list_is_in_force (list, self->now))
    self->outdated = TRUE;
  else if (complete)
    add_newest (self, list);
}

/* Whether one of the newest lists names the certificate, even if it was revoked only later. */
static gboolean
consult_newest (Inquiry *self)
{
  SgnRevocationEntry entry;
  gint64 later = G_MAXINT64;
  gboolean named = FALSE;

  for (guint i = 0; i < self->newest->len; i++) {
    SgnRevocationList *list = self->newest->pdata[i];

    if (!sgn_revocation_list_look_up (list, self->certificate, &entry))
      continue;
    named = TRUE;
    if (counts (self, &entry, FALSE))
      note_revoked (self, &entry);
    else
      later = MIN (later, entry.date);
  }
  if (named && !self->revoked)
    self->date = later;
  return named;
}

static SgnRevocationStatus
conclude (Inquiry *self)
{
  gboolean named = consult_newest (self);

  if (self->revoked)
    return SGN_REVOCATION_REVOKED;
  if (named)
    return SGN_REVOCATION_LATER;
  if (self->newest->len > 0)
    return SGN_REVOCATION_GOOD;
  return self->outdated ? SGN_REVOCATION_OUTDATED : SGN_REVOCATION_NO_LIST;
}

static SgnRevocationStatus
look_up (Inquiry *self, SgnRevocationLists *lists)
{
  const X509_NAME *name = X509_get_issuer_name (sgn_certificate_get_x509 (self->certificate));
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;

  if (lists == NULL)
    return SGN_REVOCATION_NO_LIST;
  self->newest = newest;
  found = sgn_revocation_lists_find (lists, name);
  for (guint i = 0; i < found->len; i++) {
    SgnRevocationList *list = found->pdata[i];

    if (sgn_revocation_list_concerns (list, self->certificate) &&
        (self->issuer == NULL || sgn_revocation_list_is_signed_by (list, self->issuer)))
      consult (self, list);
  }
  return conclude (self);
}

static gboolean
is_past (gint64 time)
{
  return g_get_real_time () / G_USEC_PER_SEC > time + CLOCK_SKEW_SECONDS;
}

/* What is answered today may concern a signature that is judged as of an earlier day. */
static SgnRevocationStatus
ask (Inquiry *self, const SgnRevocationSources *sources, SgnRevocationStatus otherwise)
{
  SgnRevocationReply reply = sgn_authorities_ask (sources->authorities,
                                                  self->certificate,
                                                  self->issuer,
                                                  sources->cancellable);

  if (!reply.answered)
    return otherwise;
  self->consulted = TRUE;
  if (!reply.revoked)
    return SGN_REVOCATION_GOOD;
  if (counts (self, &reply.entry, is_past (self->now)))
    note_revoked (self, &reply.entry);
  else
    self->date = reply.entry.date;
  return self->revoked ? SGN_REVOCATION_REVOKED : SGN_REVOCATION_LATER;
}

static SgnRevocationStatus
inquire (Inquiry *self, const SgnRevocationSources *sources)
{
  SgnRevocationStatus status = look_up (self, sources->lists);
  gboolean open = status == SGN_REVOCATION_NO_LIST || status == SGN_REVOCATION_OUTDATED;

  return open && sources->authorities != NULL ? ask (self, sources, status) : status;
}

void
sgn_revocation_check (const SgnChain *chain,
                      const SgnRevocationSources *sources,
                      SgnPurpose purpose,
                      gint64 now,
                      gint64 proven,
                      SgnRevocation *ret)
{
  SgnRevocation result = { .status = SGN_REVOCATION_GOOD };

  /* The root is not looked up: it can only be distrusted, not revoked. */
  for (guint i = 0; i + 1 < chain->certificates->len; i++) {
    Inquiry inquiry = {
      .certificate = chain->certificates->pdata[i],
      .issuer = chain->certificates->pdata[i + 1],
      .purpose = purpose,
      .now = now,
      .proven = proven,
    };
    SgnRevocationStatus status = inquire (&inquiry, sources);

    result.consulted |= inquiry.consulted;
    if (status <= result.status)
      continue;
    result.status = status;
    result.position = i;
    result.date = inquiry.date;
  }
  *ret = result;
}

void
sgn_revocation_check_open_end (const SgnChain *chain,
                               SgnRevocationLists *given,
                               gint64 now,
                               gint64 proven,
                               SgnRevocation *ret)
{
  guint last = chain->certificates->len - 1;
  Inquiry inquiry = {
    .certificate = chain->certificates->pdata[last],
    .purpose = SGN_PURPOSE_CODE_SIGNING,
    .now = now,
    .proven = proven,
  };

  if (look_up (&inquiry, given) == SGN_REVOCATION_REVOKED)
    *ret = (SgnRevocation){ SGN_REVOCATION_REVOKED, last, inquiry.date, TRUE };
}
