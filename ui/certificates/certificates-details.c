/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificates-details.h"

#include <glib/gi18n-lib.h>

#include "core/history/history.h"
#include "core/trust/chain-builder.h"
#include "core/words/phrases.h"
#include "ui/certificates/certificate-page.h"
#include "ui/certificates/certificate-words.h"
#include "ui/certificates/certificates-words.h"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static GtkWidget *
create_button (const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/* A card with what is to be done, and the button that does it. */
static void
add_advice (SgnCertificateView *view,
            const char *title,
            const char *text,
            const char *button,
            const char *action)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "use-markup",
                                 FALSE,
                                 "title",
                                 title,
                                 "subtitle",
                                 text,
                                 "title-lines",
                                 0,
                                 "subtitle-lines",
                                 0,
                                 NULL);

  if (button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_button (button, action, FALSE));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  sgn_certificate_view_add_group (view, group);
}

static void
add_end (SgnCertificateView *view, SgnIdentityItem *item)
{
  gint64 end = sgn_identity_item_get_not_after (item);
  int days = sgn_identity_item_get_days_left (item, get_now ());
  g_autofree char *date = sgn_phrase_date (end);
  g_autofree char *text = NULL;

  if (end == 0)
    return;
  if (days >= 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%1$s (%2$d day left)",
                                         "%1$s (%2$d days left)",
                                         (gulong) days),
                            date,
                            days);
  sgn_certificate_view_add_fact (view, _ ("Valid until"), text != NULL ? text : date);
}

static void
add_facts (SgnCertificateView *view, SgnIdentityItem *item, SgnCertificate *certificate)
{
  g_autofree char *place = sgn_entry_dup_place (item);
  g_autofree char *holder = certificate != NULL ? sgn_certificate_dup_holder (certificate)
                                                : g_strdup (sgn_identity_item_get_name (item));

  if (sgn_identity_item_get_not_after (item) != 0)
    sgn_certificate_view_add_fact (view, _ ("Issued to"), holder);
  sgn_certificate_view_add_fact (view, _ ("Issued by"), sgn_identity_item_get_issuer (item));
  add_end (view, item);
  if (certificate != NULL)
    sgn_certificate_view_add_fact (view, _ ("Purpose"), sgn_phrase_signing_use (certificate));
  sgn_certificate_view_add_fact (view, _ ("Kept in"), place);
}

/* What was signed with it. */
typedef struct {
  guint files;
  gint64 last;
} Use;

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SgnHistoryFilter filter = { .certificate = data };
  g_autoptr (GPtrArray) entries = sgn_history_find (sgn_history_get_default (), &filter, NULL);
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  Use *use = g_new0 (Use, 1);

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    SgnHistoryEntry *entry = g_ptr_array_index (entries, i);

    g_hash_table_add (files, entry->file);
    use->last = MAX (use->last, entry->time);
  }
  use->files = g_hash_table_size (files);
  g_task_return_pointer (task, use, g_free);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Use *use = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *date = use != NULL ? sgn_phrase_date (use->last) : NULL;
  g_autofree char *text = NULL;

  if (use == NULL || use->files == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u file, the last on %2$s",
                                       "%1$u files, the last on %2$s",
                                       use->files),
                          use->files,
                          date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (source), text);
  gtk_widget_set_visible (GTK_WIDGET (source), TRUE);
}

/* Reading a large history takes a while; the row appears once the result is there. */
static void
add_use (SgnCertificateView *view, SgnCertificate *certificate)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                 "title",
                                 _ ("Signed with it"),
                                 "visible",
                                 FALSE,
                                 "activatable",
                                 TRUE,
                                 "action-name",
                                 "history.show",
                                 "action-target",
                                 g_variant_new_string (sgn_certificate_get_sha256 (certificate)),
                                 NULL);
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autoptr (GTask) task = g_task_new (row, NULL, on_counted, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_widget_add_css_class (row, "fact");
  sgn_certificate_view_add_row (view, row);
  g_task_set_source_tag (task, add_use);
  g_task_set_task_data (task, g_strdup (sgn_certificate_get_sha256 (certificate)), g_free);
  g_task_run_in_thread (task, count_thread);
}

/* All certificates but the one itself; none unless its file is open. */
static GPtrArray *
get_others (SgnIdentity *identity)
{
  GPtrArray *others = g_ptr_array_new ();
  GPtrArray *chain = identity != NULL ? sgn_identity_get_chain (identity) : NULL;

  for (guint i = 0; chain != NULL && i < chain->len; i++)
    g_ptr_array_add (others, g_ptr_array_index (chain, i));
  if (identity != NULL && sgn_identity_get_root (identity) != NULL)
    g_ptr_array_add (others, sgn_identity_get_root (identity));
  return others;
}

