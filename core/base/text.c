/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-text"

/* Text from files: between UTF-16, which Windows uses, UTF-8, and what may be shown. A name in a
 * certificate can contain anything, also characters that hide or reorder what follows them. */

#include "config.h"

#include "core/base/text.h"

#include <string.h>

#include "core/base/reader.h"

/* Longer names are no names; the limits of X.520 are 64 or 128 for most attributes. */
#define DISPLAY_MAX_CHARACTERS 512
#define REPLACEMENT            ((gunichar) 0xFFFD)
#define ELLIPSIS               ((gunichar) 0x2026)

char *
sgn_text_hex (gconstpointer data, gsize size)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = data;
  GString *text = g_string_sized_new (size * 2 + 1);

  for (gsize i = 0; i < size; i++) {
    g_string_append_c (text, digits[bytes[i] >> 4]);
    g_string_append_c (text, digits[bytes[i] & 0xF]);
  }
  return g_string_free (text, FALSE);
}

char *
sgn_text_hex_bytes (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return sgn_text_hex (data, size);
}

static void
append_unit (GByteArray *bytes, gunichar2 unit, gboolean big_endian)
{
  guint8 pair[2] = { unit & 0xFF, unit >> 8 };

  if (big_endian) {
    pair[0] = unit >> 8;
    pair[1] = unit & 0xFF;
  }
  g_byte_array_append (bytes, pair, sizeof pair);
}

GBytes *
sgn_text_to_utf16 (const char *utf8, gboolean big_endian)
{
  g_autofree char *valid = g_utf8_make_valid (utf8, -1);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    if (character < 0x10000) {
      append_unit (bytes, (gunichar2) character, big_endian);
      continue;
    }
    /* A surrogate pair (Unicode, 3.9, D91): 0xD7C0 is 0xD800 less 0x10000 >> 10. */
    append_unit (bytes, (gunichar2) (0xD7C0 + (character >> 10)), big_endian);
    append_unit (bytes, (gunichar2) (0xDC00 + (character & 0x3FF)), big_endian);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
read_unit (SgnReader *reader, gboolean big_endian, guint16 *ret)
{
  return big_endian ? sgn_reader_u16_be (reader, ret, NULL) : sgn_reader_u16 (reader, ret, NULL);
}

static gunichar
read_character (SgnReader *reader, gboolean big_endian)
{
  SgnReader ahead;
  guint16 high = 0;
  guint16 low = 0;

  /* An odd byte at the end. */
  if (!read_unit (reader, big_endian, &high)) {
    sgn_reader_skip (reader, sgn_reader_get_left (reader), NULL);
    return REPLACEMENT;
  }
  if (high < 0xD800 || high > 0xDFFF)
    return high;
  ahead = *reader;
  /* An unpaired surrogate; what follows it is read again by itself. */
  if (high > 0xDBFF || !read_unit (&ahead, big_endian, &low) || low < 0xDC00 || low > 0xDFFF)
    return REPLACEMENT;
  *reader = ahead;
  return 0x10000 + (((gunichar) high - 0xD800) << 10) + (low - 0xDC00);
}

static void
append_replacements (GString *text, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_string_append_unichar (text, REPLACEMENT);
}

char *
sgn_text_from_utf16 (gconstpointer data, gsize size, gboolean big_endian)
{
  GString *text = g_string_new (NULL);
  SgnReader reader;
  gsize nuls = 0;

  sgn_reader_init (&reader, data, size);
  while (sgn_reader_get_left (&reader) > 0) {
    gunichar character = read_character (&reader, big_endian);

    /* NULs at the end are dropped; any other NUL must not hide the text after it. */
    if (character == 0) {
      nuls++;
      continue;
    }
    append_replacements (text, nuls);
    nuls = 0;
    g_string_append_unichar (text, character);
  }
  return g_string_free (text, FALSE);
}

/* Invisible characters that Unicode does not classify as format characters. */
static gboolean
is_invisible (gunichar character)
{
  switch (character) {
  case 0x034F:
  case 0x115F:
  case 0x1160:
  case 0x17B4:
  case 0x17B5:
  case 0x180E:
  case 0x2800:
  case 0x3164:
  case 0xFFA0:
    return TRUE;
  default:
    return (character >= 0x180B && character <= 0x180F) ||
           (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0000 && character <= 0xE0FFF);
  }
}

static gunichar
make_visible (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  if (g_unichar_isspace (character) || type == G_UNICODE_LINE_SEPARATOR ||
      type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SPACE_SEPARATOR)
    return ' ';
  /* FORMAT includes the bidirectional controls (U+202A to U+202E, U+2066 to U+2069), which can turn
   * "gpj.exe" into "exe.jpg". */
  if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
      type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED || is_invisible (character))
    return REPLACEMENT;
  return character;
}

static char *
show (const char *text, gsize limit)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_new (NULL);
  gsize count = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    if (++count == limit && *g_utf8_next_char (at) != '\0') {
      g_string_append_unichar (shown, ELLIPSIS);
      break;
    }
    g_string_append_unichar (shown, make_visible (g_utf8_get_char (at)));
  }
  return g_string_free (shown, FALSE);
}

char *
sgn_text_display (const char *text)
{
  return show (text, DISPLAY_MAX_CHARACTERS);
}

char *
sgn_text_line (const char *text)
{
  return show (text, G_MAXSIZE);
}

gboolean
sgn_text_is_plain (gunichar character)
{
  return character == ' ' ||
         (!g_unichar_isspace (character) && make_visible (character) == character);
}

char *
sgn_text_join_stops (char *sentence, const char *name)
{
  g_autofree char *twice = g_strconcat (name, ".", NULL);
  char *at = g_str_has_suffix (name, ".") ? strstr (sentence, twice) : NULL;

  if (at != NULL) {
    at += strlen (name);
    memmove (at, at + 1, strlen (at));
  }
  return sentence;
}

/* RFC 4648 section 3.5: unused bits of the last digit must be zero. */
static gboolean
has_stray_bits (char last, gsize fill)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *digit = last != '\0' ? strchr (digits, last) : NULL;

  return digit != NULL && ((digit - digits) & ((1 << (2 * fill)) - 1)) != 0;
}

gboolean
sgn_text_is_base64 (const char *text)
{
  gsize digits = 0;
  gsize fill = 0;
  char last = '\0';

  for (; *text != '\0'; text++) {
    if (*text == '=')
      fill++;
    else if (fill == 0 && (g_ascii_isalnum (*text) || *text == '+' || *text == '/')) {
      digits++;
      last = *text;
    } else if (*text != ' ')
      return FALSE;
  }
  /* RFC 4648, 3.2 and 4: padding up to a multiple of four digits. */
  return fill <= 2 && (digits + fill) % 4 == 0 && !has_stray_bits (last, fill);
}
