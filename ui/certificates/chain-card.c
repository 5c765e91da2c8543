/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/chain-card.h"

struct _SgnChainCard {
  GtkBox parent_instance;

  GtkImage *node;
  GtkLabel *role;
  GtkLabel *name;
  GtkLabel *note;
  GtkWidget *mark;
  GtkWidget *mark_long;
  GtkWidget *mark_short;
  GtkImage *mark_icon;
  GtkLabel *mark_text;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (SgnChainCard, sgn_chain_card, GTK_TYPE_BOX)

static void
sgn_chain_card_class_init (SgnChainCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/chain-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, node);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, role);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, name);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, note);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, mark);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, mark_long);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, mark_short);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, mark_icon);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, mark_text);
  gtk_widget_class_bind_template_child (widget_class, SgnChainCard, next);
}

static void
sgn_chain_card_init (SgnChainCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_node_icon (const SgnChainLink *link)
{
  if (link->certificate == NULL)
    return sgn_look_get_icon (link->look);
  return sgn_certificate_is_self_issued (link->certificate) ? "sgn-seal-symbolic"
                                                            : "application-certificate-symbolic";
}

static void
show_mark (SgnChainCard *self, const SgnChainLink *link)
{
  gtk_widget_set_visible (self->mark, link->mark != NULL);
  if (link->mark == NULL)
    return;
  gtk_label_set_label (self->mark_text, link->mark);
  gtk_image_set_from_icon_name (self->mark_icon, sgn_look_get_icon (link->look));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark_short),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  link->mark,
                                  -1);
}

GtkWidget *
sgn_chain_card_new (const SgnChainLink *link, gboolean opens)
{
  SgnChainCard *self = g_object_new (SGN_TYPE_CHAIN_CARD, NULL);
  const char *style = sgn_look_get_style (link->look);

  gtk_image_set_from_icon_name (self->node, get_node_icon (link));
  gtk_label_set_label (self->role, link->role);
  gtk_label_set_label (self->name, link->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), link->name);
  gtk_label_set_label (self->note, link->note);
  gtk_widget_set_visible (self->next, opens);
  show_mark (self, link);
  if (style != NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (self->node), style);
    gtk_widget_add_css_class (self->mark_long, style);
    gtk_widget_add_css_class (self->mark_short, style);
  }
  return GTK_WIDGET (self);
}
