/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* One list of revoked certificates (CRL; RFC 5280, 5); what it says never changes. */
typedef struct _SgnRevocationList SgnRevocationList;

/* What a list says about one certificate. */
typedef struct {
  gint64 date;          /* Unix time from which it was revoked */
  gboolean hold;        /* only for now: another list may take it back */
  gboolean compromised; /* its key, or that of an authority, is in other hands */
} SgnRevocationEntry;

/* DER of exactly one list; NULL when it is none. (transfer full) */
SgnRevocationList *sgn_revocation_list_new (gconstpointer der, gsize size);
SgnRevocationList *sgn_revocation_list_ref (SgnRevocationList *self);
void sgn_revocation_list_unref (SgnRevocationList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRevocationList, sgn_revocation_list_unref)

/* Does it bear this issuer's name? */
gboolean sgn_revocation_list_is_of (SgnRevocationList *self, const X509_NAME *issuer);
/* Made by @issuer's key, which may sign lists, with a method that still counts. */
gboolean sgn_revocation_list_is_signed_by (SgnRevocationList *self, SgnCertificate *issuer);
/* Does its silence or its word concern @certificate? Never for a list of changes only (delta), one
 * of several issuers (indirect), or with a critical extension that is not known here. */
gboolean sgn_revocation_list_concerns (SgnRevocationList *self, SgnCertificate *certificate);
/* Does it know of every reason, so that silence means "not revoked"? */
gboolean sgn_revocation_list_is_complete (SgnRevocationList *self);
/* FALSE before its time, after it, and where it names no end. */
gboolean sgn_revocation_list_is_in_force (SgnRevocationList *self, gint64 time);
gboolean sgn_revocation_list_is_of_future (SgnRevocationList *self, gint64 time);
gint64 sgn_revocation_list_get_date (SgnRevocationList *self); /* Unix time it was made */
/* TRUE: @certificate is listed. */
gboolean sgn_revocation_list_look_up (SgnRevocationList *self,
                                      SgnCertificate *certificate,
                                      SgnRevocationEntry *ret);
