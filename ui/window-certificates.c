/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/identity-opener.h"
#include "ui/set-up-page.h"
#include "ui/settings.h"
#include "ui/window-private.h"

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnWindow *self = SGN_WINDOW (source);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);

  if (identity == NULL || self->identities == NULL) {
    g_clear_pointer (&self->pending, g_ptr_array_unref);
    return;
  }
  sgn_identity_list_add (self->identities, file, certificate, identity);
  sgn_pages_pop (self->pages); /* what it was set up on */
  sgn_window_start_pending (self);
}

static void
on_certificate_file (SgnWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

    sgn_window_add_certificate (self, file);
  }
  g_clear_object (&self->chooser);
}

static void
add_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GtkFileFilter) filter = sgn_identity_opener_create_filter ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Add Certificate File"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_certificate_file), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
open_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  sgn_window_add_certificate (SGN_WINDOW (widget), file);
}

static void
set_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (sgn_pages_is_at_root (self->pages))
    sgn_pages_push (focus != NULL ? focus : GTK_WIDGET (self->stack),
                    sgn_set_up_page_new (self->tokens));
}

static void
forget_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  SgnIdentityItem *chosen = sgn_identity_list_get_chosen (self->identities);

  if (chosen != NULL && !sgn_window_is_signing (self))
    sgn_identity_list_remove (self->identities, chosen);
}

static void
on_identity_chosen (SgnWindow *self, SgnIdentityItem *item)
{
  if (sgn_identity_item_get_uri (item) != NULL)
    sgn_identity_list_add_item (self->identities, item);
  else if (sgn_identity_item_get_identity (item) != NULL)
    sgn_identity_list_choose (self->identities, item);
  else
    sgn_window_open_identity (self, item);
}

void
sgn_window_add_certificate (SgnWindow *self, GFile *file)
{
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  sgn_identity_opener_open_async (GTK_WINDOW (self), file, NULL, on_opened, NULL);
}

void
sgn_window_open_identity (SgnWindow *self, SgnIdentityItem *item)
{
  sgn_identity_opener_open_async (GTK_WINDOW (self),
                                  sgn_identity_item_get_file (item),
                                  sgn_identity_item_get_certificate_file (item),
                                  on_opened,
                                  NULL);
}

void
sgn_window_certificates_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class,
                                   "win.add-certificate",
                                   NULL,
                                   add_certificate_action);
  gtk_widget_class_install_action (widget_class,
                                   "win.open-certificate",
                                   "s",
                                   open_certificate_action);
  gtk_widget_class_install_action (widget_class, "win.set-up", NULL, set_up_action);
  gtk_widget_class_install_action (widget_class,
                                   "win.forget-certificate",
                                   NULL,
                                   forget_certificate_action);
}

void
sgn_window_certificates_init (SgnWindow *self)
{
  self->identities = sgn_identity_list_new (sgn_settings_get ());
  sgn_sign_bar_set_identities (self->sign_bar, self->identities);
  g_signal_connect_object (self->identities,
                           "changed",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_bar,
                           "chosen",
                           G_CALLBACK (on_identity_chosen),
                           self,
                           G_CONNECT_SWAPPED);
}
