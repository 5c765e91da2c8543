/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/pin-dialog.h"

#include "core/words/phrases.h"
#include "ui/base/fault-line.h"
#include "ui/tokens/pin-field.h"
#include "ui/tokens/token-words.h"

struct _SgnPinDialog {
  SgnSecretDialog parent_instance;

  SgnPinField *field;
  SgnFaultLine *fault;
  GtkLabel *tries;
  GtkCheckButton *confirm;
  GtkSpinner *spinner;
  char *signer;
};

G_DEFINE_FINAL_TYPE (SgnPinDialog, sgn_pin_dialog, SGN_TYPE_SECRET_DIALOG)

static void
on_changed (SgnPinDialog *self)
{
  GtkWidget *confirm = GTK_WIDGET (self->confirm);
  gboolean ready = !gtk_widget_get_visible (confirm) || sgn_pin_dialog_is_confirmed (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self),
                                           "sign",
                                           ready && !sgn_pin_field_is_empty (self->field));
}

static void
sgn_pin_dialog_set_busy (SgnSecretDialog *dialog, gboolean busy)
{
  SgnPinDialog *self = SGN_PIN_DIALOG (dialog);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->field), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), !busy);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "sign", FALSE);
}

static void
sgn_pin_dialog_clear (SgnSecretDialog *dialog)
{
  sgn_pin_field_clear (SGN_PIN_DIALOG (dialog)->field);
}

static void
sgn_pin_dialog_dispose (GObject *object)
{
  SgnPinDialog *self = SGN_PIN_DIALOG (object);

  g_clear_pointer (&self->signer, g_free);
  G_OBJECT_CLASS (sgn_pin_dialog_parent_class)->dispose (object);
}

static void
sgn_pin_dialog_class_init (SgnPinDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_pin_dialog_dispose;
  SGN_SECRET_DIALOG_CLASS (klass)->set_busy = sgn_pin_dialog_set_busy;
  SGN_SECRET_DIALOG_CLASS (klass)->clear = sgn_pin_dialog_clear;
  g_type_ensure (SGN_TYPE_FAULT_LINE);
  g_type_ensure (SGN_TYPE_PIN_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "tokens/pin-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPinDialog, field);
  gtk_widget_class_bind_template_child (widget_class, SgnPinDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SgnPinDialog, tries);
  gtk_widget_class_bind_template_child (widget_class, SgnPinDialog, confirm);
  gtk_widget_class_bind_template_child (widget_class, SgnPinDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
sgn_pin_dialog_init (SgnPinDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SgnPinDialog *
sgn_pin_dialog_new (GtkWindow *parent, const char *signer)
{
  SgnPinDialog *self = g_object_new (SGN_TYPE_PIN_DIALOG, "transient-for", parent, NULL);

  self->signer = g_strdup (signer);
  return self;
}

static void
show_words (SgnPinDialog *self, SgnPinQuestion *question)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  SgnToken *token = sgn_pin_question_get_token (question);
  guint n_files = sgn_pin_question_get_n_files (question);
  g_autofree char *heading = sgn_words_pin_heading (token);
  g_autofree char *body = sgn_words_pin_body (token, self->signer, n_files);
  g_autofree char *button = sgn_words_pin_button (self->signer, n_files);

  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_set_response_label (dialog, "sign", button);
}

/* Before the last try, the button is not the default one. */
static void
show_tries (SgnPinDialog *self, SgnPinQuestion *question)
{
  SgnToken *token = sgn_pin_question_get_token (question);
  const char *tries = sgn_phrase_pin_tries (sgn_token_get_pin_state (token));
  gboolean final = sgn_pin_question_is_final (question);

  gtk_label_set_label (self->tries, tries != NULL ? tries : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tries), tries != NULL);
  gtk_check_button_set_active (self->confirm, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->confirm), final);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self),
                                              "sign",
                                              final ? ADW_RESPONSE_DEFAULT
                                                    : ADW_RESPONSE_SUGGESTED);
}

void
sgn_pin_dialog_ask (SgnPinDialog *self, SgnPinQuestion *question)
{
  gboolean wrong = sgn_pin_question_is_retry (question);

  sgn_secret_dialog_reopen (SGN_SECRET_DIALOG (self));
  show_words (self, question);
  sgn_fault_line_show (self->fault,
                       wrong ? sgn_phrase_error (SGN_ERROR_PIN_WRONG) : NULL,
                       GTK_WIDGET (self->field));
  show_tries (self, question);
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

SgnPin *
sgn_pin_dialog_take (SgnPinDialog *self)
{
  return sgn_pin_field_take (self->field);
}

gboolean
sgn_pin_dialog_is_confirmed (SgnPinDialog *self)
{
  return gtk_check_button_get_active (self->confirm);
}
