/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-rdp"

/* The lines of a remote desktop file, cut as the most liberal reader cuts them (FreeRDP). */

#include "config.h"

#include "core/format/rdp/rdp-settings.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"

static void
line_free (gpointer data)
{
  RdpLine *line = data;

  g_free (line->text);
  g_free (line->name);
  g_free (line);
}

/* Readers ignore the case of names and spaces around them. */
static char *
get_name (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = g_strndup (text, colon != NULL ? (gsize) (colon - text) : strlen (text));

  return g_ascii_strdown (g_strstrip (name), -1);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

GTree *
sgn_rdp_names_new (void)
{
  /* A balanced tree instead of a hash table needs no defence against chosen names. */
  return g_tree_new_full (compare_names, NULL, NULL, NULL);
}

static void
add_line (RdpSettings *self, gsize start, gsize length, gsize end)
{
  g_autoptr (GBytes)
      utf16 = sgn_encoded_text_to_utf16 (self->text, start, start + length, self->text->encoding);
  RdpLine *line = g_new0 (RdpLine, 1);

  line->start = start;
  line->end = end;
  line->text = sgn_text_from_utf16 (g_bytes_get_data (utf16, NULL),
                                    g_bytes_get_size (utf16),
                                    FALSE);
  line->name = get_name (line->text);
  g_ptr_array_add (self->lines, line);
  if (g_tree_lookup (self->first, line->name) == NULL)
    g_tree_insert (self->first, line->name, line);
}

/* CR, LF and CR LF end a line, as in FreeRDP. */
static void
split (RdpSettings *self)
{
  gsize length;
  const char *narrow = g_bytes_get_data (self->text->narrow, &length);
  gsize end;

  for (gsize start = 0; start < length; start = end) {
    gsize stop = start;

    while (stop < length && narrow[stop] != '\r' && narrow[stop] != '\n')
      stop++;
    end = MIN (stop + 1, length);
    if (stop + 1 < length && narrow[stop] == '\r' && narrow[stop + 1] == '\n')
      end++;
    add_line (self, start, stop - start, end);
  }
}

/* UTF-16 without a byte order mark, read as bytes, has a NUL in nearly every character. */
static gboolean
has_nul (const EncodedText *text)
{
  gsize length;
  const char *narrow = g_bytes_get_data (text->narrow, &length);

  return length > 0 && memchr (narrow, '\0', length) != NULL;
}

RdpSettings *
sgn_rdp_settings_new (GBytes *file, GError **error)
{
  RdpSettings *self;
  EncodedText *text = sgn_encoded_text_new (file, TEXT_UTF_8, error);

  if (text == NULL)
    return NULL;
  self = g_new0 (RdpSettings, 1);
  self->text = text;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->first = sgn_rdp_names_new ();
  if (!has_nul (text)) {
    split (self);
    return self;
  }
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_DAMAGED,
                       _ ("the file is UTF-16 text without a byte order mark, or not text"));
  sgn_rdp_settings_free (self);
  return NULL;
}

void
sgn_rdp_settings_free (RdpSettings *self)
{
  sgn_encoded_text_free (self->text);
  g_tree_unref (self->first);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

const RdpLine *
sgn_rdp_settings_find (const RdpSettings *self, const char *name)
{
  return g_tree_lookup (self->first, name);
}

const char *
sgn_rdp_line_get_value (const RdpLine *self)
{
  const char *type = strchr (self->text, ':');
  const char *value = type != NULL ? strchr (type + 1, ':') : NULL;

  return value != NULL ? value + 1 : "";
}

gboolean
sgn_rdp_line_is_of_signature (const RdpLine *self)
{
  return g_str_equal (self->name, "signscope") || g_str_equal (self->name, "signature");
}
