/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/preferences/preferences.h"

#include "ui/preferences/preferences-general.h"
#include "ui/preferences/preferences-timestamps.h"
#include "ui/preferences/preferences-trust.h"

struct _SgnPreferences {
  AdwPreferencesWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnPreferences, sgn_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
sgn_preferences_class_init (SgnPreferencesClass *klass)
{
  g_type_ensure (SGN_TYPE_PREFERENCES_GENERAL);
  g_type_ensure (SGN_TYPE_PREFERENCES_TIMESTAMPS);
  g_type_ensure (SGN_TYPE_PREFERENCES_TRUST);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               SGN_UI_PATH "preferences/preferences.ui");
}

static void
sgn_preferences_init (SgnPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_preferences_new (GtkWindow *parent)
{
  return g_object_new (SGN_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
