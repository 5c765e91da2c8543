/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline-drawing.h"

#include <adwaita.h>

#include "ui/report/timeline-canvas.h"
#include "ui/report/timeline-markers.h"
#include "ui/report/timeline-rows.h"

#define FOLD_WIDTH        460
#define MARKER_HEIGHT     28
#define ROW_HEIGHT        38
#define ROW_HEIGHT_FOLDED 54
#define YEARS_HEIGHT      24
#define LABEL_WIDTH       132
#define LABEL_WIDTH_MAX   190
#define LABEL_GAP         12
#define YEAR_GAP          14

static void
draw_year (SgnTimelineCanvas *canvas, int year, double x, double *free_from)
{
  g_autofree char *text = g_strdup_printf ("%d", year);
  g_autoptr (PangoLayout) layout = sgn_timeline_canvas_create_layout (canvas, text, .82, FALSE);
  int width;

  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, canvas->high_contrast ? .30 : .10);
  cairo_set_line_width (canvas->cr, 1);
  cairo_move_to (canvas->cr, (int) x + .5, canvas->top - 4);
  cairo_line_to (canvas->cr, (int) x + .5, canvas->bottom + 2);
  cairo_stroke (canvas->cr);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (x - width / 2.0 < *free_from || x + width / 2.0 > canvas->width)
    return;
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, .8);
  cairo_move_to (canvas->cr, x - width / 2.0, canvas->bottom + 6);
  pango_cairo_show_layout (canvas->cr, layout);
  *free_from = x + width / 2.0 + YEAR_GAP;
}

static void
draw_years (SgnTimelineCanvas *canvas)
{
  const SgnTimeline *timeline = canvas->timeline;
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_local (timeline->begin);
  int first = begin != NULL ? g_date_time_get_year (begin) : 0;
  double free_from = 0;

  for (int year = first; first > 0 && year < first + 200; year++) {
    gint64 time = sgn_timeline_get_year_begin (year);

    if (time == 0 || time > timeline->end)
      return;
    draw_year (canvas, year, sgn_timeline_canvas_locate (canvas, time), &free_from);
  }
}

static double
measure_labels (SgnTimelineCanvas *canvas)
{
  int widest = LABEL_WIDTH - LABEL_GAP;

  for (guint i = 0; i < canvas->timeline->rows->len; i++) {
    const SgnTimelineRow *row = g_ptr_array_index (canvas->timeline->rows, i);
    const char *name = row->organization != NULL ? row->organization : "";
    g_autoptr (PangoLayout) layout = sgn_timeline_canvas_create_layout (canvas, name, .91, TRUE);
    int width;

    pango_layout_get_pixel_size (layout, &width, NULL);
    widest = MAX (widest, width);
  }
  return MIN (widest + LABEL_GAP, LABEL_WIDTH_MAX);
}

int
sgn_timeline_get_height (int width, guint rows)
{
  int row = width > 0 && width < FOLD_WIDTH ? ROW_HEIGHT_FOLDED : ROW_HEIGHT;

  return MARKER_HEIGHT + row * (int) rows + YEARS_HEIGHT;
}

void
sgn_timeline_draw (GtkWidget *widget, cairo_t *cr, const SgnTimeline *timeline, int width)
{
  SgnTimelineCanvas canvas = { .cr = cr, .widget = widget, .timeline = timeline };

  canvas.width = width;
  canvas.folded = width < FOLD_WIDTH;
  canvas.left = canvas.folded ? 0 : measure_labels (&canvas);
  canvas.top = MARKER_HEIGHT;
  canvas.row_height = canvas.folded ? ROW_HEIGHT_FOLDED : ROW_HEIGHT;
  canvas.bottom = canvas.top + canvas.row_height * timeline->rows->len;
  canvas.high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  sgn_timeline_canvas_find_colors (&canvas);
  draw_years (&canvas);
  sgn_timeline_draw_rows (&canvas);
  sgn_timeline_draw_markers (&canvas);
  sgn_timeline_draw_labels (&canvas);
}
