/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/identity/keyring.h"
#include "core/identity/make/join.h"
#include "core/trust/aia.h"
#include "core/words/phrases.h"
#include "ui/base/save-place.h"
#include "ui/certificates/certificates-private.h"
#include "ui/certificates/export-dialog.h"
#include "ui/certificates/request-dialog.h"
#include "ui/certificates/request-joiner.h"
#include "ui/certificates/request-putter.h"
#include "ui/certificates/trust-help.h"
#include "ui/identities/identity-forget.h"
#include "ui/identities/identity-opener.h"
#include "ui/secrets/prompt.h"

static GtkWindow *
get_window (SgnCertificatesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static SgnIdentityItem *
get_identity (SgnCertificatesPage *self)
{
  return SGN_IS_IDENTITY_ITEM (self->current) ? SGN_IDENTITY_ITEM (self->current) : NULL;
}

static SgnRequestItem *
get_request (SgnCertificatesPage *self)
{
  return SGN_IS_REQUEST_ITEM (self->current) ? SGN_REQUEST_ITEM (self->current) : NULL;
}

static void
show_fault (SgnCertificatesPage *self, const char *heading, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), heading, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is waited for belongs to an entry, not to the page, which may be gone by then. */
typedef struct {
  SgnCertificatesPage *page;
  GObject *item;
  void (*go_on) (SgnCertificatesPage *self);
} Wait;

static Wait *
wait_new (SgnCertificatesPage *self)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->page = g_object_ref (self);
  wait->item = g_object_ref (self->current);
  return wait;
}

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->page);
  g_object_unref (wait->item);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, wait_free)

/* Is it still that entry that is shown? */
static gboolean
is_shown (const Wait *wait)
{
  return wait->page->identities != NULL && wait->page->current == wait->item &&
         gtk_widget_get_root (GTK_WIDGET (wait->page)) != NULL;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);

  if (identity == NULL || wait->page->identities == NULL)
    return;
  sgn_identity_item_set_identity (SGN_IDENTITY_ITEM (wait->item), identity);
  sgn_identity_list_touch (wait->page->identities);
  if (is_shown (wait) && wait->go_on != NULL)
    wait->go_on (wait->page);
}

/* Opens what is shown, unless it is open, and goes on with it. */
static void
with_key (SgnCertificatesPage *self, void (*go_on) (SgnCertificatesPage *self))
{
  SgnIdentityItem *item = get_identity (self);
  Wait *wait;

  if (item == NULL)
    return;
  if (sgn_identity_item_get_identity (item) != NULL) {
    if (go_on != NULL)
      go_on (self);
    return;
  }
  if (sgn_identity_item_get_file (item) == NULL)
    return;
  wait = wait_new (self);
  wait->go_on = go_on;
  sgn_identity_opener_look_async (get_window (self), item, on_opened, wait);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  with_key (SGN_CERTIFICATES_PAGE (widget), NULL);
}

/* The key of a token stays where it is. */
static void
show_export (SgnCertificatesPage *self)
{
  SgnIdentityItem *item = get_identity (self);
  SgnIdentity *identity = sgn_identity_item_get_identity (item);
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  GtkWidget *dialog;

  if (identity != NULL) {
    dialog = sgn_export_dialog_new (get_window (self), identity);
  } else {
    g_ptr_array_add (alone, sgn_identity_item_get_certificate (item));
    dialog = sgn_export_dialog_new_for_certificates (get_window (self), alone);
  }
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnIdentityItem *item = get_identity (self);

  if (item != NULL && sgn_identity_item_get_file (item) == NULL &&
      sgn_identity_item_get_certificate (item) != NULL)
    show_export (self);
  else
    with_key (self, show_export);
}

static void
on_made (SgnCertificatesPage *self, SgnRequestItem *item)
{
  if (self->requests == NULL)
    return;
  g_list_store_insert (self->requests, 0, item);
  sgn_certificates_page_select (self, item);
}

