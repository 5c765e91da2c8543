/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "ui/report/timeline.h"

/* Positions and colours; created for each drawing. */
typedef struct {
  cairo_t *cr;
  GtkWidget *widget;
  const SgnTimeline *timeline;
  double width;
  double left; /* of the axis */
  double top;  /* of the first row */
  double row_height;
  double bottom; /* of the last row */
  gboolean folded;
  gboolean high_contrast;
  GdkRGBA foreground;
  GdkRGBA card;
  GdkRGBA accent;
  GdkRGBA accent_text;
  GdkRGBA success;
  GdkRGBA warning;
} SgnTimelineCanvas;

typedef struct {
  double x;
  double y;
  double width;
  double height;
} SgnTimelineBox;

/* The colours of the widget's style. */
void sgn_timeline_canvas_find_colors (SgnTimelineCanvas *canvas);
/* Where @time (Unix) is, from the left, in pixels. */
double sgn_timeline_canvas_locate (const SgnTimelineCanvas *canvas, gint64 time);
void sgn_timeline_canvas_set_color (SgnTimelineCanvas *canvas, const GdkRGBA *color, double alpha);
/* @scale of the font of the widget. (transfer full) */
PangoLayout *sgn_timeline_canvas_create_layout (SgnTimelineCanvas *canvas,
                                                const char *text,
                                                double scale,
                                                gboolean bold);
