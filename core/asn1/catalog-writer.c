/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Writes catalogs of version 2 as Inf2Cat and MakeCat do. Each file has an entry by its SHA-256
 * digest and, if asked for, a twin by its SHA-1 digest without SpcIndirectDataContent, which old
 * versions of Windows look up. Not documented; this is what those programs write. */

#include "config.h"

#include "core/asn1/catalog-private.h"
#include "core/asn1/catalog.h"
#include "core/asn1/spc.h"
#include "core/base/keyed-hash.h"
#include "core/base/oid.h"
#include "core/base/text.h"
#include "core/base/writer.h"

#define TAG_0 0x80
#define CONS0 0xa0
#define CONS2 0xa2

/* CRYPTCAT_ATTR_AUTHENTICATED, _DATAASCII, _NAMEASCII of Microsoft's mscat.h: authenticated, text
 * value, text tag. */
#define PROPERTY_FLAGS 0x10010001

/* The INTEGER in CAT_MEMBERINFO. */
#define MEMBER_INFO_VERSION 0x200 /* 512 in all catalogs */

#define LIST_IDENTIFIER_SIZE 16 /* bytes, as MakeCat writes */

struct _SgnCatalogWriter {
  GHashTable *subjects;  /* identifier (GBytes) → DER of TrustedSubject (GBytes) */
  GPtrArray *extensions; /* of GBytes */
};

static GBytes *
encode_bmp_string (const char *text)
{
  g_autoptr (GBytes) utf16 = sgn_text_to_utf16 (text, TRUE);

  return sgn_der_encode (SGN_TAG_BMP_STRING,
                         g_bytes_get_data (utf16, NULL),
                         g_bytes_get_size (utf16));
}

/* CatalogNameValue: BMPString, which is big-endian, and an OCTET STRING with little-endian text and
 * NUL. */
static GBytes *
encode_property (const char *tag, const char *value)
{
  g_autoptr (GBytes) utf16 = sgn_text_to_utf16 (value, FALSE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) terminated = NULL;

  sgn_writer_bytes (bytes, utf16);
  sgn_writer_u16 (bytes, 0);
  terminated = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       encode_bmp_string (tag),
                       sgn_der_encode_uint (PROPERTY_FLAGS),
                       sgn_der_encode_octets (terminated),
                       NULL);
}

/* Consumes @value. */
static void
add_attribute (GPtrArray *attributes, const char *oid, GBytes *value)
{
  g_ptr_array_add (attributes,
                   sgn_der_wrap (SGN_TAG_SEQUENCE,
                                 sgn_der_encode_oid (oid),
                                 sgn_der_wrap (SGN_TAG_SET, value, NULL),
                                 NULL));
}

static GPtrArray *
new_attributes (GPtrArray *properties)
{
  GPtrArray *attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; properties != NULL && i < properties->len; i++) {
    const SgnCatalogProperty *property = properties->pdata[i];

    add_attribute (attributes,
                   SGN_OID_CAT_NAME_VALUE,
                   encode_property (property->tag, property->value));
  }
  return attributes;
}

/* SpcLink with an empty file name. (transfer full) */
static GBytes *
encode_empty_link (void)
{
  return sgn_der_wrap (CONS2, sgn_der_encode (TAG_0, NULL, 0), NULL);
}

/* SpcPeImageData. Its flags differ from those in embedded signatures; nobody reads them. Consumes
 * @file. (transfer full) */
static GBytes *
encode_image_data (GBytes *file)
{
  /* Five unused bits, then bits 0 and 2 (X.690 8.6.2.2). */
  static const guint8 flags[] = { 5, 0xa0 };

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode (SGN_TAG_BIT_STRING, flags, sizeof flags),
                       file,
                       NULL);
}

/* The SpcLink with page hashes in the content of an embedded signature. (transfer full) */
static GBytes *
find_file (GBytes *image_data, GError **error)
{
  SgnDer der = sgn_der_from_bytes (image_data);
  SgnDerElement sequence, flags, file;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_BIT_STRING, &flags, error) ||
      !sgn_der_expect (&sequence.content, CONS0, &file, error))
    return NULL;
  return sgn_der_to_bytes (file.whole);
}

