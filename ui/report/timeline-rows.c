/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/words/phrases.h"

#define BAR_HEIGHT   24
#define BAR_RADIUS   6
#define TEXT_PADDING 10
#define MARKER_ROOM  8
#define HATCH_STEP   7
#define EXPIRED_ROOM 96

/* Only ends inside the picture are rounded. */
static void
trace_bar (cairo_t *cr, const SgnTimelineBox *box, gboolean round_left, gboolean round_right)
{
  double left = round_left ? BAR_RADIUS : 0;
  double right = round_right ? BAR_RADIUS : 0;
  double end = box->x + box->width;
  double bottom = box->y + box->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, end - right, box->y + right, right, -M_PI / 2, 0);
  cairo_arc (cr, end - right, bottom - right, right, 0, M_PI / 2);
  cairo_arc (cr, box->x + left, bottom - left, left, M_PI / 2, M_PI);
  cairo_arc (cr, box->x + left, box->y + left, left, M_PI, 3 * M_PI / 2);
  cairo_close_path (cr);
}

static gboolean
hits (double x, double from, double until)
{
  return x > from - MARKER_ROOM && x < until + MARKER_ROOM;
}

static gboolean
is_free (const SgnTimelineCanvas *canvas, double from, double until)
{
  const SgnTimeline *timeline = canvas->timeline;

  if (timeline->signed_at != 0 &&
      hits (sgn_timeline_canvas_locate (canvas, timeline->signed_at), from, until))
    return FALSE;
  return !hits (sgn_timeline_canvas_locate (canvas, timeline->now), from, until);
}

/* At the preferred end of the bar, else at the other or in the middle, else not at all: no marker
 * crosses a text. */
static void
draw_text_in_bar (SgnTimelineCanvas *canvas,
                  const SgnTimelineBox *box,
                  const char *text,
                  gboolean bold,
                  gboolean at_end)
{
  g_autoptr (PangoLayout) layout = sgn_timeline_canvas_create_layout (canvas, text, .82, bold);
  double spots[3] = { box->x + TEXT_PADDING, box->x + TEXT_PADDING, 0 };
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width + 2 * TEXT_PADDING > box->width)
    return;
  spots[at_end ? 0 : 1] = box->x + box->width - width - TEXT_PADDING;
  spots[2] = box->x + (box->width - width) / 2;
  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    if (is_free (canvas, spots[i], spots[i] + width)) {
      cairo_move_to (canvas->cr, spots[i], box->y + (box->height - height) / 2.0);
      pango_cairo_show_layout (canvas->cr, layout);
      return;
    }
}

static char *
dup_until (const SgnTimelineRow *row)
{
  g_autoptr (GDateTime) until = g_date_time_new_from_unix_local (row->until);
  g_autofree char *date = NULL;

  if (row->role == SGN_TIMELINE_PUBLISHER || until == NULL)
    date = sgn_phrase_date (row->until);
  else
    date = g_strdup_printf ("%d", g_date_time_get_year (until));
  /* Translators: a date, or a year */
  return g_strdup_printf (_ ("until %s"), date);
}

static void
outline (SgnTimelineCanvas *canvas)
{
  if (!canvas->high_contrast) {
    cairo_new_path (canvas->cr);
    return;
  }
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  cairo_set_line_width (canvas->cr, 1.5);
  cairo_stroke (canvas->cr);
}

static void
draw_valid (SgnTimelineCanvas *canvas, const SgnTimelineRow *row, const SgnTimelineBox *box)
{
  gboolean publisher = row->role == SGN_TIMELINE_PUBLISHER;
  g_autofree char *text = dup_until (row);
  gboolean past_edge = row->until > canvas->timeline->end;

  trace_bar (canvas->cr, box, row->from >= canvas->timeline->begin, !past_edge);
  if (publisher)
    sgn_timeline_canvas_set_color (canvas, &canvas->accent, 1);
  else
    sgn_timeline_canvas_set_color (canvas, &canvas->foreground, canvas->high_contrast ? .30 : .14);
  cairo_fill_preserve (canvas->cr);
  outline (canvas);
  sgn_timeline_canvas_set_color (canvas, publisher ? &canvas->accent_text : &canvas->foreground, 1);
  draw_text_in_bar (canvas, box, text, publisher, !publisher);
}

static void
draw_expired_word (SgnTimelineCanvas *canvas, const SgnTimelineBox *box)
{
  g_autoptr (PangoLayout)
      layout = sgn_timeline_canvas_create_layout (canvas, _ ("expired"), .82, FALSE);
  SgnTimelineBox pill;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  pill.width = width + 16;
  pill.height = height + 2;
  pill.x = box->x + (box->width - pill.width) / 2;
  pill.y = box->y + (box->height - pill.height) / 2;
  if (box->width < EXPIRED_ROOM || !is_free (canvas, pill.x, pill.x + pill.width))
    return;
  trace_bar (canvas->cr, &pill, TRUE, TRUE);
  sgn_timeline_canvas_set_color (canvas, &canvas->card, 1);
  cairo_fill (canvas->cr);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  cairo_move_to (canvas->cr, pill.x + 8, pill.y + 1);
  pango_cairo_show_layout (canvas->cr, layout);
}

