/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline-canvas.h"

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  return color;
}

void
sgn_timeline_canvas_find_colors (SgnTimelineCanvas *canvas)
{
  GtkWidget *widget = canvas->widget;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &canvas->foreground);
  canvas->card = find_color (widget, "card_bg_color");
  if (canvas->card.alpha < 1) {
    /* In the dark style, the card is a transparent layer that lightens its background. */
    GdkRGBA below = find_color (widget, "window_bg_color");
    double part = canvas->card.alpha;

    canvas->card.red = (float) (canvas->card.red * part + below.red * (1 - part));
    canvas->card.green = (float) (canvas->card.green * part + below.green * (1 - part));
    canvas->card.blue = (float) (canvas->card.blue * part + below.blue * (1 - part));
    canvas->card.alpha = 1;
  }
  canvas->accent = find_color (widget, "accent_bg_color");
  canvas->accent_text = find_color (widget, "accent_fg_color");
  canvas->success = find_color (widget, "success_color");
  canvas->warning = find_color (widget, "warning_color");
}

double
sgn_timeline_canvas_locate (const SgnTimelineCanvas *canvas, gint64 time)
{
  return canvas->left +
         sgn_timeline_locate (canvas->timeline, time) * (canvas->width - canvas->left);
}

void
sgn_timeline_canvas_set_color (SgnTimelineCanvas *canvas, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (canvas->cr, color->red, color->green, color->blue, color->alpha * alpha);
}

PangoLayout *
sgn_timeline_canvas_create_layout (SgnTimelineCanvas *canvas,
                                   const char *text,
                                   double scale,
                                   gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (canvas->widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}
