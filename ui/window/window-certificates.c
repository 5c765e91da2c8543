/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/certificates/certificates-page.h"
#include "ui/certificates/create-dialog.h"
#include "ui/certificates/export-dialog.h"
#include "ui/certificates/request-item.h"
#include "ui/identities/identity-forget.h"
#include "ui/identities/identity-opener.h"
#include "ui/window/set-up-page.h"
#include "ui/window/window-private.h"

static SgnCertificatesPage *
get_page (SgnWindow *self)
{
  GtkWidget *top = sgn_pages_get_top (self->pages);

  return SGN_IS_CERTIFICATES_PAGE (top) ? SGN_CERTIFICATES_PAGE (top) : NULL;
}

/* What it was set up on is left; the list of all stays. */
static void
show_added (SgnWindow *self, SgnIdentityItem *item)
{
  if (get_page (self) != NULL)
    sgn_certificates_page_select (get_page (self), item);
  else
    sgn_pages_pop (self->pages);
}

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
  show_added (self, sgn_identity_list_add (self->identities, file, certificate, identity));
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
choose_file (SgnWindow *self,
             const char *title,
             void (*on_response) (SgnWindow *self, int response))
{
  g_autoptr (GtkFileFilter) filter = sgn_identity_opener_create_filter ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title,
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_response), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (source);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);
  GPtrArray *certificates = sgn_identity_opener_get_certificates (result);

  if (identity != NULL)
    gtk_window_present (GTK_WINDOW (sgn_export_dialog_new (window, identity)));
  else if (certificates != NULL)
    gtk_window_present (GTK_WINDOW (sgn_export_dialog_new_for_certificates (window, certificates)));
}

static void
on_convert_file (SgnWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  if (file != NULL)
    sgn_identity_opener_read_async (GTK_WINDOW (self), file, on_read, NULL);
}

static void
convert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (SGN_WINDOW (widget), _ ("Choose the File to Convert"), on_convert_file);
}

static void
add_certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (SGN_WINDOW (widget), _ ("Add Certificate File"), on_certificate_file);
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
    sgn_identity_forget (self->identities, chosen);
}

static void
certificates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_window_show_certificates (SGN_WINDOW (widget), NULL);
}

static void
request_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sgn_window_show_certificates (self, NULL);
  gtk_widget_activate_action (sgn_pages_get_top (self->pages), "entry.request", NULL);
}

static void
on_test_created (SgnWindow *self, GFile *file, const char *password)
{
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  sgn_identity_opener_open_known_async (GTK_WINDOW (self), file, password, on_opened, NULL);
}

static void
create_test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = sgn_create_dialog_new (GTK_WINDOW (widget));

  g_signal_connect_object (dialog,
                           "created",
                           G_CALLBACK (on_test_created),
                           widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
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
  sgn_identity_opener_open_item_async (GTK_WINDOW (self), item, on_opened, NULL);
}

void
sgn_window_show_certificates (SgnWindow *self, gpointer item)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *page;

  if (get_page (self) == NULL) {
    if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pages)))
      focus = GTK_WIDGET (self->stack);
    page = sgn_certificates_page_new (self->identities,
                                      self->requests,
                                      sgn_file_list_get_anchors (self->files),
                                      self->tokens);
    sgn_pages_push (focus, page);
    gtk_widget_grab_focus (page);
  }
  if (item != NULL)
    sgn_certificates_page_select (get_page (self), item);
}

gboolean
sgn_window_leave_entry (SgnWindow *self)
{
  return get_page (self) != NULL && sgn_certificates_page_go_back (get_page (self));
}

void
sgn_window_certificates_class_init (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.add-certificate", NULL, add_certificate_action },
    { "win.open-certificate", "s", open_certificate_action },
    { "win.set-up", NULL, set_up_action },
    { "win.forget-certificate", NULL, forget_certificate_action },
    { "win.certificates", NULL, certificates_action },
    { "win.request-certificate", NULL, request_action },
    { "win.create-test-certificate", NULL, create_test_action },
    { "win.convert-certificate", NULL, convert_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class,
                                     actions[i].name,
                                     actions[i].type,
                                     actions[i].activate);
}

void
sgn_window_certificates_init (SgnWindow *self)
{
  self->identities = sgn_identity_list_new (sgn_settings_get ());
  self->requests = sgn_requests_load (sgn_settings_get ());
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
