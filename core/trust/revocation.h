/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/chain.h"
#include "core/trust/revocation-lists.h"

/* Better first. */
typedef enum {
  SGN_REVOCATION_GOOD,     /* lists in force say so of every certificate */
  SGN_REVOCATION_LATER,    /* the same, but some certificate was revoked after the proven time */
  SGN_REVOCATION_OUTDATED, /* of some certificate only a list that is not in force */
  SGN_REVOCATION_NO_LIST,  /* of some certificate no list */
  SGN_REVOCATION_REVOKED,
} SgnRevocationStatus;

typedef struct {
  SgnRevocationStatus status;
  guint position;     /* the certificate the status is about */
  gint64 date;        /* LATER, REVOKED: Unix time from which it was revoked */
  gboolean consulted; /* some list had to do with some certificate */
} SgnRevocation;

/* Was anybody on @chain revoked, its last certificate aside? @now: when lists must be in force.
 * @proven: Unix time before which the signature was made, 0 where nothing proves it: then whoever
 * was ever revoked counts. What a time-stamping key says is worth nothing once it was compromised,
 * whatever the time. */
void sgn_revocation_check (const SgnChain *chain,
                           SgnRevocationLists *lists,
                           SgnPurpose purpose,
                           gint64 now,
                           gint64 proven,
                           SgnRevocation *ret);

/* The same of the last certificate of a chain whose next issuer is nowhere. Nobody but whoever gave
 * the lists can tell who signed them, so they only accuse: @ret is set where they do. */
void sgn_revocation_check_open_end (const SgnChain *chain,
                                    SgnRevocationLists *given,
                                    gint64 now,
                                    gint64 proven,
                                    SgnRevocation *ret);
