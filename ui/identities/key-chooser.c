/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/key-chooser.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/signal-new.h"

struct _SgnKeyChooser {
  AdwMessageDialog parent_instance;

  AdwPreferencesGroup *rows;
  GtkCheckButton *first;
  SgnIdentity *chosen;
};

G_DEFINE_FINAL_TYPE (SgnKeyChooser, sgn_key_chooser, ADW_TYPE_MESSAGE_DIALOG)

static guint chosen_signal;

static void
on_toggled (SgnKeyChooser *self, GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    g_set_object (&self->chosen, g_object_get_data (G_OBJECT (button), "identity"));
}

static char *
describe (SgnIdentity *identity)
{
  const char *alias = sgn_identity_get_alias (identity);
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);
  g_autofree char *date = sgn_phrase_date (sgn_certificate_get_not_after (certificate));
  g_autofree char *end = g_strdup_printf (_ ("until %s"), date);

  return alias != NULL ? g_strjoin (" · ", alias, end, NULL) : g_steal_pointer (&end);
}

static void
add_row (SgnKeyChooser *self, SgnIdentity *identity)
{
  SgnCertificate *certificate = sgn_identity_get_certificate (identity);
  g_autofree char *text = describe (identity);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 sgn_certificate_get_name (certificate),
                                 "subtitle",
                                 text,
                                 "subtitle-lines",
                                 1,
                                 "activatable-widget",
                                 button,
                                 NULL);

  g_object_set_data_full (G_OBJECT (button), "identity", g_object_ref (identity), g_object_unref);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->first);
  if (self->first == NULL) {
    self->first = GTK_CHECK_BUTTON (button);
    gtk_check_button_set_active (self->first, TRUE);
  }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sgn_certificate_get_name (certificate),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->rows, row);
}

static void
sgn_key_chooser_response (AdwMessageDialog *dialog, const char *response)
{
  SgnKeyChooser *self = SGN_KEY_CHOOSER (dialog);

  g_signal_emit (self, chosen_signal, 0, g_str_equal (response, "choose") ? self->chosen : NULL);
}

static void
sgn_key_chooser_dispose (GObject *object)
{
  g_clear_object (&SGN_KEY_CHOOSER (object)->chosen);
  G_OBJECT_CLASS (sgn_key_chooser_parent_class)->dispose (object);
}

static void
sgn_key_chooser_class_init (SgnKeyChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_key_chooser_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = sgn_key_chooser_response;
  chosen_signal = sgn_signal_new (SGN_TYPE_KEY_CHOOSER, "chosen", SGN_TYPE_IDENTITY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "identities/key-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnKeyChooser, rows);
}

static void
sgn_key_chooser_init (SgnKeyChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SgnKeyChooser *
sgn_key_chooser_new (GtkWindow *parent, GPtrArray *identities, const char *file_name)
{
  SgnKeyChooser *self = g_object_new (SGN_TYPE_KEY_CHOOSER, "transient-for", parent, NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self),
                                  _ ("“%s” holds several certificates with their keys."),
                                  file_name);
  for (guint i = 0; i < identities->len; i++)
    add_row (self, g_ptr_array_index (identities, i));
  return self;
}
