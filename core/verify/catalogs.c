/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-verify"

/* Reads catalogs and verifies each one once, before the files that it may list. */

#include "config.h"

#include "core/verify/catalogs.h"

#include "core/base/error.h"
#include "core/verify/verify.h"

#define MAX_FOLDERS 8 /* limit for nested folders */

static gboolean
load_file (SgnCatalogs *self,
           GFile *file,
           const SgnVerifyOptions *options,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (SgnCtl) list = input != NULL ? sgn_catalog_read (input, error) : NULL;
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autoptr (SgnReport) report = NULL;

  if (list == NULL)
    return FALSE;
  /* Verifies the same bytes that the list was read from. */
  report = sgn_verify_input (input, name, options, cancellable, error);
  if (report == NULL)
    return FALSE;
  g_set_object (&report->file, file);
  return sgn_input_check_unchanged (input, error) && sgn_catalogs_add (self, list, report, error);
}

gboolean
sgn_verify_is_catalog_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && g_ascii_strcasecmp (dot, ".cat") == 0;
}

/* By name, so that the same folder gives the same result everywhere. */
static int
compare_infos (gconstpointer a, gconstpointer b)
{
  return strcmp (g_file_info_get_name (*(GFileInfo *const *) a),
                 g_file_info_get_name (*(GFileInfo *const *) b));
}

/* The contents of a folder, sorted by name. */
static GPtrArray *
list_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFileEnumerator) children = NULL;
  GError *local = NULL;
  GFileInfo *info;

  children = g_file_enumerate_children (folder,
                                        "standard::name,standard::type",
                                        G_FILE_QUERY_INFO_NONE,
                                        cancellable,
                                        &local);
  while (children != NULL &&
         (info = g_file_enumerator_next_file (children, cancellable, &local)) != NULL)
    g_ptr_array_add (infos, info);
  if (local != NULL) {
    sgn_error_take_io (error, SGN_ERROR_FILE_UNREADABLE, local);
    return NULL;
  }
  g_ptr_array_sort (infos, compare_infos);
  return g_steal_pointer (&infos);
}

static gboolean
load_folder (SgnCatalogs *self,
             GFile *folder,
             guint depth,
             const SgnVerifyOptions *options,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) infos = list_folder (folder, cancellable, error);

  if (infos == NULL)
    return FALSE;
  for (guint i = 0; i < infos->len && !g_cancellable_is_cancelled (cancellable); i++) {
    GFileInfo *info = infos->pdata[i];
    const char *name = g_file_info_get_name (info);
    g_autoptr (GFile) child = g_file_get_child (folder, name);
    g_autoptr (GError) local = NULL;

    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_FOLDERS)
      load_folder (self, child, depth + 1, options, cancellable, &local);
    else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
             sgn_verify_is_catalog_name (name))
      load_file (self, child, options, cancellable, &local);
  }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
sgn_verify_add_catalogs (SgnCatalogs *self,
                         GFile *path,
                         const SgnVerifyOptions *options,
                         GCancellable *cancellable,
                         GError **error)
{
  /* A catalog is not looked up in catalogs. */
  g_autoptr (SgnVerifyOptions) alone = sgn_verify_options_with_catalogs (options, NULL);

  if (g_file_query_file_type (path, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    return load_folder (self, path, 0, alone, cancellable, error);
  return load_file (self, path, alone, cancellable, error);
}

SgnCatalogs *
sgn_verify_load_catalogs (GPtrArray *paths,
                          const SgnVerifyOptions *options,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (SgnCatalogs) self = sgn_catalogs_new ();

  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *name = NULL;

    if (sgn_verify_add_catalogs (self, paths->pdata[i], options, cancellable, error))
      continue;
    name = g_file_get_parse_name (paths->pdata[i]);
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  return g_steal_pointer (&self);
}
