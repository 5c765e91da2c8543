/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Reads the members and properties of a catalog. What a member's digest is about must be found out
 * from its attributes, since a digest of one kind must never stand for another. */

#include "config.h"

#include "core/asn1/catalog.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/catalog-private.h"
#include "core/asn1/spc.h"
#include "core/base/oid.h"
#include "core/base/text.h"

/* Of one member or of the catalog: drivers list their hardware in them. More are left out, since
 * nothing depends on them. */
#define MAX_PROPERTIES 10000

static void
property_free (gpointer data)
{
  SgnCatalogProperty *property = data;

  g_free (property->tag);
  g_free (property->value);
  g_free (property);
}

GPtrArray *
sgn_catalog_properties_new (void)
{
  return g_ptr_array_new_with_free_func (property_free);
}

void
sgn_catalog_properties_add (GPtrArray *self, const char *tag, const char *value)
{
  SgnCatalogProperty *property = g_new0 (SgnCatalogProperty, 1);

  property->tag = g_strdup (tag);
  property->value = g_strdup (value);
  g_ptr_array_add (self, property);
}

const char *
sgn_catalog_properties_find (GPtrArray *self, const char *tag)
{
  for (guint i = 0; self != NULL && i < self->len; i++) {
    const SgnCatalogProperty *property = self->pdata[i];

    if (g_str_equal (property->tag, tag))
      return property->value;
  }
  return NULL;
}

/* CatalogNameValue: BMPString, flags, UTF-16LE. */
static gboolean
read_property (SgnDer der, GPtrArray *ret, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement tag;
  SgnDerElement value;
  g_autofree char *tag_text = NULL;
  g_autofree char *value_text = NULL;
  guint64 flags;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_BMP_STRING, &tag, error) ||
      !sgn_der_uint (&sequence.content, &flags, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_OCTETS, &value, error))
    return FALSE;
  if (ret->len >= MAX_PROPERTIES)
    return TRUE;
  tag_text = sgn_text_from_utf16 (tag.content.data, tag.content.size, TRUE);
  value_text = sgn_text_from_utf16 (value.content.data, value.content.size, FALSE);
  sgn_catalog_properties_add (ret, tag_text, value_text);
  return TRUE;
}

/* The attributes of a member, as found. */
typedef struct {
  SgnSpcIndirectData data;
  gboolean has_data;
  char *sip;  /* (nullable): GUID of CAT_MEMBERINFO */
  guint info; /* tag of CAT_MEMBERINFO2; 0: none */
  GPtrArray *properties;
} Facts;

static void
facts_clear (Facts *self)
{
  sgn_spc_indirect_data_clear (&self->data);
  g_clear_pointer (&self->sip, g_free);
  g_clear_pointer (&self->properties, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static gboolean
read_indirect_data (SgnDer der, Facts *facts, GError **error)
{
  SgnDerElement element;
  g_autoptr (GBytes) content = NULL;

  /* The first counts. */
  if (facts->has_data)
    return TRUE;
  if (!sgn_der_next (&der, &element, error))
    return FALSE;
  content = sgn_der_to_bytes (element.whole);
  facts->has_data = sgn_spc_indirect_data_parse (content, &facts->data, error);
  return facts->has_data;
}

static gboolean
read_member_info (SgnDer der, Facts *facts, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement text;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_BMP_STRING, &text, error))
    return FALSE;
  g_free (facts->sip);
  facts->sip = sgn_text_from_utf16 (text.content.data, text.content.size, TRUE);
  return TRUE;
}

static gboolean
read_member_info_v2 (SgnDer der, Facts *facts, GError **error)
{
  SgnDerElement choice;

  if (!sgn_der_next (&der, &choice, error))
    return FALSE;
  facts->info = choice.tag;
  return TRUE;
}

/* Reads an Attribute; skips types that are not used in catalogs. */
static gboolean
read_attribute (SgnDer *der, Facts *facts, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement set;
  g_autofree char *oid = NULL;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &oid, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_SET, &set, error))
    return FALSE;
  if (g_str_equal (oid, SGN_OID_SPC_INDIRECT_DATA))
    return read_indirect_data (set.content, facts, error);
  if (g_str_equal (oid, SGN_OID_CAT_MEMBER_INFO))
    return read_member_info (set.content, facts, error);
  if (g_str_equal (oid, SGN_OID_CAT_MEMBER_INFO_V2))
    return read_member_info_v2 (set.content, facts, error);
  if (g_str_equal (oid, SGN_OID_CAT_NAME_VALUE))
    return read_property (set.content, facts->properties, error);
  return TRUE;
}

