/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-key-text"
#include "config.h"

#include "core/identity/key-text.h"

#include <openssl/crypto.h>
#include <string.h>

#define MAX_LAYERS 3 /* UTF-16 around base64 around PEM */

static void
wipe (gpointer data)
{
  GByteArray *array = data;

  OPENSSL_cleanse (array->data, array->len);
  g_byte_array_unref (array);
}

/* Takes @data, which may be a bare key: wiped in the end. */
static GBytes *
take (gpointer data, gsize size)
{
  GByteArray *array = g_byte_array_new_take (data, size);

  return g_bytes_new_with_free_func (array->data, array->len, wipe, array);
}

static gboolean
is_wide (const guint8 *octets, gsize size, gboolean big)
{
  const guint8 marks[2][2] = { { 0xff, 0xfe }, { 0xfe, 0xff } };

  return size >= 4 && size % 2 == 0 &&
         (memcmp (octets, marks[big], 2) == 0 ||
          (octets[big ? 0 : 1] == 0 && octets[big ? 1 : 0] != 0 && octets[big ? 2 : 3] == 0 &&
           octets[big ? 3 : 2] != 0));
}

/* Only what is ASCII counts in such a file; NULL when it is not UTF-16. */
static GBytes *
narrow (GBytes *data)
{
  gsize size;
  const guint8 *octets = g_bytes_get_data (data, &size);
  gboolean big = is_wide (octets, size, TRUE);
  GByteArray *array;

  if (!big && !is_wide (octets, size, FALSE))
    return NULL;
  array = g_byte_array_sized_new ((guint) (size / 2));
  for (gsize i = 0; i < size; i += 2) {
    guint8 high = octets[big ? i : i + 1];
    guint8 low = octets[big ? i + 1 : i];

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
  return digits >= 64;
}

/* A key or a certificate, or a text that holds one, in base64; NULL when it is none. */
static GBytes *
decode (GBytes *data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  gsize skip = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autofree char *copy = NULL;
  guchar *octets;
  gsize length = 0;

  if (size < skip || memchr (text, '\0', size) != NULL || !is_base64 (text + skip, size - skip))
    return NULL;
  copy = g_strndup (text + skip, size - skip);
  octets = g_base64_decode (copy, &length);
  OPENSSL_cleanse (copy, size - skip);
  return take (octets, length);
}

void
sgn_key_text_unwrap (GBytes **data)
{
  for (guint i = 0; i < MAX_LAYERS; i++) {
    GBytes *inner = narrow (*data);

    if (inner == NULL)
      inner = decode (*data);
    if (inner == NULL)
      return;
    g_bytes_unref (*data);
    *data = inner;
  }
}
