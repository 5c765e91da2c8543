/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/fact-expander.h"

#include "ui/fact-row.h"

static void
on_expanded (AdwExpanderRow *row, GParamSpec *pspec, gboolean *open)
{
  *open = adw_expander_row_get_expanded (row);
}

GtkWidget *
sgn_fact_expander_new (const char *title, const char *subtitle, GPtrArray *facts, gboolean *open)
{
  gboolean opens = facts != NULL && facts->len > 0;
  GtkWidget *row = g_object_new (opens ? ADW_TYPE_EXPANDER_ROW : ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 subtitle,
                                 NULL);

  if (!opens) {
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    return row;
  }
  for (guint i = 0; i < facts->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              sgn_fact_row_new (g_ptr_array_index (facts, i)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), *open);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (on_expanded), open);
  return row;
}
