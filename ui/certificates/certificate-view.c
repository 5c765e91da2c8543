/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificate-view.h"

#include <glib/gi18n-lib.h>

#include "ui/base/fact-row.h"
#include "ui/certificates/certificate-facts.h"

#define SHOWN_DETAILS 2 /* the fingerprints; the others are one step away */

struct _SgnCertificateView {
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *status;
  GtkBox *buttons;
  AdwPreferencesGroup *important;
  GtkBox *extra;
  GtkWidget *chain_group;
  SgnChainView *chain;
  AdwPreferencesGroup *details;

  SgnCertificate *certificate;
};

G_DEFINE_FINAL_TYPE (SgnCertificateView, sgn_certificate_view, GTK_TYPE_BOX)

static void
on_copy_all (SgnCertificateView *self, GtkWidget *button)
{
  g_autoptr (GPtrArray) facts = sgn_facts_for_certificate (self->certificate);
  g_autofree char *text = sgn_facts_to_text (facts);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  sgn_copy_button_confirm (GTK_BUTTON (button));
}

static void
show_details (SgnCertificateView *self)
{
  g_autoptr (GPtrArray) facts = sgn_facts_for_certificate (self->certificate);
  GtkWidget *everything = g_object_new (ADW_TYPE_EXPANDER_ROW,
                                        "title",
                                        _ ("Everything in the Certificate"),
                                        "subtitle",
                                        _ ("Serial number, names, key use"),
                                        NULL);

  for (guint i = 0; i < facts->len; i++) {
    GtkWidget *row = sgn_fact_row_new (g_ptr_array_index (facts, i));

    if (i < SHOWN_DETAILS)
      adw_preferences_group_add (self->details, row);
    else
      adw_expander_row_add_row (ADW_EXPANDER_ROW (everything), row);
  }
  adw_preferences_group_add (self->details, everything);
}

static void
sgn_certificate_view_dispose (GObject *object)
{
  g_clear_object (&SGN_CERTIFICATE_VIEW (object)->certificate);
  G_OBJECT_CLASS (sgn_certificate_view_parent_class)->dispose (object);
}

static void
sgn_certificate_view_class_init (SgnCertificateViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificate_view_dispose;
  g_type_ensure (SGN_TYPE_CHAIN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/certificate-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, icon);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, name);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, status);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, buttons);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, important);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, extra);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, chain_group);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, chain);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificateView, details);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_all);
}

static void
sgn_certificate_view_init (SgnCertificateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_certificate_view_new (void)
{
  return g_object_new (SGN_TYPE_CERTIFICATE_VIEW, NULL);
}

void
sgn_certificate_view_set_head (SgnCertificateView *self,
                               const char *icon,
                               const char *name,
                               const char *status,
                               SgnLook look)
{
  const char *style = sgn_look_get_style (look);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->status, status);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), style);
}

void
sgn_certificate_view_add_button (SgnCertificateView *self, GtkWidget *button)
{
  gtk_box_append (self->buttons, button);
}

void
sgn_certificate_view_add_fact (SgnCertificateView *self, const char *title, const char *value)
{
  GtkWidget *row;

  if (value[0] == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "use-markup",
                      FALSE,
                      "title",
                      title,
                      "subtitle-lines",
                      0,
                      NULL);
  /* Only now: while it is being made, markup is not off yet. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "fact");
  adw_preferences_group_add (self->important, row);
}

void
sgn_certificate_view_add_row (SgnCertificateView *self, GtkWidget *row)
{
  adw_preferences_group_add (self->important, row);
}

void
sgn_certificate_view_add_group (SgnCertificateView *self, GtkWidget *group)
{
  gtk_box_append (self->extra, group);
  gtk_widget_set_visible (GTK_WIDGET (self->extra), TRUE);
}

SgnChainView *
sgn_certificate_view_get_chain (SgnCertificateView *self)
{
  return self->chain;
}

void
sgn_certificate_view_set_links (SgnCertificateView *self, GPtrArray *links, guint position)
{
  const SgnChainLink *link = g_ptr_array_index (links, position);

  g_return_if_fail (self->certificate == NULL);

  self->certificate = g_object_ref (link->certificate);
  gtk_widget_set_visible (self->chain_group, position + 1 < links->len);
  sgn_chain_view_set_links (self->chain, links, position, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->details), TRUE);
  show_details (self);
}
