/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include <glib/gi18n.h>

#include "app/application.h"
#include "core/base/core-file.h"
#include "core/base/descriptors.h"
#include "core/net/http.h"
#include "core/token/module/gate.h"
#include "ui/base/settings.h"

/* gettext asks LANGUAGE first, but only outside the C locale. */
static void
set_language (void)
{
  g_autofree char *language = g_settings_get_string (sgn_settings_get (), "language");

  if (language[0] != '\0')
    g_setenv ("LANGUAGE", language, TRUE);
}

/* Installed into a prefix that the desktop does not look at, the settings schema and the icons
 * would not be found. Must come before anything asks for the folders: they are remembered. */
static void
find_own_data (void)
{
  const char *known = g_getenv ("XDG_DATA_DIRS");
  g_auto (GStrv) folders = NULL;
  g_autofree char *extended = NULL;

  if (known == NULL || known[0] == '\0')
    known = "/usr/local/share:/usr/share";
  folders = g_strsplit (known, ":", -1);
  if (g_strv_contains ((const char *const *) folders, DATADIR))
    return;
  extended = g_strjoin (":", known, DATADIR, NULL);
  g_setenv ("XDG_DATA_DIRS", extended, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (SgnApplication) application = NULL;
  const char *folder = g_getenv ("SIGNET_LOCALEDIR");

  sgn_descriptors_fill ();
  sgn_core_files_forbid ();
  sgn_tokens_init ();
  sgn_http_init ();
  find_own_data ();
  set_language ();
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Signet");
  application = sgn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
