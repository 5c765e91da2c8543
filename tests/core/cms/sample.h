/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/cms/builder.h"
#include "core/cms/signed-data.h"
#include "tests/support/test-ca.h"

/* SpcIndirectDataContent over a digest of @text. (transfer full) */
GBytes *sample_content_new (const char *text);
/* A code-signing identity with an intermediate certificate. (transfer full) */
SgnIdentity *sample_identity_new (const char *key_type);
/* DER of a signature by a new identity with this kind of key. (transfer full) */
GBytes *sample_signature_new (const char *key_type, SgnHash hash, const char *name);
SgnSignedData *sample_parse (GBytes *der); /* (transfer full) */

/* The bare SignedData of @der with @added in one of its parts: appended to "algorithms", "content",
 * "certificates" or "signers", or before the signers as "crls". (transfer full) */
GBytes *sample_rebuild (GBytes *der, const char *where, GBytes *added);

/* A SignerInfo in which everything is there but a signature. */
typedef struct {
  TestCert *cert;              /* whose issuer and serial number it states */
  GBytes *id;                  /* (nullable): SignerIdentifier instead of those */
  const char *hash_oid;        /* default: SHA-256 */
  const char *signature_oid;   /* default: id-ecPublicKey */
  GBytes *signed_attributes;   /* (nullable): one after another */
  GBytes *unsigned_attributes; /* (nullable): the same */
} SampleSigner;

GBytes *sample_signer_info_new (const SampleSigner *spec); /* (transfer full) */
/* Bare SignedData without content; @certificates of SgnCertificate (nullable) in this order,
 * @hash_oid (nullable) as digestAlgorithms. (transfer full) */
GBytes *sample_message_new (GBytes *signer_info, GPtrArray *certificates, const char *hash_oid);
/* The same by @cert with these certificates, which are consumed, and unsigned attributes
 * (nullable). (transfer full) */
GBytes *sample_unsigned_new (TestCert *cert, GPtrArray *certificates, GBytes *attributes);
