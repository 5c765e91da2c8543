/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificate-page.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/choose-file.h"
#include "ui/base/fault-dialog.h"
#include "ui/base/pages.h"
#include "ui/certificates/certificate-view.h"
#include "ui/certificates/certificate-words.h"

struct _SgnCertificatePage {
  GtkBox parent_instance;

  AdwWindowTitle *title;
  SgnCertificateView *view;

  GPtrArray *links;
  const SgnChainLink *link;
};

G_DEFINE_FINAL_TYPE (SgnCertificatePage, sgn_certificate_page, GTK_TYPE_BOX)

static GtkWindow *
get_window (SgnCertificatePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
write_file (gpointer owner, GFile *file)
{
  SgnCertificatePage *self = owner;
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = sgn_certificate_export (self->link->certificate, name);
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents (file,
                                g_bytes_get_data (bytes, NULL),
                                g_bytes_get_size (bytes),
                                NULL,
                                FALSE,
                                G_FILE_CREATE_NONE,
                                NULL,
                                NULL,
                                &error))
    sgn_fault_dialog_show (get_window (self), _ ("The certificate could not be saved"), error);
}

static void
on_save (SgnCertificatePage *self)
{
  g_autofree char *name = sgn_certificate_dup_file_name (self->link->certificate);

  sgn_choose_file_to_save (G_OBJECT (self),
                           get_window (self),
                           _ ("Save Certificate"),
                           name,
                           write_file);
}

static void
show_important (SgnCertificatePage *self)
{
  SgnCertificate *certificate = self->link->certificate;
  g_autofree char *holder = sgn_certificate_dup_holder (certificate);
  g_autofree char *until = sgn_phrase_date (sgn_certificate_get_not_after (certificate));

  sgn_certificate_view_add_fact (self->view, _ ("Issued to"), holder);
  sgn_certificate_view_add_fact (self->view,
                                 _ ("Issued by"),
                                 sgn_certificate_get_issuer_name (certificate));
  sgn_certificate_view_add_fact (self->view, _ ("Valid until"), until);
  if (!sgn_certificate_is_ca (certificate))
    sgn_certificate_view_add_fact (self->view, _ ("Purpose"), sgn_phrase_signing_use (certificate));
}

static GtkWidget *
create_save_button (SgnCertificatePage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Save…"));

  gtk_widget_set_tooltip_text (button, _ ("Save the certificate as a .cer or .pem file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Save Certificate…"),
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  return button;
}

static void
show_head (SgnCertificatePage *self)
{
  SgnCertificate *certificate = self->link->certificate;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *status = sgn_certificate_dup_status (certificate, now);

  adw_window_title_set_title (self->title, self->link->name);
  adw_window_title_set_subtitle (self->title, self->link->role);
  sgn_certificate_view_set_head (self->view,
                                 "application-certificate-symbolic",
                                 self->link->name,
                                 status,
                                 sgn_certificate_get_status_look (certificate, now));
  sgn_certificate_view_add_button (self->view, create_save_button (self));
}

static void
sgn_certificate_page_dispose (GObject *object)
{
  SgnCertificatePage *self = SGN_CERTIFICATE_PAGE (object);

  g_clear_pointer (&self->links, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_certificate_page_parent_class)->dispose (object);
}

static void
sgn_certificate_page_class_init (SgnCertificatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_certificate_page_dispose;
  g_type_ensure (SGN_TYPE_CERTIFICATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "certificates/certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatePage, title);
  gtk_widget_class_bind_template_child (widget_class, SgnCertificatePage, view);
}

static void
sgn_certificate_page_init (SgnCertificatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sgn_certificate_page_new (GPtrArray *links, guint position)
{
  SgnCertificatePage *self = g_object_new (SGN_TYPE_CERTIFICATE_PAGE, NULL);

  self->links = g_ptr_array_ref (links);
  self->link = g_ptr_array_index (links, position);
  show_head (self);
  show_important (self);
  sgn_certificate_view_set_links (self->view, links, position);
  sgn_certificate_page_follow (sgn_certificate_view_get_chain (self->view));
  return GTK_WIDGET (self);
}

static void
on_open (SgnChainView *chain, GtkWidget *card, GPtrArray *links, guint position)
{
  sgn_pages_push (card, sgn_certificate_page_new (links, position));
}

void
sgn_certificate_page_follow (SgnChainView *chain)
{
  g_signal_connect (chain, "open", G_CALLBACK (on_open), NULL);
}
