/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/kind-filters.h"

#include <glib/gi18n-lib.h>

#include "core/format/format.h"

static GtkFileFilter *
add_filter (GtkFileChooser *chooser, const char *name)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_chooser_add_filter (chooser, filter);
  return filter;
}

static void
add_endings (GtkFileFilter *filter, const SgnFormat *format)
{
  for (gsize i = 0; format->extensions[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, format->extensions[i]);
}

void
sgn_kind_filters_add (GtkFileChooser *chooser)
{
  const SgnFormat *const *formats = sgn_format_get_all ();
  GtkFileFilter *known = add_filter (chooser, _ ("Files that can be signed"));
  GtkFileFilter *all = add_filter (chooser, _ ("All files"));

  gtk_file_filter_add_pattern (all, "*");
  for (gsize i = 0; formats[i] != NULL; i++) {
    add_endings (known, formats[i]);
    add_endings (add_filter (chooser, _ (formats[i]->title)), formats[i]);
  }
  gtk_file_chooser_set_filter (chooser, known);
}
