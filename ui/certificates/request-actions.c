/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/base/choose-file.h"
#include "ui/base/fault-dialog.h"
#include "ui/certificates/request-dialog.h"
#include "ui/certificates/request-joiner.h"
#include "ui/certificates/token-importer.h"

static void
on_made (SgnShownEntry *shown, SgnRequestItem *item)
{
  g_list_store_insert (sgn_shown_entry_get_requests (shown), 0, item);
  sgn_shown_entry_select (shown, item);
}

void
sgn_request_actions_show_dialog (SgnShownEntry *shown, SgnCertificate *like)
{
  GtkWidget *dialog = sgn_request_dialog_new (sgn_shown_entry_get_window (shown),
                                              sgn_shown_entry_get_tokens (shown),
                                              like);

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), shown, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
request_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_request_actions_show_dialog (user_data, NULL);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRequestItem *request = sgn_shown_entry_get_request (user_data);
  GtkWindow *window = sgn_shown_entry_get_window (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = request != NULL ? sgn_request_item_read (request, &error) : NULL;

  if (error != NULL) {
    sgn_fault_dialog_show (window, _ ("The Request Cannot Be Read"), error);
  } else if (text != NULL) {
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
    sgn_shown_entry_show_message (user_data, _ ("Request copied"));
  }
}

static void
copy_request (gpointer owner, GFile *file)
{
  SgnRequestItem *request = sgn_shown_entry_get_request (owner);
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
    sgn_fault_dialog_show (sgn_shown_entry_get_window (owner),
                           _ ("The Request Could Not Be Saved"),
                           error);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRequestItem *request = sgn_shown_entry_get_request (user_data);
  g_autofree char *base = NULL;

  if (request == NULL)
    return;
  base = g_file_get_basename (sgn_request_item_get_request (request));
  sgn_choose_file_to_save (user_data,
                           sgn_shown_entry_get_window (user_data),
                           _ ("Save Request"),
                           base,
                           copy_request);
}

/* The certificate takes the place of its request. */
static void
close_request (const SgnEntryWait *wait, SgnIdentityItem *item)
{
  GListStore *requests = sgn_shown_entry_get_requests (wait->shown);
  guint position;

  sgn_shown_entry_select (wait->shown, item);
  if (g_list_store_find (requests, wait->entry, &position))
    g_list_store_remove (requests, position);
  sgn_shown_entry_show_message (wait->shown, _ ("The certificate is ready for signing"));
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryWait) wait = user_data;
  SgnIdentityList *identities = sgn_shown_entry_get_identities (wait->shown);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_request_join_finish (result, &file, &certificate);

  if (identity != NULL)
    close_request (wait, sgn_identity_list_add (identities, file, certificate, identity));
}

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryWait) wait = user_data;
  g_autoptr (SgnIdentityItem) item = sgn_request_import_to_token_finish (result);

  if (item == NULL)
    return;
  sgn_identity_list_add_item (sgn_shown_entry_get_identities (wait->shown), item);
  close_request (wait, item);
}

static void
join_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRequestItem *request = sgn_shown_entry_get_request (user_data);
  GtkWindow *window = sgn_shown_entry_get_window (user_data);

  if (request == NULL)
    return;
  if (sgn_request_item_get_uri (request) != NULL)
    sgn_request_import_to_token_async (window,
                                       sgn_shown_entry_get_tokens (user_data),
                                       request,
                                       on_put,
                                       sgn_entry_wait_new (user_data, NULL));
  else
    sgn_request_join_async (window, request, on_joined, sgn_entry_wait_new (user_data, NULL));
}

void
sgn_request_actions_add (SgnShownEntry *shown)
{
  static const GActionEntry actions[] = {
    { "request", request_action },
    { "copy", copy_action },
    { "save", save_action },
    { "join", join_action },
  };

  g_action_map_add_action_entries (sgn_shown_entry_get_actions (shown),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   shown);
}
