/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

#include "config.h"

#include <string.h>

#include "core/format/msix/msix-package.h"

/* [Content_Types].xml (ECMA-376 part 2), edited as text so that everything else stays the same.
 * Each part needs a content type; without an override for the signature, Windows refuses the
 * package. */

#define PART             "PartName=\"/" MSIX_SIGNATURE "\""
#define CATALOG_PART     "PartName=\"/" MSIX_CATALOG "\""
#define OVERRIDE         "<Override " PART " ContentType=\"application/vnd.ms-appx.signature\""
#define CATALOG_OVERRIDE "<Override " CATALOG_PART " ContentType=\"application/vnd.ms-pkiseccat\""
#define END              "</Types>"

/* NULL unless this is UTF-8 text without NUL. (transfer full) */
static char *
get_text (GBytes *types)
{
  gsize size;
  const char *data = g_bytes_get_data (types, &size);

  return size > 0 && g_utf8_validate (data, (gssize) size, NULL) ? g_strndup (data, size) : NULL;
}

static GBytes *
replace (const char *text, const char *at, gsize length, const char *with)
{
  GString *result = g_string_new_len (text, at - text);

  g_string_append (result, with);
  g_string_append (result, at + length);
  return g_string_free_to_bytes (result);
}

static GBytes *
add (GBytes *types, const char *part, const char *override)
{
  g_autofree char *text = get_text (types);
  const char *end;

  if (text == NULL)
    return NULL;
  /* Signed before: the part is already declared. */
  if (strstr (text, part) != NULL)
    return g_bytes_ref (types);
  /* The last one, because a comment before it may contain the same text. */
  end = g_strrstr (text, END);
  return end != NULL ? replace (text, end, 0, override) : NULL;
}

GBytes *
sgn_msix_content_types_add (GBytes *types)
{
  return add (types, PART, OVERRIDE "/>");
}

GBytes *
sgn_msix_content_types_add_catalog (GBytes *types)
{
  return add (types, CATALOG_PART, CATALOG_OVERRIDE "/>");
}

/* Removes @override, which lacks its end because some programs write a space before "/>". */
static GBytes *
drop (GBytes *types, const char *override)
{
  g_autofree char *text = get_text (types);
  const char *found = text != NULL ? strstr (text, override) : NULL;
  gsize length = strlen (override);

  if (found == NULL)
    return g_bytes_ref (types);
  if (found[length] == ' ')
    length++;
  if (!g_str_has_prefix (&found[length], "/>"))
    return g_bytes_ref (types);
  return replace (text, found, length + strlen ("/>"), "");
}

GBytes *
sgn_msix_content_types_remove (GBytes *types)
{
  g_autoptr (GBytes) rest = drop (types, OVERRIDE);

  return drop (rest, CATALOG_OVERRIDE);
}
