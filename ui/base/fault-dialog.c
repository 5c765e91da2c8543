/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fault-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

AdwMessageDialog *
sgn_fault_dialog_new (GtkWindow *parent, const char *heading, const char *text)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, text));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");
  return dialog;
}

static GtkWidget *
create_details (const char *text)
{
  GtkWidget *expander = gtk_expander_new (_ ("Technical Details"));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_add_css_class (label, "caption");
  gtk_expander_set_child (GTK_EXPANDER (expander), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Technical Details"),
                                  -1);
  return expander;
}

void
sgn_fault_dialog_add_details (AdwMessageDialog *dialog, const char *text)
{
  adw_message_dialog_set_extra_child (dialog, create_details (text));
}

void
sgn_fault_dialog_show (GtkWindow *parent, const char *heading, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);

  gtk_window_present (GTK_WINDOW (sgn_fault_dialog_new (parent, heading, sentence)));
}
