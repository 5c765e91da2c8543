/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* Changes apply immediately. */
#define SGN_TYPE_PREFERENCES (sgn_preferences_get_type ())
G_DECLARE_FINAL_TYPE (SgnPreferences, sgn_preferences, SGN, PREFERENCES, AdwPreferencesWindow)

/* (transfer none): GTK holds it until it is closed. */
GtkWidget *sgn_preferences_new (GtkWindow *parent);
