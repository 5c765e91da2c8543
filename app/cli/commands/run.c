/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/commands/run.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include <glib-unix.h>

#define PATIENCE 800 /* milliseconds */

typedef struct {
  char **files;
  GPtrArray *jobs; /* of SgnJob; NULL after printing */
  guint printed;
  const SgnOutput *output;
  SgnExit status;
  GMainLoop *loop;
  GHashTable *waiting; /* of SgnJob: waiting for a timestamp server */
} Run;

typedef struct {
  int number;
  GCancellable *cancellable;
} Signal;

static gboolean
has_ended (SgnJob *job)
{
  SgnJobState state = sgn_job_get_state (job);

  return state != SGN_JOB_WAITING && state != SGN_JOB_RUNNING;
}

/* Releases a printed job, because its outcome keeps the original file open. */
static void
print_ended (Run *self)
{
  while (self->printed < self->jobs->len) {
    SgnJob *job = self->jobs->pdata[self->printed];
    SgnExit status;

    if (!has_ended (job))
      return;
    status = sgn_output_job (self->output, self->files[self->printed], job);
    self->status = MAX (self->status, status);
    self->jobs->pdata[self->printed] = NULL;
    self->printed++;
    g_signal_handlers_disconnect_by_data (job, self);
    g_object_unref (job);
  }
}

static void
on_state_changed (SgnJob *job, GParamSpec *pspec, Run *self)
{
  print_ended (self);
}

static void
on_all_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *self = user_data;

  print_ended (self);
  g_main_loop_quit (self->loop);
}

static int caught;

/* Ends by the signal itself, so that a shell also ends its loop. */
void
sgn_run_end (void)
{
  if (caught == 0)
    return;
  fflush (NULL);
  signal (caught, SIG_DFL);
  raise (caught);
}

static gboolean
on_patience_over (gpointer unused)
{
  sgn_run_end ();
  return G_SOURCE_REMOVE;
}

/* Work that cannot be cancelled soon is abandoned. That is safe, because a file is only replaced in
 * the last step. A second signal does not wait at all. */
static gboolean
on_signal (gpointer user_data)
{
  const Signal *self = user_data;

  if (caught != 0)
    sgn_run_end ();
  caught = self->number;
  g_cancellable_cancel (self->cancellable);
  g_timeout_add (PATIENCE, on_patience_over, NULL);
  return G_SOURCE_CONTINUE;
}

static void
unref_job (gpointer job)
{
  if (job != NULL)
    g_object_unref (job);
}

/* Printed once per wait: the seconds count down from here. */
static void
on_waiting (SgnJob *job, GParamSpec *pspec, Run *self)
{
  guint seconds = sgn_job_get_wait_seconds (job);
  gboolean begins = seconds > 0 && !g_hash_table_contains (self->waiting, job);

  if (seconds > 0)
    g_hash_table_add (self->waiting, job);
  else
    g_hash_table_remove (self->waiting, job);
  if (begins)
    sgn_output_waiting (job);
}

static GPtrArray *
make_jobs (Run *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (unref_job);

  for (guint i = 0; self->files[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (self->files[i]);
    SgnJob *job = sgn_job_new (file);

    g_signal_connect (job, "notify::state", G_CALLBACK (on_state_changed), self);
    g_signal_connect (job, "notify::wait-seconds", G_CALLBACK (on_waiting), self);
    g_ptr_array_add (jobs, job);
  }
  return jobs;
}

/* Raises the limit of open files, because each signed file keeps its original open until it is
 * printed. */
static void
allow_many_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit (RLIMIT_NOFILE, &limit);
  }
}

SgnExit
sgn_run_jobs (char **files, SgnRunFunc func, gpointer data, const SgnOutput *output)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GHashTable) waiting = g_hash_table_new (NULL, NULL);
  Run self = { .files = files, .output = output, .loop = loop, .waiting = waiting };
  Signal signals[] = { { SIGINT, cancellable }, { SIGTERM, cancellable } };
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, &signals[0]);
  guint terminate = g_unix_signal_add (SIGTERM, on_signal, &signals[1]);

  allow_many_files ();
  self.jobs = make_jobs (&self);
  func (self.jobs, data, cancellable, on_all_ended, &self);
  g_main_loop_run (loop);

  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (self.printed < self.jobs->len)
    self.status = MAX (self.status, SGN_EXIT_FAILED);
  g_ptr_array_unref (self.jobs);
  return sgn_output_finish (self.status);
}
