/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/module-row.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/words/phrases.h"

static GtkWidget *
create_row (SgnTokenModule *module, const char *subtitle)
{
  g_autofree char *path = sgn_text_line (sgn_token_module_get_path (module));

  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "use-markup",
                       FALSE,
                       "title",
                       sgn_token_module_get_title (module),
                       "subtitle",
                       subtitle,
                       "tooltip-text",
                       path,
                       NULL);
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_warning (GtkWidget *row)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static void
add_remove (GtkWidget *row, SgnTokenModule *module)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the name of a file or folder */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), sgn_token_module_get_title (module));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tokens.remove-module");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    sgn_token_module_get_path (module));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

GtkWidget *
sgn_module_row_new (SgnTokenWatch *watch)
{
  SgnTokenModule *module = sgn_token_watch_get_module (watch);
  SgnTokenModuleOrigin origin = sgn_token_module_get_origin (module);
  const GError *error = sgn_token_watch_get_error (watch);
  g_autofree char *status = error != NULL ? sgn_phrase_fault (error)
                                          : g_strdup (sgn_phrase_module_origin (origin));
  GtkWidget *row;

  row = create_row (module, status);
  if (error != NULL) {
    add_warning (row);
    add_button (row, _ ("Restart"), "tokens.restart");
  }
  if (origin == SGN_TOKEN_MODULE_ADDED)
    add_remove (row, module);
  return row;
}

GtkWidget *
sgn_module_row_new_found (SgnTokenModule *module)
{
  GtkWidget *row = create_row (module,
                               sgn_phrase_module_origin (sgn_token_module_get_origin (module)));
  GtkWidget *button = add_button (row, _ ("Use"), "tokens.use-module");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    sgn_token_module_get_path (module));
  return row;
}
