/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/output.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/sign/finish.h"

static struct {
  char *target;
  char *backup;
  gboolean force;
} options;

static const GOptionEntry entries[] = {
  { "output",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.target,
    N_ ("Write to this file or folder instead of replacing the original"),
    N_ ("FILE|DIR") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Replace files that exist"), NULL },
  { NULL },
};

static const GOptionEntry backup_entries[] = {
  { "backup",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.backup,
    N_ ("Keep the original with this suffix added to its name"),
    N_ ("SUFFIX") },
  { NULL },
};

const GOptionEntry *
sgn_output_options_get_entries (void)
{
  return entries;
}

const GOptionEntry *
sgn_output_options_get_backup_entries (void)
{
  return backup_entries;
}

const char *
sgn_output_options_check (void)
{
  if (options.backup != NULL && (options.backup[0] == '\0' || strchr (options.backup, '/') != NULL))
    return _ ("--backup needs a suffix without a slash, such as “.orig”.");
  return NULL;
}

/* Resolves all links in the path. (transfer full) */
static char *
get_real_name (const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_path (name);
  const char *path = g_file_peek_path (file);
  g_autofree char *resolved = path != NULL ? realpath (path, NULL) : NULL;

  return resolved != NULL ? g_strdup (resolved) : g_file_get_uri (file);
}

void
sgn_output_options_drop_repeated (char **files)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint kept = 0;

  for (guint i = 0; files[i] != NULL; i++) {
    char *file = files[i];

    files[i] = NULL;
    if (g_hash_table_add (known, get_real_name (file)))
      files[kept++] = file;
    else
      g_free (file);
  }
}

static void
add_places (SgnPlaces *places, char **files, const SgnSignRequest *request)
{
  for (guint i = 0; files[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (files[i]);
    g_autoptr (GFile) target = sgn_sign_choose_target (file, request);

    sgn_places_read_input (places, file);
    sgn_places_write (places, target, file);
  }
}

static gboolean
make_folder (GFile *folder, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_file_make_directory_with_parents (folder, NULL, &local) ||
      (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS) &&
       g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "--output: ");
  return FALSE;
}

static void
set_target (SgnSignRequest *request, char **files)
{
  const char *target = options.target;

  request->output = g_file_new_for_path (target);
  request->output_is_folder = g_file_query_file_type (request->output,
                                                      G_FILE_QUERY_INFO_NONE,
                                                      NULL) == G_FILE_TYPE_DIRECTORY ||
                              g_str_has_suffix (target, "/") || g_strv_length (files) > 1;
}

gboolean
sgn_output_options_apply (char **files, SgnPlaces *places, SgnSignRequest *request, GError **error)
{
  request->overwrite = options.force;
  request->backup_suffix = g_strdup (options.backup);
  if (options.target != NULL)
    set_target (request, files);
  /* Without the folder, two new files with the same name could not be recognized as one. */
  if (request->output_is_folder && !make_folder (request->output, error))
    return FALSE;
  add_places (places, files, request);
  return sgn_places_check (places, error);
}