static GBytes *
encode_content (SgnCatalogKind kind, GBytes *sha256)
{
  gboolean pe = kind == SGN_CATALOG_PE;
  g_autoptr (GBytes) value = encode_empty_link ();

  if (pe)
    value = encode_image_data (sgn_der_wrap (CONS0, g_steal_pointer (&value), NULL));
  return sgn_spc_indirect_data_encode (pe ? SGN_OID_SPC_PE_IMAGE_DATA : SGN_OID_SPC_CAB_DATA,
                                       value,
                                       SGN_HASH_SHA256,
                                       sha256);
}

static GBytes *
encode_member_info_v2 (SgnCatalogKind kind)
{
  return sgn_der_encode (kind == SGN_CATALOG_PE ? SGN_CATALOG_INFO_PE : SGN_CATALOG_INFO_FLAT,
                         NULL,
                         0);
}

static GBytes *
encode_member_info (const char *sip)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       encode_bmp_string (sip),
                       sgn_der_encode_uint (MEMBER_INFO_VERSION),
                       NULL);
}

/* A digest that is there already is the same file under another name. */
static void
add_subject (SgnCatalogWriter *self, GBytes *identifier, GPtrArray *attributes)
{
  if (!g_hash_table_contains (self->subjects, identifier))
    g_hash_table_insert (self->subjects,
                         g_bytes_ref (identifier),
                         sgn_ctl_subject_encode (identifier, attributes));
}

SgnCatalogWriter *
sgn_catalog_writer_new (void)
{
  SgnCatalogWriter *self = g_new0 (SgnCatalogWriter, 1);

  self->subjects = g_hash_table_new_full (sgn_keyed_hash_bytes,
                                          g_bytes_equal,
                                          (GDestroyNotify) g_bytes_unref,
                                          (GDestroyNotify) g_bytes_unref);
  self->extensions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
sgn_catalog_writer_free (SgnCatalogWriter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->subjects);
  g_ptr_array_unref (self->extensions);
  g_free (self);
}

void
sgn_catalog_writer_add_property (SgnCatalogWriter *self, const char *tag, const char *value)
{
  g_autoptr (GBytes) property = encode_property (tag, value);

  g_ptr_array_add (self->extensions,
                   sgn_der_wrap (SGN_TAG_SEQUENCE,
                                 sgn_der_encode_oid (SGN_OID_CAT_NAME_VALUE),
                                 sgn_der_encode_octets (property),
                                 NULL));
}

/* Consumes @content. */
static void
add_member (SgnCatalogWriter *self,
            SgnCatalogKind kind,
            GBytes *content,
            GBytes *sha256,
            GBytes *sha1,
            GPtrArray *properties)
{
  g_autoptr (GPtrArray) attributes = new_attributes (properties);

  add_attribute (attributes, SGN_OID_CAT_MEMBER_INFO_V2, encode_member_info_v2 (kind));
  /* Before SpcIndirectDataContent is added: the twin does not get it. */
  if (sha1 != NULL)
    add_subject (self, sha1, attributes);
  add_attribute (attributes, SGN_OID_SPC_INDIRECT_DATA, content);
  add_subject (self, sha256, attributes);
}

void
sgn_catalog_writer_add_file (SgnCatalogWriter *self,
                             SgnCatalogKind kind,
                             GBytes *sha256,
                             GBytes *sha1,
                             GPtrArray *properties)
{
  add_member (self, kind, encode_content (kind, sha256), sha256, sha1, properties);
}

gboolean
sgn_catalog_writer_add_program (SgnCatalogWriter *self,
                                GBytes *content,
                                GBytes *sha1,
                                GPtrArray *properties,
                                GError **error)
{
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_autoptr (GBytes) image_data = NULL;
  GBytes *file;

  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  /* Callers made the content themselves, with SHA-256. */
  g_return_val_if_fail (data.value != NULL && data.hash == SGN_HASH_SHA256, FALSE);
  file = find_file (data.value, error);
  if (file == NULL)
    return FALSE;
  image_data = encode_image_data (file);
  add_member (self,
              SGN_CATALOG_PE,
              sgn_spc_indirect_data_encode (SGN_OID_SPC_PE_IMAGE_DATA,
                                            image_data,
                                            SGN_HASH_SHA256,
                                            data.digest),
              data.digest,
              sha1,
              properties);
  return TRUE;
}

