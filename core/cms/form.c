/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/cms/signed-data-private.h"

/* Unusual encodings. They do not change what is signed, but hint at the program that made the
 * signature. */

/* DER order of a SET OF (X.690, 11.6): ascending. As every element states its own length, none is
 * the beginning of another. */
static gboolean
is_sorted (GBytes *attributes)
{
  SgnDer der = sgn_der_from_bytes (attributes);
  SgnDer last = { der.data, 0 };
  SgnDerElement set = { 0 };
  SgnDerElement next;

  sgn_der_next (&der, &set, NULL);
  for (; sgn_der_next (&set.content, &next, NULL); last = next.whole)
    if (memcmp (last.data, next.whole.data, MIN (last.size, next.whole.size)) > 0)
      return FALSE;
  return TRUE;
}

/* The digest algorithm of the signer, without parameters. */
static gboolean
is_hash_of (const SgnSignerInfo *signer, const char *oid, SgnDer parameters)
{
  static const guint8 null[] = { 0x05, 0x00 };
  SgnHash hash;

  return sgn_hash_from_oid (oid, &hash) && hash == signer->hash &&
         (sgn_der_is_empty (parameters) ||
          (parameters.size == sizeof null && memcmp (parameters.data, null, sizeof null) == 0));
}

static void
add_hash_mix (const char *oid, SgnFindings *ret)
{
  sgn_findings_add (ret, SGN_FINDING_HASH_MIX, SGN_SEVERITY_NOTE, 0, 0, oid);
}

/* digestAlgorithms must list the signer's algorithm (RFC 5652, 5.1). This returns the first entry
 * that differs, even if it is unknown or not an algorithm. */
static gboolean
find_in_list (const SgnSignedData *self, SgnFindings *ret)
{
  SgnDer der = sgn_der_from_bytes (self->algorithms);

  while (!sgn_der_is_empty (der)) {
    g_autofree char *oid = NULL;
    SgnDer parameters;

    if (sgn_der_algorithm (&der, &oid, &parameters, NULL) &&
        is_hash_of (self->signer, oid, parameters))
      continue;
    add_hash_mix (oid, ret);
    return TRUE;
  }
  return FALSE;
}

/* The signature algorithm may also name a digest. */
static void
find_in_name (const SgnSignedData *self, SgnFindings *ret)
{
  const char *oid = self->signer->signature_oid;
  SgnHash hash;

  if (sgn_hash_from_oid (oid, &hash) && hash != self->signer->hash)
    add_hash_mix (oid, ret);
}

void
sgn_signed_data_find_oddities (SgnSignedData *self, SgnFindings *ret)
{
  GBytes *attributes = self->signer->signed_attributes_der;

  if (attributes != NULL && !is_sorted (attributes))
    sgn_findings_add (ret, SGN_FINDING_ATTRIBUTE_ORDER, SGN_SEVERITY_NOTE, 0, 0, NULL);
  if (self->signer->hash_known && !find_in_list (self, ret))
    find_in_name (self, ret);
}
