/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/base/look.h"

/* Give a widget the style class of a look in place of the one it had. */

void sgn_look_set_style (GtkWidget *widget,
                         SgnLook look); /* icons and texts; the neutral one is dim */
void sgn_look_set_card (GtkWidget *widget, SgnLook look);
