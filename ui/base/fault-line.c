/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/fault-line.h"

struct _SgnFaultLine {
  GtkBox parent_instance;

  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (SgnFaultLine, sgn_fault_line, GTK_TYPE_BOX)

static void
sgn_fault_line_class_init (SgnFaultLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "base/fault-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFaultLine, text);
}

static void
sgn_fault_line_init (SgnFaultLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_fault_line_show (SgnFaultLine *self, const char *fault, GtkWidget *field)
{
  gtk_widget_set_visible (GTK_WIDGET (self), fault != NULL);
  gtk_label_set_label (self->text, fault != NULL ? fault : "");
  if (fault != NULL)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}
