/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/secrets/secret-dialog.h"

/* Asks the user for a secret, in a dialog that stays open while it is tried. */
#define SGN_TYPE_SECRET_PROMPT (sgn_secret_prompt_get_type ())
G_DECLARE_DERIVABLE_TYPE (SgnSecretPrompt, sgn_secret_prompt, SGN, SECRET_PROMPT, GTlsInteraction)

struct _SgnSecretPromptClass {
  GTlsInteractionClass parent_class;

  /* Asks the question; it is answered or cancelled now or later. */
  void (*ask) (SgnSecretPrompt *self);
  /* Called when the user has entered a secret in the dialog. */
  void (*answered) (SgnSecretPrompt *self);
  /* Called when the user cancelled, perhaps while the secret is tried; the dialog is closed. */
  void (*dismissed) (SgnSecretPrompt *self);
};

/* For derived classes; @parent: the parent of the dialog. */
gpointer sgn_secret_prompt_create (GType type, GtkWindow *parent);
/* (transfer none) */
GtkWindow *sgn_secret_prompt_get_parent (SgnSecretPrompt *self);
/* The current question; NULL if none is pending. (transfer none) */
GTlsPassword *sgn_secret_prompt_get_question (SgnSecretPrompt *self);
/* The dialog; NULL if it is not open. (transfer none) */
SgnSecretDialog *sgn_secret_prompt_get_dialog (SgnSecretPrompt *self);
void sgn_secret_prompt_set_dialog (SgnSecretPrompt *self, SgnSecretDialog *dialog);
/* Answers with @secret (transfer full); @destroy wipes it. */
void sgn_secret_prompt_answer (SgnSecretPrompt *self, char *secret, GDestroyNotify destroy);
void sgn_secret_prompt_give_up (SgnSecretPrompt *self);

/* Closes the dialog: the secret was accepted or is no longer needed. */
void sgn_secret_prompt_close (SgnSecretPrompt *self);
