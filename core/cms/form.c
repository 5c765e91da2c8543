/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/cms/signed-data-private.h"

/* Unusual encodings. They do not change what is signed, but hint at the program that made the
 * signature. */

/* DER order of a SET OF (X.690, 11.6): ascending, the shorter element padded with zeros. */
static int
compare_elements (SgnDer a, SgnDer b)
{
  int order = memcmp (a.data, b.data, MIN (a.size, b.size));
  SgnDer rest = a.size > b.size ? a : b;

  if (order != 0)
    return order;
  for (gsize i = MIN (a.size, b.size); i < rest.size; i++)
    if (rest.data[i] != 0)
      return a.size > b.size ? 1 : -1;
  return 0;
}

static gboolean
is_sorted (GBytes *set)
{
  SgnDer der = sgn_der_from_bytes (set);
  SgnDerElement element, next;

  if (!sgn_der_next (&der, &element, NULL))
    return TRUE;
  /* The attributes in the SET. */
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL))
    return TRUE;
  for (; sgn_der_next (&der, &next, NULL); element = next)
    if (compare_elements (element.whole, next.whole) > 0)
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
