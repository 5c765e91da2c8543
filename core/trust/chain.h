/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* A chain of certificates and what is wrong with it. */

#include <gio/gio.h>

#include "core/certificate/certificate.h"

typedef enum {
  SGN_PURPOSE_CODE_SIGNING,
  SGN_PURPOSE_TIME_STAMPING,
  SGN_PURPOSE_TRUST_LIST, /* signing Windows' trust lists */
} SgnPurpose;

typedef enum {
  SGN_CHAIN_TRUSTED,
  SGN_CHAIN_INCOMPLETE,     /* an issuer was not found */
  SGN_CHAIN_UNTRUSTED_ROOT, /* complete, but its root is not trusted */
  SGN_CHAIN_SELF_SIGNED,    /* the signer's certificate is self-signed */
  SGN_CHAIN_EXPIRED,        /* a certificate had expired at that time */
  SGN_CHAIN_NOT_YET_VALID,
  SGN_CHAIN_WRONG_USAGE,    /* the leaf or a CA is not meant for this purpose */
  SGN_CHAIN_INVALID,        /* not a CA, path length, constraints, unknown critical extension */
  SGN_CHAIN_EXPLICIT_CURVE, /* CVE-2020-0601 */
  /* MD5 or RSA below 1024 bits, outside the dates that Windows tolerates */
  SGN_CHAIN_TOO_WEAK,
  /* what Windows' trust lists say */
  SGN_CHAIN_ROOT_USAGE,   /* the root is not trusted for this purpose */
  SGN_CHAIN_ROOT_CLOSED,  /* the leaf was issued after the root lost trust in new certificates */
  SGN_CHAIN_ROOT_RETIRED, /* the root had lost trust at that time */
  SGN_CHAIN_DISALLOWED,   /* Microsoft disallows a certificate or its key */
} SgnChainStatus;

typedef struct {
  SgnChainStatus status;
  GPtrArray *certificates; /* of SgnCertificate, leaf first, as far as found */
  guint position;          /* index of the certificate that the status refers to */
  /* MD5, SHA-1, RSA below 2048 or EC below 224 bits in a signature of the chain */
  gboolean weak;
  gboolean listed; /* the root is trusted as Windows' list of roots says, not by the person */
  gint64 root_retired_at; /* that list retires the root at this Unix time; 0: it does not */
  gboolean lifetime; /* the leaf has lifetime signing: a timestamp does not extend its validity */
} SgnChain;

/* (transfer full) */
SgnChain *sgn_chain_copy (const SgnChain *self);
void sgn_chain_free (SgnChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnChain, sgn_chain_free)

/* A stable word for JSON. (transfer none) */
const char *sgn_chain_status_to_id (SgnChainStatus status);
/* Whether even the issuer of the leaf is missing. A chain that lacks only its root is normal,
 * because the root is not part of a signature. */
gboolean sgn_chain_lacks_intermediate (const SgnChain *self);
