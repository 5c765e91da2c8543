/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"
#include "core/identity/read/key-format.h"

/* Matches keys with their certificates. Returns an array of SgnIdentity, best for code signing at
 * @now (seconds since the Unix epoch) first: not a CA, meant for code signing, currently valid,
 * newest. @title is the file name for messages. The result is never empty. Errors: KEY_MISSING,
 * CERT_MISSING, KEY_MISMATCH, or what is wrong with the only pair. (transfer full) */
GPtrArray *sgn_pair (GPtrArray *certificates,
                     SgnKeyMaterial *material,
                     const char *title,
                     gint64 now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Selects by alias or thumbprint (SHA-1 or SHA-256, colons and spaces are ignored); NULL selects
 * the first one. Errors: CERT_MISSING. (transfer full) */
SgnIdentity *
sgn_pair_select (GPtrArray *identities, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
