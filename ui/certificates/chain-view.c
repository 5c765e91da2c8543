/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/chain-view.h"

#include <glib/gi18n-lib.h>

#include "ui/certificates/chain-card.h"

#define CONNECTOR_WIDTH  60
#define CONNECTOR_HEIGHT 26
#define CONNECTOR_X      32.5
#define ARROW_SIZE       4

struct _SgnChainView {
  GtkBox parent_instance;

  GPtrArray *links;
};

G_DEFINE_FINAL_TYPE (SgnChainView, sgn_chain_view, GTK_TYPE_BOX)

static guint signal_open;

static void
draw_connector (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer missing)
{
  const double dashes[] = { 3, 3 };
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  color.alpha *= .6f;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.6);
  if (missing != NULL)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, CONNECTOR_X, 0);
  cairo_line_to (cr, CONNECTOR_X, height - ARROW_SIZE);
  cairo_stroke (cr);
  cairo_move_to (cr, CONNECTOR_X - ARROW_SIZE, height - 1.5 * ARROW_SIZE);
  cairo_line_to (cr, CONNECTOR_X + ARROW_SIZE, height - 1.5 * ARROW_SIZE);
  cairo_line_to (cr, CONNECTOR_X, height);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static GtkWidget *
create_connector (gboolean missing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "content-width",
                                  CONNECTOR_WIDTH,
                                  "content-height",
                                  CONNECTOR_HEIGHT,
                                  NULL);
  GtkWidget *caption = gtk_label_new (missing ? _ ("should be confirmed by") : _ ("confirmed by"));

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area),
                                  draw_connector,
                                  GINT_TO_POINTER (missing),
                                  NULL);
  gtk_widget_add_css_class (caption, "strong-caption");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static void
on_clicked (GtkWidget *card, SgnChainView *self)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (card), "position"));

  g_signal_emit (self, signal_open, 0, card, self->links, position);
}

static GtkWidget *
create_card (SgnChainView *self, guint position)
{
  const SgnChainLink *link = g_ptr_array_index (self->links, position);
  GtkWidget *card = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (card), sgn_chain_card_new (link, TRUE));
  g_object_set_data (G_OBJECT (card), "position", GUINT_TO_POINTER (position));
  g_signal_connect (card, "clicked", G_CALLBACK (on_clicked), self);
  return card;
}

static GtkWidget *
create_still (const SgnChainLink *link)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_box_append (GTK_BOX (box), sgn_chain_card_new (link, FALSE));
  if (link->certificate == NULL)
    gtk_widget_add_css_class (box, "missing");
  return box;
}

static void
add_link (SgnChainView *self, guint position, gboolean opens)
{
  const SgnChainLink *link = g_ptr_array_index (self->links, position);
  GtkWidget *card = opens ? create_card (self, position) : create_still (link);
  g_autofree char *description = sgn_chain_link_describe (link);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "chain");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description,
                                  -1);
  gtk_box_append (GTK_BOX (self), card);
}

static void
sgn_chain_view_finalize (GObject *object)
{
  g_clear_pointer (&SGN_CHAIN_VIEW (object)->links, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_chain_view_parent_class)->finalize (object);
}

static void
sgn_chain_view_class_init (SgnChainViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_chain_view_finalize;
  signal_open = g_signal_new ("open",
                              SGN_TYPE_CHAIN_VIEW,
                              G_SIGNAL_RUN_LAST,
                              0,
                              NULL,
                              NULL,
                              NULL,
                              G_TYPE_NONE,
                              3,
                              GTK_TYPE_WIDGET,
                              G_TYPE_PTR_ARRAY,
                              G_TYPE_UINT);
}

static void
sgn_chain_view_init (SgnChainView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
sgn_chain_view_new (void)
{
  return g_object_new (SGN_TYPE_CHAIN_VIEW, NULL);
}

void
sgn_chain_view_set_links (SgnChainView *self, GPtrArray *links, guint first, gboolean is_here)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_ptr_array_ref (links);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  self->links = links;
  for (guint i = first; i < links->len; i++) {
    const SgnChainLink *link = g_ptr_array_index (links, i);

    if (i > first)
      gtk_box_append (GTK_BOX (self), create_connector (link->certificate == NULL));
    add_link (self, i, link->certificate != NULL && !(is_here && i == first));
  }
}
