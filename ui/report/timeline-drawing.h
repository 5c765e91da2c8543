/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/report/timeline.h"

/* Draws a timeline: years, a row for each certificate, markers. */

/* Height for a width, with this many rows; both in pixels. */
int sgn_timeline_get_height (int width, guint rows);
/* Draws @timeline in the colours and the font of @widget. */
void sgn_timeline_draw (GtkWidget *widget, cairo_t *cr, const SgnTimeline *timeline, int width);
