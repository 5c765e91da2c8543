/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

typedef enum {
  SGN_PURPOSE_CODE_SIGNING,
  SGN_PURPOSE_TIME_STAMPING,
} SgnPurpose;

typedef enum {
  SGN_CHAIN_TRUSTED,
  SGN_CHAIN_INCOMPLETE,     /* an issuer is missing */
  SGN_CHAIN_UNTRUSTED_ROOT, /* complete, but its root is not believed */
  SGN_CHAIN_SELF_SIGNED,    /* the signer vouches for itself */
  SGN_CHAIN_EXPIRED,        /* some certificate was not valid any more at the time */
  SGN_CHAIN_NOT_YET_VALID,
  SGN_CHAIN_WRONG_USAGE,    /* leaf or a CA is not for this purpose */
  SGN_CHAIN_INVALID,        /* not a CA, path length, constraints, unknown critical extension */
  SGN_CHAIN_EXPLICIT_CURVE, /* CVE-2020-0601 */
  SGN_CHAIN_TOO_WEAK,       /* MD5 or RSA below 1024 outside of the dates Windows grants */
} SgnChainStatus;

typedef struct {
  SgnChainStatus status;
  GPtrArray *certificates; /* of SgnCertificate, leaf first, as far as found */
  guint position;          /* the certificate the status is about */
  gboolean weak;     /* MD5, SHA-1 or RSA below 2048 (EC below 224) in a signature that counts */
  gboolean lifetime; /* leaf has lifetime signing: a timestamp does not extend it */
} SgnChain;

SgnChain *sgn_chain_copy (const SgnChain *self);
void sgn_chain_free (SgnChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnChain, sgn_chain_free)

const char *sgn_chain_status_to_id (SgnChainStatus status);
/* Is not even the issuer of the leaf at hand? A chain with an issuer may lack its root alone, which
 * is not part of a signature. */
gboolean sgn_chain_lacks_intermediate (const SgnChain *self);
