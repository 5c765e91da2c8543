/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* The structures of Authenticode, encoded as SignTool does. Where the published paper and SignTool
 * disagree, the bytes decide: "value" has no [0] tag, and "file" of SpcPeImageData is in an
 * explicit [0]. */

#include "config.h"

#include "core/asn1/spc-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"

/* classId of an SpcSerializedObject with page hashes. */
static const guint8 page_hash_class[] = { 0xa6, 0xb5, 0x86, 0xd5, 0xb4, 0xa1, 0x24, 0x66,
                                          0xae, 0x05, 0xa2, 0x17, 0xda, 0x8e, 0x60, 0xd6 };

GBytes *
sgn_spc_indirect_data_encode (const char *type, GBytes *value, SgnHash hash, GBytes *digest)
{
  g_autoptr (GBytes) algorithm = sgn_der_encode_algorithm (sgn_hash_get_oid (hash), TRUE);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     sgn_der_encode_oid (type),
                                     g_bytes_ref (value),
                                     NULL),
                       sgn_der_wrap (SGN_TAG_SEQUENCE,
                                     g_steal_pointer (&algorithm),
                                     sgn_der_encode_octets (digest),
                                     NULL),
                       NULL);
}

static gboolean
parse_type_and_value (SgnDer *der, SgnSpcIndirectData *ret, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement value;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &ret->type, error))
    return FALSE;
  if (sgn_der_is_empty (sequence.content))
    return TRUE;
  if (!sgn_der_next (&sequence.content, &value, error) || !sgn_der_end (sequence.content, error))
    return FALSE;
  ret->value = sgn_der_to_bytes (value.whole);
  return TRUE;
}

static gboolean
parse_digest_info (SgnDer *der, SgnSpcIndirectData *ret, GError **error)
{
  SgnDerElement sequence;

  /* The digest can have any length: app packages put a table of digests there. */
  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_algorithm (&sequence.content, &ret->hash_oid, NULL, error) ||
      !sgn_der_octets (&sequence.content, &ret->digest, error) ||
      !sgn_der_end (sequence.content, error))
    return FALSE;
  ret->hash_known = sgn_hash_from_oid (ret->hash_oid, &ret->hash);
  return TRUE;
}

gboolean
sgn_spc_indirect_data_parse (GBytes *content, SgnSpcIndirectData *ret, GError **error)
{
  SgnDer der = sgn_der_from_bytes (content);
  SgnDerElement sequence;
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) || !sgn_der_end (der, error) ||
      !parse_type_and_value (&sequence.content, &data, error) ||
      !parse_digest_info (&sequence.content, &data, error) ||
      !sgn_der_end (sequence.content, error)) {
    g_prefix_error (error, _ ("signed content: "));
    return FALSE;
  }
  *ret = data;
  data = (SgnSpcIndirectData){ 0 };
  return TRUE;
}

void
sgn_spc_indirect_data_clear (SgnSpcIndirectData *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->value, g_bytes_unref);
  g_clear_pointer (&self->hash_oid, g_free);
  g_clear_pointer (&self->digest, g_bytes_unref);
}

/* SpcLink with an empty file name, which SignTool writes if it needs no link. (transfer full) */
static GBytes *
encode_empty_link (void)
{
  return sgn_der_wrap (CONS2, sgn_der_encode (TAG_0, NULL, 0), NULL);
}

static GBytes *
encode_page_hash_link (GBytes *table, SgnHash hash)
{
  const char *oid = hash == SGN_HASH_SHA1 ? SGN_OID_SPC_PAGE_HASHES_V1 : SGN_OID_SPC_PAGE_HASHES_V2;
  g_autoptr (GBytes)
      serialized = sgn_der_wrap (SGN_TAG_SET,
                                 sgn_der_wrap (SGN_TAG_SEQUENCE,
                                               sgn_der_encode_oid (oid),
                                               sgn_der_wrap (SGN_TAG_SET,
                                                             sgn_der_encode_octets (table),
                                                             NULL),
                                               NULL),
                                 NULL);

  return sgn_der_wrap (CONS1,
                       sgn_der_encode (SGN_TAG_OCTETS, page_hash_class, sizeof page_hash_class),
                       sgn_der_encode_octets (serialized),
                       NULL);
}

