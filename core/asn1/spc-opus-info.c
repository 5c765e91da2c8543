/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* SpcSpOpusInfo: name and address of a program, as its signature states them. */

#include "config.h"

#include "core/asn1/spc-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/der.h"
#include "core/base/text.h"

/* SpcString with the program name as unicode. (transfer full) */
static GBytes *
encode_unicode (const char *text)
{
  g_autoptr (GBytes) utf16 = sgn_text_to_utf16 (text, TRUE);
  gsize size;
  gconstpointer data = g_bytes_get_data (utf16, &size);

  return sgn_der_encode (TAG_0, data, size);
}

/* The URL as IA5String, which is ASCII: other characters are percent-encoded, existing escapes are
 * kept. (transfer full) */
static GBytes *
encode_url (const char *url)
{
  g_autofree char *ascii = g_uri_escape_string (url, ":/?#[]@!$&'()*+,;=%", FALSE);

  return sgn_der_encode (TAG_0, ascii, strlen (ascii));
}

GBytes *
sgn_spc_opus_info_encode (const char *name, const char *url)
{
  g_autoptr (GByteArray) fields = g_byte_array_new ();
  g_autoptr (GBytes) name_field = NULL;
  g_autoptr (GBytes) url_field = NULL;

  if (name != NULL) {
    name_field = sgn_der_wrap (CONS0, encode_unicode (name), NULL);
    g_byte_array_append (fields,
                         g_bytes_get_data (name_field, NULL),
                         (guint) g_bytes_get_size (name_field));
  }
  if (url != NULL) {
    url_field = sgn_der_wrap (CONS1, encode_url (url), NULL);
    g_byte_array_append (fields,
                         g_bytes_get_data (url_field, NULL),
                         (guint) g_bytes_get_size (url_field));
  }
  return sgn_der_encode (SGN_TAG_SEQUENCE, fields->data, fields->len);
}

/* Some programs write UTF-8 in an IA5String; anything else is read as Latin-1. (transfer full) */
static char *
text_from_bytes (SgnDer bytes)
{
  if (g_utf8_validate_len ((const char *) bytes.data, bytes.size, NULL))
    return g_strndup ((const char *) bytes.data, bytes.size);
  return g_convert ((const char *) bytes.data,
                    (gssize) bytes.size,
                    "UTF-8",
                    "ISO-8859-1",
                    NULL,
                    NULL,
                    NULL);
}

static gboolean
parse_string (SgnDer der, char **ret, GError **error)
{
  SgnDerElement element;
  g_autofree char *text = NULL;

  if (!sgn_der_next (&der, &element, error))
    return FALSE;
  if (element.tag == TAG_0)
    text = sgn_text_from_utf16 (element.content.data, element.content.size, TRUE);
  else if (element.tag == TAG_1)
    text = text_from_bytes (element.content);
  if (text != NULL && *text != '\0')
    *ret = sgn_text_display (text);
  return TRUE;
}

static gboolean
parse_link (SgnDer der, char **ret, GError **error)
{
  SgnDerElement element;
  g_autofree char *text = NULL;

  if (!sgn_der_next (&der, &element, error))
    return FALSE;
  /* SpcLink: file [2]. The moniker [1] is no text. */
  if (element.tag == CONS2)
    return parse_string (element.content, ret, error);
  if (element.tag == TAG_0)
    text = text_from_bytes (element.content);
  /* SignTool appends a space. */
  if (text != NULL && *g_strstrip (text) != '\0')
    *ret = sgn_text_display (text);
  return TRUE;
}

gboolean
sgn_spc_opus_info_parse (GBytes *value, char **name, char **url, GError **error)
{
  SgnDer der = sgn_der_from_bytes (value);
  SgnDerElement sequence;
  SgnDerElement field;
  g_autofree char *found_name = NULL;
  g_autofree char *found_url = NULL;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) ||
      (sgn_der_optional (&sequence.content, CONS0, &field) &&
       !parse_string (field.content, &found_name, error)) ||
      (sgn_der_optional (&sequence.content, CONS1, &field) &&
       !parse_link (field.content, &found_url, error))) {
    g_prefix_error (error, _ ("program information: "));
    return FALSE;
  }
  *name = g_steal_pointer (&found_name);
  *url = g_steal_pointer (&found_url);
  return TRUE;
}
