/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/identity.h"
#include "core/identity/read/key-format.h"

/* Certificates and the keys that belong to them, of SgnIdentity, the best for signing programs at
 * @now first: not a CA, made for code signing, valid now, newest. @title is the name of the file,
 * for messages. Never empty: KEY_MISSING, CERT_MISSING, KEY_MISMATCH, or what is wrong with the
 * only pair. (transfer full) */
GPtrArray *sgn_pair (GPtrArray *certificates,
                     SgnKeyMaterial *material,
                     const char *title,
                     gint64 now,
                     GError **error);

/* The one of that alias or thumbprint (SHA-1 or SHA-256, colons and spaces do not matter); the
 * first for NULL. CERT_MISSING. (transfer full) */
SgnIdentity *sgn_pair_select (GPtrArray *identities, const char *name, GError **error);
