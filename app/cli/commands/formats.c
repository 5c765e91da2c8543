/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/console/command.h"
#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "core/base/json.h"
#include "core/format/format.h"

static struct {
  gboolean json;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "json",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.json,
    N_ ("Print one JSON object per file format"),
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

static const struct {
  SgnFormatCaps cap;
  const char *id;
  const char *text;
} caps[] = {
  { SGN_FORMAT_CAN_NEST, "nest", N_ ("several signatures, nested") },
  { SGN_FORMAT_APPENDS_ENTRIES, "append-entries", N_ ("several signatures, side by side") },
  { SGN_FORMAT_PAGE_HASHES, "page-hashes", N_ ("page hashes") },
  { SGN_FORMAT_CAN_REMOVE, "remove", N_ ("signatures can be removed") },
  { SGN_FORMAT_REMOVE_IDENTICAL, "remove-identical", N_ ("removing restores the original") },
};

static void
print_json (const SgnFormat *format)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *ids[G_N_ELEMENTS (caps) + 1] = { NULL };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (caps); i++)
    if (format->caps & caps[i].cap)
      ids[count++] = caps[i].id;
  json_builder_begin_object (builder);
  sgn_json_add_string (builder, "id", format->id);
  sgn_json_add_string (builder, "title", format->title);
  sgn_json_add_strings (builder, "extensions", format->extensions);
  sgn_json_add_strings (builder, "caps", ids);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static void
print_text (const SgnFormat *format)
{
  g_autofree char *extensions = g_strjoinv (", ", (char **) format->extensions);

  g_print ("%s: %s (%s)\n", format->id, _ (format->title), extensions);
  for (guint i = 0; i < G_N_ELEMENTS (caps); i++)
    if (format->caps & caps[i].cap)
      g_print ("  %s\n", _ (caps[i].text));
}

static SgnExit
run (int argc, char **argv)
{
  const GOptionEntry *const groups[] = { entries, NULL };

  if (!sgn_options_parse (&sgn_command_formats, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.files != NULL)
    return sgn_options_complain (&sgn_command_formats, _ ("This command does not take a file."));
  for (const SgnFormat *const *format = sgn_format_get_all (); *format != NULL; format++)
    if (options.json)
      print_json (*format);
    else
      print_text (*format);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_formats = {
  .name = "formats",
  .summary = N_ ("List what can be signed, and what each format allows"),
  .run = run,
};
