/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/output-options.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "core/base/error.h"

/* The file itself, whatever way leads to it. */
static char *
get_real_name (GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *resolved = path != NULL ? realpath (path, NULL) : NULL;

  return resolved != NULL ? g_strdup (resolved) : g_file_get_uri (file);
}

static char *
get_target (const SgnSignRequest *request, const char *name)
{
  g_autoptr (GFile) file = g_file_new_for_path (name);

  if (request->output_is_folder)
    return g_file_get_basename (file);
  return get_real_name (file);
}

static gboolean
check_targets (const SgnSignRequest *request, char **files, GError **error)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    if (!g_hash_table_add (targets, get_target (request, files[i]))) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_FAILED,
                   _ ("Two of the files would be written to the same place: %s"),
                   files[i]);
      return FALSE;
    }
  return TRUE;
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

gboolean
sgn_output_options_apply (const char *output, char **files, SgnSignRequest *request, GError **error)
{
  if (output == NULL)
    return check_targets (request, files, error);
  request->output = g_file_new_for_path (output);
  request->output_is_folder = g_file_query_file_type (request->output,
                                                      G_FILE_QUERY_INFO_NONE,
                                                      NULL) == G_FILE_TYPE_DIRECTORY ||
                              g_str_has_suffix (output, "/") || g_strv_length (files) > 1;
  if (!check_targets (request, files, error))
    return FALSE;
  return !request->output_is_folder || make_folder (request->output, error);
}
