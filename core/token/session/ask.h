/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/session/pin.h"
#include "core/token/token.h"

/* PIN_LOCKED, PIN_NEEDED (none was set yet): asking for it makes no sense. */
gboolean sgn_pin_check_state (SgnToken *token, GError **error);

/* Asks through @interaction (nullable) with a SgnPinQuestion and wipes the answer's octets in
 * place. PIN_NEEDED, PIN_WRONG (@retry, but nobody to ask), PIN_FINAL (the last try was not
 * confirmed), or what the interaction says. (transfer full) */
SgnPin *sgn_pin_ask (SgnToken *token,
                     gboolean retry,
                     guint n_files,
                     GTlsInteraction *interaction,
                     GCancellable *cancellable,
                     GError **error);
