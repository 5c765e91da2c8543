/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-list.h"
#include "ui/identities/identity-list.h"
#include "ui/signing/sign-run.h"
#include "ui/tokens/token-list.h"

/* The active or last run, and the files that wait for the key of the chosen certificate. Only one
 * run is active at a time. For the main thread only. Emits "key-needed" (SgnIdentityItem) when
 * files wait; to be answered with sgn_run_control_resume(), or with
 * sgn_run_control_resume_with_token() for a key on a token. Emits "started", "changed" (several
 * times a second) and "ended" for each run, "undone" (GPtrArray of SgnFileItem, GPtrArray of
 * GError) when it was taken back: what was restored, and why the rest was not. */
#define SGN_TYPE_RUN_CONTROL (sgn_run_control_get_type ())
G_DECLARE_FINAL_TYPE (SgnRunControl, sgn_run_control, SGN, RUN_CONTROL, GObject)

/* (transfer full) */
SgnRunControl *
sgn_run_control_new (SgnFileList *files, SgnIdentityList *identities, SgnTokenList *tokens);
/* Stops emitting signals, even if a run is still active. */
void sgn_run_control_close (SgnRunControl *self);

/* Whether a certificate is chosen that has not expired and whose token is connected. */
gboolean sgn_run_control_can_sign (SgnRunControl *self);
gboolean sgn_run_control_is_active (SgnRunControl *self);
SgnSignRun *sgn_run_control_get_run (SgnRunControl *self); /* (nullable) (transfer none) */

/* Signs @items (of SgnFileItem, transfer none), once the key is open. @unstamped: without
 * timestamps, whatever the settings say; @copy (nullable): into this file instead of the signed
 * one. Nothing happens while a run is at work or without a certificate. */
void sgn_run_control_sign (SgnRunControl *self, GPtrArray *items, gboolean unstamped, GFile *copy);
/* How many files wait for the key. */
guint sgn_run_control_get_waiting (SgnRunControl *self);
void sgn_run_control_forget_waiting (SgnRunControl *self);
void sgn_run_control_resume (SgnRunControl *self);
/* Both NULL when the token was not unlocked, else (transfer none). */
void sgn_run_control_resume_with_token (SgnRunControl *self,
                                        SgnTokenSession *session,
                                        SgnTokenNotices *notices);
/* Adds missing timestamps to these (of SgnFileItem, transfer none). */
void sgn_run_control_stamp (SgnRunControl *self, GPtrArray *items);
void sgn_run_control_cancel (SgnRunControl *self);
/* Restores what the last run replaced, then emits "undone". */
void sgn_run_control_undo (SgnRunControl *self);

/* Those that were not signed because no server returned a timestamp, of SgnFileItem. (transfer
 * full) */
GPtrArray *sgn_run_control_get_undecided (SgnRunControl *self);
