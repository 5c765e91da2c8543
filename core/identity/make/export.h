/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

typedef enum {
  SGN_EXPORT_PFX,     /* "pfx": key, certificate, chain; AES-256, PBKDF2 with HMAC-SHA-256 */
  SGN_EXPORT_PFX_OLD, /* "pfx-old": Triple DES and SHA-1, for Windows before 10 1709 / 2019 */
  SGN_EXPORT_PEM,     /* "pem": encrypted keys (if any), certificates, chain */
  SGN_EXPORT_CER,     /* "cer": a single certificate, DER */
  SGN_EXPORT_P7B,     /* "p7b": certificate and chain, DER */
  SGN_N_EXPORTS
} SgnExport;

const char *sgn_export_to_id (SgnExport kind);
gboolean sgn_export_from_id (const char *id, SgnExport *ret);
const char *sgn_export_get_suffix (SgnExport kind); /* ".pfx" */
/* Whether this kind of file contains the private key if there is one. */
gboolean sgn_export_takes_key (SgnExport kind);

/* Errors: KEY_MISSING for a PFX file without a key, KEY_MISMATCH when key and certificate do not
 * belong together, PASSWORD_NEEDED. (transfer full) */
GBytes *sgn_export (SgnExport kind,
                    const SgnExportContent *content,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for several keys with their certificates, under one password. A certificate shared by
 * several keys is written once; CER holds the first one only. Kinds that hold keys are read back
 * and compared. Errors: as above, FAILED. (transfer full) */
GBytes *sgn_export_several (SgnExport kind,
                            const SgnExportContent *contents,
                            guint n_contents,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
