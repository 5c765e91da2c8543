/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/create-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/identity/make/create.h"
#include "core/words/phrases.h"
#include "ui/base/choose-file.h"
#include "ui/certificates/create-words.h"

#define DAYS 365

struct _SgnCreateDialog {
  AdwWindow parent_instance;

  GtkWidget *create;
  GtkEditable *name;
  GtkEditable *password;
  GtkEditable *again;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (SgnCreateDialog, sgn_create_dialog, ADW_TYPE_WINDOW)

static guint created_signal;

static void
show_fault (SgnCreateDialog *self, const char *text)
{
  gtk_label_set_label (self->fault, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text[0] != '\0');
}

static void
on_changed (SgnCreateDialog *self)
{
  SgnCreateState state = sgn_create_get_state (gtk_editable_get_text (self->name),
                                               gtk_editable_get_text (self->password),
                                               gtk_editable_get_text (self->again));

  gtk_widget_set_sensitive (self->create, state == SGN_CREATE_READY);
  show_fault (self, state == SGN_CREATE_DIFFERENT ? _ ("The passwords differ.") : "");
}

static void
create (gpointer owner, GFile *file)
{
  SgnCreateDialog *self = owner;
  g_autoptr (GFile) root = sgn_create_get_root_file (file);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  const SgnTestIdentity identity = {
    .name = name,
    .days = DAYS,
    .password = gtk_editable_get_text (self->password),
    .pfx = file,
    .root = root,
    .overwrite = TRUE, /* the chooser has asked */
  };
  g_autoptr (GError) error = NULL;

  if (sgn_identity_create_test (&identity, &error)) {
    g_signal_emit (self, created_signal, 0, file, identity.password);
    gtk_window_close (GTK_WINDOW (self));
  } else {
    g_autofree char *sentence = sgn_phrase_gerror (error);

    show_fault (self, sentence);
  }
}

static void
on_create (SgnCreateDialog *self)
{
  g_autofree char *name = sgn_create_dup_file_name (gtk_editable_get_text (self->name));

  sgn_choose_file_to_save (G_OBJECT (self),
                           GTK_WINDOW (self),
                           _ ("Save Test Certificate"),
                           name,
                           create);
}

static void
sgn_create_dialog_class_init (SgnCreateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/create-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCreateDialog, create);
  gtk_widget_class_bind_template_child (widget_class, SgnCreateDialog, name);
  gtk_widget_class_bind_template_child (widget_class, SgnCreateDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SgnCreateDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SgnCreateDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  created_signal = g_signal_new ("created",
                                 SGN_TYPE_CREATE_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 G_TYPE_FILE,
                                 G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
sgn_create_dialog_init (SgnCreateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_create_dialog_new (GtkWindow *parent)
{
  return g_object_new (SGN_TYPE_CREATE_DIALOG, "transient-for", parent, NULL);
}
