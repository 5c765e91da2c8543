/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/export.h"
#include "core/identity/source.h"

/* An issued certificate comes to its key by opening both: sgn_identity_open with the key as @file
 * and what the authority sent as @certificate (PEM, DER, PKCS#7). A key of another certificate is
 * KEY_MISMATCH. What follows: */

/* The same identity with @more (of SgnCertificate) to build its chain from, for instance fetched
 * ones. (transfer full) */
SgnIdentity *sgn_identity_extend (SgnIdentity *self, GPtrArray *more, GError **error);

/* Writes what sgn_export_identity makes to a new file, private where a key is in it; FILE_EXISTS
 * unless @overwrite. */
gboolean sgn_identity_save (SgnIdentity *self,
                            SgnExport kind,
                            GFile *file,
                            const char *password,
                            gboolean overwrite,
                            GError **error);