static void
draw_expired (SgnTimelineCanvas *canvas, const SgnTimelineBox *box)
{
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, box->x, box->y, box->width, box->height);
  cairo_clip (canvas->cr);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, canvas->high_contrast ? .85 : .30);
  cairo_set_line_width (canvas->cr, 1.4);
  for (double x = box->x - box->height; x < box->x + box->width; x += HATCH_STEP) {
    cairo_move_to (canvas->cr, x, box->y + box->height);
    cairo_line_to (canvas->cr, x + box->height, box->y);
  }
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
  draw_expired_word (canvas, box);
}

static void
draw_none (SgnTimelineCanvas *canvas, double y)
{
  const double dashes[] = { 4, 4 };
  SgnTimelineBox box = { canvas->left + 1,
                         y + 1,
                         canvas->width - canvas->left - 2,
                         BAR_HEIGHT - 2 };

  trace_bar (canvas->cr, &box, TRUE, TRUE);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, canvas->high_contrast ? 1 : .5);
  cairo_set_line_width (canvas->cr, 1);
  cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  draw_text_in_bar (canvas, &box, C_ ("timestamp", "none"), FALSE, FALSE);
}

static void
draw_bar (SgnTimelineCanvas *canvas, const SgnTimelineRow *row, double y)
{
  double from = CLAMP (sgn_timeline_canvas_locate (canvas, row->from), canvas->left, canvas->width);
  double until = CLAMP (sgn_timeline_canvas_locate (canvas, row->until),
                        canvas->left,
                        canvas->width);
  SgnTimelineBox valid = { from, y, until - from, BAR_HEIGHT };
  SgnTimelineBox expired = { until, y, canvas->width - until, BAR_HEIGHT };

  if (expired.width >= 1)
    draw_expired (canvas, &expired);
  if (valid.width >= 2 * BAR_RADIUS)
    draw_valid (canvas, row, &valid);
}

static PangoLayout *
create_label (SgnTimelineCanvas *canvas, const char *text, gboolean bold, double room)
{
  PangoLayout *layout = sgn_timeline_canvas_create_layout (canvas, text, bold ? .91 : .82, bold);

  pango_layout_set_width (layout, (int) (MAX (room, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
draw_backing (SgnTimelineCanvas *canvas, double y, double width, double height)
{
  sgn_timeline_canvas_set_color (canvas, &canvas->card, 1);
  cairo_rectangle (canvas->cr, 0, y, width + 4, height);
  cairo_fill (canvas->cr);
}

static void
draw_label (SgnTimelineCanvas *canvas, const SgnTimelineRow *row, double y)
{
  const char *title = sgn_timeline_role_get_title (row->role);
  const char *name = row->organization != NULL ? row->organization : "";
  double room = canvas->folded ? canvas->width : canvas->left - TEXT_PADDING;
  g_autoptr (PangoLayout) role = create_label (canvas, title, FALSE, room);
  g_autoptr (PangoLayout) who = NULL;
  int role_width = 0;
  int width, height;

  pango_layout_get_pixel_size (role, &role_width, NULL);
  who = create_label (canvas,
                      name[0] != '\0' || canvas->folded ? name : title,
                      TRUE,
                      canvas->folded ? room - role_width - 8 : room);
  pango_layout_get_pixel_size (who, &width, &height);
  if (canvas->folded)
    draw_backing (canvas, y, role_width + 8 + width, height);
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, 1);
  cairo_move_to (canvas->cr, canvas->folded ? role_width + 8 : 0, canvas->folded ? y : y - 6);
  pango_cairo_show_layout (canvas->cr, who);
  if (name[0] == '\0' && !canvas->folded)
    return;
  sgn_timeline_canvas_set_color (canvas, &canvas->foreground, .8);
  cairo_move_to (canvas->cr, 0, canvas->folded ? y + 1 : y - 6 + height);
  pango_cairo_show_layout (canvas->cr, role);
}

static double
get_top (const SgnTimelineCanvas *canvas, guint row)
{
  return canvas->top + row * canvas->row_height;
}

static double
get_bar (const SgnTimelineCanvas *canvas, guint row)
{
  return get_top (canvas, row) + (canvas->folded ? canvas->row_height - BAR_HEIGHT - 7 : 5);
}

void
sgn_timeline_draw_rows (SgnTimelineCanvas *canvas)
{
  for (guint i = 0; i < canvas->timeline->rows->len; i++) {
    const SgnTimelineRow *row = g_ptr_array_index (canvas->timeline->rows, i);

    if (row->organization != NULL)
      draw_bar (canvas, row, get_bar (canvas, i));
    else
      draw_none (canvas, get_bar (canvas, i));
  }
}

void
sgn_timeline_draw_labels (SgnTimelineCanvas *canvas)
{
  for (guint i = 0; i < canvas->timeline->rows->len; i++)
    draw_label (canvas,
                g_ptr_array_index (canvas->timeline->rows, i),
                canvas->folded ? get_top (canvas, i) + 2 : get_bar (canvas, i));
}
