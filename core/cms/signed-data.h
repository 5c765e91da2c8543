/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/base/finding.h"
#include "core/cms/signer-info.h"

/* A SignedData as received (PKCS #7 1.5 and CMS, BER or DER). Every accessor returns the received
 * bytes; nothing is encoded again. Limits: 64 certificates, 64 attributes, 16 MiB. Immutable,
 * reference-counted; getters are (transfer none). */
typedef struct _SgnSignedData SgnSignedData;

/* @der is a ContentInfo or bare SignedData; more bytes may follow (see sgn_signed_data_get_size()).
 * Errors: SIGNATURE_DAMAGED. (transfer full) */
SgnSignedData *sgn_signed_data_parse (GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SgnSignedData *sgn_signed_data_ref (SgnSignedData *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_signed_data_unref (SgnSignedData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignedData, sgn_signed_data_unref)

GBytes *sgn_signed_data_get_der (SgnSignedData *self); /* exactly the structure */
gsize sgn_signed_data_get_size (SgnSignedData *self);  /* in bytes; what follows is padding */
const char *sgn_signed_data_get_content_type (SgnSignedData *self); /* dotted */
/* The content element with tag and length, or the value of an OCTET STRING. (nullable): detached */
GBytes *sgn_signed_data_get_content (SgnSignedData *self);
/* What messageDigest covers: the content without tag and length. (nullable) */
GBytes *sgn_signed_data_get_content_bytes (SgnSignedData *self);
GPtrArray *sgn_signed_data_get_certificates (SgnSignedData *self); /* of SgnCertificate */
/* The content of the crls field, one list after another. (nullable) */
GBytes *sgn_signed_data_get_revocation_lists (SgnSignedData *self);

/* The only SignerInfo; parsing fails unless there is exactly one. */
const SgnSignerInfo *sgn_signed_data_get_signer (SgnSignedData *self);
/* The nested signatures (unsigned attribute 1.3.6.1.4.1.311.2.4.1), of GBytes, each in DER. */
GPtrArray *sgn_signed_data_get_nested (SgnSignedData *self);

/* Adds notes on unusual encodings, such as unsorted signed attributes or algorithm identifiers that
 * differ from those used. */
void sgn_signed_data_find_oddities (SgnSignedData *self, SgnFindings *ret);

/* Adds findings for data in the SignedData that no signature covers: unknown unsigned attributes,
 * certificates that do not belong to a chain. */
void sgn_signed_data_find_anomalies (SgnSignedData *self, SgnFindings *ret);
