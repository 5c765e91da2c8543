/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline-markers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/words/phrases.h"

#define MARKER_Y    12
#define LABEL_GAP   10
#define LABEL_Y     3
#define DOT_RADIUS  5.5
#define LINE_WIDTH  2.4
#define HALO_WIDTH  7.4
#define TODAY_WIDTH 1.6

static gboolean
intersects (const SgnTimelineBox *a, const SgnTimelineBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static gboolean
fits (const SgnTimelineCanvas *canvas, const SgnTimelineBox *box)
{
  return box->x >= 0 && box->x + box->width <= canvas->width;
}

static void
draw_line (SgnTimelineCanvas *canvas, double x, double width)
{
  cairo_set_line_width (canvas->cr, width);
  cairo_move_to (canvas->cr, x, MARKER_Y);
  cairo_line_to (canvas->cr, x, canvas->bottom + 2);
  cairo_stroke (canvas->cr);
}

static void
draw_text (SgnTimelineCanvas *canvas, PangoLayout *layout, const SgnTimelineBox *box)
{
  cairo_move_to (canvas->cr, box->x, box->y);
  pango_cairo_show_layout (canvas->cr, layout);
}

static SgnTimelineBox
measure (PangoLayout *layout)
{
  SgnTimelineBox box = { 0 };
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  box.y = LABEL_Y;
  box.width = width;
  box.height = height;
  return box;
}

/* Next to the line at @x: on the left if @left, unless there is no room. */
static SgnTimelineBox
place (const SgnTimelineCanvas *canvas, PangoLayout *layout, double x, gboolean left)
{
  SgnTimelineBox box = measure (layout);

  box.x = left ? x - LABEL_GAP - box.width : x + LABEL_GAP;
  if (!fits (canvas, &box))
    box.x = left ? x + LABEL_GAP : x - LABEL_GAP - box.width;
  box.x = CLAMP (box.x, 0, MAX (canvas->width - box.width, 0));
  return box;
}

static gboolean
hits_today (const SgnTimelineCanvas *canvas, const SgnTimelineBox *box)
{
  double today = sgn_timeline_canvas_locate (canvas, canvas->timeline->now);

  return today > box->x - LABEL_GAP && today < box->x + box->width + LABEL_GAP;
}

static SgnTimelineBox
draw_signed (SgnTimelineCanvas *canvas)
{
  const GdkRGBA *color = canvas->timeline->proven ? &canvas->success : &canvas->warning;
  double x = sgn_timeline_canvas_locate (canvas, canvas->timeline->signed_at);
  g_autofree char *text = sgn_timeline_dup_signed_label (canvas->timeline);
  g_autoptr (PangoLayout) layout = sgn_timeline_canvas_create_layout (canvas, text, .82, TRUE);
  SgnTimelineBox box = place (canvas, layout, x, TRUE);

  if (hits_today (canvas, &box)) {
    g_autofree char *date = sgn_phrase_date (canvas->timeline->signed_at);

    pango_layout_set_text (layout, date, -1);
    box = place (canvas, layout, x, TRUE);
  }

  sgn_timeline_canvas_set_color (canvas, &canvas->card, 1);
  draw_line (canvas, x, HALO_WIDTH);
  sgn_timeline_canvas_set_color (canvas, color, 1);
  draw_line (canvas, x, LINE_WIDTH);
  cairo_arc (canvas->cr, x, MARKER_Y, DOT_RADIUS, 0, 2 * M_PI);
  cairo_fill (canvas->cr);
  draw_text (canvas, layout, &box);
  return box;
}

static void
draw_today_line (SgnTimelineCanvas *canvas, double x)
{
  const double dashes[] = { 3, 3 };

  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
  draw_line (canvas, x, TODAY_WIDTH);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  cairo_move_to (canvas->cr, x - 5, MARKER_Y - 4);
  cairo_line_to (canvas->cr, x + 5, MARKER_Y - 4);
  cairo_line_to (canvas->cr, x, MARKER_Y + 4);
  cairo_close_path (canvas->cr);
  cairo_fill (canvas->cr);
}

/* The years are drawn around it. */
static void
draw_below (SgnTimelineCanvas *canvas, PangoLayout *layout, SgnTimelineBox box, double x)
{
  box.x = CLAMP (x - box.width / 2, 0, MAX (canvas->width - box.width, 0));
  box.y = canvas->bottom + 6;
  sgn_timeline_canvas_set_color (canvas, &canvas->card, 1);
  cairo_rectangle (canvas->cr, box.x - 22, box.y, box.width + 44, box.height);
  cairo_fill (canvas->cr);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  draw_text (canvas, layout, &box);
}

/* Signed just now: one line is enough. */
static gboolean
stands_on_signed (const SgnTimelineCanvas *canvas, double x, const SgnTimelineBox *taken)
{
  double signed_x = sgn_timeline_canvas_locate (canvas, canvas->timeline->signed_at);

  return taken->width > 0 && ABS (x - signed_x) < 2 * DOT_RADIUS;
}

static void
draw_today (SgnTimelineCanvas *canvas, const SgnTimelineBox *taken)
{
  double x = sgn_timeline_canvas_locate (canvas, canvas->timeline->now);
  g_autoptr (PangoLayout)
      layout = sgn_timeline_canvas_create_layout (canvas, _ ("Today"), .82, TRUE);
  SgnTimelineBox box = place (canvas, layout, x, FALSE);

  if (!stands_on_signed (canvas, x, taken))
    draw_today_line (canvas, x);
  if (intersects (&box, taken))
    draw_below (canvas, layout, box, x);
  else
    draw_text (canvas, layout, &box);
}

void
sgn_timeline_draw_markers (SgnTimelineCanvas *canvas)
{
  const SgnTimeline *timeline = canvas->timeline;
  SgnTimelineBox taken = { 0 };

  if (timeline->signed_at >= timeline->begin && timeline->signed_at <= timeline->end)
    taken = draw_signed (canvas);
  if (timeline->now >= timeline->begin)
    draw_today (canvas, &taken);
}
