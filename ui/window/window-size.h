/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Remembers the size of the window between sessions. */

void sgn_window_size_restore (GtkWindow *window);
void sgn_window_size_save (GtkWindow *window);
