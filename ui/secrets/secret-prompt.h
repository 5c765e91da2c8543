/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-dialog.h"

/* Asks the person for a secret, in a dialog that stays open while it is tried. */
#define SGN_TYPE_SECRET_PROMPT (sgn_secret_prompt_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnSecretPrompt, sgn_secret_prompt, SGN, SECRET_PROMPT, GTlsInteraction)

struct _SgnSecretPromptClass {
  GTlsInteractionClass parent_class;

  /* To be answered or given up, now or later. */
  void (*ask) (SgnSecretPrompt *self);
  /* There is a secret in the dialog. */
  void (*answered) (SgnSecretPrompt *self);
  /* The person gave up, perhaps while the secret is tried; the dialog is gone. */
  void (*dismissed) (SgnSecretPrompt *self);
};

/* For those that derive from it; @parent: above what the dialog stands. */
gpointer sgn_secret_prompt_create (GType type, GtkWindow *parent);
/* (transfer none) */
GtkWindow *sgn_secret_prompt_get_parent (SgnSecretPrompt *self);
/* What is asked; NULL when nobody waits for an answer. (transfer none) */
GTlsPassword *sgn_secret_prompt_get_question (SgnSecretPrompt *self);
/* NULL: not asked yet, or closed. (transfer none) */
SgnSecretDialog *sgn_secret_prompt_get_dialog (SgnSecretPrompt *self);
void sgn_secret_prompt_set_dialog (SgnSecretPrompt *self, SgnSecretDialog *dialog);
/* @secret is given away, @destroy wipes it. */
void sgn_secret_prompt_answer (SgnSecretPrompt *self, char *secret, GDestroyNotify destroy);
void sgn_secret_prompt_give_up (SgnSecretPrompt *self);

/* For everybody: what is locked is open, or will not be; away with the dialog. */
void sgn_secret_prompt_close (SgnSecretPrompt *self);
