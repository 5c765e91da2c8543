/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/report/timeline.h"

/* The drawing itself; becomes taller when it is narrow. */
#define SGN_TYPE_TIMELINE_AREA (sgn_timeline_area_get_type ())
G_DECLARE_FINAL_TYPE (SgnTimelineArea, sgn_timeline_area, SGN, TIMELINE_AREA, GtkDrawingArea)

void sgn_timeline_area_take (SgnTimelineArea *self, SgnTimeline *timeline); /* (transfer full) */
