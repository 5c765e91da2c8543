/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-run.h"

#include <sys/resource.h>

#include "core/batch/batch.h"
#include "ui/base/signal-new.h"

#define CHANGED_MILLISECONDS 150

/* One file of the run, with its job: in the meantime the item may be checked or signed again. */
typedef struct {
  SgnFileItem *item;
  SgnJob *job;
  gboolean restored;
} Entry;

struct _SgnSignRun {
  GObject parent_instance;

  GPtrArray *entries;
  SgnSignRequest *request;
  GCancellable *cancellable;
  SgnTokenSession *session; /* (nullable) */
  SgnTokenNotices *notices; /* (nullable) */
  gint64 started;
  gboolean stamping;
  guint batches; /* still at work */
  guint timer;
};

G_DEFINE_FINAL_TYPE (SgnSignRun, sgn_sign_run, G_TYPE_OBJECT)

enum { CHANGED, ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->item);
  g_object_unref (entry->job);
  g_free (entry);
}

/* Each original that can be restored keeps a file descriptor open. */
static void
allow_many_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit (RLIMIT_NOFILE, &limit) != 0)
    g_debug ("the number of open files stays as it is");
}

static gboolean
emit_changed (gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
close_thread (GTask *task, gpointer session, gpointer data, GCancellable *cancellable)
{
  sgn_token_session_close (session);
  g_task_return_boolean (task, TRUE);
}

/* In a thread: a token may take its time to log out. */
static void
close_session (SgnSignRun *self)
{
  g_autoptr (SgnTokenSession) session = g_steal_pointer (&self->session);
  g_autoptr (GTask) task = g_task_new (session, NULL, NULL, NULL);

  if (self->notices != NULL)
    g_signal_handlers_disconnect_by_data (self->notices, self);
  g_clear_object (&self->notices);
  g_task_set_source_tag (task, close_session);
  if (session != NULL)
    g_task_run_in_thread (task, close_thread);
}

static void
end (SgnSignRun *self)
{
  close_session (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
on_batch_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnSignRun) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sgn_batch_finish (result, &error))
    g_debug ("run: %s", error->message);
  if (--self->batches == 0)
    end (self);
}

typedef void (*StartFunc) (GPtrArray *jobs,
                           const SgnBatchOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

static void
start (SgnSignRun *self, GPtrArray *jobs, SgnSignRequest *request, StartFunc func)
{
  const SgnBatchOptions options = { .request = request, .history = sgn_history_get_default () };

  if (jobs->len == 0)
    return;
  if (self->timer == 0)
    self->timer = g_timeout_add (CHANGED_MILLISECONDS, emit_changed, self);
  self->batches++;
  func (jobs, &options, self->cancellable, on_batch_done, g_object_ref (self));
}

static SgnJob *
add_entry (SgnSignRun *self, SgnFileItem *item)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->item = g_object_ref (item);
  entry->job = sgn_job_new (sgn_file_item_get_file (item));
  g_ptr_array_add (self->entries, entry);
  return entry->job;
}

static void
sgn_sign_run_dispose (GObject *object)
{
  SgnSignRun *self = SGN_SIGN_RUN (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->request, sgn_sign_request_unref);
  g_clear_object (&self->cancellable);
  close_session (self);
  G_OBJECT_CLASS (sgn_sign_run_parent_class)->dispose (object);
}

static void
sgn_sign_run_class_init (SgnSignRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_sign_run_dispose;
  signals[CHANGED] = sgn_signal_new (SGN_TYPE_SIGN_RUN, "changed", G_TYPE_NONE);
  signals[ENDED] = sgn_signal_new (SGN_TYPE_SIGN_RUN, "ended", G_TYPE_NONE);
}

static void
sgn_sign_run_init (SgnSignRun *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
}

SgnSignRun *
sgn_sign_run_new (GPtrArray *items, SgnSignRequest *request, SgnSignRequest *replacing)
{
  SgnSignRun *self = g_object_new (SGN_TYPE_SIGN_RUN, NULL);
  g_autoptr (GPtrArray) usual = g_ptr_array_new ();
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  allow_many_files ();
  self->request = sgn_sign_request_ref (request);
  for (guint i = 0; i < items->len; i++) {
    SgnFileItem *item = g_ptr_array_index (items, i);
    SgnJob *job = add_entry (self, item);

    g_ptr_array_add (sgn_file_item_is_added (item) ? added : usual, job);
    sgn_file_item_sign (item, job);
  }
  start (self, usual, request, sgn_batch_sign_async);
  start (self, added, replacing, sgn_batch_sign_async);
  return self;
}

