/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* A request for a PIN with all facts needed to ask for it (ask_password of GTlsInteraction). The
 * flags of GTlsPassword are set as well: RETRY after a wrong PIN, MANY_TRIES, FINAL_TRY. */
#define SGN_TYPE_PIN_QUESTION (sgn_pin_question_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinQuestion, sgn_pin_question, SGN, PIN_QUESTION, GTlsPassword)

/* @n_files is 0 when unknown. (transfer full) */
SgnPinQuestion *
sgn_pin_question_new (SgnToken *token, gboolean retry, guint n_files) G_GNUC_WARN_UNUSED_RESULT;
SgnToken *sgn_pin_question_get_token (SgnPinQuestion *self);
guint sgn_pin_question_get_n_files (SgnPinQuestion *self); /* 0: unknown */
gboolean sgn_pin_question_is_retry (SgnPinQuestion *self);
gboolean sgn_pin_question_is_final (SgnPinQuestion *self);
/* Confirms that the user knows a wrong PIN will block the token. Without it the last try is never
 * used. */
void sgn_pin_question_set_confirmed (SgnPinQuestion *self, gboolean confirmed);
gboolean sgn_pin_question_is_confirmed (SgnPinQuestion *self);
