/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/base/look.h"

/* Replace the style class of a widget's look. */

void sgn_look_set_style (GtkWidget *widget,
                         SgnLook look); /* icons and texts; the neutral one is dim */
void sgn_look_set_card (GtkWidget *widget, SgnLook look);
