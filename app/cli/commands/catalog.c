/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "app/cli/commands/catalog-list.h"
#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "app/cli/options/places.h"
#include "core/asn1/catalog.h"
#include "core/base/text.h"
#include "core/catalog/definition.h"
#include "core/catalog/make.h"
#include "core/catalog/os.h"
#include "core/identity/make/save.h"
#include "core/io/input.h"
#include "core/words/json.h"

/* Windows 10 and later. */
#define DEFAULT_OS "10.0"

static struct {
  char *output;
  char *definition;
  char *os;
  char **attributes;
  gboolean no_sha1;
  gboolean page_hashes;
  gboolean force;
  gboolean json;
  char **arguments;
} options;

static const GOptionEntry entries[] = {
  { "output",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.output,
    N_ ("The catalog to make"),
    N_ ("FILE") },
  { "cdf",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.definition,
    N_ ("Make the catalog described by this MakeCat definition file"),
    N_ ("FILE") },
  { "os",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.os,
    N_ ("Windows versions it is for, such as 10.0,6.3 or 10_X64 (default: 10.0)"),
    N_ ("VERSIONS") },
  { "attribute",
    0,
    0,
    G_OPTION_ARG_STRING_ARRAY,
    &options.attributes,
    N_ ("Attribute of all files, for instance HWID1=root\\device; may be repeated"),
    N_ ("NAME=VALUE") },
  { "no-sha1",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.no_sha1,
    N_ ("Omit the entries that only Windows versions before 8 need"),
    NULL },
  { "page-hashes",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.page_hashes,
    N_ ("Add page hashes of programs"),
    NULL },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object per entry"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
  { NULL },
};

/* @targets (nullable): the default. */
static GPtrArray *
make_properties (const char *targets)
{
  g_autoptr (GPtrArray) properties = sgn_catalog_properties_new ();

  for (guint i = 0; options.attributes != NULL && options.attributes[i] != NULL; i++) {
    g_autofree char *text = sgn_options_to_utf8 (options.attributes[i]);
    char *value = text != NULL ? strchr (text, '=') : NULL;

    if (value == NULL || value == text)
      return NULL;
    *value++ = '\0';
    sgn_catalog_properties_add (properties, text, value);
  }
  if (targets != NULL && sgn_catalog_properties_find (properties, "OS") == NULL)
    sgn_catalog_properties_add (properties, "OS", targets);
  return g_steal_pointer (&properties);
}

static void
print_written (const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sgn_json_add_path (builder, "catalog", path);
  sgn_json_add_error (builder, "error", NULL);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static gboolean
check_places (GPtrArray *files, GFile *output, GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();

  sgn_places_read (places, options.definition);
  for (guint i = 0; i < files->len; i++)
    sgn_places_read_input (places, files->pdata[i]);
  sgn_places_write (places, output, NULL);
  return sgn_places_check (places, error);
}

static SgnExit
write_catalog (const SgnCommand *self,
               GPtrArray *files,
               const SgnCatalogOptions *catalog,
               const char *path)
{
  g_autoptr (GFile) output = sgn_options_to_file (path);
  const SgnOutput console = { .json = options.json };
  g_autofree char *shown = path != NULL ? sgn_text_display (path) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (output == NULL)
    return sgn_options_complain (self, _ ("--output is needed: the file for the catalog."));
  if (files->len == 0)
    return sgn_options_complain (self, _ ("At least one file is needed."));
  if (!check_places (files, output, &error))
    return sgn_options_complain (self, error->message);
  bytes = sgn_catalog_make (files, catalog, NULL, &error);
  if (bytes == NULL ||
      !sgn_save (output, bytes, options.force ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE, &error))
    return sgn_output_finish (sgn_output_refuse (&console, "catalog", path, error));
  if (options.json)
    print_written (path);
  if (!options.json)
    g_print (_ ("Written: %s\n"), shown);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

static SgnCatalogDefinition *
load_definition (GError **error)
{
  g_autoptr (GFile) file = sgn_options_to_file (options.definition);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (GBytes) text = NULL;
  SgnCatalogDefinition *definition = NULL;

  if (input != NULL)
    text = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), error);
  if (text == NULL)
    return NULL;
  definition = sgn_catalog_definition_parse (text, error);
  return definition;
}

/* @properties are added to those in the definition. */
static SgnExit
create_defined (const SgnCommand *self, const SgnCatalogOptions *asked, GPtrArray *properties)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCatalogDefinition) definition = load_definition (&error);
  const SgnOutput console = { .json = options.json };
  SgnCatalogOptions catalog = *asked;

  if (definition == NULL)
    return sgn_output_finish (
        sgn_output_refuse (&console, "definition", options.definition, error));
  for (guint i = 0; i < properties->len; i++) {
    const SgnCatalogProperty *property = properties->pdata[i];

    sgn_catalog_properties_add (definition->properties, property->tag, property->value);
  }
  catalog.properties = definition->properties;
  catalog.file_properties = definition->file_properties;
  catalog.page_hashes = catalog.page_hashes || definition->page_hashes;
  return write_catalog (self,
                        definition->files,
                        &catalog,
                        options.output != NULL ? options.output : definition->output);
}

static SgnExit
create (const SgnCommand *self, char **files)
{
  const char *named = options.os;
  g_autoptr (GPtrArray) list = sgn_options_to_files (files);
  g_auto (SgnCatalogOs) os = { NULL, NULL };
  gboolean os_known;
  g_autoptr (GPtrArray) properties = NULL;
  SgnCatalogOptions catalog = { .without_sha1 = options.no_sha1,
                                .page_hashes = options.page_hashes };

  if (named == NULL && options.definition == NULL)
    named = DEFAULT_OS;
  os_known = named == NULL || sgn_catalog_os_parse (named, &os);
  properties = make_properties (os.targets);
  if (!os_known)
    return sgn_options_complain (self,
                                 _ ("--os needs Windows versions, such as 10.0,6.3 or 10_X64."));
  if (properties == NULL)
    return sgn_options_complain (self, _ ("--attribute needs NAME=VALUE."));
  catalog.os = os.versions;
  catalog.properties = properties;
  if (options.definition == NULL)
    return write_catalog (self, list, &catalog, options.output);
  if (list->len > 0)
    return sgn_options_complain (self,
                                 _ ("--cdf cannot be combined with files; the definition names "
                                    "them."));
  return create_defined (self, &catalog, properties);
}

static SgnExit
list (const SgnCommand *self, char **files)
{
  const SgnOutput console = { .json = options.json };
  SgnExit status = SGN_EXIT_GOOD;

  if (files[0] == NULL)
    return sgn_options_complain (self, _ ("At least one file is needed."));
  for (guint i = 0; files[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    SgnExit failed;

    if (sgn_catalog_list (files[i], options.json, &error))
      continue;
    failed = sgn_output_refuse (&console, "catalog", files[i], error);
    status = MAX (status, failed);
  }
  return sgn_output_finish (status);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_catalog;
  const GOptionEntry *const groups[] = { entries, NULL };

  if (!sgn_options_parse (self, _ ("create|list FILE…"), groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.arguments != NULL && g_str_equal (options.arguments[0], "create"))
    return create (self, options.arguments + 1);
  if (options.arguments != NULL && g_str_equal (options.arguments[0], "list"))
    return list (self, options.arguments + 1);
  return sgn_options_complain (self, _ ("“create” or “list” is needed."));
}

const SgnCommand sgn_command_catalog = {
  .name = "catalog",
  .summary = N_ ("Make a security catalog of files, or show its contents"),
  .run = run,
};
