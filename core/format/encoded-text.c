/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-script"

/* Converts between the bytes of a script or RDP file and the UTF-16LE that Windows hashes, without
 * ever changing bytes: positions are in units of the file's encoding, so a block is cut out or put
 * in exactly where it is. */

#include "config.h"

#include "core/format/encoded-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/writer.h"

#define REPLACEMENT 0xfffd /* U+FFFD, for bytes that are not UTF-8 */
#define NOT_ASCII   0x1a   /* SUB; occurs in no marker */

/* 0x80 to 0x9f; the five unassigned values map to themselves. */
static const guint16 windows_1252[] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static gboolean
is_wide (TextEncoding encoding)
{
  return encoding == TEXT_UTF_16LE || encoding == TEXT_UTF_16BE;
}

/* Byte order marks. */
static const struct {
  const char *bytes;
  gsize size;
  TextEncoding encoding;
} marks[] = {
  { "\xff\xfe", 2, TEXT_UTF_16LE },
  { "\xfe\xff", 2, TEXT_UTF_16BE },
  { "\xef\xbb\xbf", 3, TEXT_UTF_8 },
};

/* The index of the byte order mark at the start of @data; N_ELEMENTS if there is none. */
static gsize
find_mark (const char *data, gsize size)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (marks) &&
         (size < marks[i].size || memcmp (data, marks[i].bytes, marks[i].size) != 0))
    i++;
  return i;
}

static void
detect (EncodedText *self, GBytes *file, TextEncoding fallback)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  gsize mark = find_mark (data, size);

  self->encoding = fallback;
  if (mark < G_N_ELEMENTS (marks)) {
    self->bom_size = marks[mark].size;
    self->encoding = marks[mark].encoding;
    /* Windows then uses the code page of the computer, which nobody can know afterwards; this is
     * the usual one. A NUL byte is no letter of any code page; such a file keeps its encoding. */
  } else if (fallback == TEXT_UTF_8 && size > 0 && !g_utf8_validate_len (data, size, NULL) &&
             memchr (data, '\0', size) == NULL) {
    self->encoding = TEXT_WINDOWS_1252;
  }
  self->unit_size = is_wide (self->encoding) ? 2 : 1;
}

static guint16
get_unit (const EncodedText *self, const guint8 *data, gsize index)
{
  if (self->unit_size == 1)
    return data[index];
  if (self->encoding == TEXT_UTF_16LE)
    return (guint16) (data[2 * index] | data[2 * index + 1] << 8);
  return (guint16) (data[2 * index] << 8 | data[2 * index + 1]);
}

/* A copy with one byte for each unit, so that markers are found with byte functions at the same
 * positions in any encoding. */
static GBytes *
make_narrow (const EncodedText *self)
{
  const guint8 *data = g_bytes_get_data (self->bytes, NULL);
  gsize length = g_bytes_get_size (self->bytes) / self->unit_size;
  guint8 *narrow;

  if (self->unit_size == 1)
    return g_bytes_ref (self->bytes);
  narrow = g_malloc (length);
  for (gsize i = 0; i < length; i++) {
    guint16 unit = get_unit (self, data, i);

    narrow[i] = unit < 0x80 ? (guint8) unit : NOT_ASCII;
  }
  return g_bytes_new_take (narrow, length);
}

EncodedText *
sgn_encoded_text_new (GBytes *file, TextEncoding fallback, GError **error)
{
  EncodedText *self = g_new0 (EncodedText, 1);
  gsize size = g_bytes_get_size (file);

  detect (self, file, fallback);
  if ((size - self->bom_size) % self->unit_size != 0) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the text ends with half a character"));
    g_free (self);
    return NULL;
  }
  self->bytes = g_bytes_new_from_bytes (file, self->bom_size, size - self->bom_size);
  self->narrow = make_narrow (self);
  return self;
}

void
sgn_encoded_text_free (EncodedText *self)
{
  g_bytes_unref (self->bytes);
  g_bytes_unref (self->narrow);
  g_free (self);
}

gsize
sgn_encoded_text_get_length (const EncodedText *self)
{
  return g_bytes_get_size (self->narrow);
}

gboolean
sgn_encoded_text_has_mark_at (const EncodedText *self, gsize unit)
{
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);
  gsize offset = MIN (unit * self->unit_size, size);

  return find_mark (&data[offset], size - offset) < G_N_ELEMENTS (marks);
}

gboolean
sgn_encoded_text_is_ascii (const EncodedText *self)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);

  if (self->bom_size > 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Surrogates (RFC 2781 section 2.1): 0xd7c0 is 0xd800 less 0x10000 >> 10. */
static void
append_character (SgnWriter *ret, gunichar character)
{
  if (character < 0x10000) {
    sgn_writer_u16 (ret, (guint16) character);
    return;
  }
  sgn_writer_u16 (ret, (guint16) (0xd7c0 + (character >> 10)));
  sgn_writer_u16 (ret, (guint16) (0xdc00 + (character & 0x3ff)));
}

static void
decode_utf8 (SgnWriter *ret, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size;) {
    /* g_utf8_get_char_validated() takes NUL for the end of the text. Windows hashes it. */
    gunichar character = data[i] == 0 ? 0
                                      : g_utf8_get_char_validated ((const char *) &data[i],
                                                                   (gssize) (size - i));

    if (character == (gunichar) -1 || character == (gunichar) -2) {
      append_character (ret, REPLACEMENT);
      i++;
      continue;
    }
    append_character (ret, character);
    i += (gsize) g_unichar_to_utf8 (character, NULL);
  }
}

static void
decode_units (SgnWriter *ret, const EncodedText *self, gsize start, gsize end)
{
  const guint8 *data = g_bytes_get_data (self->bytes, NULL);

  for (gsize i = start; i < end; i++) {
    guint16 unit = get_unit (self, data, i);

    /* 0xa0 to 0xff are the same in Unicode. */
    if (self->unit_size == 1 && unit >= 0x80 && unit < 0xa0)
      unit = windows_1252[unit - 0x80];
    sgn_writer_u16 (ret, unit);
  }
}

GBytes *
sgn_encoded_text_to_utf16 (const EncodedText *self, gsize start, gsize end, TextEncoding encoding)
{
  SgnWriter *ret = g_byte_array_sized_new ((guint) (2 * (end - start)));
  const guint8 *data = g_bytes_get_data (self->bytes, NULL);

  if (encoding == TEXT_UTF_8 && end > start)
    decode_utf8 (ret, &data[start], end - start);
  else
    decode_units (ret, self, start, end);
  return g_byte_array_free_to_bytes (ret);
}

static guint8
to_windows_1252 (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (windows_1252); i++)
    if (windows_1252[i] == character)
      return (guint8) (0x80 + i);
  return character < 0x100 ? (guint8) character : '?';
}

static GBytes *
encode_windows_1252 (const char *text)
{
  SgnWriter *ret = g_byte_array_new ();

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    guint8 byte = to_windows_1252 (g_utf8_get_char (text));

    sgn_writer_data (ret, &byte, 1);
  }
  return g_byte_array_free_to_bytes (ret);
}

GBytes *
sgn_encoded_text_encode (const EncodedText *self, const char *text)
{
  if (self->encoding == TEXT_WINDOWS_1252)
    return encode_windows_1252 (text);
  if (self->unit_size == 1)
    return g_bytes_new (text, strlen (text));
  return sgn_text_to_utf16 (text, self->encoding == TEXT_UTF_16BE);
}