static void
add_chain (SgnCertificateView *view, SgnIdentityItem *item, SgnAnchors *anchors)
{
  SgnCertificate *certificate = sgn_identity_item_get_certificate (item);
  SgnIdentity *identity = sgn_identity_item_get_identity (item);
  g_autoptr (GPtrArray) others = get_others (identity);
  g_autoptr (SgnChain) chain = NULL;
  g_autoptr (GPtrArray) links = NULL;

  chain = sgn_chain_build (anchors, certificate, others, SGN_PURPOSE_CODE_SIGNING, get_now ());
  links = sgn_chain_links_new (chain, SGN_LEAF_PUBLISHER);
  if (chain->status == SGN_CHAIN_INCOMPLETE && identity != NULL)
    add_advice (view,
                _ ("An intermediate certificate is missing"),
                _ ("Windows may show “unknown publisher”."),
                _ ("_Fetch It"),
                "entry.fetch");
  sgn_certificate_view_set_links (view, links, 0);
  sgn_certificate_page_follow (sgn_certificate_view_get_chain (view));
}

static void
add_expiry (SgnCertificateView *view, SgnIdentityItem *item)
{
  SgnEntryKind kind = sgn_entry_get_kind (item, get_now ());

  if (kind == SGN_ENTRY_ENDING)
    add_advice (view,
                _ ("Renew it in time"),
                _ ("A public provider takes days to weeks. Files already signed with a timestamp "
                   "stay valid."),
                NULL,
                NULL);
  else if (kind == SGN_ENTRY_EXPIRED)
    add_advice (view,
                _ ("It cannot sign any more"),
                _ ("Files already signed with a timestamp stay valid."),
                NULL,
                NULL);
}

static void
show_identity (SgnCertificateView *view, SgnIdentityItem *item, SgnAnchors *anchors)
{
  SgnCertificate *certificate = sgn_identity_item_get_certificate (item);
  SgnEntryKind kind = sgn_entry_get_kind (item, get_now ());

  if (certificate == NULL && sgn_identity_item_get_file (item) != NULL)
    sgn_certificate_view_add_button (view, create_button (_ ("_Open…"), "entry.open", FALSE));
  if (kind != SGN_ENTRY_TEST && certificate != NULL)
    sgn_certificate_view_add_button (view, create_button (_ ("_Renew…"), "entry.renew", FALSE));
  add_facts (view, item, certificate);
  add_expiry (view, item);
  if (certificate == NULL)
    return;
  add_use (view, certificate);
  if (kind == SGN_ENTRY_TEST)
    add_advice (view,
                _ ("Nobody else trusts this certificate"),
                _ ("Windows shows an unknown publisher until its root certificate is installed."),
                _ ("_Show How…"),
                "entry.trust");
  add_chain (view, item, anchors);
}

static void
show_request (SgnCertificateView *view, SgnRequestItem *item)
{
  g_autofree char *key = sgn_entry_dup_place (item);
  g_autofree char *request = sgn_words_place (sgn_request_item_get_request (item));
  g_autofree char *date = sgn_phrase_date (sgn_request_item_get_made (item));

  sgn_certificate_view_add_button (view,
                                   create_button (_ ("_Import Certificate…"), "entry.join", TRUE));
  sgn_certificate_view_add_fact (view, _ ("Requested for"), sgn_request_item_get_name (item));
  sgn_certificate_view_add_fact (view, _ ("Requested on"), date);
  sgn_certificate_view_add_fact (view, _ ("Request"), request);
  sgn_certificate_view_add_fact (view, _ ("Private key"), key);
  add_advice (view,
              _ ("Send the request to the certificate provider"),
              sgn_request_item_get_uri (item) != NULL
                  ? _ ("The private key is on the token. The issued certificate goes there, too.")
                  : _ ("Keep the private key and its password: without them the certificate is "
                       "useless."),
              _ ("_Copy Request"),
              "entry.copy");
}

SgnCertificateView *
sgn_certificates_details_new (gpointer item, SgnAnchors *anchors)
{
  SgnCertificateView *view = SGN_CERTIFICATE_VIEW (sgn_certificate_view_new ());
  gint64 now = get_now ();
  g_autofree char *title = sgn_entry_dup_title (item);
  g_autofree char *status = sgn_entry_dup_status (item, now);
  SgnEntryKind kind = sgn_entry_get_kind (item, now);
  SgnLook look = kind == SGN_ENTRY_READY                                 ? SGN_LOOK_GOOD
                 : kind == SGN_ENTRY_ENDING || kind == SGN_ENTRY_EXPIRED ? SGN_LOOK_WARN
                                                                         : SGN_LOOK_NEUTRAL;

  sgn_certificate_view_set_head (view, sgn_entry_get_icon (item), title, status, look);
  if (SGN_IS_REQUEST_ITEM (item))
    show_request (view, item);
  else
    show_identity (view, item, anchors);
  return view;
}