static void
renew (SgnCertificatesPage *self)
{
  SgnCertificate *like = sgn_identity_item_get_certificate (get_identity (self));
  GtkWidget *dialog = sgn_request_dialog_new (get_window (self), self->tokens, like);

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
renew_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);

  if (get_identity (self) != NULL &&
      sgn_identity_item_get_certificate (get_identity (self)) != NULL)
    renew (self);
  else
    with_key (self, renew);
}

static void
use (SgnCertificatesPage *self)
{
  sgn_identity_list_choose (self->identities, get_identity (self));
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);

  if (get_identity (self) != NULL && sgn_identity_item_get_file (get_identity (self)) == NULL)
    use (self);
  else
    with_key (self, use);
}

static void
forget_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  g_autoptr (GObject) item = self->current != NULL ? g_object_ref (self->current) : NULL;
  guint position;

  if (item == NULL)
    return;
  if (SGN_IS_IDENTITY_ITEM (item)) {
    sgn_identity_forget (self->identities, SGN_IDENTITY_ITEM (item));
    sgn_certificates_page_tell (self, _ ("Forgotten. The certificate itself stays where it is."));
  } else if (g_list_store_find (self->requests, item, &position)) {
    g_list_store_remove (self->requests, position);
    sgn_certificates_page_tell (self, _ ("Forgotten. Key and request stay where they are."));
  }
}

static void
forget_password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnIdentityItem *item = get_identity (self);

  if (item == NULL || sgn_identity_item_get_file (item) == NULL)
    return;
  sgn_prompt_forget (sgn_identity_item_get_file (item));
  gtk_widget_action_set_enabled (widget, name, FALSE);
  sgn_certificates_page_tell (self, _ ("Password forgotten"));
}

static GPtrArray *
get_known (SgnIdentity *identity)
{
  SgnCertificate *root = sgn_identity_get_root (identity);
  GPtrArray *known = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *chain = sgn_identity_get_chain (identity);

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (known, g_object_ref (chain->pdata[i]));
  if (root != NULL)
    g_ptr_array_add (known, g_object_ref (root));
  return known;
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  SgnIdentity *identity = sgn_identity_item_get_identity (SGN_IDENTITY_ITEM (wait->item));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = sgn_aia_fetch_finish (result, &error);
  g_autoptr (SgnIdentity) extended = NULL;

  if (chain != NULL)
    extended = sgn_identity_extend (identity, chain, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (wait->page), "entry.fetch", TRUE);
  if (extended != NULL && wait->page->identities != NULL) {
    sgn_identity_item_set_identity (SGN_IDENTITY_ITEM (wait->item), extended);
    sgn_identity_list_touch (wait->page->identities);
    sgn_certificates_page_tell (wait->page, _ ("Fetched. Export saves it with the certificate."));
  } else if (extended == NULL && is_shown (wait)) {
    show_fault (wait->page, _ ("The Certificate Could Not Be Fetched"), error);
  }
}

static void
fetch_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnIdentityItem *item = get_identity (self);
  SgnIdentity *identity = item != NULL ? sgn_identity_item_get_identity (item) : NULL;
  g_autoptr (GPtrArray) known = identity != NULL ? get_known (identity) : NULL;

  if (identity == NULL)
    return;
  gtk_widget_action_set_enabled (widget, name, FALSE);
  sgn_aia_fetch_async (sgn_identity_get_certificate (identity),
                       known,
                       NULL,
                       on_fetched,
                       wait_new (self));
}

static void
trust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnIdentityItem *item = get_identity (self);

  if (item != NULL && sgn_identity_item_get_identity (item) != NULL)
    gtk_window_present (
        GTK_WINDOW (sgn_trust_help_new (get_window (self), sgn_identity_item_get_identity (item))));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnRequestItem *request = get_request (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = request != NULL ? sgn_request_item_read (request, &error) : NULL;

  if (error != NULL) {
    show_fault (self, _ ("The Request Cannot Be Read"), error);
  } else if (text != NULL) {
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
    sgn_certificates_page_tell (self, _ ("Request copied"));
  }
}

