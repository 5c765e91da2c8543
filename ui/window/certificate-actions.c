/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/certificate-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/base/choose-file.h"
#include "ui/certificates/certificates-page.h"
#include "ui/certificates/create-dialog.h"
#include "ui/certificates/export-dialog.h"
#include "ui/identities/certificate-files.h"
#include "ui/identities/identity-opener.h"
#include "ui/window/set-up-page.h"

struct _SgnCertificateActions {
  GObject parent_instance;

  GtkWindow *window;           /* weak */
  SgnCertificateModels models; /* each held */
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (SgnCertificateActions, sgn_certificate_actions, G_TYPE_OBJECT)

static SgnCertificatesPage *
get_page (SgnCertificateActions *self)
{
  GtkWidget *top = sgn_pages_get_top (self->models.pages);

  return SGN_IS_CERTIFICATES_PAGE (top) ? SGN_CERTIFICATES_PAGE (top) : NULL;
}

/* Leaves the page for setting it up, but not the page of all certificates. */
static void
show_added (SgnCertificateActions *self, SgnIdentityItem *item)
{
  if (get_page (self) != NULL)
    sgn_certificates_page_select (get_page (self), item);
  else
    sgn_pages_pop (self->models.pages);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnCertificateActions) self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);

  if (identity == NULL || self->window == NULL) {
    sgn_run_control_forget_waiting (self->models.control);
    return;
  }
  show_added (self, sgn_identity_list_add (self->models.identities, file, certificate, identity));
  sgn_run_control_resume (self->models.control);
}

void
sgn_certificate_actions_add (SgnCertificateActions *self, GFile *file)
{
  sgn_run_control_forget_waiting (self->models.control);
  sgn_identity_opener_open_async (self->window, file, NULL, on_opened, g_object_ref (self));
}

void
sgn_certificate_actions_open (SgnCertificateActions *self, SgnIdentityItem *item)
{
  sgn_identity_opener_open_item_async (self->window, item, on_opened, g_object_ref (self));
}

void
sgn_certificate_actions_choose (SgnCertificateActions *self, SgnIdentityItem *item)
{
  if (sgn_identity_item_get_uri (item) != NULL)
    sgn_identity_list_add_item (self->models.identities, item);
  else if (sgn_identity_item_get_identity (item) != NULL)
    sgn_identity_list_choose (self->models.identities, item);
  else
    sgn_certificate_actions_open (self, item);
}

void
sgn_certificate_actions_show (SgnCertificateActions *self, gpointer item)
{
  const SgnCertificateModels *models = &self->models;

  if (get_page (self) == NULL) {
    GtkWidget *page = sgn_certificates_page_new (models->identities,
                                                 models->requests,
                                                 sgn_file_list_get_anchors (models->files),
                                                 models->tokens);

    sgn_pages_open (models->pages, page);
    gtk_widget_grab_focus (page);
  }
  if (item != NULL)
    sgn_certificates_page_select (get_page (self), item);
}

gboolean
sgn_certificate_actions_go_back (SgnCertificateActions *self)
{
  return get_page (self) != NULL && sgn_certificates_page_go_back (get_page (self));
}

GListModel *
sgn_certificate_actions_take (SgnCertificateActions *self, GListModel *files)
{
  GListStore *rest = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) certificate = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *name = g_file_get_basename (file);

    if (name == NULL || !sgn_is_certificate_file_name (name))
      g_list_store_append (rest, file);
    else if (certificate == NULL)
      certificate = g_steal_pointer (&file);
  }
  if (certificate != NULL)
    sgn_certificate_actions_add (self, certificate);
  return G_LIST_MODEL (rest);
}

static void
add_file (gpointer owner, GFile *file)
{
  sgn_certificate_actions_add (owner, file);
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnCertificateActions *self = user_data;
  g_autoptr (GtkFileFilter) filter = sgn_certificate_file_filter_new ();

  sgn_choose_file_to_open (user_data, self->window, _ ("Add Certificate File"), filter, add_file);
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  sgn_certificate_actions_add (user_data, file);
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
convert (gpointer owner, GFile *file)
{
  sgn_identity_opener_read_async (SGN_CERTIFICATE_ACTIONS (owner)->window, file, on_read, NULL);
}

static void
convert_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnCertificateActions *self = user_data;
  g_autoptr (GtkFileFilter) filter = sgn_certificate_file_filter_new ();

  sgn_choose_file_to_open (user_data,
                           self->window,
                           _ ("Choose the File to Convert"),
                           filter,
                           convert);
}

static void
set_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const SgnCertificateModels *models = &SGN_CERTIFICATE_ACTIONS (user_data)->models;

  if (sgn_pages_is_at_root (models->pages))
    sgn_pages_open (models->pages, sgn_set_up_page_new (models->tokens));
}

static void
show_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_certificate_actions_show (user_data, NULL);
}

static void
request_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnCertificateActions *self = user_data;

  sgn_certificate_actions_show (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_page (self)), "entry.request", NULL);
}

static void
on_test_created (SgnCertificateActions *self, GFile *file, const char *password)
{
  sgn_run_control_forget_waiting (self->models.control);
  sgn_identity_opener_open_known_async (self->window,
                                        file,
                                        password,
                                        on_opened,
                                        g_object_ref (self));
}

static void
create_test_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *dialog = sgn_create_dialog_new (SGN_CERTIFICATE_ACTIONS (user_data)->window);

  g_signal_connect_object (dialog,
                           "created",
                           G_CALLBACK (on_test_created),
                           user_data,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sgn_certificate_actions_dispose (GObject *object)
{
  SgnCertificateActions *self = SGN_CERTIFICATE_ACTIONS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->models.pages);
  g_clear_object (&self->models.files);
  g_clear_object (&self->models.identities);
  g_clear_object (&self->models.requests);
  g_clear_object (&self->models.tokens);
  g_clear_object (&self->models.control);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (sgn_certificate_actions_parent_class)->dispose (object);
}

static void
sgn_certificate_actions_class_init (SgnCertificateActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_certificate_actions_dispose;
}

static void
sgn_certificate_actions_init (SgnCertificateActions *self)
{
  static const GActionEntry actions[] = {
    { "add", add_action },
    { "open", open_action, "s" },
    { "convert", convert_action },
    { "set-up", set_up_action },
    { "show", show_action },
    { "request", request_action },
    { "create-test", create_test_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

SgnCertificateActions *
sgn_certificate_actions_new (GtkWindow *window, const SgnCertificateModels *models)
{
  SgnCertificateActions *self = g_object_new (SGN_TYPE_CERTIFICATE_ACTIONS, NULL);

  g_set_weak_pointer (&self->window, window);
  self->models = *models;
  g_object_ref (models->pages);
  g_object_ref (models->files);
  g_object_ref (models->identities);
  g_object_ref (models->requests);
  g_object_ref (models->tokens);
  g_object_ref (models->control);
  return self;
}

GActionGroup *
sgn_certificate_actions_get_group (SgnCertificateActions *self)
{
  return G_ACTION_GROUP (self->group);
}
