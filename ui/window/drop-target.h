/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

typedef struct {
  void (*hover) (gpointer owner, gboolean hover); /* files are held over the widget, or no longer */
  void (*drop) (gpointer owner, GListModel *files); /* of GFile, (transfer none) */
} SgnDropFuncs;

/* Lets files be dropped on @owner; @funcs must be static. */
void sgn_drop_target_add (GtkWidget *owner, const SgnDropFuncs *funcs);
