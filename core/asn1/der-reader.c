/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Reads BER and DER (X.690) as spans of the received bytes. All parsers of signatures stand on this
 * file, so it is the one place where lengths from a file become pointers: slice() is the only way
 * to make one. */

#include "config.h"

#include "core/asn1/der.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

#define CONSTRUCTED     0x20 /* bit 6 of the identifier (X.690 8.1.2.5) */
#define TAG_NUMBER_MASK 0x1f /* bits 5 to 1; all set: a longer tag follows (8.1.2.4) */
#define MAX_OID_SIZE    128  /* far more than any OID in use */

typedef struct {
  guint8 tag;
  gsize header;        /* size of tag and length */
  gsize length;        /* of the content, when not indefinite */
  gboolean indefinite; /* the content extends to its end-of-contents octets */
} Header;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, message);
  return FALSE;
}

static SgnDer
slice (SgnDer der, gsize offset, gsize size)
{
  g_assert (offset <= der.size && size <= der.size - offset);
  return (SgnDer){ der.size > 0 ? der.data + offset : NULL, size };
}

/* X.690 8.1.3.5. BER allows leading zeros in it, some signers write them. Four bytes are enough for
 * everything that is read into memory. */
static gboolean
read_long_length (SgnDer der, guint8 first, Header *ret, GError **error)
{
  gsize count = first & 0x7f;
  guint64 length = 0;

  if (count > sizeof (guint32))
    return fail (error, _ ("an ASN.1 length is too large"));
  if (der.size < 2 + count)
    return fail (error, _ ("the ASN.1 structure ends early"));
  for (gsize i = 0; i < count; i++)
    length = length << 8 | der.data[2 + i];
  ret->header = 2 + count;
  ret->length = length;
  return TRUE;
}

static gboolean
read_header (SgnDer der, Header *ret, GError **error)
{
  guint8 first;

  if (der.size < 2)
    return fail (error, _ ("the ASN.1 structure ends early"));
  *ret = (Header){ .tag = der.data[0], .header = 2 };
  first = der.data[1];
  /* No structure that is read here has such tags. */
  if ((ret->tag & TAG_NUMBER_MASK) == TAG_NUMBER_MASK)
    return fail (error, _ ("an ASN.1 tag is longer than one byte"));
  /* X.690 8.1.3.6: only for constructed elements. */
  ret->indefinite = first == 0x80;
  if (ret->indefinite && (ret->tag & CONSTRUCTED) == 0)
    return fail (error, _ ("a primitive ASN.1 element has no length"));
  if (first < 0x80)
    ret->length = first;
  else if (!ret->indefinite && !read_long_length (der, first, ret, error))
    return FALSE;
  /* The header was read from @der, so this cannot wrap. */
  if (ret->length > der.size - ret->header)
    return fail (error, _ ("an ASN.1 element reaches beyond its parent"));
  return TRUE;
}

/* X.690 8.1.5: two zero bytes. */
static gboolean
is_end_of_contents (const Header *header)
{
  return header->tag == 0 && header->length == 0 && header->header == 2;
}

/* Finds the end-of-contents octets of an indefinite length; *ret receives the number of bytes
 * before them. Uses a counter instead of recursion: elements of definite length are skipped. */
static gboolean
find_end_of_contents (SgnDer der, gsize *ret, GError **error)
{
  gsize offset = 0;
  guint depth = 1;

  while (TRUE) {
    Header header;
    gsize start = offset;

    if (!read_header (slice (der, offset, der.size - offset), &header, error))
      return FALSE;
    offset += header.header + header.length;
    if (header.indefinite && ++depth > SGN_DER_MAX_DEPTH)
      return fail (error, _ ("the ASN.1 structure is nested too deeply"));
    /* The end of the outermost one. */
    if (is_end_of_contents (&header) && --depth == 0) {
      *ret = start;
      return TRUE;
    }
  }
}

SgnDer
sgn_der_from_bytes (GBytes *bytes)
{
  SgnDer der;

  der.data = g_bytes_get_data (bytes, &der.size);
  return der;
}

GBytes *
sgn_der_to_bytes (SgnDer der)
{
  return g_bytes_new (der.data, der.size);
}

gboolean
sgn_der_is_empty (SgnDer der)
{
  return der.size == 0;
}

gboolean
sgn_der_next (SgnDer *der, SgnDerElement *ret, GError **error)
{
  Header header;
  gsize size;

  if (!read_header (*der, &header, error))
    return FALSE;
  /* End-of-contents bytes that end nothing. */
  if (header.tag == 0)
    return fail (error, _ ("the ASN.1 structure has stray end-of-contents octets"));
  size = header.header + header.length;
  if (header.indefinite) {
    SgnDer rest = slice (*der, header.header, der->size - header.header);

    if (!find_end_of_contents (rest, &header.length, error))
      return FALSE;
    size = header.header + header.length + 2;
  }
  ret->tag = header.tag;
  ret->whole = slice (*der, 0, size);
  ret->content = slice (*der, header.header, header.length);
  *der = slice (*der, size, der->size - size);
  return TRUE;
}

