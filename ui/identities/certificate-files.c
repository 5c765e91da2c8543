/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/certificate-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const endings[] = { "pfx", "p12", "pem", "cer", "crt", "der",      "p7b",
                                       "p7c", "spc", "pvk", "key", "jks", "keystore", NULL };

gboolean
sgn_is_certificate_file_name (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (endings, ending);
}

GtkFileFilter *
sgn_certificate_file_filter_new (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Certificate Files"));
  for (guint i = 0; endings[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  return filter;
}
