/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Moves the focus from the one of @areas that has it to the next one that can take it. */
void sgn_focus_next_area (GtkWidget *const *areas, guint n_areas);
