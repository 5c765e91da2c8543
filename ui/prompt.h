/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Asks the person for the password of a key, in a dialog that stays open while it is tried. */
#define SGN_TYPE_PROMPT (sgn_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN, PROMPT, GTlsInteraction)

SgnPrompt *sgn_prompt_new (GtkWindow *parent);
/* The key is open, or will not be: away with the dialog. */
void sgn_prompt_close (SgnPrompt *self);
