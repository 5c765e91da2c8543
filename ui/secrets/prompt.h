/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-prompt.h"

/* Asks for the password of a key: first the keyring, then the user, who may have it stored in the
 * keyring. */
#define SGN_TYPE_PROMPT (sgn_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN, PROMPT, SgnSecretPrompt)

/* @file: the file that the password opens. (transfer full) */
SgnPrompt *sgn_prompt_new (GtkWindow *parent, GFile *file);
/* Cancelled when the user cancels, even while a password is being tried: pass it to the function
 * that opens the key. (transfer none) */
GCancellable *sgn_prompt_get_cancellable (SgnPrompt *self);
/* A password to try before asking. */
void sgn_prompt_set_password (SgnPrompt *self, const char *password);
/* The last password tried; NULL if none was asked for. */
const char *sgn_prompt_get_password (SgnPrompt *self);
/* Call when the key is open: stores the password in the keyring if the user wants that. */
void sgn_prompt_succeed (SgnPrompt *self);

/* Removes the password of @file from the keyring. */
void sgn_prompt_forget (GFile *file);
