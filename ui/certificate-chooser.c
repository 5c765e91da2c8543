/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificate-chooser.h"

#include "ui/identity-row.h"

struct _SgnCertificateChooser {
  GtkPopover parent_instance;

  GtkWidget *title;
  GtkWidget *scroller;
  GtkListBox *rows;
  SgnIdentityList *list;
};

G_DEFINE_FINAL_TYPE (SgnCertificateChooser, sgn_certificate_chooser, GTK_TYPE_POPOVER)

static guint chosen_signal;

static void
on_activated (SgnCertificateChooser *self, GtkListBoxRow *row)
{
  g_autoptr (SgnIdentityItem)
      item = g_object_ref (sgn_identity_row_get_item (SGN_IDENTITY_ROW (row)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, item);
}

static gboolean
is_offered (SgnIdentityItem *item)
{
  return sgn_identity_item_get_days_left (item, g_get_real_time () / G_USEC_PER_SEC) >= 0;
}

static GtkWidget *
add_row (SgnCertificateChooser *self, SgnIdentityItem *item)
{
  GtkWidget *row = sgn_identity_row_new (item);

  sgn_identity_row_set_chosen (SGN_IDENTITY_ROW (row),
                               item == sgn_identity_list_get_chosen (self->list));
  gtk_list_box_append (self->rows, row);
  return row;
}

/* Filled anew each time, for the days left change by themselves. */
static void
on_show (SgnCertificateChooser *self)
{
  GListModel *model = G_LIST_MODEL (self->list);
  GtkWidget *chosen = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++) {
    g_autoptr (SgnIdentityItem) item = g_list_model_get_item (model, i);
    GtkWidget *added = is_offered (item) ? add_row (self, item) : NULL;

    if (item == sgn_identity_list_get_chosen (self->list))
      chosen = added;
  }
  row = gtk_list_box_get_row_at_index (self->rows, 0);
  gtk_widget_set_visible (self->scroller, row != NULL);
  gtk_widget_set_visible (self->title, row != NULL);
  if (chosen != NULL)
    gtk_widget_grab_focus (chosen);
}

static void
sgn_certificate_chooser_dispose (GObject *object)
{
  g_clear_object (&SGN_CERTIFICATE_CHOOSER (object)->list);
  G_OBJECT_CLASS (sgn_certificate_chooser_parent_class)->dispose (object);
}

static void
sgn_certificate_chooser_class_init (SgnCertificateChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificate_chooser_dispose;
  chosen_signal = g_signal_new ("chosen",
                                SGN_TYPE_CERTIFICATE_CHOOSER,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                SGN_TYPE_IDENTITY_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "certificate-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateChooser, title);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateChooser, scroller);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateChooser, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
sgn_certificate_chooser_init (SgnCertificateChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sgn_certificate_chooser_set_list (SgnCertificateChooser *self, SgnIdentityList *list)
{
  g_set_object (&self->list, list);
}
