/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/commands/catalog-list.h"

#include <glib/gi18n.h>

#include "app/cli/console/output.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/catalog/index.h"

static const char *
get_kind_id (SgnCatalogKind kind)
{
  switch (kind) {
  case SGN_CATALOG_PE:
    return "program";
  case SGN_CATALOG_OTHER:
    return "own";
  case SGN_CATALOG_FLAT:
  default:
    return "whole";
  }
}

static const char *
get_kind_words (SgnCatalogKind kind)
{
  switch (kind) {
  case SGN_CATALOG_PE:
    return _ ("program, without its own signature");
  case SGN_CATALOG_OTHER:
    return _ ("digest as its file format defines it");
  case SGN_CATALOG_FLAT:
  default:
    return _ ("whole file");
  }
}

static void
add_properties (JsonBuilder *builder, GPtrArray *properties)
{
  json_builder_set_member_name (builder, "attributes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < properties->len; i++) {
    const SgnCatalogProperty *property = properties->pdata[i];

    json_builder_begin_object (builder);
    sgn_json_add_string (builder, "name", property->tag);
    sgn_json_add_string (builder, "value", property->value);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_json (const SgnCatalogMember *member, const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *digest = member->digest != NULL ? sgn_text_hex_bytes (member->digest) : NULL;

  json_builder_begin_object (builder);
  sgn_json_add_path (builder, "catalog", path);
  sgn_json_add_string (builder, "file", sgn_catalog_properties_find (member->properties, "File"));
  sgn_json_add_string (builder, "kind", get_kind_id (member->kind));
  sgn_json_add_string (builder,
                       "algorithm",
                       member->hash_known ? sgn_hash_get_id (member->hash) : NULL);
  sgn_json_add_string (builder, "digest", digest);
  add_properties (builder, member->properties);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static void
print_text (const SgnCatalogMember *member)
{
  const char *name = sgn_catalog_properties_find (member->properties, "File");
  g_autofree char *shown = name != NULL ? sgn_text_display (name) : NULL;
  g_autofree char *digest = member->digest != NULL ? sgn_text_hex_bytes (member->digest) : NULL;

  g_print ("%s\n", shown != NULL ? shown : _ ("(without a name)"));
  g_print ("  %s %s\n",
           member->hash_known ? sgn_hash_get_title (member->hash) : "?",
           digest != NULL ? digest : "?");
  g_print ("  %s\n", get_kind_words (member->kind));
}

gboolean
sgn_catalog_list (const char *path, gboolean json, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (SgnCtl) list = input != NULL ? sgn_catalog_read (input, error) : NULL;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->subjects->len; i++) {
    const SgnCtlSubject *subject = &g_array_index (list->subjects, SgnCtlSubject, i);
    g_auto (SgnCatalogMember) member = { 0 };

    if (!sgn_catalog_member_parse (list, subject, &member, error))
      return FALSE;
    if (json)
      print_json (&member, path);
    else
      print_text (&member);
  }
  return TRUE;
}
