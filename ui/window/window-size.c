/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/window-size.h"

#include "ui/base/settings.h"

void
sgn_window_size_restore (GtkWindow *window)
{
  GSettings *settings = sgn_settings_get ();

  gtk_window_set_default_size (window,
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
}

void
sgn_window_size_save (GtkWindow *window)
{
  GSettings *settings = sgn_settings_get ();
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (settings, "window-height", CLAMP (height, 480, 16384));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
}
