/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/revocation/list.h"

/* The Online Certificate Status Protocol (RFC 6960), without network. */

/* What a responder says about one certificate; (transfer full) with g_atomic_rc_box_release(). */
typedef struct {
  gboolean revoked;
  SgnRevocationEntry entry; /* of a revoked certificate */
  gint64 next_update;       /* until when it may be repeated, in seconds since the Unix epoch */
} SgnOcspAnswer;

/* The DER of a question about @certificate, which @issuer issued. Without a nonce (RFC
 * 6960, 4.4.1): most responders answer with what they signed in advance. (transfer full) */
GBytes *sgn_ocsp_ask (SgnCertificate *certificate,
                      SgnCertificate *issuer) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the answer @der. NULL unless it is about this certificate, says “good” or “revoked”, is in
 * force @now (Unix time), and was signed by @issuer's key or by somebody whom it delegated this to
 * directly (RFC 6960, 4.2.2.2). Errors: NETWORK, with the reason. (transfer full) */
SgnOcspAnswer *sgn_ocsp_read (GBytes *der,
                              SgnCertificate *certificate,
                              SgnCertificate *issuer,
                              gint64 now,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
