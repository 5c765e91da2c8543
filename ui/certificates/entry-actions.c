/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/entry-actions.h"

#include <glib/gi18n-lib.h>

#include "core/identity/make/join.h"
#include "core/trust/aia.h"
#include "ui/base/fault-dialog.h"
#include "ui/certificates/identity-actions.h"
#include "ui/certificates/request-actions.h"
#include "ui/certificates/trust-help.h"
#include "ui/identities/identity-forget.h"

static void
forget_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gpointer shown_now = sgn_shown_entry_get (user_data);
  GListStore *requests = sgn_shown_entry_get_requests (user_data);
  g_autoptr (GObject) entry = shown_now != NULL ? g_object_ref (shown_now) : NULL;
  guint position;

  if (SGN_IS_IDENTITY_ITEM (entry)) {
    sgn_identity_forget (sgn_shown_entry_get_identities (user_data), SGN_IDENTITY_ITEM (entry));
    sgn_shown_entry_show_message (user_data,
                                  _ ("Forgotten. The certificate itself stays where it is."));
  } else if (entry != NULL && g_list_store_find (requests, entry, &position)) {
    g_list_store_remove (requests, position);
    sgn_shown_entry_show_message (user_data, _ ("Forgotten. Key and request stay where they are."));
  }
}

/* The identity of the shown certificate, NULL unless it is open. */
static SgnIdentity *
get_open (SgnShownEntry *shown)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);

  return item != NULL ? sgn_identity_item_get_identity (item) : NULL;
}

static GPtrArray *
collect_issuers (SgnIdentity *identity)
{
  SgnCertificate *root = sgn_identity_get_root (identity);
  GPtrArray *issuers = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *chain = sgn_identity_get_chain (identity);

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (issuers, g_object_ref (chain->pdata[i]));
  if (root != NULL)
    g_ptr_array_add (issuers, g_object_ref (root));
  return issuers;
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryWait) wait = user_data;
  SgnIdentityItem *item = SGN_IDENTITY_ITEM (wait->entry);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = sgn_aia_fetch_finish (result, &error);
  g_autoptr (SgnIdentity) extended = NULL;

  if (chain != NULL)
    extended = sgn_identity_extend (sgn_identity_item_get_identity (item), chain, &error);
  sgn_shown_entry_enable (wait->shown, "fetch", TRUE);
  if (extended != NULL) {
    sgn_identity_item_set_identity (item, extended);
    sgn_identity_list_touch (sgn_shown_entry_get_identities (wait->shown));
    sgn_shown_entry_show_message (wait->shown,
                                  _ ("Fetched. Export saves it with the certificate."));
  } else if (sgn_entry_wait_is_shown (wait)) {
    sgn_fault_dialog_show (sgn_shown_entry_get_window (wait->shown),
                           _ ("The Certificate Could Not Be Fetched"),
                           error);
  }
}

static void
fetch_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentity *identity = get_open (user_data);
  g_autoptr (GPtrArray) known = NULL;

  if (identity == NULL)
    return;
  known = collect_issuers (identity);
  g_simple_action_set_enabled (action, FALSE);
  sgn_aia_fetch_async (sgn_identity_get_certificate (identity),
                       known,
                       NULL,
                       on_fetched,
                       sgn_entry_wait_new (user_data, NULL));
}

static void
trust_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentity *identity = get_open (user_data);
  GtkWindow *window = sgn_shown_entry_get_window (user_data);

  if (identity != NULL)
    gtk_window_present (GTK_WINDOW (sgn_trust_help_new (window, identity)));
}

void
sgn_entry_actions_add (SgnShownEntry *shown)
{
  static const GActionEntry actions[] = {
    { "forget", forget_action },
    { "fetch", fetch_action },
    { "trust", trust_action },
  };

  g_action_map_add_action_entries (sgn_shown_entry_get_actions (shown),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   shown);
  sgn_identity_actions_add (shown);
  sgn_request_actions_add (shown);
}
