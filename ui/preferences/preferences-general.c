/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/preferences/preferences-general.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"

struct _SgnPreferencesGeneral {
  AdwPreferencesPage parent_instance;

  AdwComboRow *language;
  AdwComboRow *color_scheme;
  GtkWidget *backup;
  GtkWidget *forget;
};

G_DEFINE_FINAL_TYPE (SgnPreferencesGeneral, sgn_preferences_general, ADW_TYPE_PREFERENCES_PAGE)

/* Each language under its own name. */
static const struct {
  const char *code;
  const char *name;
} languages[] = {
  { "", NULL },
  { "en", "English" },
  { "de", "Deutsch" },
};

/* What a person would not expect to stay after "Forget". */
static const char *const remembered[] = {
  "certificate-file",
  "certificates",
  "timestamp-server",
  "digest",
  "existing",
  "page-hashes",
  "deep",
  "output-mode",
  "output-folder",
  "description",
  "url",
};

static void
on_language (SgnPreferencesGeneral *self)
{
  guint selected = adw_combo_row_get_selected (self->language);

  if (selected >= G_N_ELEMENTS (languages))
    return;
  if (!g_settings_set_string (sgn_settings_get (), "language", languages[selected].code))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->language), _ ("Takes effect after a restart"));
}

static void
on_color_scheme (SgnPreferencesGeneral *self)
{
  g_settings_set_enum (sgn_settings_get (),
                       "color-scheme",
                       (int) adw_combo_row_get_selected (self->color_scheme));
}

static void
on_forget (SgnPreferencesGeneral *self)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    if (g_settings_schema_has_key (schema, remembered[i]))
      g_settings_reset (settings, remembered[i]);
  gtk_widget_set_sensitive (self->forget, FALSE);
}

static void
fill_languages (SgnPreferencesGeneral *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_settings_get_string (sgn_settings_get (), "language");
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    gtk_string_list_append (names,
                            languages[i].name != NULL ? languages[i].name : _ ("As in the system"));
    if (g_str_equal (languages[i].code, chosen))
      selected = i;
  }
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language, selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->language), "");
}

static void
sgn_preferences_general_class_init (SgnPreferencesGeneralClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "preferences/preferences-general.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesGeneral, language);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesGeneral, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesGeneral, backup);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesGeneral, forget);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_color_scheme);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
}

static void
sgn_preferences_general_init (SgnPreferencesGeneral *self)
{
  GSettings *settings = sgn_settings_get ();
  /* The template selects the first entry before the setting is known. */
  int color_scheme = g_settings_get_enum (settings, "color-scheme");
  g_autofree char *language = g_settings_get_string (settings, "language");

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_set_enum (settings, "color-scheme", color_scheme);
  g_settings_set_string (settings, "language", language);
  fill_languages (self);
  adw_combo_row_set_selected (self->color_scheme, (guint) color_scheme);
  g_settings_bind (settings, "backup", self->backup, "active", G_SETTINGS_BIND_DEFAULT);
}
