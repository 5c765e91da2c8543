/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/commands/edit.h"
#include "app/cli/options/options.h"
#include "app/cli/options/places.h"
#include "core/identity/make/save.h"
#include "core/sign/edit.h"
#include "core/words/json.h"

static struct {
  char *target;
  gboolean force;
} options;

static const GOptionEntry entries[] = {
  { "output",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.target,
    N_ ("File for the signature"),
    N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { NULL },
};

static gboolean
is_standard_output (void)
{
  return g_str_equal (options.target, "-");
}

static gboolean
check_target (GFile *file, GError **error)
{
  g_autoptr (SgnPlaces) places = sgn_places_new ();
  g_autoptr (GFile) target = NULL;

  if (is_standard_output ())
    return TRUE;
  target = g_file_new_for_path (options.target);
  sgn_places_read_input (places, file);
  sgn_places_write (places, target, NULL);
  return sgn_places_check (places, error);
}

static gboolean
write_signature (GBytes *signature, GError **error)
{
  g_autoptr (GFile) target = NULL;
  gsize size;
  const char *data = g_bytes_get_data (signature, &size);

  if (is_standard_output ())
    return fwrite (data, 1, size, stdout) == size;
  target = g_file_new_for_path (options.target);
  return sgn_save (target, signature, options.force ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE, error);
}

static void
print_extracted (const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sgn_json_add_path (builder, "file", name);
  sgn_json_add_path (builder, "output", options.target);
  sgn_json_add_error (builder, "error", NULL);
  json_builder_end_object (builder);
  sgn_output_object (builder);
}

static SgnExit
extract (GFile *file, const char *name)
{
  const SgnOutput *output = sgn_edit_get_output ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = sgn_extract_signature (file, sgn_edit_get_index (), &error);

  if (signature == NULL || !write_signature (signature, &error)) {
    if (error != NULL)
      sgn_output_refuse (output, "file", name, error);
    return sgn_output_finish (SGN_EXIT_FAILED);
  }
  if (output->json)
    print_extracted (name);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_extract;
  const GOptionEntry *const groups[] = { sgn_edit_get_index_entries (), entries, NULL };
  const SgnEditCommand command = {
    self, _ ("--output FILE FILE"), groups, .one_file = TRUE, .extracts = TRUE,
  };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!sgn_edit_parse (&command, argc, argv))
    return SGN_EXIT_USAGE;
  if (options.target == NULL)
    return sgn_options_complain (self, _ ("--output is needed."));
  if (sgn_edit_get_output ()->json && is_standard_output ())
    return sgn_options_complain (self, _ ("--json needs an --output that is a file."));
  file = g_file_new_for_path (sgn_edit_get_files ()[0]);
  if (!check_target (file, &error))
    return sgn_options_complain (self, error->message);
  return extract (file, sgn_edit_get_files ()[0]);
}

const SgnCommand sgn_command_extract = {
  .name = "extract",
  .summary = N_ ("Copy a signature out of a file"),
  .run = run,
};
