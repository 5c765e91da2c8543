/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/next-area.h"

void
sgn_focus_next_area (GtkWidget *const *areas, guint n_areas)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (areas[0]));
  guint at = 0;

  for (guint i = 0; i < n_areas; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, areas[i]))
      at = i;
  for (guint i = 1; i <= n_areas; i++) {
    GtkWidget *next = areas[(at + i) % n_areas];

    if (gtk_widget_get_mapped (next) && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
      return;
  }
}
