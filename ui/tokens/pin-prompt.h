/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-prompt.h"

/* Asks the user for the PIN of a token. */
#define SGN_TYPE_PIN_PROMPT (sgn_pin_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPinPrompt, sgn_pin_prompt, SGN, PIN_PROMPT, SgnSecretPrompt)

/* Emits "asking" before it shows its dialog, "dismissed" when the user cancelled, perhaps while the
 * PIN is tried. @signer: the publisher in the signatures; NULL if the token is written to.
 * (transfer full) */
SgnPinPrompt *sgn_pin_prompt_new (GtkWindow *parent, const char *signer);
