/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-job"

/* One file of a batch as an object that a window can show. Workers never touch its properties: they
 * post changes to the main context, where they are applied in order. */

#include "config.h"

#include "core/batch/job.h"

#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/post.h"

struct _SgnJob {
  GObject parent_instance;

  GFile *file;
  GMainContext *context;
  GCancellable *cancellable; /* for this job only */
  SgnJobState state;
  SgnStep step;
  double fraction;
  SgnTimestampServer *server;
  guint wait_seconds;
  SgnReport *report;
  SgnOutcome *outcome;
  GError *error;
  GPtrArray *timestamp_errors;
  guint milliseconds;
};

G_DEFINE_FINAL_TYPE (SgnJob, sgn_job, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_STEP,
  PROP_FRACTION,
  PROP_SERVER,
  PROP_WAIT_SECONDS,
  PROP_REPORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A property change on its way from a worker to the job's main context. */
typedef struct {
  SgnJob *job;
  guint property;
  SgnJobState state;
  SgnStep step;
  double fraction;
  SgnTimestampServer *server;
  guint wait_seconds;
  SgnReport *report;
  SgnOutcome *outcome;
  GError *error;
  guint milliseconds;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->job);
  g_clear_object (&change->server);
  g_clear_pointer (&change->report, sgn_report_unref);
  g_clear_pointer (&change->outcome, sgn_outcome_free);
  g_clear_error (&change->error);
  g_free (change);
}

static void
end (SgnJob *self, Change *change)
{
  self->state = change->state;
  self->milliseconds = change->milliseconds;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&change->error);
  g_clear_pointer (&self->outcome, sgn_outcome_free);
  self->outcome = g_steal_pointer (&change->outcome);
  if (change->report != NULL) {
    g_clear_pointer (&self->report, sgn_report_unref);
    self->report = g_steal_pointer (&change->report);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPORT]);
  }
  /* Last, so that whoever waits for the end finds everything else in place. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
apply_server (SgnJob *self, Change *change)
{
  if (change->error != NULL)
    g_ptr_array_add (self->timestamp_errors, g_steal_pointer (&change->error));
  g_set_object (&self->server, change->server);
  self->wait_seconds = change->wait_seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAIT_SECONDS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER]);
}

static gboolean
apply (gpointer data)
{
  Change *change = data;
  SgnJob *self = change->job;

  switch (change->property) {
  case PROP_STATE:
    end (self, change);
    break;
  case PROP_SERVER:
    apply_server (self, change);
    break;
  case PROP_FRACTION:
    self->fraction = change->fraction;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    break;
  default:
    self->step = change->step;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
    break;
  }
  return G_SOURCE_REMOVE;
}

static Change *
change_new (SgnJob *self, guint property)
{
  Change *change = g_new0 (Change, 1);

  change->job = g_object_ref (self);
  change->property = property;
  return change;
}

static void
post (Change *change)
{
  sgn_post (change->job->context, apply, change, change_free);
}

static void
on_step (SgnStep step, gpointer user_data)
{
  Change *change = change_new (user_data, PROP_STEP);

  change->step = step;
  post (change);
}

static void
on_hashed (guint64 done, guint64 total, gpointer user_data)
{
  Change *change = change_new (user_data, PROP_FRACTION);

  /* An empty file is done at once. */
  change->fraction = total > 0 ? (double) done / (double) total : 1;
  post (change);
}

static void
on_timestamp (SgnTimestampEvent event,
              SgnTimestampServer *server,
              guint seconds,
              const GError *error,
              gpointer user_data)
{
  Change *change = change_new (user_data, PROP_SERVER);

  change->server = g_object_ref (server);
  change->wait_seconds = event == SGN_TIMESTAMP_WAITING ? seconds : 0;
  change->error = event == SGN_TIMESTAMP_FAILED ? g_error_copy (error) : NULL;
  post (change);
}

static void
post_end (SgnJob *self, SgnReport *report, SgnOutcome *outcome, GError *error, gint64 started)
{
  Change *change = change_new (self, PROP_STATE);

  change->state = SGN_JOB_DONE;
  if (error != NULL)
    change->state = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? SGN_JOB_CANCELLED
                                                                              : SGN_JOB_FAILED;
  change->report = report;
  change->outcome = outcome;
  change->error = error;
  change->milliseconds = (guint) ((g_get_monotonic_time () - started) / 1000);
  post (change);
}

