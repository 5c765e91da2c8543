/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/token/token.h"

/* The question for a PIN, with all facts for whoever asks it (GTlsInteraction's ask_password). The
 * flags of GTlsPassword are set as well: RETRY after a wrong PIN, MANY_TRIES, FINAL_TRY. */
#define SGN_TYPE_PIN_QUESTION (sgn_pin_question_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinQuestion, sgn_pin_question, SGN, PIN_QUESTION, GTlsPassword)

SgnPinQuestion *sgn_pin_question_new (SgnToken *token, gboolean retry, guint n_files);
SgnToken *sgn_pin_question_get_token (SgnPinQuestion *self);
guint sgn_pin_question_get_n_files (SgnPinQuestion *self); /* 0: not known */
gboolean sgn_pin_question_is_retry (SgnPinQuestion *self);
gboolean sgn_pin_question_is_final (SgnPinQuestion *self);
/* The user knows that a wrong PIN blocks the token. Without it the last try is never used. */
void sgn_pin_question_set_confirmed (SgnPinQuestion *self, gboolean confirmed);
gboolean sgn_pin_question_is_confirmed (SgnPinQuestion *self);
