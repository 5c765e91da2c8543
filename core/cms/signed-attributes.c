/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* The signed attributes of each profile. Authenticode has no signingTime, because SignTool writes
 * none and Windows would not believe it; NuGet requires it (CAdES); others may have it. */

#include "config.h"

#include "core/cms/signed-attributes.h"

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/oid.h"
#include "core/cms/attributes.h"
#include "core/cms/issuer-serial.h"

#define TAG_4 0xa4 /* directoryName of GeneralName (RFC 5280 4.2.1.6) */

static void
add (GPtrArray *attributes, const char *oid, GBytes *value)
{
  g_ptr_array_add (attributes, sgn_attribute_encode_one (oid, value));
}

/* IssuerSerial: GeneralNames with the one issuer, and the serial number. */
static GBytes *
encode_issuer_serial (SgnCertificate *signer)
{
  GBytes *name = sgn_der_wrap (TAG_4, sgn_issuer_encode (signer), NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_wrap (SGN_TAG_SEQUENCE, name, NULL),
                       sgn_serial_encode (signer),
                       NULL);
}

/* RFC 5035, 3. The default algorithm is encoded explicitly, as readers of NuGet packages expect. */
static GBytes *
encode_signing_certificate (SgnCertificate *signer)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, sgn_certificate_get_der (signer));
  const char *oid = sgn_hash_get_oid (SGN_HASH_SHA256);
  GBytes *id = sgn_der_wrap (SGN_TAG_SEQUENCE,
                             sgn_der_encode_algorithm (oid, FALSE),
                             sgn_der_encode_octets (digest),
                             encode_issuer_serial (signer),
                             NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_wrap (SGN_TAG_SEQUENCE, id, NULL), NULL);
}

/* CommitmentTypeIndication (RFC 5126 5.11.1): the author of a package claims to be its origin. */
static GBytes *
encode_commitment (void)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (SGN_OID_PROOF_OF_ORIGIN), NULL);
}

static void
add_of_profile (GPtrArray *attributes, SgnCertificate *signer, const SgnCmsOptions *options)
{
  switch (options->profile) {
  case SGN_CMS_AUTHENTICODE:
    add (attributes,
         SGN_OID_SPC_SP_OPUS_INFO,
         sgn_spc_opus_info_encode (options->program_name, options->program_url));
    add (attributes, SGN_OID_SPC_STATEMENT_TYPE, sgn_spc_statement_type_encode ());
    break;
  case SGN_CMS_CADES:
    add (attributes,
         SGN_OID_SIGNING_TIME,
         sgn_der_encode_time (g_get_real_time () / G_USEC_PER_SEC));
    add (attributes, SGN_OID_SIGNING_CERT_V2, encode_signing_certificate (signer));
    add (attributes, SGN_OID_COMMITMENT_TYPE, encode_commitment ());
    break;
  case SGN_CMS_TIMED:
    add (attributes,
         SGN_OID_SIGNING_TIME,
         sgn_der_encode_time (g_get_real_time () / G_USEC_PER_SEC));
    break;
  case SGN_CMS_PLAIN:
  default:
    break;
  }
}

GBytes *
sgn_signed_attributes_encode (const char *content_type,
                              GBytes *digest,
                              SgnCertificate *signer,
                              const SgnCmsOptions *options)
{
  g_autoptr (GPtrArray)
      attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  add (attributes, SGN_OID_CONTENT_TYPE, sgn_der_encode_oid (content_type));
  add (attributes, SGN_OID_MESSAGE_DIGEST, sgn_der_encode_octets (digest));
  add_of_profile (attributes, signer, options);
  /* SignTool /as writes the same into nested signatures. */
  if (options->sequence_number > 0)
    add (attributes, SGN_OID_SEQUENCE_NUMBER, sgn_der_encode_uint (options->sequence_number));
  return sgn_der_set_of (SGN_TAG_SET, attributes);
}