static void
sgn_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnJob *self = SGN_JOB (object);

  switch (id) {
  case PROP_STATE:
    g_value_set_uint (value, self->state);
    break;
  case PROP_STEP:
    g_value_set_uint (value, self->step);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, self->fraction);
    break;
  case PROP_SERVER:
    g_value_set_object (value, self->server);
    break;
  case PROP_WAIT_SECONDS:
    g_value_set_uint (value, self->wait_seconds);
    break;
  case PROP_REPORT:
    g_value_set_boxed (value, self->report);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
sgn_job_finalize (GObject *object)
{
  SgnJob *self = SGN_JOB (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->server);
  g_clear_pointer (&self->report, sgn_report_unref);
  g_clear_pointer (&self->outcome, sgn_outcome_free);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->timestamp_errors);
  G_OBJECT_CLASS (sgn_job_parent_class)->finalize (object);
}

static void
sgn_job_class_init (SgnJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sgn_job_get_property;
  object_class->finalize = sgn_job_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_STEP] = g_param_spec_uint ("step", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_SERVER] = g_param_spec_object ("server",
                                                 NULL,
                                                 NULL,
                                                 SGN_TYPE_TIMESTAMP_SERVER,
                                                 flags);
  properties[PROP_WAIT_SECONDS] = g_param_spec_uint ("wait-seconds",
                                                     NULL,
                                                     NULL,
                                                     0,
                                                     G_MAXUINT,
                                                     0,
                                                     flags);
  properties[PROP_REPORT] = g_param_spec_boxed ("report", NULL, NULL, SGN_TYPE_REPORT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sgn_job_init (SgnJob *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->timestamp_errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
}

SgnJob *
sgn_job_new (GFile *file)
{
  SgnJob *self = g_object_new (SGN_TYPE_JOB, NULL);

  self->file = g_object_ref (file);
  return self;
}

void
sgn_job_begin (SgnJob *self)
{
  self->state = SGN_JOB_RUNNING;
  self->step = SGN_STEP_WAITING;
  self->fraction = 0;
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->timestamp_errors, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
sgn_job_cancel_verify (SgnJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
on_batch_cancelled (GCancellable *batch, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

void
sgn_job_run_verify (SgnJob *self, const SgnVerifyOptions *options, GCancellable *cancellable)
{
  gint64 started = g_get_monotonic_time ();
  GError *error = NULL;
  SgnReport *report = NULL;
  gulong id = 0;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable,
                                G_CALLBACK (on_batch_cancelled),
                                self->cancellable,
                                NULL);
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &error)) {
    on_step (SGN_STEP_HASHING, self);
    report = sgn_verify_file (self->file, options, on_hashed, self, self->cancellable, &error);
  }
  /* Waits for the handler if that is running in another thread. */
  g_cancellable_disconnect (cancellable, id);
  post_end (self, report, NULL, error, started);
}

void
sgn_job_run (SgnJob *self, SgnJobFunc func, gpointer data, GCancellable *cancellable)
{
  const SgnSignProgress progress = { on_step, on_hashed, on_timestamp, self };
  gint64 started = g_get_monotonic_time ();
  GError *error = NULL;
  SgnOutcome *outcome = NULL;
  SgnReport *report = NULL;
  g_autoptr (GError) cancelled = NULL;
  SgnBudget budget;

  sgn_budget_begin_unlimited (&budget, cancellable);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    outcome = func (self->file, data, &progress, cancellable, &error);
  /* A cancelled check may have mistaken a missing answer for a result. */
  if (!sgn_budget_end (&budget, &cancelled) && outcome == NULL) {
    g_clear_error (&error);
    error = g_steal_pointer (&cancelled);
  }
  if (outcome != NULL)
    report = sgn_report_ref (outcome->report);
  post_end (self, report, outcome, error, started);
}

GFile *
sgn_job_get_file (SgnJob *self)
{
  return self->file;
}

SgnJobState
sgn_job_get_state (SgnJob *self)
{
  return self->state;
}

SgnStep
sgn_job_get_step (SgnJob *self)
{
  return self->step;
}

double
sgn_job_get_fraction (SgnJob *self)
{
  return self->fraction;
}

SgnTimestampServer *
sgn_job_get_server (SgnJob *self)
{
  return self->server;
}

guint
sgn_job_get_wait_seconds (SgnJob *self)
{
  return self->wait_seconds;
}

SgnReport *
sgn_job_get_report (SgnJob *self)
{
  return self->report;
}

const SgnOutcome *
sgn_job_get_outcome (SgnJob *self)
{
  return self->outcome;
}

const GError *
sgn_job_get_error (SgnJob *self)
{
  return self->error;
}

GPtrArray *
sgn_job_get_timestamp_errors (SgnJob *self)
{
  return self->timestamp_errors;
}

guint
sgn_job_get_milliseconds (SgnJob *self)
{
  return self->milliseconds;
}
