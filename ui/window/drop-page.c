/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/drop-page.h"

struct _SgnDropPage {
  GtkBox parent_instance;

  SgnBanner *banner;
  GtkWidget *line;
  GtkStack *stack;
  GtkWidget *invite;
  GtkWidget *hover;
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (SgnDropPage, sgn_drop_page, GTK_TYPE_BOX)

static gboolean
sgn_drop_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SGN_DROP_PAGE (widget)->choose);
}

static void
sgn_drop_page_class_init (SgnDropPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = sgn_drop_page_grab_focus;
  g_type_ensure (SGN_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "window/drop-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, banner);
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, line);
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, invite);
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, hover);
  gtk_widget_class_bind_template_child (widget_class, SgnDropPage, choose);
}

static void
sgn_drop_page_init (SgnDropPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_drop_page_new (void)
{
  return g_object_new (SGN_TYPE_DROP_PAGE, NULL);
}

void
sgn_drop_page_set_hover (SgnDropPage *self, gboolean hover)
{
  gtk_stack_set_visible_child (self->stack, hover ? self->hover : self->invite);
  if (hover)
    gtk_widget_add_css_class (self->line, "active");
  else
    gtk_widget_remove_css_class (self->line, "active");
}

SgnBanner *
sgn_drop_page_get_banner (SgnDropPage *self)
{
  return self->banner;
}
