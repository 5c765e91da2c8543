/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/pin-prompt.h"

#include "ui/base/signal-new.h"
#include "ui/tokens/pin-dialog.h"

struct _SgnPinPrompt {
  SgnSecretPrompt parent_instance;

  char *signer;
  gboolean shown; /* was there a dialog? */
};

G_DEFINE_FINAL_TYPE (SgnPinPrompt, sgn_pin_prompt, SGN_TYPE_SECRET_PROMPT)

enum { ASKING, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* The text is at the start of the locked page. */
static void
free_text (gpointer text)
{
  sgn_pin_free (text);
}

static void
sgn_pin_prompt_answered (SgnSecretPrompt *prompt)
{
  SgnPinDialog *dialog = SGN_PIN_DIALOG (sgn_secret_prompt_get_dialog (prompt));
  GTlsPassword *question = sgn_secret_prompt_get_question (prompt);
  SgnPin *pin = sgn_pin_dialog_take (dialog);
  const char *text;

  if (question == NULL || pin == NULL) {
    sgn_pin_free (pin);
    return;
  }
  text = sgn_pin_get_text (pin);
  g_assert ((gconstpointer) text == pin);
  sgn_pin_question_set_confirmed (SGN_PIN_QUESTION (question),
                                  sgn_pin_dialog_is_confirmed (dialog));
  sgn_secret_prompt_answer (prompt, (char *) text, free_text);
}

static void
sgn_pin_prompt_dismissed (SgnSecretPrompt *prompt)
{
  g_signal_emit (prompt, signals[DISMISSED], 0);
}

static void
show_dialog (SgnPinPrompt *self)
{
  SgnSecretPrompt *prompt = SGN_SECRET_PROMPT (self);
  SgnPinDialog *dialog = sgn_pin_dialog_new (sgn_secret_prompt_get_parent (prompt), self->signer);

  self->shown = TRUE;
  sgn_secret_prompt_set_dialog (prompt, SGN_SECRET_DIALOG (dialog));
}

static void
sgn_pin_prompt_ask (SgnSecretPrompt *prompt)
{
  SgnPinPrompt *self = SGN_PIN_PROMPT (prompt);
  SgnPinQuestion *question = SGN_PIN_QUESTION (sgn_secret_prompt_get_question (prompt));
  SgnSecretDialog *dialog;

  /* Dismissed while the last answer was being tried. */
  if (self->shown && sgn_secret_prompt_get_dialog (prompt) == NULL) {
    sgn_pin_prompt_dismissed (prompt);
    sgn_secret_prompt_give_up (prompt);
    return;
  }
  g_signal_emit (self, signals[ASKING], 0);
  if (!self->shown)
    show_dialog (self);
  dialog = sgn_secret_prompt_get_dialog (prompt);
  sgn_pin_dialog_ask (SGN_PIN_DIALOG (dialog), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sgn_pin_prompt_finalize (GObject *object)
{
  g_free (SGN_PIN_PROMPT (object)->signer);
  G_OBJECT_CLASS (sgn_pin_prompt_parent_class)->finalize (object);
}

static void
sgn_pin_prompt_class_init (SgnPinPromptClass *klass)
{
  SgnSecretPromptClass *prompt_class = SGN_SECRET_PROMPT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_pin_prompt_finalize;
  prompt_class->ask = sgn_pin_prompt_ask;
  prompt_class->answered = sgn_pin_prompt_answered;
  prompt_class->dismissed = sgn_pin_prompt_dismissed;
  signals[ASKING] = sgn_signal_new (SGN_TYPE_PIN_PROMPT, "asking", G_TYPE_NONE);
  signals[DISMISSED] = sgn_signal_new (SGN_TYPE_PIN_PROMPT, "dismissed", G_TYPE_NONE);
}

static void
sgn_pin_prompt_init (SgnPinPrompt *self)
{
}

SgnPinPrompt *
sgn_pin_prompt_new (GtkWindow *parent, const char *signer)
{
  SgnPinPrompt *self = sgn_secret_prompt_create (SGN_TYPE_PIN_PROMPT, parent);

  self->signer = g_strdup (signer);
  return self;
}
