/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <json-glib/json-glib.h>

/* Members of the object that is open in the builder. NULL becomes null, octets that are no UTF-8
 * become replacement characters. */
void sgn_json_add_string (JsonBuilder *builder, const char *name, const char *value);
/* The name of a file as it may be shown; where that is not its name because it is no UTF-8,
 * another member @name_uri has its address. */
void sgn_json_add_path (JsonBuilder *builder, const char *name, const char *path);
void sgn_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values);
void sgn_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void sgn_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void sgn_json_add_hex (JsonBuilder *builder, const char *name, GBytes *value);
/* @time: Unix time, written as ISO 8601 in UTC; null beyond the year 9999. */
void sgn_json_add_time (JsonBuilder *builder, const char *name, gint64 time);

/* What was built, in one line without its end. (transfer full) */
char *sgn_json_to_text (JsonBuilder *builder);
