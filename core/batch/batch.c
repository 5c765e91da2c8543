/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-batch"

/* Runs jobs on a pool of threads. Hashing uses all cores; a token serves one file at a time and
 * makes the others wait by itself. */

#include "config.h"

#include "core/batch/batch.h"

#include <stdint.h>
#include <sys/stat.h>

#include "core/base/keyed-hash.h"
#include "core/sign/edit.h"

/* State shared by the workers; freed with the task. */
typedef struct {
  SgnVerifyOptions *verify;
  SgnSignRequest *request; /* NULL: verify only */
  SgnJobFunc change;       /* what to do with each file */
  SgnHistory *history;     /* (nullable) */
  GThreadPool *pool;
  guint left; /* number of unfinished jobs; atomic */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_clear_pointer (&batch->verify, sgn_verify_options_unref);
  g_clear_pointer (&batch->request, sgn_sign_request_unref);
  g_clear_pointer (&batch->history, sgn_history_unref);
  g_free (batch);
}

static SgnOutcome *
sign (GFile *file,
      gpointer data,
      const SgnSignProgress *progress,
      GCancellable *cancellable,
      GError **error)
{
  Batch *batch = data;
  SgnHistoryWatch *watch;
  SgnOutcome *outcome;

  if (batch->history == NULL)
    return sgn_sign_file (file, batch->request, progress, cancellable, error);
  /* Before signing, since afterwards the old content is gone. */
  watch = sgn_history_begin (batch->history, file);
  outcome = sgn_sign_file (file, batch->request, progress, cancellable, error);
  sgn_history_end (watch, outcome, batch->request->identity);
  return outcome;
}

static SgnOutcome *
stamp (GFile *file,
       gpointer data,
       const SgnSignProgress *progress,
       GCancellable *cancellable,
       GError **error)
{
  Batch *batch = data;
  SgnOutcome *outcome;

  outcome = sgn_timestamp_file (file, -1, batch->request, progress, cancellable, error);
  if (outcome != NULL && batch->history != NULL)
    sgn_history_add_timestamp (batch->history, outcome);
  return outcome;
}

static void
run_job (GTask *task, SgnJob *job)
{
  Batch *batch = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (batch->request != NULL)
    sgn_job_run (job, batch->change, batch, cancellable);
  else
    sgn_job_run_verify (job, batch->verify, cancellable);

  /* The last property changes of the jobs are queued already, so the callback comes after them. */
  if (g_atomic_int_dec_and_test (&batch->left)) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
  }
}

static void
work (gpointer data, gpointer user_data)
{
  g_autoptr (GPtrArray) jobs = data;

  for (guint i = 0; i < jobs->len; i++)
    run_job (user_data, jobs->pdata[i]);
}

/* Identifies a file independently of its name. NULL if unknown. (transfer full) */
static char *
get_identity (GFile *file)
{
  const char *path = g_file_peek_path (file);
  struct stat status;

  if (path == NULL || stat (path, &status) != 0)
    return NULL;
  return g_strdup_printf ("%ju %ju", (uintmax_t) status.st_dev, (uintmax_t) status.st_ino);
}

static GPtrArray *
begin_group (GPtrArray *groups)
{
  GPtrArray *group = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (groups, group);
  return group;
}

/* Jobs for hard links to the same file run one after another. Replacing one of them changes the
 * status of the others, which would otherwise look like a change by another program. (transfer
 * full) */
static GPtrArray *
group_by_file (GPtrArray *jobs)
{
  GPtrArray *groups = g_ptr_array_new ();
  g_autoptr (GHashTable)
      known = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);

  for (guint i = 0; i < jobs->len; i++) {
    g_autofree char *file = get_identity (sgn_job_get_file (jobs->pdata[i]));
    GPtrArray *group = file != NULL ? g_hash_table_lookup (known, file) : NULL;

    if (group == NULL)
      group = begin_group (groups);
    g_ptr_array_add (group, g_object_ref (jobs->pdata[i]));
    if (file != NULL)
      g_hash_table_replace (known, g_steal_pointer (&file), group);
  }
  return groups;
}

static void
run (GTask *task, Batch *batch, GPtrArray *jobs, guint threads)
{
  g_autoptr (GPtrArray) groups = NULL;

  if (threads == 0)
    threads = g_get_num_processors ();
  batch->left = jobs->len;
  g_task_set_task_data (task, batch, batch_free);
  g_task_set_check_cancellable (task, TRUE);
  if (jobs->len == 0) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }

  for (guint i = 0; i < jobs->len; i++)
    sgn_job_begin (jobs->pdata[i]);
  groups = group_by_file (jobs);
  batch->pool = g_thread_pool_new (work, task, (int) threads, FALSE, NULL);
  for (guint i = 0; i < groups->len; i++)
    g_thread_pool_push (batch->pool, groups->pdata[i], NULL);
  /* Returns at once; the pool is freed when its last job has ended. */
  g_thread_pool_free (batch->pool, FALSE, FALSE);
}

void
sgn_batch_verify_async (GPtrArray *jobs,
                        SgnVerifyOptions *options,
                        guint threads,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Batch *batch = g_new0 (Batch, 1);

  g_task_set_source_tag (task, sgn_batch_verify_async);
  batch->verify = sgn_verify_options_ref (options);
  run (task, batch, jobs, threads);
}

static void
change (GPtrArray *jobs, const SgnBatchOptions *options, SgnJobFunc func, GTask *task)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->request = sgn_sign_request_ref (options->request);
  batch->history = options->history != NULL ? sgn_history_ref (options->history) : NULL;
  batch->change = func;
  run (task, batch, jobs, options->threads);
}

void
sgn_batch_sign_async (GPtrArray *jobs,
                      const SgnBatchOptions *options,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sgn_batch_sign_async);
  change (jobs, options, sign, task);
}

void
sgn_batch_timestamp_async (GPtrArray *jobs,
                           const SgnBatchOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sgn_batch_timestamp_async);
  change (jobs, options, stamp, task);
}

gboolean
sgn_batch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
