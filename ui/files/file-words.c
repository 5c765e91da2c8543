/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/file-words.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

static char *
describe_step (SgnJob *job)
{
  guint seconds = sgn_job_get_wait_seconds (job);

  if (sgn_job_get_step (job) == SGN_STEP_TIMESTAMPING && seconds > 0)
    /* Translators: seconds left until the server may be asked */
    return g_strdup_printf (_ ("Waiting for timestamp · %u s"), seconds);
  if (sgn_job_get_step (job) == SGN_STEP_HASHING && sgn_job_get_fraction (job) > 0)
    /* Translators: how much of the file has been hashed */
    return g_strdup_printf (_ ("Calculating hash value · %d %%"),
                            (int) (100 * sgn_job_get_fraction (job)));
  return g_strdup (sgn_phrase_step (sgn_job_get_step (job)));
}

static char *
describe_signed (SgnFileItem *self)
{
  SgnReport *report = sgn_file_item_get_report (self);
  const SgnOutcome *outcome = sgn_job_get_outcome (sgn_file_item_get_job (self));

  if (outcome == NULL || !sgn_action_is_change (outcome->action))
    return sgn_phrase_verdict_short (report);
  if (outcome->server == NULL)
    return g_strdup (_ ("Signed without timestamp"));
  /* Translators: the timestamp server that answered */
  return g_strdup_printf (_ ("Signed and checked · %s"),
                          sgn_timestamp_server_get_name (outcome->server));
}

static char *
describe_failure (SgnFileItem *self)
{
  const GError *error = sgn_job_get_error (sgn_file_item_get_job (self));

  if (error == NULL || error->domain != SGN_ERROR)
    return g_strdup (_ ("Could not be signed"));
  return g_strdup (sgn_phrase_error (error->code));
}

char *
sgn_file_item_dup_status (SgnFileItem *self)
{
  SgnReport *report = sgn_file_item_get_report (self);

  switch (sgn_file_item_get_state (self)) {
  case SGN_FILE_CHECKING:
    return g_strdup (_ ("Checking…"));
  case SGN_FILE_SIGNING:
    return describe_step (sgn_file_item_get_job (self));
  case SGN_FILE_SIGNED:
    return describe_signed (self);
  case SGN_FILE_FAILED:
    return describe_failure (self);
  case SGN_FILE_UNDECIDED:
    return g_strdup (_ ("No timestamp: your decision"));
  case SGN_FILE_CHECKED:
  default:
    return report != NULL ? sgn_phrase_verdict_short (report) : g_strdup (_ ("Not checked"));
  }
}

char *
sgn_file_item_dup_kind (SgnFileItem *self)
{
  SgnReport *report = sgn_file_item_get_report (self);
  g_autofree char *size = NULL;
  const char *title;

  if (report == NULL)
    return g_strdup ("");
  size = g_format_size (report->size);
  title = report->title != NULL ? _ (report->title) : _ ("Unknown kind of file");
  /* Translators: kind of file and size */
  return g_strdup_printf (_ ("%1$s · %2$s"), title, size);
}

SgnLook
sgn_file_item_get_look (SgnFileItem *self)
{
  SgnReport *report = sgn_file_item_get_report (self);

  switch (sgn_file_item_get_state (self)) {
  case SGN_FILE_FAILED:
    return SGN_LOOK_BAD;
  case SGN_FILE_UNDECIDED:
    return SGN_LOOK_WARN;
  case SGN_FILE_CHECKING:
  case SGN_FILE_SIGNING:
    return SGN_LOOK_NEUTRAL;
  case SGN_FILE_CHECKED:
  case SGN_FILE_SIGNED:
  default:
    return report != NULL ? sgn_look_for_verdict (report->verdict) : SGN_LOOK_NEUTRAL;
  }
}

const char *
sgn_file_item_get_icon (SgnFileItem *self)
{
  if (sgn_file_item_get_state (self) == SGN_FILE_CHECKING ||
      sgn_file_item_get_state (self) == SGN_FILE_SIGNING)
    return "content-loading-symbolic";
  if (sgn_file_item_get_state (self) == SGN_FILE_FAILED)
    return "dialog-error-symbolic";
  return sgn_look_get_icon (sgn_file_item_get_look (self));
}

const char *
sgn_file_item_get_kind_icon (SgnFileItem *self)
{
  SgnReport *report = sgn_file_item_get_report (self);

  if (report != NULL && report->icon_name != NULL)
    return report->icon_name;
  return "text-x-generic-symbolic";
}
