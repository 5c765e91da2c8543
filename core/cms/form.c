/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/cms/signed-data-private.h"

/* Oddities of form: they change nothing of what is signed, and tell who made the signature. */

/* DER of a SET OF (X.690 11.6): ascending, the shorter one padded with zeros. */
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
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL))
    return TRUE;
  for (; sgn_der_next (&der, &next, NULL); element = next)
    if (compare_elements (element.whole, next.whole) > 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_other_hash (const char *oid, const SgnSignerInfo *signer)
{
  SgnHash hash;

  return sgn_hash_from_oid (oid, &hash) && hash != signer->hash;
}

/* digestAlgorithms and the name of the signature algorithm repeat what the signer states. */
static gboolean
names_other_hash (const SgnSignedData *self)
{
  SgnDer der = sgn_der_from_bytes (self->algorithms);
  SgnDer parameters;

  if (!self->signer->hash_known)
    return FALSE;
  while (!sgn_der_is_empty (der)) {
    g_autofree char *oid = NULL;

    if (!sgn_der_algorithm (&der, &oid, &parameters, NULL))
      return FALSE;
    if (is_other_hash (oid, self->signer))
      return TRUE;
  }
  return is_other_hash (self->signer->signature_oid, self->signer);
}

void
sgn_signed_data_find_oddities (SgnSignedData *self, SgnFindings *ret)
{
  GBytes *attributes = self->signer->signed_attributes_der;

  if (attributes != NULL && !is_sorted (attributes))
    sgn_findings_add (ret, SGN_FINDING_ATTRIBUTE_ORDER, SGN_SEVERITY_NOTE, 0, 0, NULL);
  if (names_other_hash (self))
    sgn_findings_add (ret,
                      SGN_FINDING_HASH_MIX,
                      SGN_SEVERITY_NOTE,
                      0,
                      0,
                      self->signer->signature_oid);
}
