/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export.h"
#include "core/identity/read/source.h"

/* An issued certificate comes to its key by opening both: sgn_identity_open with the key as @file
 * and what the authority sent as @certificate (PEM, DER, PKCS#7). A key of another certificate is
 * KEY_MISMATCH. What follows: */

/* The same identity with @more (of SgnCertificate) to build its chain from, for instance fetched
 * ones. (transfer full) */
SgnIdentity *sgn_identity_extend (SgnIdentity *self, GPtrArray *more, GError **error);

/* All keys of @self with their chains, the roots that are at hand and whatever other certificates
 * there are; where one only can be written, that of the first. A key that cannot leave where it is:
 * KEY_UNSUPPORTED for the kinds that take keys. (transfer full) */
GBytes *
sgn_key_file_export (const SgnKeyFile *self, SgnExport kind, const char *password, GError **error);

/* The same to a new file, private where keys are in it; FILE_EXISTS unless @overwrite. */
gboolean sgn_key_file_save (const SgnKeyFile *self,
                            SgnExport kind,
                            GFile *file,
                            const char *password,
                            gboolean overwrite,
                            GError **error);
gboolean sgn_identity_save (SgnIdentity *self,
                            SgnExport kind,
                            GFile *file,
                            const char *password,
                            gboolean overwrite,
                            GError **error);
