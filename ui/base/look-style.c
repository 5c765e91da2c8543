/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/look-style.h"

static void
set_class (GtkWidget *widget, const char *const *all, const char *chosen)
{
  for (guint i = 0; all[i] != NULL; i++)
    gtk_widget_remove_css_class (widget, all[i]);
  gtk_widget_add_css_class (widget, chosen);
}

void
sgn_look_set_style (GtkWidget *widget, SgnLook look)
{
  static const char *const styles[] = { "success", "warning", "error", "dim-label", NULL };

  set_class (widget, styles, look == SGN_LOOK_NEUTRAL ? "dim-label" : sgn_look_get_style (look));
}

void
sgn_look_set_card (GtkWidget *widget, SgnLook look)
{
  static const char *const cards[] = { "good", "warn", "bad", "neutral", NULL };

  set_class (widget, cards, sgn_look_get_card (look));
}
