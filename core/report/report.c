/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-report"

/* The result of verifying: made, copied and freed. */

#include "config.h"

#include "core/report/report.h"

G_DEFINE_BOXED_TYPE (SgnReport, sgn_report, sgn_report_ref, sgn_report_unref)

static void
signature_report_free (SgnSignatureReport *self)
{
  g_clear_pointer (&self->digest_stored, g_bytes_unref);
  g_clear_pointer (&self->digest_computed, g_bytes_unref);
  g_clear_object (&self->signer);
  g_clear_pointer (&self->chain, sgn_chain_free);
  g_free (self->signature_algorithm);
  g_ptr_array_unref (self->timestamps);
  g_free (self->catalog);
  g_free (self->program_name);
  g_free (self->program_url);
  g_ptr_array_unref (self->signed_attributes);
  g_ptr_array_unref (self->unsigned_attributes);
  for (guint i = 0; i < SGN_N_CHECKS; i++)
    g_free (self->checks[i].detail);
  g_free (self);
}

static void
timestamp_report_free (SgnTimestampReport *self)
{
  g_clear_object (&self->signer);
  g_clear_pointer (&self->chain, sgn_chain_free);
  g_free (self);
}

static void
inside_report_free (gpointer data)
{
  SgnInsideReport *self = data;

  g_free (self->name);
  g_free (self);
}

GPtrArray *
sgn_inside_reports_new (void)
{
  return g_ptr_array_new_with_free_func (inside_report_free);
}

void
sgn_inside_reports_add (GPtrArray *self, const char *name, SgnInsideState state)
{
  SgnInsideReport *report = g_new0 (SgnInsideReport, 1);

  report->name = g_strdup (name);
  report->state = state;
  g_ptr_array_add (self, report);
}

static void
report_clear (gpointer data)
{
  SgnReport *self = data;

  g_free (self->name);
  g_clear_object (&self->file);
  g_ptr_array_unref (self->signatures);
  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->inside, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->sha256, g_bytes_unref);
}

SgnReport *
sgn_report_new (const char *name)
{
  SgnReport *self = g_atomic_rc_box_new0 (SgnReport);

  self->name = g_strdup (name);
  self->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) signature_report_free);
  self->findings = sgn_findings_new ();
  self->checked_at = g_get_real_time () / G_USEC_PER_SEC;
  self->judged_at = self->checked_at;
  return self;
}

SgnReport *
sgn_report_ref (SgnReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_report_unref (SgnReport *self)
{
  g_atomic_rc_box_release_full (self, report_clear);
}

SgnSignatureReport *
sgn_signature_report_new (void)
{
  SgnSignatureReport *self = g_new0 (SgnSignatureReport, 1);

  self->timestamps = g_ptr_array_new_with_free_func ((GDestroyNotify) timestamp_report_free);
  self->signed_attributes = g_ptr_array_new_with_free_func (g_free);
  self->unsigned_attributes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < SGN_N_CHECKS; i++) {
    /* Verifying may end at any point; what it did not reach is then not mistaken for passed. */
    self->checks[i].status = SGN_CHECK_SKIPPED;
    self->checks[i].reason = SGN_REASON_NOT_REACHED;
  }
  return self;
}

static gpointer
copy_timestamp (gconstpointer data, gpointer user_data)
{
  SgnTimestampReport *copy = g_memdup2 (data, sizeof *copy);

  if (copy->signer != NULL)
    g_object_ref (copy->signer);
  if (copy->chain != NULL)
    copy->chain = sgn_chain_copy (copy->chain);
  return copy;
}

static gpointer
copy_text (gconstpointer text, gpointer user_data)
{
  return g_strdup (text);
}

static GBytes *
ref_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static void
copy_lists (SgnSignatureReport *copy, const SgnSignatureReport *self)
{
  copy->timestamps = g_ptr_array_copy (self->timestamps, copy_timestamp, NULL);
  for (guint i = 0; i < self->timestamps->len; i++)
    /* A pointer into the list, so it must point into the copy's. */
    if (self->timestamp == self->timestamps->pdata[i])
      copy->timestamp = copy->timestamps->pdata[i];
  copy->signed_attributes = g_ptr_array_copy (self->signed_attributes, copy_text, NULL);
  copy->unsigned_attributes = g_ptr_array_copy (self->unsigned_attributes, copy_text, NULL);
  for (guint i = 0; i < SGN_N_CHECKS; i++)
    copy->checks[i].detail = g_strdup (self->checks[i].detail);
}

SgnSignatureReport *
sgn_signature_report_copy (const SgnSignatureReport *self)
{
  SgnSignatureReport *copy = g_memdup2 (self, sizeof *self);

  copy->digest_stored = ref_bytes (self->digest_stored);
  copy->digest_computed = ref_bytes (self->digest_computed);
  if (self->signer != NULL)
    g_object_ref (self->signer);
  copy->chain = self->chain != NULL ? sgn_chain_copy (self->chain) : NULL;
  copy->signature_algorithm = g_strdup (self->signature_algorithm);
  copy->catalog = g_strdup (self->catalog);
  copy->program_name = g_strdup (self->program_name);
  copy->program_url = g_strdup (self->program_url);
  copy_lists (copy, self);
  return copy;
}

SgnTimestampReport *
sgn_timestamp_report_new (void)
{
  return g_new0 (SgnTimestampReport, 1);
}
