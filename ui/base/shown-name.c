/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/shown-name.h"

#include "core/base/text.h"

char *
sgn_shown_name (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *utf8 = g_filename_display_name (basename != NULL ? basename : "");

  return sgn_text_display (utf8);
}

char *
sgn_shown_path (GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);

  return sgn_text_line (name);
}
