/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/preferences/preferences-trust.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/settings.h"
#include "ui/base/shown-name.h"
#include "ui/preferences/trust-settings.h"

struct _SgnPreferencesTrust {
  AdwPreferencesPage parent_instance;

  AdwActionRow *system;
  AdwPreferencesGroup *added;
  GtkWidget *none;
  GtkLabel *fault;

  guint count;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (SgnPreferencesTrust, sgn_preferences_trust, ADW_TYPE_PREFERENCES_PAGE)

static void
change_count (SgnPreferencesTrust *self, int by)
{
  self->count = (guint) ((int) self->count + by);
  gtk_widget_set_visible (self->none, self->count == 0);
}

static void
on_remove (GtkWidget *button, SgnPreferencesTrust *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  sgn_trust_settings_remove (sgn_settings_get (), g_object_get_data (G_OBJECT (row), "path"));
  adw_preferences_group_remove (self->added, row);
  change_count (self, -1);
}

static GtkWidget *
create_remove_button (SgnPreferencesTrust *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the name of a file or folder */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, 0);
  return button;
}

static char *
describe (const char *path)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint size;

  if (!sgn_anchors_add_path (anchors, file, &error))
    return sgn_phrase_gerror (error);
  size = sgn_anchors_get_size (anchors);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u certificate", "%u certificates", size),
                          size);
}

static void
add_row (SgnPreferencesTrust *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = sgn_shown_name (file);
  g_autofree char *shown = sgn_shown_path (file);
  g_autofree char *subtitle = describe (path);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 name,
                                 "tooltip-text",
                                 shown,
                                 NULL);

  /* Only now: while it is being made, markup is not off yet. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_remove_button (self, name));
  adw_preferences_group_add (self->added, row);
  change_count (self, 1);
}

static void
show_fault (SgnPreferencesTrust *self, const GError *error)
{
  g_autofree char *sentence = error != NULL
                                  ? sgn_phrase_gerror (error)
                                  : g_strdup (_ ("These certificates are in the list already."));

  gtk_label_set_label (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
}

static void
on_chosen (SgnPreferencesTrust *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    g_autoptr (GError) error = NULL;

    gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
    if (sgn_trust_settings_add (sgn_settings_get (), file, &error))
      add_row (self, g_file_peek_path (file));
    else
      show_fault (self, error);
  }
  g_clear_object (&self->chooser);
}

static void
choose (SgnPreferencesTrust *self, const char *title, GtkFileChooserAction action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (root), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_add_file (SgnPreferencesTrust *self)
{
  choose (self, _ ("Add Root Certificates"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
on_add_folder (SgnPreferencesTrust *self)
{
  choose (self, _ ("Add a Folder of Root Certificates"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
show_system (SgnPreferencesTrust *self)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autofree char *subtitle = NULL;
  guint size;

  sgn_anchors_add_system (anchors, NULL);
  size = sgn_anchors_get_size (anchors);
  subtitle = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "%u root certificate of the system",
                                           "%u root certificates of the system",
                                           size),
                              size);
  adw_action_row_set_subtitle (self->system, subtitle);
}

static void
sgn_preferences_trust_dispose (GObject *object)
{
  g_clear_object (&SGN_PREFERENCES_TRUST (object)->chooser);
  G_OBJECT_CLASS (sgn_preferences_trust_parent_class)->dispose (object);
}

static void
sgn_preferences_trust_class_init (SgnPreferencesTrustClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_preferences_trust_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "preferences/preferences-trust.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTrust, system);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTrust, added);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTrust, none);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTrust, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_add_file);
  gtk_widget_class_bind_template_callback (widget_class, on_add_folder);
}

static void
sgn_preferences_trust_init (SgnPreferencesTrust *self)
{
  g_auto (GStrv) paths = g_settings_get_strv (sgn_settings_get (), "trust-paths");

  gtk_widget_init_template (GTK_WIDGET (self));
  show_system (self);
  for (guint i = 0; paths[i] != NULL; i++)
    add_row (self, paths[i]);
}
