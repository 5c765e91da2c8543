/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/identity-actions.h"

#include <glib/gi18n-lib.h>

#include "core/identity/keyring.h"
#include "ui/certificates/export-dialog.h"
#include "ui/certificates/request-actions.h"
#include "ui/identities/identity-opener.h"
#include "ui/secrets/prompt.h"

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryWait) wait = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) certificate = NULL;
  g_autoptr (SgnIdentity) identity = sgn_identity_opener_open_finish (result, &file, &certificate);

  if (identity == NULL)
    return;
  sgn_identity_item_set_identity (SGN_IDENTITY_ITEM (wait->entry), identity);
  sgn_identity_list_touch (sgn_shown_entry_get_identities (wait->shown));
  if (sgn_entry_wait_is_shown (wait) && wait->go_on != NULL)
    wait->go_on (wait->shown);
}

/* Opens the shown certificate, unless it is open already, and goes on with it. */
static void
with_key (SgnShownEntry *shown, void (*go_on) (SgnShownEntry *shown))
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);

  if (item == NULL)
    return;
  if (sgn_identity_item_get_identity (item) != NULL && go_on != NULL)
    go_on (shown);
  else if (sgn_identity_item_get_identity (item) == NULL &&
           sgn_identity_item_get_file (item) != NULL)
    sgn_identity_opener_look_async (sgn_shown_entry_get_window (shown),
                                    item,
                                    on_opened,
                                    sgn_entry_wait_new (shown, go_on));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  with_key (user_data, NULL);
}

static void
show_export (SgnShownEntry *shown)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);
  SgnIdentity *identity = sgn_identity_item_get_identity (item);
  GtkWindow *window = sgn_shown_entry_get_window (shown);
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  GtkWidget *dialog;

  if (identity != NULL) {
    dialog = sgn_export_dialog_new (window, identity);
  } else {
    g_ptr_array_add (alone, sgn_identity_item_get_certificate (item));
    dialog = sgn_export_dialog_new_for_certificates (window, alone);
  }
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The key of a token stays where it is. */
static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (user_data);

  if (item != NULL && sgn_identity_item_get_file (item) == NULL &&
      sgn_identity_item_get_certificate (item) != NULL)
    show_export (user_data);
  else
    with_key (user_data, show_export);
}

static void
renew (SgnShownEntry *shown)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);

  sgn_request_actions_show_dialog (shown, sgn_identity_item_get_certificate (item));
}

static void
renew_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (user_data);

  if (item != NULL && sgn_identity_item_get_certificate (item) != NULL)
    renew (user_data);
  else
    with_key (user_data, renew);
}

static void
use (SgnShownEntry *shown)
{
  sgn_identity_list_choose (sgn_shown_entry_get_identities (shown),
                            sgn_shown_entry_get_identity (shown));
}

static void
use_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (user_data);

  if (item != NULL && sgn_identity_item_get_file (item) == NULL)
    use (user_data);
  else
    with_key (user_data, use);
}

static void
forget_password_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (user_data);

  if (item == NULL || sgn_identity_item_get_file (item) == NULL)
    return;
  sgn_prompt_forget (sgn_identity_item_get_file (item));
  g_simple_action_set_enabled (action, FALSE);
  sgn_shown_entry_show_message (user_data, _ ("Password forgotten"));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnEntryWait) wait = user_data;

  if (sgn_entry_wait_is_shown (wait))
    sgn_shown_entry_enable (wait->shown,
                            "forget-password",
                            sgn_keyring_look_finish (result) == SGN_KEYRING_KEEPS);
}

void
sgn_identity_actions_add (SgnShownEntry *shown)
{
  static const GActionEntry actions[] = {
    { "open", open_action },
    { "export", export_action },
    { "renew", renew_action },
    { "use", use_action },
    { "forget-password", forget_password_action },
  };

  g_action_map_add_action_entries (sgn_shown_entry_get_actions (shown),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   shown);
}

void
sgn_identity_actions_update (SgnShownEntry *shown)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);
  SgnIdentityList *identities = sgn_shown_entry_get_identities (shown);
  gboolean file = item != NULL && sgn_identity_item_get_file (item) != NULL;
  gboolean usable = item != NULL && item != sgn_identity_list_get_chosen (identities) &&
                    sgn_identity_item_get_days_left (item, now) >= 0;
  gboolean known = file || (item != NULL && sgn_identity_item_get_certificate (item) != NULL);

  sgn_shown_entry_enable (shown, "use", usable);
  sgn_shown_entry_enable (shown, "export", known);
  sgn_shown_entry_enable (shown, "renew", known);
  sgn_shown_entry_enable (shown, "forget-password", FALSE);
  sgn_identity_actions_look_for_password (shown);
}

void
sgn_identity_actions_look_for_password (SgnShownEntry *shown)
{
  SgnIdentityItem *item = sgn_shown_entry_get_identity (shown);

  if (item != NULL && sgn_identity_item_get_file (item) != NULL)
    sgn_keyring_look_async (sgn_identity_item_get_file (item),
                            NULL,
                            on_looked,
                            sgn_entry_wait_new (shown, NULL));
}
