/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Writes DER (X.690 10 and 11): definite lengths in the shortest form, SET OF sorted. Elements are
 * built from the inside out, as bytes. */

#include "config.h"

#include "core/asn1/der.h"

#include <stdarg.h>
#include <string.h>

#include "core/base/openssl.h"

/* X.690 8.1.3.4 and 8.1.3.5: below 128 one byte, otherwise the number of bytes and the bytes. */
static void
append_length (GByteArray *out, gsize length)
{
  guint8 bytes[1 + sizeof (guint32)];
  guint count = 0;

  g_assert (length <= G_MAXUINT32);
  while (count < sizeof (guint32) && length >> (8 * count) != 0)
    count++;
  if (length < 0x80) {
    bytes[0] = (guint8) length;
    count = 0;
  } else {
    bytes[0] = (guint8) (0x80 | count);
  }
  for (guint i = 0; i < count; i++)
    bytes[1 + i] = (guint8) (length >> (8 * (count - 1 - i)));
  g_byte_array_append (out, bytes, 1 + count);
}

static void
append_bytes (GByteArray *out, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > 0)
    g_byte_array_append (out, data, (guint) size);
}

GBytes *
sgn_der_encode (guint8 tag, gconstpointer content, gsize size)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, &tag, 1);
  append_length (out, size);
  if (size > 0)
    g_byte_array_append (out, content, (guint) size);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
sgn_der_wrap (guint8 tag, GBytes *first, ...)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  va_list list;

  va_start (list, first);
  for (GBytes *bytes = first; bytes != NULL; bytes = va_arg (list, GBytes *)) {
    append_bytes (content, bytes);
    g_bytes_unref (bytes);
  }
  va_end (list);
  return sgn_der_encode (tag, content->data, content->len);
}

/* X.690 11.6 compares as if the shorter one was filled up with zeros. No element is the beginning
 * of another, so this is the same. */
static int
compare_elements (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

GBytes *
sgn_der_set_of (guint8 tag, GPtrArray *elements)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (elements, NULL, NULL);
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_elements);
  for (guint i = 0; i < sorted->len; i++)
    append_bytes (content, sorted->pdata[i]);
  return sgn_der_encode (tag, content->data, content->len);
}

GBytes *
sgn_der_sequence_of (GPtrArray *elements)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  for (guint i = 0; i < elements->len; i++)
    append_bytes (content, elements->pdata[i]);
  return sgn_der_encode (SGN_TAG_SEQUENCE, content->data, content->len);
}

GBytes *
sgn_der_encode_oid (const char *dotted)
{
  g_autoptr (ASN1_OBJECT) object = OBJ_txt2obj (dotted, 1);
  guint8 *data = NULL;
  /* Callers pass constants. */
  int size = i2d_ASN1_OBJECT (object, &data);
  GBytes *bytes;

  g_assert (size > 0);
  bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}

GBytes *
sgn_der_encode_uint (guint64 value)
{
  guint8 bytes[1 + sizeof value] = { 0 };
  gsize first = 1;

  for (gsize i = 0; i < sizeof value; i++)
    bytes[1 + i] = (guint8) (value >> (8 * (sizeof value - 1 - i)));
  while (first < sizeof bytes - 1 && bytes[first] == 0)
    first++;
  /* X.690 8.3.3: a set top bit would make it negative. */
  if (bytes[first] >= 0x80)
    first--;
  return sgn_der_encode (SGN_TAG_INTEGER, bytes + first, sizeof bytes - first);
}

GBytes *
sgn_der_encode_octets (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return sgn_der_encode (SGN_TAG_OCTETS, data, size);
}

/* RFC 5652 11.3: UTCTime until 2049, then GeneralizedTime. ASN1_TIME_set() chooses the same
 * way. */
GBytes *
sgn_der_encode_time (gint64 time)
{
  ASN1_TIME *now = ASN1_TIME_set (NULL, (time_t) time);
  guint8 *data = NULL;
  int size = i2d_ASN1_TIME (now, &data);
  GBytes *bytes;

  ASN1_TIME_free (now);
  g_assert (size > 0);
  bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  return bytes;
}

GBytes *
sgn_der_encode_algorithm (const char *oid, gboolean null_parameters)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_oid (oid),
                       null_parameters ? sgn_der_encode (SGN_TAG_NULL, NULL, 0) : NULL,
                       NULL);
}
