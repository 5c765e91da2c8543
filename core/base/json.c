/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-json"

/* JSON for reports, on top of json-glib. Values may come straight out of hostile files, so they are
 * made valid UTF-8 and harmless in a terminal here. */

#include "config.h"

#include "core/base/json.h"

#include <string.h>

#include <gio/gio.h>

#include "core/base/text.h"

static void
add_value (JsonBuilder *builder, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

void
sgn_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  add_value (builder, value);
}

/* A name that is not UTF-8 can be shown, but the file can only be found by its URI. */
void
sgn_json_add_path (JsonBuilder *builder, const char *name, const char *path)
{
  g_autofree char *member = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GFile) file = NULL;

  if (path == NULL || g_utf8_validate (path, -1, NULL)) {
    sgn_json_add_string (builder, name, path);
    return;
  }
  shown = g_filename_display_name (path);
  file = g_file_new_for_path (path);
  uri = g_file_get_uri (file);
  member = g_strconcat (name, "_uri", NULL);
  sgn_json_add_string (builder, name, shown);
  sgn_json_add_string (builder, member, uri);
}

void
sgn_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  if (values == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_array (builder);
  for (; *values != NULL; values++)
    add_value (builder, *values);
  json_builder_end_array (builder);
}

void
sgn_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
sgn_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
sgn_json_add_hex (JsonBuilder *builder, const char *name, GBytes *value)
{
  g_autofree char *hex = value != NULL ? sgn_text_hex_bytes (value) : NULL;

  sgn_json_add_string (builder, name, hex);
}

void
sgn_json_add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  sgn_json_add_string (builder, name, text);
}

static void
append_escape (GString *text, gunichar character)
{
  /* A surrogate pair (RFC 8259, 7). */
  if (character >= 0x10000) {
    g_string_append_printf (text, "\\u%04x", 0xD7C0 + (character >> 10));
    character = 0xDC00 + (character & 0x3FF);
  }
  g_string_append_printf (text, "\\u%04x", character);
}

/* JSON is also shown in terminals, so control and invisible characters are written as escapes,
 * which parse to the same characters. */
static char *
escape (const char *json)
{
  GString *text = g_string_sized_new (strlen (json) + 1);

  for (const char *at = json; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);

    /* The replacement character stands for bytes that were not UTF-8 and may be shown. */
    if (character == 0xFFFD || sgn_text_is_plain (character))
      g_string_append_unichar (text, character);
    else
      append_escape (text, character);
  }
  return g_string_free (text, FALSE);
}

char *
sgn_json_to_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *json = json_to_string (root, FALSE);

  return escape (json);
}
