/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/file-item.h"

#include "core/base/error.h"
#include "ui/base/shown-name.h"
#include "ui/base/signal-new.h"

struct _SgnFileItem {
  GObject parent_instance;

  GFile *file;
  char *name;
  SgnFileState state;
  SgnReport *report;
  SgnJob *job;
  gboolean signing;
  gboolean stamping;
  gboolean added;
};

G_DEFINE_FINAL_TYPE (SgnFileItem, sgn_file_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
emit_changed (SgnFileItem *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
lacks_timestamp (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_UNREACHABLE) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_BUSY) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_DENIED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_ADDRESS) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_REFUSED) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_TS_UNTRUSTED);
}

static SgnFileState
find_signing_state (SgnFileItem *self)
{
  switch (sgn_job_get_state (self->job)) {
  case SGN_JOB_WAITING:
  case SGN_JOB_RUNNING:
    return SGN_FILE_SIGNING;
  case SGN_JOB_DONE:
    return SGN_FILE_SIGNED;
  case SGN_JOB_FAILED:
    if (!self->stamping && lacks_timestamp (sgn_job_get_error (self->job)))
      return SGN_FILE_UNDECIDED;
    return SGN_FILE_FAILED;
  case SGN_JOB_CANCELLED:
  default:
    return SGN_FILE_CHECKED;
  }
}

static SgnFileState
find_checking_state (SgnFileItem *self)
{
  SgnJobState state = sgn_job_get_state (self->job);

  return state == SGN_JOB_WAITING || state == SGN_JOB_RUNNING ? SGN_FILE_CHECKING
                                                              : SGN_FILE_CHECKED;
}

static void
on_job_notify (SgnFileItem *self)
{
  SgnReport *report = sgn_job_get_report (self->job);

  self->state = self->signing ? find_signing_state (self) : find_checking_state (self);
  if (report != NULL && report != self->report) {
    g_clear_pointer (&self->report, sgn_report_unref);
    self->report = sgn_report_ref (report);
  }
  if (self->state == SGN_FILE_SIGNED)
    self->added = FALSE;
  emit_changed (self);
}

static void
forget_job (SgnFileItem *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
follow (SgnFileItem *self, SgnJob *job, gboolean signing)
{
  forget_job (self);
  self->job = g_object_ref (job);
  self->signing = signing;
  g_signal_connect_object (job, "notify", G_CALLBACK (on_job_notify), self, G_CONNECT_SWAPPED);
  on_job_notify (self);
}

static void
sgn_file_item_finalize (GObject *object)
{
  SgnFileItem *self = SGN_FILE_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->job);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->report, sgn_report_unref);
  G_OBJECT_CLASS (sgn_file_item_parent_class)->finalize (object);
}

static void
sgn_file_item_class_init (SgnFileItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_file_item_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_FILE_ITEM, "changed", G_TYPE_NONE);
}

static void
sgn_file_item_init (SgnFileItem *self)
{
}

SgnFileItem *
sgn_file_item_new (GFile *file)
{
  SgnFileItem *self = g_object_new (SGN_TYPE_FILE_ITEM, NULL);

  self->file = g_object_ref (file);
  self->name = sgn_shown_name (file);
  return self;
}

GFile *
sgn_file_item_get_file (SgnFileItem *self)
{
  return self->file;
}

const char *
sgn_file_item_get_name (SgnFileItem *self)
{
  return self->name;
}

SgnFileState
sgn_file_item_get_state (SgnFileItem *self)
{
  return self->state;
}

SgnReport *
sgn_file_item_get_report (SgnFileItem *self)
{
  return self->report;
}

void
sgn_file_item_set_report (SgnFileItem *self, SgnReport *report)
{
  forget_job (self);
  sgn_report_ref (report);
  g_clear_pointer (&self->report, sgn_report_unref);
  self->report = report;
  self->state = SGN_FILE_CHECKED;
  emit_changed (self);
}

SgnJob *
sgn_file_item_get_job (SgnFileItem *self)
{
  return self->job;
}

void
sgn_file_item_stop_checking (SgnFileItem *self)
{
  if (self->job != NULL && self->state == SGN_FILE_CHECKING)
    sgn_job_cancel_verify (self->job);
}

gboolean
sgn_file_item_was_stopped (SgnFileItem *self)
{
  return self->job != NULL && !self->signing && sgn_job_get_state (self->job) != SGN_JOB_DONE;
}

void
sgn_file_item_check (SgnFileItem *self, SgnJob *job)
{
  sgn_file_item_stop_checking (self);
  follow (self, job, FALSE);
}

void
sgn_file_item_sign (SgnFileItem *self, SgnJob *job)
{
  self->stamping = FALSE;
  follow (self, job, TRUE);
}

void
sgn_file_item_stamp (SgnFileItem *self, SgnJob *job)
{
  self->stamping = TRUE;
  follow (self, job, TRUE);
}

gboolean
sgn_file_item_is_stamped (SgnFileItem *self)
{
  return self->signing && self->stamping;
}

gboolean
sgn_file_item_lacks_timestamp (SgnFileItem *self)
{
  return self->state != SGN_FILE_SIGNING && self->report != NULL &&
         self->report->verdict != SGN_VERDICT_CHANGED && self->report->headline != NULL &&
         self->report->headline->timestamp == NULL;
}

void
sgn_file_item_forget_signing (SgnFileItem *self)
{
  if (!self->signing || self->state == SGN_FILE_SIGNING)
    return;
  forget_job (self);
  self->signing = FALSE;
  self->state = SGN_FILE_CHECKED;
  emit_changed (self);
}

gboolean
sgn_file_item_is_added (SgnFileItem *self)
{
  return self->added;
}

void
sgn_file_item_set_added (SgnFileItem *self, gboolean added)
{
  if (self->added == added)
    return;
  self->added = added;
  emit_changed (self);
}

gboolean
sgn_file_item_is_signed (SgnFileItem *self)
{
  return self->report != NULL && self->report->verdict != SGN_VERDICT_UNREADABLE &&
         self->report->verdict != SGN_VERDICT_UNSIGNED;
}

gboolean
sgn_file_item_will_be_signed (SgnFileItem *self, SgnExisting existing)
{
  if (self->report == NULL || self->report->verdict == SGN_VERDICT_UNREADABLE ||
      self->report->format == NULL)
    return FALSE;
  if (self->report->verdict == SGN_VERDICT_UNSIGNED || self->added)
    return TRUE;
  if (self->state == SGN_FILE_SIGNED || self->report->verdict == SGN_VERDICT_CHANGED)
    return FALSE;
  return existing == SGN_EXISTING_REPLACE || existing == SGN_EXISTING_APPEND;
}

gboolean
sgn_file_item_is_busy (SgnFileItem *self)
{
  if (self->state == SGN_FILE_CHECKING)
    return TRUE;
  return self->state == SGN_FILE_SIGNING && sgn_job_get_step (self->job) != SGN_STEP_WAITING;
}
