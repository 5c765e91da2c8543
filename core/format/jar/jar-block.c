/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Looks into a block without verifying it, to find out which .SF file it was made over and which
 * name it must have. The walk is that of RFC 5652 5.1 and 5.3; what is not there gives an empty
 * answer. */

#include "config.h"

#include "core/format/jar/jar-block.h"

#include "core/asn1/der.h"
#include "core/base/oid.h"

/* Makes @der the content of its first element, which must have this tag. */
static gboolean
enter (SgnDer *der, guint8 tag)
{
  SgnDerElement element;

  if (!sgn_der_expect (der, tag, &element, NULL))
    return FALSE;
  *der = element.content;
  return TRUE;
}

/* ContentInfo, SignedData, signerInfos (its last SET), SignerInfo. */
static gboolean
enter_signer (SgnDer *der)
{
  SgnDerElement element;

  if (!enter (der, 0x30) || !sgn_der_next (der, &element, NULL) || !enter (der, 0xa0) ||
      !enter (der, 0x30))
    return FALSE;
  do {
    if (!sgn_der_next (der, &element, NULL))
      return FALSE;
    /* version, digestAlgorithms, encapContentInfo, certificates and crls come before. */
  } while (!sgn_der_is_empty (*der));
  *der = element.content;
  return element.tag == 0x31 && enter (der, 0x30);
}

static void
read_attributes (SgnDer attributes, JarBlock *ret)
{
  SgnDerElement attribute;

  while (sgn_der_expect (&attributes, 0x30, &attribute, NULL)) {
    g_autofree char *oid = NULL;

    if (sgn_der_oid (&attribute.content, &oid, NULL) && g_str_equal (oid, SGN_OID_MESSAGE_DIGEST) &&
        ret->message_digest == NULL && enter (&attribute.content, 0x31))
      sgn_der_octets (&attribute.content, &ret->message_digest, NULL);
  }
}

JarBlock
sgn_jar_block_inspect (GBytes *der)
{
  JarBlock block = { 0 };
  SgnDer at = sgn_der_from_bytes (der);
  SgnDerElement element;
  SgnDer parameters;
  g_autofree char *hash = NULL;
  g_autofree char *algorithm = NULL;

  /* version and sid, then digestAlgorithm. */
  if (!enter_signer (&at) || !sgn_der_next (&at, &element, NULL) ||
      !sgn_der_next (&at, &element, NULL) || !sgn_der_algorithm (&at, &hash, &parameters, NULL))
    return block;
  block.hash_known = sgn_hash_from_oid (hash, &block.hash);
  /* signedAttrs [0] IMPLICIT; without them there is no message digest to compare. */
  if (sgn_der_optional (&at, 0xa0, &element))
    read_attributes (element.content, &block);
  /* id-ecPublicKey and the ECDSA algorithms (RFC 5480, RFC 5754) are all below ansi-X9-62. */
  if (sgn_der_algorithm (&at, &algorithm, &parameters, NULL))
    block.elliptic = g_str_has_prefix (algorithm, "1.2.840.10045.");
  return block;
}

void
sgn_jar_block_clear (JarBlock *self)
{
  g_clear_pointer (&self->message_digest, g_bytes_unref);
}
