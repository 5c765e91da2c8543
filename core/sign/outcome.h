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
  SGN_ACTION_SKIPPED,     /* "skipped": existing signature kept */
  SGN_ACTION_STAMP_KEPT,  /* "skipped": existing timestamp kept */
  SGN_ACTION_TIMESTAMPED, /* "timestamped" */
  SGN_ACTION_REMOVED,     /* "removed" */
  SGN_ACTION_ATTACHED,    /* "attached" */
} SgnAction;

const char *sgn_action_to_id (SgnAction action);
gboolean sgn_action_is_change (SgnAction action);

/* The result for one file. */
typedef struct {
  SgnAction action;
  SgnReport *report;          /* of the file as it is now */
  GFile *output;              /* the file that was written, or the input file if nothing was */
  char *etag;                 /* of the written file, to detect later changes */
  SgnOutputResult written;    /* whether a previous file was replaced or kept */
  SgnInput *original;         /* (nullable): the unchanged original of a file signed in place */
  SgnTimestampServer *server; /* (nullable): the server that issued the timestamp */
  GError *timestamp_error;    /* (nullable): why there is no timestamp, if that was allowed */
} SgnOutcome;

void sgn_outcome_free (SgnOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnOutcome, sgn_outcome_free)

/* Restores the original of a file that was signed in place and deletes its backup copy. Errors:
 * FILE_CHANGED when the signed file was changed afterwards, and those of writing the file. */
gboolean sgn_sign_undo (const SgnOutcome *outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;
