/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-item.h"
#include "ui/signing/sign-progress.h"
#include "ui/tokens/token-notices.h"

/* Files that are signed together, and afterwards can be restored. Emits "changed" a few times per
 * second during work, "ended" once. */
#define SGN_TYPE_SIGN_RUN (sgn_sign_run_get_type ())
G_DECLARE_FINAL_TYPE (SgnSignRun, sgn_sign_run, SGN, SIGN_RUN, GObject)

/* Starts immediately. @items (of SgnFileItem) that the user added to the run explicitly are signed
 * as in @replacing, the others as in @request. (transfer full) */
SgnSignRun *sgn_sign_run_new (GPtrArray *items, SgnSignRequest *request, SgnSignRequest *replacing);
/* Adds missing timestamps to signed files. (transfer full) */
SgnSignRun *sgn_sign_run_new_stamping (GPtrArray *items, SgnSignRequest *request);
gboolean sgn_sign_run_is_stamping (SgnSignRun *self);
/* Signs with the key of @session and closes it at the end. */
void sgn_sign_run_set_token (SgnSignRun *self, SgnTokenSession *session, SgnTokenNotices *notices);
/* The current message of the token, or NULL. (transfer full) */
char *sgn_sign_run_dup_notice (SgnSignRun *self);
gboolean sgn_sign_run_is_active (SgnSignRun *self);
gboolean sgn_sign_run_is_stopping (SgnSignRun *self);
void sgn_sign_run_cancel (SgnSignRun *self);
void sgn_sign_run_sum (SgnSignRun *self, SgnSignProgressSum *ret);
/* (transfer none) */
SgnSignRequest *sgn_sign_run_get_request (SgnSignRun *self);

/* Restores all originals. finish returns an array with one GError for each file that cannot be
 * restored (transfer full), and in @items those whose files were restored. */
void sgn_sign_run_undo_async (SgnSignRun *self, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
GPtrArray *sgn_sign_run_undo_finish (SgnSignRun *self, GAsyncResult *result, GPtrArray **items);
