/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* A SignerInfo (RFC 5652 5.3) as received, with the certificate that it names. */

#include "core/asn1/der.h"
#include "core/base/hash.h"
#include "core/certificate/certificate.h"
#include "core/cms/attributes.h"

typedef struct {
  char *hash_oid;
  SgnHash hash;
  gboolean hash_known;
  char *signature_oid;            /* digestEncryptionAlgorithm */
  GBytes *signature_parameters;   /* (nullable) */
  GBytes *signature;              /* encryptedDigest */
  GBytes *signed_attributes_der;  /* tagged as SET OF, as received; (nullable): no attributes */
  GPtrArray *signed_attributes;   /* of SgnAttribute */
  GPtrArray *unsigned_attributes; /* of SgnAttribute */
  SgnCertificate *certificate;    /* (nullable): the signer's, found in the certificate set */
  /* size in bytes of both algorithms' parameters, which are not signed */
  guint64 parameters_size;
  guint64 slack_size; /* bytes of tags, lengths and pieces in addition to the values */
  char *issuer;       /* of the SignerIdentifier, for display */
  char *serial;
} SgnSignerInfo;

/* The first attribute of this type. (nullable) (transfer none) */
const SgnAttribute *sgn_signer_info_get_signed (const SgnSignerInfo *self, const char *oid);
const SgnAttribute *sgn_signer_info_get_unsigned (const SgnSignerInfo *self, const char *oid);

/* Parses a separate SignerInfo (legacy countersignature). The signer is looked up in @certificates
 * (of SgnCertificate). Errors: SIGNATURE_DAMAGED. (transfer full) */
SgnSignerInfo *sgn_signer_info_parse (GBytes *der,
                                      GPtrArray *certificates,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_signer_info_free (SgnSignerInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignerInfo, sgn_signer_info_free)

/* The same for the next SignerInfo in @der, which moves past it. (transfer full) */
SgnSignerInfo *sgn_signer_info_read (SgnDer *der,
                                     GPtrArray *certificates,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
