/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/create-words.h"

#include <string.h>

SgnCreateState
sgn_create_get_state (const char *name, const char *password, const char *again)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (password[0] != '\0' && again[0] != '\0' && !g_str_equal (password, again))
    return SGN_CREATE_DIFFERENT;
  if (stripped[0] == '\0' || password[0] == '\0' || again[0] == '\0')
    return SGN_CREATE_INCOMPLETE;
  return SGN_CREATE_READY;
}

char *
sgn_create_dup_file_name (const char *name)
{
  g_autofree char *base = g_strstrip (g_strdup (name));

  g_strdelimit (base, "/\\:*?\"<>|", '-');
  if (base[0] == '.')
    base[0] = '-';
  return g_strconcat (base, ".pfx", NULL);
}

GFile *
sgn_create_get_root_file (GFile *pfx)
{
  g_autoptr (GFile) folder = g_file_get_parent (pfx);
  g_autofree char *base = g_file_get_basename (pfx);
  g_autofree char *lower = g_ascii_strdown (base, -1);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (lower, ".pfx") || g_str_has_suffix (lower, ".p12"))
    base[strlen (base) - 4] = '\0';
  name = g_strconcat (base, "-root.cer", NULL);
  return g_file_get_child (folder, name);
}
