/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/files/file-item.h"
#include "ui/signing/sign-progress.h"
#include "ui/tokens/token-notices.h"

/* Files being signed together, and afterwards what can be taken back. Emits "changed" a few times
 * a second while it works, "ended" once. */
#define SGN_TYPE_SIGN_RUN (sgn_sign_run_get_type ())
G_DECLARE_FINAL_TYPE (SgnSignRun, sgn_sign_run, SGN, SIGN_RUN, GObject)

/* Starts at once. @items (of SgnFileItem) that were added by hand are signed by the rules of
 * @replacing, the others by those of @request. (transfer full) */
SgnSignRun *sgn_sign_run_new (GPtrArray *items, SgnSignRequest *request, SgnSignRequest *replacing);
/* Gives signed files the timestamps they lack. (transfer full) */
SgnSignRun *sgn_sign_run_new_stamping (GPtrArray *items, SgnSignRequest *request);
gboolean sgn_sign_run_is_stamping (SgnSignRun *self);
/* It signs with the key of @session, which it closes when it has ended. */
void sgn_sign_run_set_token (SgnSignRun *self, SgnTokenSession *session, SgnTokenNotices *notices);
/* What the token wants the person to know now, or NULL. (transfer full) */
char *sgn_sign_run_dup_notice (SgnSignRun *self);
gboolean sgn_sign_run_is_active (SgnSignRun *self);
gboolean sgn_sign_run_is_stopping (SgnSignRun *self);
void sgn_sign_run_cancel (SgnSignRun *self);
void sgn_sign_run_sum (SgnSignRun *self, SgnSignProgressSum *ret);
/* (transfer none) */
SgnSignRequest *sgn_sign_run_get_request (SgnSignRun *self);

/* Puts back all originals; each file that cannot be put back is an error of its own in the array
 * of GError that finish returns (transfer full), in @items those whose files were restored. */
void sgn_sign_run_undo_async (SgnSignRun *self, GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) */
GPtrArray *sgn_sign_run_undo_finish (SgnSignRun *self, GAsyncResult *result, GPtrArray **items);