GBytes *
sgn_spc_pe_image_data_encode (GBytes *page_hashes, SgnHash page_hash)
{
  /* An empty BIT STRING has one byte that says so (X.690 8.6.2.3). */
  const guint8 no_unused_bits = 0;
  GBytes *link = page_hashes != NULL ? encode_page_hash_link (page_hashes, page_hash)
                                     : encode_empty_link ();

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode (SGN_TAG_BIT_STRING, &no_unused_bits, 1),
                       sgn_der_wrap (CONS0, link, NULL),
                       NULL);
}

/* Reads an attribute of the serialized object; skips all but page hashes. */
static gboolean
parse_page_hash_attribute (SgnDer *der, GBytes **table, SgnHash *hash, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement set;
  g_autofree char *oid = NULL;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &oid, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_SET, &set, error))
    return FALSE;
  /* The first table counts; a second could only confuse. */
  if (*table != NULL)
    return TRUE;
  if (strcmp (oid, SGN_OID_SPC_PAGE_HASHES_V1) == 0)
    *hash = SGN_HASH_SHA1;
  else if (strcmp (oid, SGN_OID_SPC_PAGE_HASHES_V2) == 0)
    *hash = SGN_HASH_SHA256;
  else
    return TRUE;
  return sgn_der_octets (&set.content, table, error);
}

static gboolean
parse_moniker (SgnDer moniker, GBytes **table, SgnHash *hash, GError **error)
{
  g_autoptr (GBytes) class_id = NULL;
  g_autoptr (GBytes) serialized = NULL;
  g_autoptr (GBytes) found = NULL;
  SgnDer der;
  SgnDerElement set;

  if (!sgn_der_octets (&moniker, &class_id, error) ||
      !sgn_der_octets (&moniker, &serialized, error))
    return FALSE;
  /* Another serialized object, such as the one that cabinets have. */
  if (g_bytes_get_size (class_id) != sizeof page_hash_class ||
      memcmp (g_bytes_get_data (class_id, NULL), page_hash_class, sizeof page_hash_class) != 0)
    return TRUE;
  der = sgn_der_from_bytes (serialized);
  if (!sgn_der_expect (&der, SGN_TAG_SET, &set, error))
    return FALSE;
  while (!sgn_der_is_empty (set.content))
    if (!parse_page_hash_attribute (&set.content, &found, hash, error))
      return FALSE;
  *table = g_steal_pointer (&found);
  return TRUE;
}

gboolean
sgn_spc_pe_image_data_parse (GBytes *value, GBytes **table, SgnHash *hash, GError **error)
{
  SgnDer der = sgn_der_from_bytes (value);
  SgnDerElement sequence;
  SgnDerElement flags;
  SgnDerElement file;
  SgnDerElement moniker;
  g_autoptr (GBytes) found = NULL;
  SgnHash found_hash = SGN_HASH_SHA256;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error)) {
    g_prefix_error (error, _ ("PE image data: "));
    return FALSE;
  }
  /* Flags have a default and can be absent; their value never matters. */
  sgn_der_optional (&sequence.content, SGN_TAG_BIT_STRING, &flags);
  if (sgn_der_optional (&sequence.content, CONS0, &file) &&
      sgn_der_optional (&file.content, CONS1, &moniker) &&
      !parse_moniker (moniker.content, &found, &found_hash, error)) {
    g_prefix_error (error, _ ("page hashes: "));
    return FALSE;
  }
  *table = g_steal_pointer (&found);
  *hash = found_hash;
  return TRUE;
}

GBytes *
sgn_spc_statement_type_encode (void)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (SGN_OID_SPC_INDIVIDUAL), NULL);
}

/* ContentInfo, [0], SignedData, version, digestAlgorithms, EncapsulatedContentInfo, [0]. */
GBytes *
sgn_spc_find_content (GBytes *signature)
{
  SgnDer der = sgn_der_from_bytes (signature);
  SgnDerElement element;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_expect (&der, CONS0, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL))
    return NULL;
  der = element.content;
  /* NOLINTNEXTLINE(misc-redundant-expression): each call reads on */
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_next (&der, &element, NULL) ||
      !sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL))
    return NULL;
  der = element.content;
  if (!sgn_der_next (&der, &element, NULL) || !sgn_der_expect (&der, CONS0, &element, NULL))
    return NULL;
  return sgn_der_to_bytes (element.content);
}
