/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fact-expander.h"

#include "ui/base/fact-row.h"

#define FACTS "sgn-facts"

/* Rows are only created when the expander opens; most never do. */
static void
fill (AdwExpanderRow *row)
{
  GPtrArray *facts = g_object_get_data (G_OBJECT (row), FACTS);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    adw_expander_row_add_row (row, sgn_fact_row_new (g_ptr_array_index (facts, i)));
  g_object_set_data (G_OBJECT (row), FACTS, NULL);
}

static void
on_expanded (AdwExpanderRow *row, GParamSpec *pspec, gboolean *open)
{
  *open = adw_expander_row_get_expanded (row);
  if (*open)
    fill (row);
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
                                 NULL);

  /* Only now: while it is being made, markup is not off yet. */
  g_object_set (row, "subtitle", subtitle, NULL);
  if (!opens) {
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    return row;
  }
  g_object_set_data_full (G_OBJECT (row),
                          FACTS,
                          g_ptr_array_ref (facts),
                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (on_expanded), open);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), *open);
  return row;
}
