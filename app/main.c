/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include <glib/gi18n.h>

#include "app/application.h"
#include "ui/settings.h"

/* gettext asks LANGUAGE first, but only outside of the C locale. */
static void
set_language (void)
{
  g_autofree char *language = g_settings_get_string (sgn_settings_get (), "language");

  if (language[0] != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (SgnApplication) application = NULL;
  const char *folder = g_getenv ("SIGNET_LOCALEDIR");

  set_language ();
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Signet");
  application = sgn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
