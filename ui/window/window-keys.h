/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

/* Binds the keys of the window to the actions of its parts. */
void sgn_window_keys_bind (GtkWidgetClass *widget_class);
