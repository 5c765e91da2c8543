/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/ctl.h"
#include "core/certificate/certificate.h"

/* Microsoft's list of certificates and keys that must never be believed. Immutable,
 * reference-counted. */
typedef struct _SgnDisallowed SgnDisallowed;

/* The list in @ctl, whose signature the caller has verified. An identifier of 16 bytes is the MD5
 * of a public key (the content of its BIT STRING) and concerns every certificate with that key;
 * those of 20, 32, 48 and 64 bytes are the SHA-1, SHA-256, SHA-384 and SHA-512 of TBSCertificate;
 * others concern nothing. (transfer full) */
SgnDisallowed *sgn_disallowed_read (const SgnCtl *ctl) G_GNUC_WARN_UNUSED_RESULT;
SgnDisallowed *sgn_disallowed_ref (SgnDisallowed *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_disallowed_unref (SgnDisallowed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnDisallowed, sgn_disallowed_unref)

gint64 sgn_disallowed_get_date (SgnDisallowed *self); /* thisUpdate, seconds since the Unix epoch */
GBytes *sgn_disallowed_get_sequence (SgnDisallowed *self); /* sequenceNumber, big-endian */
guint sgn_disallowed_get_size (SgnDisallowed *self);
gboolean sgn_disallowed_contains (SgnDisallowed *self, SgnCertificate *certificate);
