/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/secrets/prompt.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/identity/keyring.h"
#include "core/words/phrases.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/secret-text.h"
#include "ui/secrets/password-dialog.h"

struct _SgnPrompt {
  SgnSecretPrompt parent_instance;

  GFile *file;
  GCancellable *cancellable;
  SgnKeyringState keyring;
  char *password; /* tried last, or to be tried first */
  gboolean given; /* it was not typed, and not tried yet */
  gboolean remember;
};

G_DEFINE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN_TYPE_SECRET_PROMPT)

static void
set_password (SgnPrompt *self, const char *password)
{
  g_clear_pointer (&self->password, sgn_secret_text_free);
  self->password = g_strdup (password);
}

static void
answer (SgnPrompt *self)
{
  sgn_secret_prompt_answer (SGN_SECRET_PROMPT (self),
                            g_strdup (self->password),
                            sgn_secret_text_free);
}

static void
sgn_prompt_answered (SgnSecretPrompt *prompt)
{
  SgnPrompt *self = SGN_PROMPT (prompt);
  SgnPasswordDialog *dialog = SGN_PASSWORD_DIALOG (sgn_secret_prompt_get_dialog (prompt));
  char *secret = sgn_password_dialog_take (dialog);

  self->remember = sgn_password_dialog_get_remember (dialog);
  set_password (self, secret);
  sgn_secret_text_free (secret);
  answer (self);
}

static void
sgn_prompt_dismissed (SgnSecretPrompt *prompt)
{
  g_cancellable_cancel (SGN_PROMPT (prompt)->cancellable);
}

static GTlsPassword *
get_question (SgnPrompt *self)
{
  return sgn_secret_prompt_get_question (SGN_SECRET_PROMPT (self));
}

static void
show_dialog (SgnPrompt *self)
{
  SgnSecretPrompt *prompt = SGN_SECRET_PROMPT (self);
  g_autofree char *name = sgn_text_display (g_tls_password_get_description (get_question (self)));
  SgnPasswordDialog *dialog = sgn_password_dialog_new (sgn_secret_prompt_get_parent (prompt), name);

  sgn_password_dialog_set_keyring (dialog, self->keyring != SGN_KEYRING_ABSENT);
  sgn_secret_prompt_set_dialog (prompt, SGN_SECRET_DIALOG (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
is_retry (SgnPrompt *self)
{
  return (g_tls_password_get_flags (get_question (self)) & G_TLS_PASSWORD_RETRY) != 0;
}

static void
ask (SgnPrompt *self)
{
  SgnSecretPrompt *prompt = SGN_SECRET_PROMPT (self);

  if (sgn_secret_prompt_get_dialog (prompt) == NULL)
    show_dialog (self);
  sgn_password_dialog_ask (SGN_PASSWORD_DIALOG (sgn_secret_prompt_get_dialog (prompt)),
                           is_retry (self) ? sgn_phrase_error (SGN_ERROR_PFX_PASSWORD) : NULL);
}

static void
on_password (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrompt) self = user_data;
  char *password = NULL;
  gboolean stored = sgn_keyring_get_finish (result, &password, NULL) && password != NULL;

  if (get_question (self) != NULL && stored) {
    set_password (self, password);
    answer (self);
  } else if (get_question (self) != NULL) {
    ask (self);
  }
  g_clear_pointer (&password, sgn_keyring_password_free);
}

static void
on_keyring (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrompt) self = user_data;

  self->keyring = sgn_keyring_look_finish (result);
  if (get_question (self) == NULL)
    return;
  if (self->keyring == SGN_KEYRING_KEEPS)
    sgn_keyring_get_async (self->file, self->cancellable, on_password, g_object_ref (self));
  else
    ask (self);
}

static void
sgn_prompt_ask (SgnSecretPrompt *prompt)
{
  SgnPrompt *self = SGN_PROMPT (prompt);

  if (g_cancellable_is_cancelled (self->cancellable)) {
    sgn_secret_prompt_give_up (prompt); /* while the last answer was being tried */
  } else if (self->given) {
    self->given = FALSE;
    answer (self);
  } else if (is_retry (self)) {
    ask (self);
  } else {
    sgn_keyring_look_async (self->file, self->cancellable, on_keyring, g_object_ref (self));
  }
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!sgn_keyring_keep_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sgn_fault_dialog_show (parent, _ ("The Password Is Not Remembered"), error);
}

static void
sgn_prompt_dispose (GObject *object)
{
  SgnPrompt *self = SGN_PROMPT (object);

  g_clear_pointer (&self->password, sgn_secret_text_free);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (sgn_prompt_parent_class)->dispose (object);
}

static void
sgn_prompt_finalize (GObject *object)
{
  g_object_unref (SGN_PROMPT (object)->cancellable);
  G_OBJECT_CLASS (sgn_prompt_parent_class)->finalize (object);
}

static void
sgn_prompt_class_init (SgnPromptClass *klass)
{
  SgnSecretPromptClass *prompt_class = SGN_SECRET_PROMPT_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_prompt_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_prompt_finalize;
  prompt_class->ask = sgn_prompt_ask;
  prompt_class->answered = sgn_prompt_answered;
  prompt_class->dismissed = sgn_prompt_dismissed;
}

static void
sgn_prompt_init (SgnPrompt *self)
{
  self->cancellable = g_cancellable_new ();
}

SgnPrompt *
sgn_prompt_new (GtkWindow *parent, GFile *file)
{
  SgnPrompt *self = sgn_secret_prompt_create (SGN_TYPE_PROMPT, parent);

  self->file = g_object_ref (file);
  return self;
}

GCancellable *
sgn_prompt_get_cancellable (SgnPrompt *self)
{
  return self->cancellable;
}

void
sgn_prompt_set_password (SgnPrompt *self, const char *password)
{
  set_password (self, password);
  self->given = TRUE;
}

const char *
sgn_prompt_get_password (SgnPrompt *self)
{
  return self->password;
}

void
sgn_prompt_succeed (SgnPrompt *self)
{
  if (self->remember && self->password != NULL)
    sgn_keyring_keep_async (self->file,
                            self->password,
                            NULL,
                            on_kept,
                            g_object_ref (sgn_secret_prompt_get_parent (SGN_SECRET_PROMPT (self))));
  self->remember = FALSE;
}

/* It is not an error if there was nothing to remove. */
static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sgn_keyring_forget_finish (result, &error))
    g_debug ("the keyring does not forget: %s", error->message);
}

void
sgn_prompt_forget (GFile *file)
{
  sgn_keyring_forget_async (file, NULL, on_forgotten, NULL);
}
