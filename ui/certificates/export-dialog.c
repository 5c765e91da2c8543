/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/export-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/identity/make/save.h"
#include "core/words/phrases.h"
#include "ui/base/choose-file.h"
#include "ui/certificates/create-words.h"
#include "ui/certificates/export-words.h"

struct _SgnExportDialog {
  AdwWindow parent_instance;

  GtkWidget *proceed;
  AdwPreferencesGroup *kinds;
  GtkWidget *passwords;
  GtkEditable *password;
  GtkEditable *again;
  GtkLabel *fault;

  SgnCertificate *certificate;
  GPtrArray *chain; /* of SgnCertificate */
  SgnIdentity *identity;
  const SgnExportChoice *choice;
  GtkCheckButton *first;
};

G_DEFINE_FINAL_TYPE (SgnExportDialog, sgn_export_dialog, ADW_TYPE_WINDOW)

static void
show_fault (SgnExportDialog *self, const char *text)
{
  gtk_label_set_label (self->fault, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text[0] != '\0');
}

static void
update (SgnExportDialog *self)
{
  SgnCreateState state = SGN_CREATE_READY;

  if (self->choice != NULL && self->choice->with_key)
    state = sgn_create_get_state ("-",
                                  gtk_editable_get_text (self->password),
                                  gtk_editable_get_text (self->again));
  gtk_widget_set_visible (self->passwords, self->choice != NULL && self->choice->with_key);
  gtk_widget_set_sensitive (self->proceed, state == SGN_CREATE_READY);
  show_fault (self, state == SGN_CREATE_DIFFERENT ? _ ("The passwords differ.") : "");
}

static void
on_toggled (SgnExportDialog *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->choice = g_object_get_data (G_OBJECT (button), "choice");
  update (self);
}

static void
write_file (gpointer owner, GFile *file)
{
  SgnExportDialog *self = owner;
  EVP_PKEY *key = self->identity != NULL ? sgn_identity_get_file_key (self->identity) : NULL;
  SgnSaveFlags flags = SGN_SAVE_OVERWRITE; /* the chooser has asked */
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sgn_export_choice_make (self->choice,
                                                     self->certificate,
                                                     self->chain,
                                                     key,
                                                     gtk_editable_get_text (self->password),
                                                     &error);

  if (self->choice->with_key)
    flags |= SGN_SAVE_PRIVATE;
  if (bytes != NULL && sgn_save (file, bytes, flags, &error)) {
    gtk_window_close (GTK_WINDOW (self));
  } else {
    g_autofree char *sentence = sgn_phrase_gerror (error);

    show_fault (self, sentence);
  }
}

static void
on_proceed (SgnExportDialog *self)
{
  g_autofree char *name = sgn_export_dup_file_name (self->choice, self->certificate);

  sgn_choose_file_to_save (G_OBJECT (self),
                           GTK_WINDOW (self),
                           _ ("Save Exported Certificate"),
                           name,
                           write_file);
}

static void
sgn_export_dialog_dispose (GObject *object)
{
  SgnExportDialog *self = SGN_EXPORT_DIALOG (object);

  g_clear_object (&self->certificate);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_export_dialog_parent_class)->dispose (object);
}

static void
sgn_export_dialog_class_init (SgnExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, proceed);
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, passwords);
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SgnExportDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_proceed);
}

static void
sgn_export_dialog_init (SgnExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_choice (SgnExportDialog *self, const SgnExportChoice *choice)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title",
                                 _ (choice->title),
                                 "subtitle",
                                 _ (choice->text),
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 "activatable-widget",
                                 button,
                                 NULL);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->first);
  g_object_set_data (G_OBJECT (button), "choice", (gpointer) choice);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (choice->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (choice->text),
                                  -1);
  adw_preferences_group_add (self->kinds, row);
  if (self->first == NULL)
    self->first = GTK_CHECK_BUTTON (button);
}

static void
add_choices (SgnExportDialog *self, gboolean has_key)
{
  guint n_choices;
  const SgnExportChoice *choices = sgn_export_get_choices (&n_choices);

  for (guint i = 0; i < n_choices; i++)
    if (has_key || !choices[i].with_key)
      add_choice (self, &choices[i]);
  gtk_check_button_set_active (self->first, TRUE);
}

/* @certificates (of SgnCertificate) from @first on. */
static void
add_chain (SgnExportDialog *self, GPtrArray *certificates, guint first)
{
  self->chain = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < certificates->len; i++)
    g_ptr_array_add (self->chain, g_object_ref (g_ptr_array_index (certificates, i)));
}

GtkWidget *
sgn_export_dialog_new (GtkWindow *parent, SgnIdentity *identity)
{
  SgnExportDialog *self = g_object_new (SGN_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  SgnCertificate *root = sgn_identity_get_root (identity);

  self->identity = g_object_ref (identity);
  self->certificate = g_object_ref (sgn_identity_get_certificate (identity));
  add_chain (self, sgn_identity_get_chain (identity), 0);
  if (root != NULL)
    g_ptr_array_add (self->chain, g_object_ref (root));
  add_choices (self, sgn_identity_get_file_key (identity) != NULL);
  return GTK_WIDGET (self);
}

GtkWidget *
sgn_export_dialog_new_for_certificates (GtkWindow *parent, GPtrArray *certificates)
{
  SgnExportDialog *self = g_object_new (SGN_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->certificate = g_object_ref (g_ptr_array_index (certificates, 0));
  add_chain (self, certificates, 1);
  add_choices (self, FALSE);
  return GTK_WIDGET (self);
}
