/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-anchors"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "core/trust/anchors.h"

#define MAX_FILES 10000 /* in one folder */

static gboolean
add_file (SgnAnchors *self, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) certificates = sgn_certificates_load (file, error);

  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    sgn_anchors_add (self, g_ptr_array_index (certificates, i));
  return certificates != NULL;
}

/* The folder may contain other files, but must contain at least one certificate. */
static gboolean
add_folder (SgnAnchors *self, GFile *folder, GFileEnumerator *files, GError **error)
{
  g_autofree char *name = g_file_get_basename (folder);
  guint before = sgn_anchors_get_size (self);
  GFile *file;

  for (guint i = 0; i < MAX_FILES; i++) {
    if (!g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) || file == NULL)
      break;
    add_file (self, file, NULL);
  }
  if (sgn_anchors_get_size (self) > before)
    return TRUE;
  g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING, _ ("%s contains no certificate"), name);
  return FALSE;
}

gboolean
sgn_anchors_add_path (SgnAnchors *self, GFile *path, GError **error)
{
  g_autoptr (GFileEnumerator) files = NULL;

  if (g_file_query_file_type (path, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    return add_file (self, path, error);
  files = g_file_enumerate_children (path,
                                     G_FILE_ATTRIBUTE_STANDARD_NAME,
                                     G_FILE_QUERY_INFO_NONE,
                                     NULL,
                                     NULL);
  if (files != NULL)
    return add_folder (self, path, files, error);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_UNREADABLE,
                       _ ("the folder cannot be read"));
  return FALSE;
}
