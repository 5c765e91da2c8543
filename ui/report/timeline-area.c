/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/timeline-area.h"

#include <adwaita.h>

#include "ui/report/timeline-drawing.h"

struct _SgnTimelineArea {
  GtkDrawingArea parent_instance;

  SgnTimeline *timeline;
};

G_DEFINE_FINAL_TYPE (SgnTimelineArea, sgn_timeline_area, GTK_TYPE_DRAWING_AREA)

#define MINIMUM_WIDTH 240

static GtkSizeRequestMode
sgn_timeline_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sgn_timeline_area_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  SgnTimelineArea *self = SGN_TIMELINE_AREA (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MINIMUM_WIDTH;
  else
    *minimum = *natural = sgn_timeline_get_height (for_size,
                                                   self->timeline != NULL
                                                       ? self->timeline->rows->len
                                                       : 0);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  SgnTimelineArea *self = SGN_TIMELINE_AREA (area);

  if (self->timeline != NULL)
    sgn_timeline_draw (GTK_WIDGET (area), cr, self->timeline, width);
}

static void
sgn_timeline_area_finalize (GObject *object)
{
  g_clear_pointer (&SGN_TIMELINE_AREA (object)->timeline, sgn_timeline_free);
  G_OBJECT_CLASS (sgn_timeline_area_parent_class)->finalize (object);
}

static void
sgn_timeline_area_class_init (SgnTimelineAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->get_request_mode = sgn_timeline_area_get_request_mode;
  GTK_WIDGET_CLASS (klass)->measure = sgn_timeline_area_measure;
  G_OBJECT_CLASS (klass)->finalize = sgn_timeline_area_finalize;
}

static void
sgn_timeline_area_init (SgnTimelineArea *self)
{
  static const char *const looks[] = { "notify::dark", "notify::high-contrast" };

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_signal_connect_object (adw_style_manager_get_default (),
                             looks[i],
                             G_CALLBACK (gtk_widget_queue_draw),
                             self,
                             G_CONNECT_SWAPPED);
}

void
sgn_timeline_area_take (SgnTimelineArea *self, SgnTimeline *timeline)
{
  g_clear_pointer (&self->timeline, sgn_timeline_free);
  self->timeline = timeline;
  if (timeline != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    timeline->description,
                                    -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
