/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-key-text"

/* Repairs keys and certificates that went through a mail, an editor, a web form or an environment
 * variable on their way here. Everything is worked out on copies that are wiped afterwards. */

#include "config.h"

#include "core/certificate/key-text.h"

#include <openssl/crypto.h>
#include <string.h>

/* RFC 7468, 2: exactly 64 characters a line */
#define PEM_WIDTH  64
#define MAX_LAYERS 3 /* The layers can be nested: UTF-16 around base64 around PEM. */

static void
wipe (gpointer data)
{
  GByteArray *array = data;

  OPENSSL_cleanse (array->data, array->len);
  g_byte_array_unref (array);
}

/* Takes ownership of @data and wipes it, because it may be an unencrypted key. */
static GBytes *
take (gpointer data, gsize size)
{
  GByteArray *array = g_byte_array_new_take (data, size);

  return g_bytes_new_with_free_func (array->data, array->len, wipe, array);
}

/* By the byte order mark, or by the zero bytes of two ASCII characters; Notepad and PowerShell
 * write UTF-16. */
static gboolean
is_wide (const guint8 *bytes, gsize size, gboolean big)
{
  const guint8 marks[2][2] = { { 0xff, 0xfe }, { 0xfe, 0xff } };

  return size >= 4 && size % 2 == 0 &&
         (memcmp (bytes, marks[big], 2) == 0 ||
          (bytes[big ? 0 : 1] == 0 && bytes[big ? 1 : 0] != 0 && bytes[big ? 2 : 3] == 0 &&
           bytes[big ? 3 : 2] != 0));
}

/* Such files only hold ASCII characters. NULL when @data is not UTF-16. */
static GBytes *
narrow (GBytes *data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  gboolean big = is_wide (bytes, size, TRUE);
  GByteArray *array;

  if (!big && !is_wide (bytes, size, FALSE))
    return NULL;
  array = g_byte_array_sized_new ((guint) (size / 2));
  for (gsize i = 0; i < size; i += 2) {
    guint8 high = bytes[big ? i : i + 1];
    guint8 low = bytes[big ? i + 1 : i];

    if (high == 0)
      g_byte_array_append (array, &low, 1);
  }
  return g_bytes_new_with_free_func (array->data, array->len, wipe, array);
}

static gboolean
is_base64 (const char *text, gsize size)
{
  gsize digits = 0;

  for (gsize i = 0; i < size; i++) {
    if (g_ascii_isspace (text[i]))
      continue;
    if (!g_ascii_isalnum (text[i]) && strchr ("+/=", text[i]) == NULL)
      return FALSE;
    digits++;
  }
  /* Shorter texts are more likely words than keys. */
  return digits >= 64;
}

/* Decodes base64 without a header that holds a key, a certificate or PEM; NULL for anything
 * else. */
static GBytes *
decode (GBytes *data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  /* The byte order mark of UTF-8, which Notepad writes too. */
  gsize skip = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autofree char *copy = NULL;
  guchar *bytes;
  gsize length = 0;

  if (size < skip || memchr (text, '\0', size) != NULL || !is_base64 (text + skip, size - skip))
    return NULL;
  copy = g_strndup (text + skip, size - skip);
  bytes = g_base64_decode (copy, &length);
  OPENSSL_cleanse (copy, size - skip);
  return take (bytes, length);
}

static void
append (GByteArray *array, const char *text, gsize size)
{
  g_byte_array_append (array, (const guint8 *) text, (guint) size);
}

static gsize
get_word (const char **text, const char *end)
{
  gsize size = 0;

  while (*text < end && g_ascii_isspace (**text))
    (*text)++;
  while (*text + size < end && !g_ascii_isspace ((*text)[size]))
    size++;
  return size;
}

static void
append_base64 (GByteArray *array, const char *text, gsize size, guint *column)
{
  for (gsize i = 0; i < size; i++) {
    append (array, &text[i], 1);
    *column = (*column + 1) % PEM_WIDTH;
    if (*column == 0)
      append (array, "\n", 1);
  }
}

/* Headers (RFC 1421, 4.6), one “name: value” a line, then base64. */
static void
append_body (GByteArray *array, const char *text, const char *end)
{
  gboolean in_headers = FALSE;
  gsize size;

  for (guint column = 0; (size = get_word (&text, end)) > 0; text += size) {
    if (text[size - 1] == ':') {
      append (array, text, size);
      text += size;
      size = get_word (&text, end);
      append (array, " ", 1);
      append (array, text, size);
      append (array, "\n", 1);
      in_headers = TRUE;
      continue;
    }
    /* An empty line ends the headers (RFC 1421, 4.4). */
    if (in_headers)
      append (array, "\n", 1);
    in_headers = FALSE;
    append_base64 (array, text, size, &column);
  }
  if (array->data[array->len - 1] != '\n')
    append (array, "\n", 1);
}

/* Moves to the next PEM block. FALSE when there is none or it is incomplete. */
static gboolean
append_block (GByteArray *array, const char **text)
{
  const char *begin = strstr (*text, "-----BEGIN ");
  const char *body = begin != NULL ? strstr (begin + strlen ("-----BEGIN "), "-----") : NULL;
  const char *end = body != NULL ? strstr (body + strlen ("-----"), "-----END ") : NULL;
  const char *last = end != NULL ? strstr (end + strlen ("-----END "), "-----") : NULL;

  if (last == NULL)
    return FALSE;
  body += strlen ("-----");
  last += strlen ("-----");
  append (array, begin, (gsize) (body - begin));
  append (array, "\n", 1);
  append_body (array, body, end);
  append (array, end, (gsize) (last - end));
  append (array, "\n", 1);
  *text = last;
  return TRUE;
}

/* Replaces line ends that were written as "\n" escapes, as environment variables of build services
 * do. */
static void
blank_escapes (char *text)
{
  for (char *at = text; (at = strchr (at, '\\')) != NULL; at++)
    if (at[1] == 'n' || at[1] == 'r')
      at[0] = at[1] = ' ';
}

/* Restores the line breaks of PEM that was indented or joined into a single line. NULL when it is
 * not PEM or is incomplete. */
static GBytes *
straighten (GBytes *data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  g_autofree char *copy = NULL;
  const char *rest;
  GByteArray *array;
  gboolean whole;

  if (size == 0 || memchr (text, '\0', size) != NULL)
    return NULL;
  copy = g_strndup (text, size);
  blank_escapes (copy);
  rest = copy;
  /* Large enough that it never grows: a grown array leaves a copy of the key behind in freed
   * memory. */
  array = g_byte_array_sized_new ((guint) (size + size / PEM_WIDTH * 2 + 1024));
  while (append_block (array, &rest))
    ;
  whole = array->len > 0 && strstr (rest, "-----BEGIN ") == NULL;
  OPENSSL_cleanse (copy, size);
  if (whole)
    return g_bytes_new_with_free_func (array->data, array->len, wipe, array);
  wipe (array);
  return NULL;
}

static void
replace (GBytes **data, GBytes *inner)
{
  g_bytes_unref (*data);
  *data = inner;
}

void
sgn_key_text_unwrap (GBytes **data)
{
  GBytes *straight;

  for (guint i = 0; i < MAX_LAYERS; i++) {
    GBytes *inner = narrow (*data);

    if (inner == NULL)
      inner = decode (*data);
    if (inner == NULL)
      break;
    replace (data, inner);
  }
  straight = straighten (*data);
  if (straight != NULL)
    replace (data, straight);
}
