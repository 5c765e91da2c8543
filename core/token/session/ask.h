/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/pin.h"
#include "core/token/token.h"

/* Whether asking for the PIN makes sense. Errors: PIN_LOCKED; PIN_NEEDED when none has been set. */
gboolean sgn_pin_check_state (SgnToken *token, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Asks through @interaction (nullable) with a SgnPinQuestion, and wipes the answer in place.
 * Errors: PIN_NEEDED; PIN_WRONG on a @retry without an answer; PIN_FINAL when using the last try
 * was not confirmed; those of the interaction. (transfer full) */
SgnPin *sgn_pin_ask (SgnToken *token,
                     gboolean retry,
                     guint n_files,
                     GTlsInteraction *interaction,
                     GCancellable *cancellable,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
