/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/output.h"
#include "core/report/report.h"
#include "core/timestamp/servers.h"

typedef enum {
  SGN_ACTION_SIGNED,      /* "signed" */
  SGN_ACTION_APPENDED,    /* "appended" */
  SGN_ACTION_REPLACED,    /* "replaced" */
  SGN_ACTION_SKIPPED,     /* "skipped": signature left as it is */
  SGN_ACTION_STAMP_KEPT,  /* "skipped": timestamp left as it is */
  SGN_ACTION_TIMESTAMPED, /* "timestamped" */
  SGN_ACTION_REMOVED,     /* "removed" */
  SGN_ACTION_ATTACHED,    /* "attached" */
} SgnAction;

const char *sgn_action_to_id (SgnAction action);
gboolean sgn_action_is_change (SgnAction action);

/* What became of a file. */
typedef struct {
  SgnAction action;
  SgnReport *report;          /* of the file as it is now */
  GFile *output;              /* what was written; the file itself where nothing was */
  char *etag;                 /* of what was written, to notice later changes */
  SgnOutputResult written;    /* what became of the file that was there before */
  SgnInput *original;         /* (nullable): the untouched original of a file signed in place */
  SgnTimestampServer *server; /* (nullable): who stamped it */
  GError *timestamp_error;    /* (nullable): why there is no timestamp, when that was allowed */
} SgnOutcome;

void sgn_outcome_free (SgnOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnOutcome, sgn_outcome_free)

/* Puts the untouched original back in place of what was signed over it, and takes away the copy
 * that was kept of it; SGN_ERROR_FILE_CHANGED when somebody changed the signed file since. */
gboolean sgn_sign_undo (const SgnOutcome *outcome, GError **error);
