/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* Copies XML while hooks change single attributes and elements. Block maps and manifests are edited
 * this way, so that what is not understood stays as it is. Comments and processing instructions
 * pass through; only the white space inside tags is lost. */

#include "config.h"

#include "core/format/msix/msix-xml.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

#define BOM "\xef\xbb\xbf"

typedef struct {
  const MsixXmlHooks *hooks;
  gpointer user_data;
  GString *out;
  gboolean open;  /* the last start tag still lacks its ">" */
  guint dropping; /* depth in the dropped element, which counts as 1 */
} Copy;

static void
close_tag (Copy *self)
{
  if (self->open)
    g_string_append_c (self->out, '>');
  self->open = FALSE;
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Copy *self = user_data;
  const MsixXmlHooks *hooks = self->hooks;

  if (self->dropping > 0 ||
      (hooks->is_dropped != NULL && hooks->is_dropped (element, self->user_data))) {
    self->dropping++;
    return;
  }
  /* The ">" is written late, so that an element without content ends with "/>". */
  close_tag (self);
  g_string_append_printf (self->out, "<%s", element);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *value = NULL;
    g_autofree char *escaped = NULL;

    if (hooks->get_value != NULL)
      value = hooks->get_value (element, names, values, names[i], self->user_data);
    escaped = g_markup_escape_text (value != NULL ? value : values[i], -1);
    g_string_append_printf (self->out, " %s=\"%s\"", names[i], escaped);
  }
  self->open = TRUE;
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Copy *self = user_data;
  g_autoptr (GString) last = g_string_new (NULL);

  if (self->dropping > 0) {
    self->dropping--;
    return;
  }
  if (self->hooks->add_last != NULL)
    self->hooks->add_last (element, last, self->user_data);
  if (self->open && last->len == 0) {
    g_string_append (self->out, "/>");
    self->open = FALSE;
    return;
  }
  close_tag (self);
  g_string_append_printf (self->out, "%s</%s>", last->str, element);
}

static void
add_text (GMarkupParseContext *context,
          const char *text,
          gsize length,
          gpointer user_data,
          GError **error)
{
  Copy *self = user_data;
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  if (self->dropping > 0)
    return;
  close_tag (self);
  g_string_append (self->out, escaped);
}

static void
add_as_is (GMarkupParseContext *context,
           const char *text,
           gsize length,
           gpointer user_data,
           GError **error)
{
  Copy *self = user_data;

  if (self->dropping > 0)
    return;
  close_tag (self);
  g_string_append_len (self->out, text, (gssize) length);
}

GBytes *
sgn_msix_xml_copy (GBytes *xml, const MsixXmlHooks *hooks, gpointer user_data, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, add_text, add_as_is, NULL };
  g_autoptr (GString) out = g_string_new (NULL);
  Copy copy = { .hooks = hooks, .user_data = user_data, .out = out };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &copy, NULL);
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *text = g_bytes_get_data (xml, &size);

  if (size >= strlen (BOM) && memcmp (text, BOM, strlen (BOM)) == 0) {
    g_string_append (out, BOM);
    text = &text[strlen (BOM)];
    size -= strlen (BOM);
  }
  if (size > 0 && g_markup_parse_context_parse (context, text, (gssize) size, &local) &&
      g_markup_parse_context_end_parse (context, &local))
    return g_string_free_to_bytes (g_steal_pointer (&out));
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_DAMAGED,
                       local != NULL ? local->message : _ ("a part of the package is empty"));
  return NULL;
}