/* The first three groups of a GUID are little-endian numbers. */
static char *
format_guid (const guint8 *guid)
{
  static const guint8 order[] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
  GString *text = g_string_new ("{");

  for (guint i = 0; i < sizeof order; i++)
    g_string_append_printf (text,
                            "%s%02X",
                            i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            guid[order[i]]);
  return g_string_free (g_string_append_c (text, '}'), FALSE);
}

static char *
find_sip (const SgnSpcIndirectData *data)
{
  SgnSpcSipInfo info;

  if (g_str_equal (data->type, SGN_OID_SPC_PE_IMAGE_DATA))
    return g_strdup (SGN_CATALOG_SIP_PE);
  if (g_str_equal (data->type, SGN_OID_SPC_SIP_INFO) && data->value != NULL &&
      sgn_spc_sip_info_parse (data->value, &info, NULL))
    return format_guid (info.guid);
  /* Of the remaining formats only cabinets have no SpcSipInfo. */
  return g_strdup (SGN_CATALOG_SIP_CAB);
}

gboolean
sgn_catalog_writer_add_content (SgnCatalogWriter *self,
                                GBytes *content,
                                GPtrArray *properties,
                                GError **error)
{
  g_autoptr (GPtrArray) attributes = new_attributes (properties);
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_autofree char *sip = NULL;

  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  sip = find_sip (&data);
  add_attribute (attributes, SGN_OID_CAT_MEMBER_INFO, encode_member_info (sip));
  add_attribute (attributes, SGN_OID_SPC_INDIRECT_DATA, g_bytes_ref (content));
  add_subject (self, data.digest, attributes);
  return TRUE;
}

guint
sgn_catalog_writer_get_size (SgnCatalogWriter *self)
{
  return g_hash_table_size (self->subjects);
}

static int
compare_identifiers (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (a, b);
}

static GPtrArray *
sort_subjects (SgnCatalogWriter *self)
{
  GPtrArray *subjects = g_ptr_array_new ();
  g_autoptr (GList) identifiers = g_hash_table_get_keys (self->subjects);

  identifiers = g_list_sort (identifiers, compare_identifiers);
  for (GList *at = identifiers; at != NULL; at = at->next)
    g_ptr_array_add (subjects, g_hash_table_lookup (self->subjects, at->data));
  return subjects;
}

/* Other programs use random bytes; a hash of the members makes the same list reproducible. */
static GBytes *
choose_identifier (GPtrArray *subjects)
{
  g_autoptr (GBytes) list = sgn_der_sequence_of (subjects);
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, list);

  return g_bytes_new_from_bytes (digest, 0, LIST_IDENTIFIER_SIZE);
}

GBytes *
sgn_catalog_writer_finish (SgnCatalogWriter *self, gint64 time)
{
  g_autoptr (GPtrArray) subjects = sort_subjects (self);
  g_autoptr (GBytes) identifier = choose_identifier (subjects);
  const SgnCtlHeader header = {
    .usage = SGN_OID_CAT_LIST,
    .algorithm = SGN_OID_CAT_MEMBERS_V2,
    .identifier = identifier,
    .time = time,
  };

  return sgn_ctl_encode (&header, subjects, self->extensions);
}

/* RFC 2315 9.1, version 1, with empty digestAlgorithms and signerInfos and without
 * certificates. */
GBytes *
sgn_catalog_wrap (GBytes *list)
{
  GBytes *content_info = sgn_der_wrap (SGN_TAG_SEQUENCE,
                                       sgn_der_encode_oid (SGN_OID_MS_CTL),
                                       sgn_der_wrap (CONS0, g_bytes_ref (list), NULL),
                                       NULL);
  GBytes *signed_data = sgn_der_wrap (SGN_TAG_SEQUENCE,
                                      sgn_der_encode_uint (1),
                                      sgn_der_encode (SGN_TAG_SET, NULL, 0),
                                      content_info,
                                      sgn_der_encode (SGN_TAG_SET, NULL, 0),
                                      NULL);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (CONS0, signed_data, NULL),
                       NULL);
}
