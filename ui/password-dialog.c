/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/password-dialog.h"

#include <glib/gi18n-lib.h>

struct _SgnPasswordDialog {
  AdwMessageDialog parent_instance;

  GtkWidget *fault_line;
  GtkLabel *fault;
  GtkEditable *entry;
  GtkSpinner *spinner;
  AdwActionRow *remember_row;
  GtkSwitch *remember;
  gboolean responded; /* the window closes because of a button */
  gboolean finished;
  guint idle;
};

G_DEFINE_FINAL_TYPE (SgnPasswordDialog, sgn_password_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum { ANSWERED, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
set_busy (SgnPasswordDialog *self, gboolean busy)
{
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
on_response (SgnPasswordDialog *self, const char *response)
{
  if (self->finished)
    return;
  self->responded = TRUE;
  if (g_str_equal (response, "open")) {
    set_busy (self, TRUE);
    g_signal_emit (self, signals[ANSWERED], 0);
  } else {
    g_signal_emit (self, signals[DISMISSED], 0);
  }
}

static gboolean
dismiss (gpointer data)
{
  SgnPasswordDialog *self = data;

  self->idle = 0;
  if (!self->responded && !self->finished)
    g_signal_emit (self, signals[DISMISSED], 0);
  return G_SOURCE_REMOVE;
}

/* A message dialog closes itself on every answer. This one stays until the password has been
 * tried; when no button was the reason to close, it was Escape. */
static gboolean
on_close_request (SgnPasswordDialog *self)
{
  if (self->finished)
    return GDK_EVENT_PROPAGATE;
  self->responded = FALSE;
  if (self->idle == 0)
    self->idle = g_idle_add (dismiss, self);
  return GDK_EVENT_STOP;
}

static void
sgn_password_dialog_dispose (GObject *object)
{
  SgnPasswordDialog *self = SGN_PASSWORD_DIALOG (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  G_OBJECT_CLASS (sgn_password_dialog_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       SGN_TYPE_PASSWORD_DIALOG,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       0);
}

static void
sgn_password_dialog_class_init (SgnPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_password_dialog_dispose;
  signals[ANSWERED] = add_signal ("answered");
  signals[DISMISSED] = add_signal ("dismissed");
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, fault_line);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, remember_row);
  gtk_widget_class_bind_template_child (widget_class, SgnPasswordDialog, remember);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_response);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
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
  GtkWidget *entry = GTK_WIDGET (self->entry);

  set_busy (self, FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_widget_set_visible (self->fault_line, fault != NULL);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
  if (fault != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_widget_grab_focus (entry);
}

char *
sgn_password_dialog_take (SgnPasswordDialog *self)
{
  char *text = g_strdup (gtk_editable_get_text (self->entry));

  gtk_editable_set_text (self->entry, "");
  return text;
}

void
sgn_password_dialog_close (SgnPasswordDialog *self)
{
  self->finished = TRUE;
  gtk_editable_set_text (self->entry, "");
  gtk_window_destroy (GTK_WINDOW (self));
}