/* Members for cabinets and for flat files have the same data type; only the member information
 * distinguishes them. */
static SgnCatalogKind
find_kind (const Facts *facts)
{
  if (facts->has_data && g_str_equal (facts->data.type, SGN_OID_SPC_PE_IMAGE_DATA))
    return SGN_CATALOG_PE;
  if (facts->has_data && !g_str_equal (facts->data.type, SGN_OID_SPC_CAB_DATA))
    return SGN_CATALOG_OTHER;
  /* Version 1 names the SIP; a kind other than flat is that of another format. */
  if (facts->sip != NULL && g_ascii_strcasecmp (facts->sip, SGN_CATALOG_SIP_FLAT) != 0)
    return !facts->has_data && g_ascii_strcasecmp (facts->sip, SGN_CATALOG_SIP_PE) == 0
               ? SGN_CATALOG_PE
               : SGN_CATALOG_OTHER;
  if (!facts->has_data && facts->info == SGN_CATALOG_INFO_PE)
    return SGN_CATALOG_PE;
  if (!facts->has_data && facts->info != SGN_CATALOG_INFO_FLAT)
    return SGN_CATALOG_OTHER;
  return SGN_CATALOG_FLAT;
}

/* In version 2, the identifier is the digest, and its length gives the algorithm. */
static void
take_identifier (const SgnCtlSubject *subject, SgnCatalogMember *ret)
{
  for (SgnHash hash = SGN_HASH_SHA1; hash < SGN_N_HASHES; hash++) {
    if (subject->identifier.size != sgn_hash_get_size (hash))
      continue;
    ret->hash = hash;
    ret->hash_known = TRUE;
    ret->digest = sgn_der_to_bytes (subject->identifier);
  }
}

gboolean
sgn_catalog_member_parse (const SgnCtl *list,
                          const SgnCtlSubject *subject,
                          SgnCatalogMember *ret,
                          GError **error)
{
  SgnDer attributes = subject->attributes;
  g_auto (Facts) facts = { .properties = sgn_catalog_properties_new () };

  while (!sgn_der_is_empty (attributes))
    if (!read_attribute (&attributes, &facts, error))
      return FALSE;
  *ret = (SgnCatalogMember){ .kind = find_kind (&facts) };
  if (facts.has_data) {
    ret->hash = facts.data.hash;
    ret->hash_known = facts.data.hash_known;
    ret->digest = g_steal_pointer (&facts.data.digest);
    /* In version 1, the identifier is any text, so a member without SpcIndirectDataContent has no
     * digest. */
  } else if (g_str_equal (list->algorithm, SGN_OID_CAT_MEMBERS_V2)) {
    take_identifier (subject, ret);
    ret->beside = TRUE;
  }
  ret->properties = g_steal_pointer (&facts.properties);
  return TRUE;
}

void
sgn_catalog_member_clear (SgnCatalogMember *self)
{
  g_clear_pointer (&self->digest, g_bytes_unref);
  g_clear_pointer (&self->properties, g_ptr_array_unref);
}

/* Extension: OID, optional BOOLEAN critical, OCTET STRING. */
static gboolean
read_extension (SgnDer *der, GPtrArray *ret, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement critical;
  SgnDerElement value;
  g_autofree char *oid = NULL;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &oid, error))
    return FALSE;
  sgn_der_optional (&sequence.content, 0x01, &critical);
  if (!sgn_der_expect (&sequence.content, SGN_TAG_OCTETS, &value, error))
    return FALSE;
  return !g_str_equal (oid, SGN_OID_CAT_NAME_VALUE) || read_property (value.content, ret, error);
}

GPtrArray *
sgn_catalog_get_properties (const SgnCtl *list, GError **error)
{
  g_autoptr (GPtrArray) properties = sgn_catalog_properties_new ();
  SgnDer extensions = list->extensions;

  while (!sgn_der_is_empty (extensions))
    if (!read_extension (&extensions, properties, error))
      return NULL;
  return g_steal_pointer (&properties);
}