static void
copy_request (gpointer owner, GFile *file)
{
  SgnCertificatesPage *self = owner;
  SgnRequestItem *request = get_request (self);
  g_autoptr (GError) error = NULL;

  if (request == NULL || g_file_equal (file, sgn_request_item_get_request (request)))
    return;
  if (!g_file_copy (sgn_request_item_get_request (request),
                    file,
                    G_FILE_COPY_OVERWRITE, /* the chooser has asked */
                    NULL,
                    NULL,
                    NULL,
                    &error))
    show_fault (self, _ ("The Request Could Not Be Saved"), error);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnRequestItem *request = get_request (self);
  g_autofree char *base = NULL;

  if (request == NULL)
    return;
  base = g_file_get_basename (sgn_request_item_get_request (request));
  sgn_save_place_ask (G_OBJECT (self), get_window (self), _ ("Save Request"), base, copy_request);
}

/* The certificate takes the place of its request. */
static void
close_request (const Wait *wait, SgnIdentityItem *item)
{
  SgnCertificatesPage *self = wait->page;
  guint position;

  sgn_certificates_page_select (self, item);
  if (g_list_store_find (self->requests, wait->item, &position))
    g_list_store_remove (self->requests, position);
  sgn_certificates_page_tell (self, _ ("The certificate is ready for signing"));
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  SgnIdentityList *identities = wait->page->identities;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_request_join_finish (result, &file, &certificate);

  if (identity != NULL && identities != NULL)
    close_request (wait, sgn_identity_list_add (identities, file, certificate, identity));
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;
  g_autoptr (SgnIdentityItem) item = sgn_request_put_finish (result);

  if (item == NULL || wait->page->identities == NULL)
    return;
  sgn_identity_list_add_item (wait->page->identities, item);
  close_request (wait, item);
}

static void
join_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  SgnRequestItem *request = get_request (self);

  if (request == NULL)
    return;
  if (sgn_request_item_get_uri (request) != NULL)
    sgn_request_put_async (get_window (self), self->tokens, request, on_put, wait_new (self));
  else
    sgn_request_join_async (get_window (self), request, on_joined, wait_new (self));
}

static void
request_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnCertificatesPage *self = SGN_CERTIFICATES_PAGE (widget);
  GtkWidget *dialog = sgn_request_dialog_new (get_window (self), self->tokens, NULL);

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wait) wait = user_data;

  if (is_shown (wait))
    gtk_widget_action_set_enabled (GTK_WIDGET (wait->page),
                                   "entry.forget-password",
                                   sgn_keyring_look_finish (result) == SGN_KEYRING_KEEPS);
}

void
sgn_certificates_actions_class_init (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "entry.open", open_action },     { "entry.export", export_action },
    { "entry.renew", renew_action },   { "entry.use", use_action },
    { "entry.fetch", fetch_action },   { "entry.trust", trust_action },
    { "entry.copy", copy_action },     { "entry.save", save_action },
    { "entry.join", join_action },     { "entry.request", request_action },
    { "entry.forget", forget_action }, { "entry.forget-password", forget_password_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

void
sgn_certificates_actions_update (SgnCertificatesPage *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  SgnIdentityItem *item = get_identity (self);
  gboolean file = item != NULL && sgn_identity_item_get_file (item) != NULL;
  gboolean usable = item != NULL && item != sgn_identity_list_get_chosen (self->identities) &&
                    sgn_identity_item_get_days_left (item, now) >= 0;
  gboolean known = file || (item != NULL && sgn_identity_item_get_certificate (item) != NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.use", usable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.export", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.renew", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.forget-password", FALSE);
  sgn_certificates_actions_look_for_password (self);
}

void
sgn_certificates_actions_look_for_password (SgnCertificatesPage *self)
{
  SgnIdentityItem *item = get_identity (self);

  if (item != NULL && sgn_identity_item_get_file (item) != NULL)
    sgn_keyring_look_async (sgn_identity_item_get_file (item), NULL, on_looked, wait_new (self));
}
