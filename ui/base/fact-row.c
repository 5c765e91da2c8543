/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fact-row.h"

#include <glib/gi18n-lib.h>

#define CONFIRM_MILLISECONDS 1500

static void
set_icon (GtkButton *button, const char *icon)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (ADW_IS_BUTTON_CONTENT (child))
    adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (child), icon);
  else
    gtk_button_set_icon_name (button, icon);
}

static gboolean
restore_icon (gpointer data)
{
  set_icon (data, "edit-copy-symbolic");
  return G_SOURCE_REMOVE;
}

static void
on_copy (GtkButton *button, gpointer user_data)
{
  const char *value = g_object_get_data (G_OBJECT (button), "value");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), value);
  sgn_copy_button_confirm (button);
}

static GtkWidget *
create_copy_button (const SgnFact *fact)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: the name of a fact, e.g. "Serial number" */
  g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), fact->title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (fact->value), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_copy), NULL);
  return button;
}

GtkWidget *
sgn_fact_row_new (const SgnFact *fact)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 fact->title,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  /* Only now: while it is being made, markup is not off yet. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fact->value);
  gtk_widget_add_css_class (row, "fact");
  if (fact->mono)
    gtk_widget_add_css_class (row, "mono");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_copy_button (fact));
  return row;
}

void
sgn_copy_button_confirm (GtkButton *button)
{
  set_icon (button, "emblem-ok-symbolic");
  g_timeout_add_full (G_PRIORITY_DEFAULT,
                      CONFIRM_MILLISECONDS,
                      restore_icon,
                      g_object_ref (button),
                      g_object_unref);
}
