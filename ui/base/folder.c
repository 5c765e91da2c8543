/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/folder.h"

#include "core/format/format.h"

#define MAX_DEPTH 32
#define MAX_FILES 20000

typedef struct {
  SgnFolderFunc func;
  gpointer user_data;
  guint found;
} Search;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  GFileInfo *const *first = a;
  GFileInfo *const *second = b;

  return g_utf8_collate (g_file_info_get_display_name (*first),
                         g_file_info_get_display_name (*second));
}

static GPtrArray *
list_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator)
      enumerator = g_file_enumerate_children (folder,
                                              "standard::name,standard::display-name,standard::"
                                              "type,standard::is-hidden",
                                              G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                              NULL,
                                              NULL);
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);
  GFileInfo *info;

  while (enumerator != NULL && g_file_enumerator_iterate (enumerator, &info, NULL, NULL, NULL) &&
         info != NULL)
    g_ptr_array_add (children, g_object_ref (info));
  g_ptr_array_sort (children, compare_names);
  return children;
}

static void
search_folder (GFile *folder, guint depth, Search *search)
{
  g_autoptr (GPtrArray) children = list_folder (folder);

  for (guint i = 0; i < children->len && search->found < MAX_FILES; i++) {
    GFileInfo *info = g_ptr_array_index (children, i);
    g_autoptr (GFile) child = g_file_get_child (folder, g_file_info_get_name (info));

    if (g_file_info_get_is_hidden (info))
      continue;
    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH)
      search_folder (child, depth + 1, search);
    else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
             sgn_folder_is_signable_name (g_file_info_get_name (info))) {
      search->found++;
      search->func (child, search->user_data);
    }
  }
}

gboolean
sgn_folder_is_signable_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  const SgnFormat *const *formats = sgn_format_get_all ();

  if (dot == NULL)
    return FALSE;
  for (guint i = 0; formats[i] != NULL; i++)
    for (guint j = 0; formats[i]->extensions[j] != NULL; j++)
      if (g_ascii_strcasecmp (formats[i]->extensions[j], dot + 1) == 0)
        return TRUE;
  return FALSE;
}

void
sgn_folder_search (GFile *file, SgnFolderFunc func, gpointer user_data)
{
  Search search = { func, user_data, 0 };

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    search_folder (file, 0, &search);
  else
    func (file, user_data);
}
