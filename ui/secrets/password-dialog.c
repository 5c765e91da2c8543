/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/secrets/password-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/base/fault-line.h"

struct _SgnPasswordDialog {
  SgnSecretDialog parent_instance;

  SgnFaultLine *fault;
  GtkEditable *entry;
  GtkSpinner *spinner;
  AdwActionRow *remember_row;
  GtkSwitch *remember;
};

G_DEFINE_FINAL_TYPE (SgnPasswordDialog, sgn_password_dialog, SGN_TYPE_SECRET_DIALOG)

static void
sgn_password_dialog_set_busy (SgnSecretDialog *dialog, gboolean busy)
{
  SgnPasswordDialog *self = SGN_PASSWORD_DIALOG (dialog);

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_editable_set_editable (self->entry, !busy);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "open", FALSE);
}

static void
on_changed (SgnPasswordDialog *self)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self),
                                           "open",
                                           gtk_editable_get_text (self->entry)[0] != '\0');
}

static void
sgn_password_dialog_clear (SgnSecretDialog *dialog)
{
  gtk_editable_set_text (SGN_PASSWORD_DIALOG (dialog)->entry, "");
}

static void
sgn_password_dialog_class_init (SgnPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SGN_SECRET_DIALOG_CLASS (klass)->set_busy = sgn_password_dialog_set_busy;
  SGN_SECRET_DIALOG_CLASS (klass)->clear = sgn_password_dialog_clear;
  g_type_ensure (SGN_TYPE_FAULT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "secrets/password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, remember_row);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, remember);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
sgn_password_dialog_init (SgnPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SgnPasswordDialog *
sgn_password_dialog_new (GtkWindow *parent, const char *file_name)
{
  SgnPasswordDialog *self = g_object_new (SGN_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self),
                                  _ ("Enter the password of “%s”. You got it from your certificate "
                                     "provider or chose it "
                                     "yourself."),
                                  file_name);
  return self;
}

void
sgn_password_dialog_set_keyring (SgnPasswordDialog *self, gboolean there)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember_row), there);
  adw_action_row_set_subtitle (self->remember_row,
                               there ? _ ("In the keyring of this computer")
                                     : _ ("This computer has no keyring to keep it in"));
}

gboolean
sgn_password_dialog_get_remember (SgnPasswordDialog *self)
{
  return gtk_switch_get_active (self->remember);
}

void
sgn_password_dialog_ask (SgnPasswordDialog *self, const char *fault)
{
  sgn_secret_dialog_reopen (SGN_SECRET_DIALOG (self));
  sgn_fault_line_show (self->fault, fault, GTK_WIDGET (self->entry));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

char *
sgn_password_dialog_take (SgnPasswordDialog *self)
{
  char *text = g_strdup (gtk_editable_get_text (self->entry));

  gtk_editable_set_text (self->entry, "");
  return text;
}
