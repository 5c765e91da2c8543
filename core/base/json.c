/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-json"

#include "config.h"

#include "core/base/json.h"

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

char *
sgn_json_to_text (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
