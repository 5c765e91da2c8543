/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-source"

/* Opens key files in a thread, because deriving a key from a password takes a moment and the
 * question for it waits for the user. */

#include "config.h"

#include "core/identity/read/source.h"

static void
files_free (gpointer data)
{
  SgnIdentityFiles *files = data;

  g_clear_object (&files->file);
  g_clear_object (&files->certificate);
  g_clear_pointer (&files->chain, g_ptr_array_unref);
  g_free (files);
}

static gpointer
copy_object (gconstpointer object, gpointer user_data)
{
  return g_object_ref ((gpointer) object);
}

typedef struct {
  SgnIdentityFiles *files;
  GTlsInteraction *interaction;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  files_free (open->files);
  g_clear_object (&open->interaction);
  g_free (open);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenData *open = data;
  GError *error = NULL;
  GPtrArray *all = sgn_identity_open_all (open->files, open->interaction, cancellable, &error);

  if (all != NULL)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
sgn_identity_open_all_async (const SgnIdentityFiles *files,
                             GTlsInteraction *interaction,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *data = g_new0 (OpenData, 1);

  data->files = g_new0 (SgnIdentityFiles, 1);
  data->files->file = g_object_ref (files->file);
  g_set_object (&data->files->certificate, files->certificate);
  if (files->chain != NULL) {
    data->files->chain = g_ptr_array_copy (files->chain, copy_object, NULL);
    g_ptr_array_set_free_func (data->files->chain, g_object_unref);
  }
  g_set_object (&data->interaction, interaction);
  g_task_set_source_tag (task, sgn_identity_open_all_async);
  g_task_set_task_data (task, data, open_data_free);
  g_task_run_in_thread (task, open_thread);
}

GPtrArray *
sgn_identity_open_all_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
