/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificates-row.h"

#include <glib/gi18n-lib.h>

#include "ui/certificates/certificates-words.h"

struct _SgnCertificatesRow {
  GtkListBoxRow parent_instance;

  GtkImage *kind;
  GtkLabel *name;
  GtkLabel *status;
  GtkImage *state;
  GObject *item;
};

G_DEFINE_FINAL_TYPE (SgnCertificatesRow, sgn_certificates_row, GTK_TYPE_LIST_BOX_ROW)

static void
sgn_certificates_row_dispose (GObject *object)
{
  g_clear_object (&SGN_CERTIFICATES_ROW (object)->item);
  G_OBJECT_CLASS (sgn_certificates_row_parent_class)->dispose (object);
}

static void
sgn_certificates_row_class_init (SgnCertificatesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificates_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/certificates-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesRow, kind);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesRow, name);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesRow, status);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatesRow, state);
}

static void
sgn_certificates_row_init (SgnCertificatesRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_certificates_row_new (gpointer item)
{
  SgnCertificatesRow *self = g_object_new (SGN_TYPE_CERTIFICATES_ROW, NULL);

  self->item = g_object_ref (item);
  sgn_certificates_row_refresh (self);
  return GTK_WIDGET (self);
}

gpointer
sgn_certificates_row_get_item (SgnCertificatesRow *self)
{
  return self->item;
}

static void
set_look (GtkWidget *widget, SgnLook look)
{
  if (look == SGN_LOOK_WARN)
    gtk_widget_add_css_class (widget, "warning");
  else
    gtk_widget_remove_css_class (widget, "warning");
}

void
sgn_certificates_row_refresh (SgnCertificatesRow *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *state = sgn_entry_get_state_icon (self->item, now);
  SgnLook look = sgn_entry_get_look (self->item, now);
  g_autofree char *title = sgn_entry_dup_title (self->item);
  g_autofree char *line = sgn_entry_dup_line (self->item, now);
  /* Translators: a certificate and its state, read to the person as one */
  g_autofree char *all = g_strdup_printf (_ ("%1$s, %2$s"), title, line);

  gtk_image_set_from_icon_name (self->kind, sgn_entry_get_icon (self->item));
  gtk_label_set_label (self->name, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), title);
  gtk_label_set_label (self->status, line);
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  gtk_image_set_from_icon_name (self->state, state);
  set_look (GTK_WIDGET (self->status), look);
  set_look (GTK_WIDGET (self->state), look);
  if (look == SGN_LOOK_NEUTRAL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}