SgnSignRun *
sgn_sign_run_new_stamping (GPtrArray *items, SgnSignRequest *request)
{
  SgnSignRun *self = g_object_new (SGN_TYPE_SIGN_RUN, NULL);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  self->stamping = TRUE;
  self->request = sgn_sign_request_ref (request);
  for (guint i = 0; i < items->len; i++) {
    SgnJob *job = add_entry (self, g_ptr_array_index (items, i));

    g_ptr_array_add (jobs, job);
    sgn_file_item_stamp (g_ptr_array_index (items, i), job);
  }
  start (self, jobs, request, sgn_batch_timestamp_async);
  return self;
}

void
sgn_sign_run_set_token (SgnSignRun *self, SgnTokenSession *session, SgnTokenNotices *notices)
{
  self->session = g_object_ref (session);
  self->notices = g_object_ref (notices);
  g_signal_connect_object (notices, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

char *
sgn_sign_run_dup_notice (SgnSignRun *self)
{
  return self->notices != NULL ? sgn_token_notices_dup_text (self->notices) : NULL;
}

gboolean
sgn_sign_run_is_stamping (SgnSignRun *self)
{
  return self->stamping;
}

gboolean
sgn_sign_run_is_active (SgnSignRun *self)
{
  return self->batches > 0;
}

gboolean
sgn_sign_run_is_stopping (SgnSignRun *self)
{
  return self->batches > 0 && g_cancellable_is_cancelled (self->cancellable);
}

void
sgn_sign_run_cancel (SgnSignRun *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
can_undo (const Entry *entry)
{
  const SgnOutcome *outcome = sgn_job_get_outcome (entry->job);

  return outcome != NULL && outcome->original != NULL && !entry->restored;
}

static void
add_to_sum (SgnSignProgressSum *sum, const Entry *entry)
{
  sgn_sign_progress_add (sum, entry->job);
  sum->can_undo += can_undo (entry);
}

void
sgn_sign_run_sum (SgnSignRun *self, SgnSignProgressSum *ret)
{
  SgnSignProgressSum sum = { 0 };

  for (guint i = 0; i < self->entries->len; i++)
    add_to_sum (&sum, g_ptr_array_index (self->entries, i));
  if (sum.total > 0)
    sum.fraction /= sum.total;
  sum.elapsed = (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  *ret = sum;
}

SgnSignRequest *
sgn_sign_run_get_request (SgnSignRun *self)
{
  return self->request;
}

static void
undo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SgnSignRun *self = source;
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = g_ptr_array_index (self->entries, i);
    GError *error = NULL;

    if (!can_undo (entry))
      continue;
    if (sgn_sign_undo (sgn_job_get_outcome (entry->job), &error)) {
      entry->restored = TRUE;
      sgn_history_take_back (sgn_history_get_default (), sgn_job_get_outcome (entry->job));
    } else {
      g_prefix_error (&error, "%s: ", sgn_file_item_get_name (entry->item));
      g_ptr_array_add (errors, error);
    }
  }
  g_task_return_pointer (task, errors, (GDestroyNotify) g_ptr_array_unref);
}

/* Nothing else touches the entries until it is done, since Undo is offered only once. */
void
sgn_sign_run_undo_async (SgnSignRun *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (!sgn_sign_run_is_active (self));

  g_task_set_source_tag (task, sgn_sign_run_undo_async);
  g_task_run_in_thread (task, undo_thread);
}

GPtrArray *
sgn_sign_run_undo_finish (SgnSignRun *self, GAsyncResult *result, GPtrArray **items)
{
  GPtrArray *restored = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  for (guint i = 0; i < self->entries->len; i++) {
    Entry *entry = g_ptr_array_index (self->entries, i);

    if (entry->restored)
      g_ptr_array_add (restored, g_object_ref (entry->item));
  }
  *items = restored;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
