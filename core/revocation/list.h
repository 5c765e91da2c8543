/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* A certificate revocation list (CRL; RFC 5280, 5). Immutable, reference-counted, thread-safe. */
typedef struct _SgnRevocationList SgnRevocationList;

/* The entry for one certificate. */
typedef struct {
  gint64 date;          /* revoked since, in seconds since the Unix epoch */
  gboolean hold;        /* on hold: a later list may remove it */
  gboolean compromised; /* the key of the certificate or of an authority was compromised */
} SgnRevocationEntry;

/* @der must hold exactly one list; @size in bytes, below 2 GiB. NULL when it is not a valid list.
 * (transfer full) */
SgnRevocationList *sgn_revocation_list_new (gconstpointer der,
                                            gsize size) G_GNUC_WARN_UNUSED_RESULT;
SgnRevocationList *sgn_revocation_list_ref (SgnRevocationList *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_revocation_list_unref (SgnRevocationList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRevocationList, sgn_revocation_list_unref)

/* Whether the list has this issuer name. */
gboolean sgn_revocation_list_is_of (SgnRevocationList *self, const X509_NAME *issuer);
/* Whether @issuer's key, which must be allowed to sign lists, signed the list with an algorithm
 * that is still acceptable. */
gboolean sgn_revocation_list_is_signed_by (SgnRevocationList *self, SgnCertificate *issuer);
/* Whether the list can tell if @certificate is revoked. Never for delta and indirect lists or those
 * with unknown critical extensions. */
gboolean sgn_revocation_list_concerns (SgnRevocationList *self, SgnCertificate *certificate);
/* Whether the list covers all reasons, so that a missing entry means "not revoked". */
gboolean sgn_revocation_list_is_complete (SgnRevocationList *self);
/* FALSE before thisUpdate, after nextUpdate, and for a list without nextUpdate. */
gboolean sgn_revocation_list_is_in_force (SgnRevocationList *self, gint64 time);
/* Whether thisUpdate is later, apart from a few minutes. */
gboolean sgn_revocation_list_is_of_future (SgnRevocationList *self, gint64 time);
/* thisUpdate in seconds since the Unix epoch */
gint64 sgn_revocation_list_get_date (SgnRevocationList *self);
/* Whether @certificate is on the list; sets @ret if so. */
gboolean sgn_revocation_list_look_up (SgnRevocationList *self,
                                      SgnCertificate *certificate,
                                      SgnRevocationEntry *ret);
