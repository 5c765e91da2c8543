/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include <glib/gi18n.h>

#include "app/application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (SgnApplication) application = NULL;

  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Signet");
  application = sgn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
