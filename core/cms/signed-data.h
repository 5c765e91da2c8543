/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

#include "core/base/finding.h"
#include "core/cms/signer-info.h"

/* SignedData as received (PKCS#7 1.5 and CMS, BER or DER). Every accessor gives the received
 * octets; nothing is encoded again. Limits: 64 certificates, 64 attributes, 16 MiB. */
typedef struct _SgnSignedData SgnSignedData;

/* @der: ContentInfo or bare SignedData; octets may follow, see get_size. SIGNATURE_DAMAGED. */
SgnSignedData *sgn_signed_data_parse (GBytes *der, GError **error);
SgnSignedData *sgn_signed_data_ref (SgnSignedData *self);
void sgn_signed_data_unref (SgnSignedData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignedData, sgn_signed_data_unref)

GBytes *sgn_signed_data_get_der (SgnSignedData *self); /* exactly the structure */
gsize sgn_signed_data_get_size (SgnSignedData *self);  /* octets of it; what follows is padding */
const char *sgn_signed_data_get_content_type (SgnSignedData *self); /* dotted */
/* The content element with tag and length (of an OCTET STRING: its octets); NULL when detached. */
GBytes *sgn_signed_data_get_content (SgnSignedData *self);
/* What messageDigest is computed over: the content without tag and length. */
GBytes *sgn_signed_data_get_content_octets (SgnSignedData *self);
GPtrArray *sgn_signed_data_get_certificates (SgnSignedData *self); /* of SgnCertificate */
/* What stands in the crls field, one list behind the other; NULL when there is none. */
GBytes *sgn_signed_data_get_revocation_lists (SgnSignedData *self);

/* The one SignerInfo (more or none is an error of parse). */
const SgnSignerInfo *sgn_signed_data_get_signer (SgnSignedData *self);
/* The nested signatures (unsigned attribute 1.3.6.1.4.1.311.2.4.1), DER of each, of GBytes. */
GPtrArray *sgn_signed_data_get_nested (SgnSignedData *self);

/* Signed attributes out of order, other algorithms named than are used: notes. */
void sgn_signed_data_find_oddities (SgnSignedData *self, SgnFindings *ret);

/* What no signature covers inside the SignedData: unknown unsigned attributes, certificates that
 * belong to no chain. */
void sgn_signed_data_find_anomalies (SgnSignedData *self, SgnFindings *ret);
