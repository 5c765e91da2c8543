/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* The attribute signingCertificateV2, by which NuGet and CAdES signatures bind their
 * certificate. */

#include "config.h"

#include "core/cms/signing-certificate.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"

/* ESSCertIDv2: the default algorithm is SHA-256 (RFC 5035, 4). */
static gboolean
names_certificate (SgnDer id, SgnCertificate *certificate)
{
  SgnHash hash = SGN_HASH_SHA256;
  g_autofree char *oid = NULL;
  g_autoptr (GBytes) stated = NULL;
  g_autoptr (GBytes) digest = NULL;
  SgnDer parameters;
  SgnDer peek = id;
  SgnDerElement algorithm;

  if (sgn_der_optional (&peek, SGN_TAG_SEQUENCE, &algorithm) &&
      (!sgn_der_algorithm (&id, &oid, &parameters, NULL) || !sgn_hash_from_oid (oid, &hash)))
    return FALSE;
  if (!sgn_der_octets (&id, &stated, NULL))
    return FALSE;
  digest = sgn_hash_bytes (hash, sgn_certificate_get_der (certificate));
  return g_bytes_equal (stated, digest);
}

gboolean
sgn_signing_certificate_fits (const SgnSignerInfo *signer)
{
  const SgnAttribute *attribute = sgn_signer_info_get_signed (signer, SGN_OID_SIGNING_CERT_V2);
  SgnDerElement value, ids, first;
  SgnDer der;

  if (attribute == NULL || signer->certificate == NULL)
    return TRUE;
  der = sgn_der_from_bytes (attribute->value);
  return sgn_der_expect (&der, SGN_TAG_SEQUENCE, &value, NULL) &&
         sgn_der_expect (&value.content, SGN_TAG_SEQUENCE, &ids, NULL) &&
         sgn_der_expect (&ids.content, SGN_TAG_SEQUENCE, &first, NULL) &&
         names_certificate (first.content, signer->certificate);
}
