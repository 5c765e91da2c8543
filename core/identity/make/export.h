/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/make/export-content.h"

typedef enum {
  SGN_EXPORT_PFX,     /* "pfx": key, certificate, chain; AES-256, PBKDF2 with HMAC-SHA-256 */
  SGN_EXPORT_PFX_OLD, /* "pfx-old": Triple DES and SHA-1, for Windows before 10 1709 / 2019 */
  SGN_EXPORT_PEM,     /* "pem": sealed keys (when there are any), certificates, chain */
  SGN_EXPORT_CER,     /* "cer": one certificate alone, DER */
  SGN_EXPORT_P7B,     /* "p7b": certificate and chain, DER */
  SGN_N_EXPORTS
} SgnExport;

const char *sgn_export_to_id (SgnExport kind);
gboolean sgn_export_from_id (const char *id, SgnExport *ret);
const char *sgn_export_get_suffix (SgnExport kind); /* ".pfx" */
/* Does the result hold the private key when there is one? */
gboolean sgn_export_takes_key (SgnExport kind);

/* KEY_MISSING for a PFX without key, KEY_MISMATCH for a key of another certificate.
 * (transfer full) */
GBytes *sgn_export (SgnExport kind, const SgnExportContent *content, GError **error);

/* The same for several keys, each with what belongs to it, under one password; a certificate that
 * several have is written once. CER: the first alone. What takes keys is read back and compared.
 * (transfer full) */
GBytes *sgn_export_several (SgnExport kind,
                            const SgnExportContent *contents,
                            guint n_contents,
                            GError **error);
