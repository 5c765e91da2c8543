/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/catalog-search.h"

#include "core/batch/batch.h"
#include "core/verify/catalogs.h"

typedef struct {
  GPtrArray *jobs;
  GPtrArray *files; /* of GFile */
  SgnVerifyOptions *options;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->jobs);
  g_ptr_array_unref (search->files);
  sgn_verify_options_unref (search->options);
  g_free (search);
}

static void
search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *self = data;
  g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();

  for (guint i = 0; i < self->files->len; i++) {
    g_autoptr (GError) error = NULL;

    if (!sgn_verify_add_catalogs (catalogs,
                                  self->files->pdata[i],
                                  self->options,
                                  cancellable,
                                  &error))
      g_debug ("%s", error->message);
  }
  g_task_return_pointer (task, g_steal_pointer (&catalogs), (GDestroyNotify) sgn_catalogs_unref);
}

/* Also after cancelling: the jobs have to end. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (result);
  Search *self = g_task_get_task_data (task);
  g_autoptr (SgnCatalogs) catalogs = g_task_propagate_pointer (task, NULL);
  g_autoptr (SgnVerifyOptions) options = NULL;

  options = sgn_verify_options_with_catalogs (self->options, catalogs);
  sgn_batch_verify_async (self->jobs, options, 0, g_task_get_cancellable (task), NULL, NULL);
}

void
sgn_catalog_search_verify (GPtrArray *jobs,
                           GPtrArray *files,
                           SgnVerifyOptions *options,
                           GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read, NULL);
  Search *self = g_new0 (Search, 1);

  self->jobs = g_ptr_array_ref (jobs);
  self->files = g_ptr_array_ref (files);
  self->options = sgn_verify_options_ref (options);
  g_task_set_source_tag (task, sgn_catalog_search_verify);
  g_task_set_task_data (task, self, search_free);
  g_task_run_in_thread (task, search);
}
