/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/run.h"

#include <signal.h>
#include <sys/resource.h>

#include <glib-unix.h>

typedef struct {
  char **files;
  GPtrArray *jobs; /* of SgnJob; NULL once printed */
  guint printed;
  const SgnOutput *output;
  SgnExit status;
  GMainLoop *loop;
} Run;

static gboolean
has_ended (SgnJob *job)
{
  SgnJobState state = sgn_job_get_state (job);

  return state != SGN_JOB_WAITING && state != SGN_JOB_RUNNING;
}

/* A printed job is let go: its outcome holds the original file open. */
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

static gboolean
on_interrupt (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

static void
unref_job (gpointer job)
{
  if (job != NULL)
    g_object_unref (job);
}

static GPtrArray *
make_jobs (Run *self)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (unref_job);

  for (guint i = 0; self->files[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->files[i]);
    SgnJob *job = sgn_job_new (file);

    g_signal_connect (job, "notify::state", G_CALLBACK (on_state_changed), self);
    g_ptr_array_add (jobs, job);
  }
  return jobs;
}

/* Each signed file keeps its original open until it is printed. */
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
  Run self = { .files = files, .output = output, .loop = loop };
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt, cancellable);
  guint terminate = g_unix_signal_add (SIGTERM, on_interrupt, cancellable);

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
