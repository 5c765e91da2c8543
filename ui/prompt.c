/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/prompt.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <string.h>

#include "core/identity/keyring.h"
#include "core/phrases.h"
#include "ui/password-dialog.h"

struct _SgnPrompt {
  GTlsInteraction parent_instance;

  GtkWindow *parent;
  GFile *file;
  GCancellable *cancellable;
  SgnPasswordDialog *dialog;
  SgnKeyringState keyring;
  char *password; /* tried last, or to be tried first */
  gboolean given; /* it was not typed, and not tried yet */
  gboolean remember;
  GTask *task;
};

G_DEFINE_FINAL_TYPE (SgnPrompt, sgn_prompt, G_TYPE_TLS_INTERACTION)

static void
wipe (gpointer data)
{
  char *secret = data;

  OPENSSL_cleanse (secret, strlen (secret));
  g_free (secret);
}

static void
set_password (SgnPrompt *self, const char *password)
{
  g_clear_pointer (&self->password, wipe);
  self->password = g_strdup (password);
}

static void
answer (SgnPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  char *secret = g_strdup (self->password);

  g_tls_password_set_value_full (g_task_get_task_data (task),
                                 (guchar *) secret,
                                 (gssize) strlen (secret),
                                 wipe);
  g_task_return_int (task, G_TLS_INTERACTION_HANDLED);
}

static void
on_answered (SgnPrompt *self)
{
  char *secret = sgn_password_dialog_take (self->dialog);

  self->remember = sgn_password_dialog_get_remember (self->dialog);
  set_password (self, secret);
  wipe (secret);
  if (self->task != NULL)
    answer (self);
}

static void
give_up (SgnPrompt *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");
}

static void
on_dismissed (SgnPrompt *self)
{
  sgn_prompt_close (self);
  g_cancellable_cancel (self->cancellable);
  give_up (self);
}

static void
show_dialog (SgnPrompt *self, GTlsPassword *password)
{
  if (self->dialog != NULL)
    return;
  self->dialog = sgn_password_dialog_new (self->parent, g_tls_password_get_description (password));
  sgn_password_dialog_set_keyring (self->dialog, self->keyring != SGN_KEYRING_ABSENT);
  g_signal_connect_object (self->dialog,
                           "answered",
                           G_CALLBACK (on_answered),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog,
                           "dismissed",
                           G_CALLBACK (on_dismissed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static void
ask (SgnPrompt *self)
{
  GTlsPassword *password = g_task_get_task_data (self->task);
  gboolean again = (g_tls_password_get_flags (password) & G_TLS_PASSWORD_RETRY) != 0;

  show_dialog (self, password);
  sgn_password_dialog_ask (self->dialog, again ? sgn_phrase_error (SGN_ERROR_PFX_PASSWORD) : NULL);
}

static void
on_password (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrompt) self = user_data;
  char *password = sgn_keyring_get_finish (result, NULL);

  if (self->task != NULL && password != NULL) {
    set_password (self, password);
    answer (self);
  } else if (self->task != NULL) {
    ask (self);
  }
  g_clear_pointer (&password, sgn_keyring_password_free);
}

static void
on_keyring (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnPrompt) self = user_data;

  self->keyring = sgn_keyring_look_finish (result);
  if (self->task == NULL)
    return;
  if (self->keyring == SGN_KEYRING_KEEPS)
    sgn_keyring_get_async (self->file, self->cancellable, on_password, g_object_ref (self));
  else
    ask (self);
}

static void
ask_password_async (GTlsInteraction *interaction,
                    GTlsPassword *password,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  SgnPrompt *self = SGN_PROMPT (interaction);
  gboolean again = (g_tls_password_get_flags (password) & G_TLS_PASSWORD_RETRY) != 0;

  g_assert (self->task == NULL);
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ask_password_async);
  g_task_set_task_data (self->task, g_object_ref (password), g_object_unref);
  if (g_cancellable_is_cancelled (self->cancellable)) {
    give_up (self); /* while the last answer was being tried */
  } else if (self->given) {
    self->given = FALSE;
    answer (self);
  } else if (again) {
    ask (self);
  } else {
    sgn_keyring_look_async (self->file, self->cancellable, on_keyring, g_object_ref (self));
  }
}

static GTlsInteractionResult
ask_password_finish (GTlsInteraction *interaction, GAsyncResult *result, GError **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? G_TLS_INTERACTION_FAILED : (GTlsInteractionResult) answer;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  GtkWidget *dialog;

  if (sgn_keyring_keep_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = sgn_phrase_gerror (error);
  dialog = adw_message_dialog_new (parent, _ ("The Password Is Not Remembered"), sentence);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sgn_prompt_dispose (GObject *object)
{
  SgnPrompt *self = SGN_PROMPT (object);

  sgn_prompt_close (self);
  g_clear_pointer (&self->password, wipe);
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
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
  GTlsInteractionClass *interaction_class = G_TLS_INTERACTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_prompt_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_prompt_finalize;
  interaction_class->ask_password_async = ask_password_async;
  interaction_class->ask_password_finish = ask_password_finish;
}

static void
sgn_prompt_init (SgnPrompt *self)
{
  self->cancellable = g_cancellable_new ();
}

SgnPrompt *
sgn_prompt_new (GtkWindow *parent, GFile *file)
{
  SgnPrompt *self = g_object_new (SGN_TYPE_PROMPT, NULL);

  self->parent = g_object_ref (parent);
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
    sgn_keyring_keep_async (self->file, self->password, NULL, on_kept, g_object_ref (self->parent));
  self->remember = FALSE;
}

void
sgn_prompt_close (SgnPrompt *self)
{
  if (self->dialog != NULL)
    sgn_password_dialog_close (self->dialog);
  self->dialog = NULL;
}

/* Whoever forgets what was never remembered need not hear of it. */
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