gboolean
sgn_der_expect (SgnDer *der, guint8 tag, SgnDerElement *ret, GError **error)
{
  SgnDer rest = *der;
  SgnDerElement element;

  if (!sgn_der_next (&rest, &element, error))
    return FALSE;
  if (element.tag != tag) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("an ASN.1 element has the tag 0x%02x instead of 0x%02x"),
                 (guint) element.tag,
                 (guint) tag);
    return FALSE;
  }
  *der = rest;
  *ret = element;
  return TRUE;
}

gboolean
sgn_der_optional (SgnDer *der, guint8 tag, SgnDerElement *ret)
{
  if (sgn_der_is_empty (*der) || der->data[0] != tag)
    return FALSE;
  return sgn_der_expect (der, tag, ret, NULL);
}

gboolean
sgn_der_end (SgnDer der, GError **error)
{
  if (!sgn_der_is_empty (der))
    return fail (error, _ ("the ASN.1 structure has bytes left over"));
  return TRUE;
}

gboolean
sgn_der_oid (SgnDer *der, char **ret, GError **error)
{
  SgnDerElement element;
  g_autoptr (ASN1_OBJECT) object = NULL;
  const guint8 *data;

  if (!sgn_der_expect (der, SGN_TAG_OID, &element, error))
    return FALSE;
  data = element.whole.data;
  /* OpenSSL checks the encoding of the arcs (X.690 8.19) and prints them. */
  if (element.content.size > 0 && element.content.size <= MAX_OID_SIZE)
    object = d2i_ASN1_OBJECT (NULL, &data, (long) element.whole.size);
  if (object == NULL) {
    ERR_clear_error ();
    return fail (error, _ ("an object identifier is malformed"));
  }
  *ret = sgn_openssl_oid (object);
  return TRUE;
}

gboolean
sgn_der_uint (SgnDer *der, guint64 *ret, GError **error)
{
  SgnDerElement element;
  guint64 value = 0;

  if (!sgn_der_expect (der, SGN_TAG_INTEGER, &element, error))
    return FALSE;
  /* Not negative; up to 64 bits, with a zero before a set top bit (X.690 8.3.2). */
  if (element.content.size == 0 || element.content.data[0] >= 0x80 ||
      element.content.size > sizeof value + 1 ||
      (element.content.size == sizeof value + 1 && element.content.data[0] != 0))
    return fail (error, _ ("an ASN.1 number is out of range"));
  for (gsize i = 0; i < element.content.size; i++)
    value = value << 8 | element.content.data[i];
  *ret = value;
  return TRUE;
}

/* Appends the segments of an OCTET STRING, which may themselves be constructed (X.690 8.7.3). Some
 * signers split content this way. */
static gboolean
append_octets (const SgnDerElement *element, guint depth, GByteArray *ret, GError **error)
{
  SgnDer rest = element->content;

  if (element->tag == SGN_TAG_OCTETS) {
    g_byte_array_append (ret, rest.data, (guint) rest.size);
    return TRUE;
  }
  if (element->tag != SGN_TAG_OCTETS_CONSTRUCTED)
    return fail (error, _ ("an ASN.1 element is not an OCTET STRING"));
  if (depth >= SGN_DER_MAX_DEPTH)
    return fail (error, _ ("the ASN.1 structure is nested too deeply"));
  while (!sgn_der_is_empty (rest)) {
    SgnDerElement segment;

    if (!sgn_der_next (&rest, &segment, error) || !append_octets (&segment, depth + 1, ret, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sgn_der_octets (SgnDer *der, GBytes **ret, GError **error)
{
  SgnDer rest = *der;
  SgnDerElement element;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!sgn_der_next (&rest, &element, error) || !append_octets (&element, 0, bytes, error))
    return FALSE;
  *der = rest;
  *ret = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

gboolean
sgn_der_algorithm (SgnDer *der, char **oid, SgnDer *parameters, GError **error)
{
  SgnDer rest = *der;
  SgnDerElement sequence;
  SgnDerElement ignored;
  SgnDer value;
  g_autofree char *dotted = NULL;

  if (!sgn_der_expect (&rest, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &dotted, error))
    return FALSE;
  /* Parameters are one element of any type, or absent (RFC 5280 4.1.1.2). */
  value = sequence.content;
  if (!sgn_der_is_empty (sequence.content) && (!sgn_der_next (&sequence.content, &ignored, error) ||
                                               !sgn_der_end (sequence.content, error)))
    return FALSE;
  *der = rest;
  *oid = g_steal_pointer (&dotted);
  if (parameters != NULL)
    *parameters = value;
  return TRUE;
}
