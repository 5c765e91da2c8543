/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cabinet"
#include "config.h"

#include "core/archive/cabinet.h"

#include <glib/gi18n-lib.h>
#include <libgcab.h>
#include <string.h>

#include "core/base/error.h"

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, message);
  return FALSE;
}

gboolean
sgn_cabinet_is (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "MSCF", 4) == 0;
}

/* (transfer none) */
static GCabFile *
find_file (GCabCabinet *cabinet, gsize max, GError **error)
{
  GPtrArray *folders = gcab_cabinet_get_folders (cabinet);
  g_autoptr (GSList) files = NULL;

  if (folders != NULL && folders->len == 1)
    files = gcab_folder_get_files (folders->pdata[0]);
  if (files == NULL || files->next != NULL) {
    fail (error, _ ("the cabinet does not hold exactly one file"));
    return NULL;
  }
  if (gcab_file_get_size (files->data) > max) {
    fail (error, _ ("the file in the cabinet is too large"));
    return NULL;
  }
  return files->data;
}

static GBytes *
unpack (GCabCabinet *cabinet, gsize max, GError **error)
{
  GCabFile *file = find_file (cabinet, max, error);
  g_autoptr (GError) cause = NULL;
  GBytes *content;

  if (file == NULL)
    return NULL;
  /* Without a folder, the content stays in memory. */
  if (!gcab_cabinet_extract_simple (cabinet, NULL, NULL, NULL, NULL, &cause)) {
    fail (error, cause->message);
    return NULL;
  }
  content = gcab_file_get_bytes (file);
  if (content == NULL || g_bytes_get_size (content) != gcab_file_get_size (file)) {
    fail (error, _ ("the file in the cabinet is cut off"));
    return NULL;
  }
  return g_bytes_ref (content);
}

GBytes *
sgn_cabinet_unpack (GBytes *cabinet, gsize max, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (cabinet);
  g_autoptr (GCabCabinet) reader = gcab_cabinet_new ();
  g_autoptr (GError) cause = NULL;

  if (gcab_cabinet_load (reader, stream, NULL, &cause))
    return unpack (reader, max, error);
  fail (error, cause->message);
  return NULL;
}
