/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* The result of one file, and undoing it. */

#include "config.h"

#include "core/sign/outcome.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

/* Undoing must not throw away what somebody did to the file after it was signed. */
static gboolean
check_untouched (const SgnOutcome *outcome, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (outcome->output,
                                                  G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE,
                                                  NULL,
                                                  NULL);

  if (info != NULL && g_strcmp0 (g_file_info_get_etag (info), outcome->etag) == 0)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_CHANGED,
                       _ ("it was changed after it was signed"));
  return FALSE;
}

const char *
sgn_action_to_id (SgnAction action)
{
  switch (action) {
  case SGN_ACTION_SIGNED:
    return "signed";
  case SGN_ACTION_APPENDED:
    return "appended";
  case SGN_ACTION_REPLACED:
    return "replaced";
  case SGN_ACTION_SKIPPED:
  case SGN_ACTION_STAMP_KEPT:
    return "skipped";
  case SGN_ACTION_TIMESTAMPED:
    return "timestamped";
  case SGN_ACTION_REMOVED:
    return "removed";
  case SGN_ACTION_ATTACHED:
    return "attached";
  default:
    g_return_val_if_reached ("signed");
  }
}

gboolean
sgn_action_is_change (SgnAction action)
{
  return action != SGN_ACTION_SKIPPED && action != SGN_ACTION_STAMP_KEPT;
}

void
sgn_outcome_free (SgnOutcome *self)
{
  g_clear_pointer (&self->report, sgn_report_unref);
  g_clear_object (&self->output);
  g_free (self->etag);
  sgn_output_result_clear (&self->written);
  g_clear_pointer (&self->original, sgn_input_unref);
  g_clear_object (&self->server);
  g_clear_error (&self->timestamp_error);
  g_free (self);
}

gboolean
sgn_sign_undo (const SgnOutcome *outcome, GError **error)
{
  g_return_val_if_fail (outcome->original != NULL, FALSE);

  if (!check_untouched (outcome, error))
    return FALSE;
  return sgn_output_restore (outcome->original, outcome->output, outcome->written.backup, error);
}
