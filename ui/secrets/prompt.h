/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-prompt.h"

/* Asks the person for the password of a key. The keyring is asked before, and keeps the password
 * when the person wishes. */
#define SGN_TYPE_PROMPT (sgn_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN, PROMPT, SgnSecretPrompt)

/* @file: what the password opens. (transfer full) */
SgnPrompt *sgn_prompt_new (GtkWindow *parent, GFile *file);
/* Cancelled when the person gives up, also while a password is being tried: give it to what opens
 * the key, so that giving up wins. (transfer none) */
GCancellable *sgn_prompt_get_cancellable (SgnPrompt *self);
/* What is to be tried before anybody is asked. */
void sgn_prompt_set_password (SgnPrompt *self, const char *password);
/* What was tried last; NULL when nobody was asked. */
const char *sgn_prompt_get_password (SgnPrompt *self);
/* The key is open: the password goes to the keyring if that was wished. */
void sgn_prompt_succeed (SgnPrompt *self);

/* Removes the password of @file from the keyring. */
void sgn_prompt_forget (GFile *file);
