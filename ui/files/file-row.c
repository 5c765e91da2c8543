/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/file-row.h"

#include <glib/gi18n-lib.h>

#include "ui/files/file-words.h"

struct _SgnFileRow {
  GtkBox parent_instance;

  GtkImage *kind;
  GtkLabel *name;
  GtkLabel *status;
  GtkStack *state;
  GtkImage *icon;
  GtkSpinner *spinner;
  SgnFileItem *item;
};

G_DEFINE_FINAL_TYPE (SgnFileRow, sgn_file_row, GTK_TYPE_BOX)

static void
set_look (GtkWidget *widget, SgnLook look)
{
  for (SgnLook other = SGN_LOOK_GOOD; other <= SGN_LOOK_BAD; other++)
    gtk_widget_remove_css_class (widget, sgn_look_get_style (other));
  if (look != SGN_LOOK_NEUTRAL)
    gtk_widget_add_css_class (widget, sgn_look_get_style (look));
}

static void
show_state (SgnFileRow *self)
{
  gboolean busy = sgn_file_item_is_busy (self->item);
  SgnLook look = sgn_file_item_get_look (self->item);

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child (self->state,
                               busy ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
  gtk_image_set_from_icon_name (self->icon, sgn_file_item_get_icon (self->item));
  set_look (GTK_WIDGET (self->icon), look);
  set_look (GTK_WIDGET (self->status), look);
  if (look == SGN_LOOK_NEUTRAL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "dim-label");
}

/* The list's own widget around the row is what takes the keyboard. */
static void
name_row (SgnFileRow *self, const char *name)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
}

static void
show_item (SgnFileRow *self)
{
  g_autofree char *status = sgn_file_item_dup_status (self->item);
  /* Translators: name of a file and its state, read to the person as one */
  g_autofree char *all = g_strdup_printf (_ ("%1$s, %2$s"),
                                          sgn_file_item_get_name (self->item),
                                          status);

  gtk_image_set_from_icon_name (self->kind, sgn_file_item_get_kind_icon (self->item));
  gtk_label_set_label (self->name, sgn_file_item_get_name (self->item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), sgn_file_item_get_name (self->item));
  gtk_label_set_label (self->status, status);
  show_state (self);
  name_row (self, all);
}

static void
sgn_file_row_dispose (GObject *object)
{
  sgn_file_row_set_item (SGN_FILE_ROW (object), NULL);
  G_OBJECT_CLASS (sgn_file_row_parent_class)->dispose (object);
}

static void
sgn_file_row_class_init (SgnFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_file_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "files/file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, kind);
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, status);
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, state);
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnFileRow, spinner);
}

static void
sgn_file_row_init (SgnFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_file_row_new (void)
{
  return g_object_new (SGN_TYPE_FILE_ROW, NULL);
}

void
sgn_file_row_set_item (SgnFileRow *self, SgnFileItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  show_item (self);
}
