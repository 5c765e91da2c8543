/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <json-glib/json-glib.h>

/* Add members to the object that is open in the builder. NULL becomes null; bytes that are not
 * UTF-8 become replacement characters. */
void sgn_json_add_string (JsonBuilder *builder, const char *name, const char *value);
/* Adds the name of a file for display. If the name is not UTF-8, also adds a member @name_uri with
 * its URI. */
void sgn_json_add_path (JsonBuilder *builder, const char *name, const char *path);
void sgn_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values);
void sgn_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void sgn_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void sgn_json_add_hex (JsonBuilder *builder, const char *name, GBytes *value);
/* @time: Unix time, written as ISO 8601 in UTC; null after the year 9999. */
void sgn_json_add_time (JsonBuilder *builder, const char *name, gint64 time);

/* The JSON that was built, on one line without line end. (transfer full) */
char *sgn_json_to_text (JsonBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
