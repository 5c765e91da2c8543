/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

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
  GBytes *signed_attributes_der;  /* tagged as SET OF, as received; NULL without attributes */
  GPtrArray *signed_attributes;   /* of SgnAttribute */
  GPtrArray *unsigned_attributes; /* of SgnAttribute */
  SgnCertificate *certificate;    /* (nullable): the signer's, found in certificates */
  guint64 parameters_size;        /* octets of both algorithms' parameters: nothing signs them */
  guint64 slack_size;             /* bytes of the encoding beside what is in it */
  char *issuer;                   /* of the sid, for showing */
  char *serial;
} SgnSignerInfo;

const SgnAttribute *sgn_signer_info_get_signed (const SgnSignerInfo *self, const char *oid);
const SgnAttribute *sgn_signer_info_get_unsigned (const SgnSignerInfo *self, const char *oid);

/* A SignerInfo standing alone (legacy countersignature), signer looked up in @certificates. */
SgnSignerInfo *sgn_signer_info_parse (GBytes *der, GPtrArray *certificates, GError **error);
void sgn_signer_info_free (SgnSignerInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSignerInfo, sgn_signer_info_free)

/* Takes one SignerInfo off @der; the signer is looked up in @certificates. (transfer full) */
SgnSignerInfo *sgn_signer_info_read (SgnDer *der, GPtrArray *certificates, GError **error);
