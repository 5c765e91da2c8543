/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/token-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/base/choose-file.h"
#include "ui/certificates/request-item.h"
#include "ui/tokens/token-page.h"
#include "ui/tokens/token-unlock.h"

struct _SgnTokenActions {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  SgnPages *pages;
  SgnTokenList *tokens;
  SgnIdentityList *identities;
  SgnRunControl *control;
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (SgnTokenActions, sgn_token_actions, G_TYPE_OBJECT)

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnRunControl) control = user_data;
  g_autoptr (SgnTokenNotices) notices = NULL;
  g_autoptr (SgnTokenSession) session = sgn_token_unlock_finish (result, &notices);

  sgn_run_control_resume_with_token (control, session, notices);
}

void
sgn_token_actions_unlock (SgnTokenActions *self, SgnIdentityItem *item)
{
  sgn_token_unlock_async (self->window,
                          sgn_token_list_find (self->tokens, sgn_identity_item_get_uri (item)),
                          item,
                          sgn_run_control_get_waiting (self->control),
                          on_unlocked,
                          g_object_ref (self->control));
}

static void
on_chosen (SgnTokenActions *self, SgnIdentityItem *item)
{
  sgn_identity_list_add_item (self->identities, item);
  while (sgn_pages_pop (self->pages))
    continue;
}

static void
show_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnTokenActions *self = user_data;
  GtkWidget *page = sgn_token_page_new (self->tokens);

  g_signal_connect_object (page, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  sgn_pages_open (self->pages, page);
}

static void
restart_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_token_list_restart (SGN_TOKEN_ACTIONS (user_data)->tokens);
}

static void
use_module_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_token_list_add_module (SGN_TOKEN_ACTIONS (user_data)->tokens,
                             g_variant_get_string (parameter, NULL));
}

static void
remove_module_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnTokenList *tokens = SGN_TOKEN_ACTIONS (user_data)->tokens;
  GListModel *watches = sgn_token_list_get_watches (tokens);

  for (guint i = g_list_model_get_n_items (watches); i > 0; i--) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i - 1);
    SgnTokenModule *module = sgn_token_watch_get_module (watch);

    if (g_str_equal (sgn_token_module_get_path (module), g_variant_get_string (parameter, NULL)))
      sgn_token_list_remove_module (tokens, module);
  }
}

static void
add_module (gpointer owner, GFile *file)
{
  if (g_file_peek_path (file) != NULL)
    sgn_token_list_add_module (SGN_TOKEN_ACTIONS (owner)->tokens, g_file_peek_path (file));
}

static void
add_module_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnTokenActions *self = user_data;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("PKCS#11 Modules"));
  gtk_file_filter_add_pattern (filter, "*.so");
  gtk_file_filter_add_pattern (filter, "*.so.*");
  sgn_choose_file_to_open (G_OBJECT (self),
                           self->window,
                           _ ("Add a Token Driver"),
                           filter,
                           add_module);
}

static gboolean
has_uri (gpointer item)
{
  return (SGN_IS_REQUEST_ITEM (item) ? sgn_request_item_get_uri (item)
                                     : sgn_identity_item_get_uri (item)) != NULL;
}

static void
start_for (SgnTokenActions *self, GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (GObject) item = g_list_model_get_item (items, i);

    if (has_uri (item))
      sgn_token_list_start (self->tokens);
  }
}

/* No module is loaded for someone who signs only with files. */
void
sgn_token_actions_start (SgnTokenActions *self, GListModel *requests)
{
  start_for (self, G_LIST_MODEL (self->identities));
  start_for (self, requests);
}

static void
sgn_token_actions_dispose (GObject *object)
{
  SgnTokenActions *self = SGN_TOKEN_ACTIONS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->pages);
  g_clear_object (&self->tokens);
  g_clear_object (&self->identities);
  g_clear_object (&self->control);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (sgn_token_actions_parent_class)->dispose (object);
}

static void
sgn_token_actions_class_init (SgnTokenActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_token_actions_dispose;
}

static void
sgn_token_actions_init (SgnTokenActions *self)
{
  static const GActionEntry actions[] = {
    { "show", show_action },
    { "restart", restart_action },
    { "add-module", add_module_action },
    { "use-module", use_module_action, "s" },
    { "remove-module", remove_module_action, "s" },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

SgnTokenActions *
sgn_token_actions_new (GtkWindow *window,
                       SgnPages *pages,
                       SgnTokenList *tokens,
                       SgnIdentityList *identities,
                       SgnRunControl *control)
{
  SgnTokenActions *self = g_object_new (SGN_TYPE_TOKEN_ACTIONS, NULL);

  g_set_weak_pointer (&self->window, window);
  self->pages = g_object_ref (pages);
  self->tokens = g_object_ref (tokens);
  self->identities = g_object_ref (identities);
  self->control = g_object_ref (control);
  return self;
}

GActionGroup *
sgn_token_actions_get_group (SgnTokenActions *self)
{
  return G_ACTION_GROUP (self->group);
}
