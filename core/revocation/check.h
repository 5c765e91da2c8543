/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/revocation/authorities.h"
#include "core/revocation/lists.h"
#include "core/trust/chain.h"

/* Best first. */
typedef enum {
  SGN_REVOCATION_GOOD,     /* lists in force show that no certificate is revoked */
  SGN_REVOCATION_LATER,    /* the same, but a certificate was revoked after the proven time */
  SGN_REVOCATION_OUTDATED, /* for some certificate there is only a list that is not in force */
  SGN_REVOCATION_NO_LIST,  /* for some certificate there is no list */
  SGN_REVOCATION_REVOKED,
} SgnRevocationStatus;

typedef struct {
  SgnRevocationStatus status;
  guint position;     /* index of the certificate that the status refers to */
  gint64 date;        /* LATER, REVOKED: revoked since, in seconds since the Unix epoch */
  gboolean consulted; /* at least one list or answer concerned a certificate */
} SgnRevocation;

/* Who can tell whether a certificate was revoked. */
typedef struct {
  SgnRevocationLists *lists;   /* (nullable) */
  SgnAuthorities *authorities; /* (nullable): asked about what no list in force covers */
  GCancellable *cancellable;
} SgnRevocationSources;

/* Whether a certificate on @chain except the last one was revoked. @now is the time at which lists
 * must be in force. @proven is the time before which the signature was certainly made, or 0 if that
 * is unknown; then any revocation counts. Both are in seconds since the Unix epoch. A time-stamping
 * certificate whose key was compromised counts as revoked at any time. */
void sgn_revocation_check (const SgnChain *chain,
                           const SgnRevocationSources *sources,
                           SgnPurpose purpose,
                           gint64 now,
                           gint64 proven,
                           SgnRevocation *ret);

/* The same for the last certificate of a chain whose next issuer was not found. Without the
 * issuer's key the signature of @given lists cannot be verified, so they can only show that it was
 * revoked: @ret is only set in that case. */
void sgn_revocation_check_open_end (const SgnChain *chain,
                                    SgnRevocationLists *given,
                                    gint64 now,
                                    gint64 proven,
                                    SgnRevocation *ret);
