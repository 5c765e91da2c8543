/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/revocation/list.h"

/* The certificate authorities that one run asks whether certificates were revoked, by OCSP and by
 * CRL. All threads of a run share it: each question is asked once, each host is asked by one thread
 * at a time, and a host that does not answer is not asked again. All waiting together has one
 * limit. Thread-safe, reference-counted. */
typedef struct _SgnAuthorities SgnAuthorities;

typedef struct {
  gboolean answered;
  gboolean revoked;
  SgnRevocationEntry entry; /* of a revoked certificate */
} SgnRevocationReply;

/* @seconds: the limit for all waiting together. (transfer full) */
SgnAuthorities *sgn_authorities_new (guint seconds) G_GNUC_WARN_UNUSED_RESULT;
SgnAuthorities *sgn_authorities_ref (SgnAuthorities *self);
void sgn_authorities_unref (SgnAuthorities *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnAuthorities, sgn_authorities_unref)

/* Asks about @certificate, which @issuer issued. Blocks. The addresses come from the certificate,
 * so only ask about one that a trusted authority vouches for. Not answered: nobody could be reached
 * in time, or no answer could be believed. */
SgnRevocationReply sgn_authorities_ask (SgnAuthorities *self,
                                        SgnCertificate *certificate,
                                        SgnCertificate *issuer,
                                        GCancellable *cancellable);
