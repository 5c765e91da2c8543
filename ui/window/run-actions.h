/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/window/file-selection.h"
#include "ui/window/run-control.h"

/* The actions "run.…": sign, stop, add timestamps, and decide about files without the requested
 * timestamp. */
#define SGN_TYPE_RUN_ACTIONS (sgn_run_actions_get_type ())
G_DECLARE_FINAL_TYPE (SgnRunActions, sgn_run_actions, SGN, RUN_ACTIONS, GObject)

/* No reference to @window is taken. (transfer full) */
SgnRunActions *
sgn_run_actions_new (GtkWindow *window, SgnRunControl *control, SgnFileSelection *selection);
GActionGroup *sgn_run_actions_get_group (SgnRunActions *self); /* (transfer none) */
/* What "run.sign" would do now: counts all files, or only the chosen ones if several are. */
void
sgn_run_actions_count (SgnRunActions *self, SgnFileCounts *ret_counts, gboolean *ret_only_chosen);
/* Enables what is possible now. @counts: from sgn_run_actions_count(). */
void sgn_run_actions_update (SgnRunActions *self, const SgnFileCounts *counts);
