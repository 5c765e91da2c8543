/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/set-up-page.h"

#include "ui/create-dialog.h"

struct _SgnSetUpPage {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnSetUpPage, sgn_set_up_page, GTK_TYPE_BOX)

static void
on_created (SgnSetUpPage *self, GFile *file)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.open-certificate",
                              "s",
                              g_file_peek_path (file));
}

static void
on_test (SgnSetUpPage *self)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = sgn_create_dialog_new (GTK_WINDOW (window));

  g_signal_connect_object (dialog, "created", G_CALLBACK (on_created), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sgn_set_up_page_class_init (SgnSetUpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "set-up-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_test);
}

static void
sgn_set_up_page_init (SgnSetUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_set_up_page_new (void)
{
  return g_object_new (SGN_TYPE_SET_UP_PAGE, NULL);
}
