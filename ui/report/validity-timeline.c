/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/validity-timeline.h"

#include "ui/report/timeline-area.h"

struct _SgnValidityTimeline {
  GtkBox parent_instance;

  SgnTimelineArea *area;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (SgnValidityTimeline, sgn_validity_timeline, GTK_TYPE_BOX)

static void
sgn_validity_timeline_class_init (SgnValidityTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SGN_TYPE_TIMELINE_AREA);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "report/validity-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnValidityTimeline, area);
  gtk_widget_class_bind_template_child (widget_class, SgnValidityTimeline, caption);
}

static void
sgn_validity_timeline_init (SgnValidityTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_validity_timeline_new (void)
{
  return g_object_new (SGN_TYPE_VALIDITY_TIMELINE, NULL);
}

void
sgn_validity_timeline_set_signature (SgnValidityTimeline *self,
                                     const SgnSignatureReport *signature,
                                     gint64 now)
{
  SgnTimeline *timeline = signature != NULL ? sgn_timeline_new (signature, now) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), timeline != NULL);
  if (timeline != NULL)
    gtk_label_set_label (self->caption, timeline->caption);
  sgn_timeline_area_take (self->area, timeline);
}
