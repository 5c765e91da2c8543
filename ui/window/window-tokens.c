/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/base/settings.h"
#include "ui/certificates/request-item.h"
#include "ui/tokens/token-page.h"
#include "ui/tokens/token-unlock.h"
#include "ui/window/window-private.h"

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer data)
{
  SgnWindow *self = SGN_WINDOW (source);
  g_autoptr (SgnTokenNotices) notices = NULL;
  g_autoptr (SgnTokenSession) session = sgn_token_unlock_finish (result, &notices);

  self->unlocking = FALSE;
  if (session != NULL && self->tokens != NULL)
    sgn_window_start_with_token (self, session, notices);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
}

void
sgn_window_unlock_token (SgnWindow *self)
{
  SgnIdentityItem *item = sgn_identity_list_get_chosen (self->identities);
  SgnToken *token = sgn_token_list_find (self->tokens, sgn_identity_item_get_uri (item));

  if (token == NULL) {
    g_clear_pointer (&self->pending, g_ptr_array_unref);
    return;
  }
  self->unlocking = TRUE;
  sgn_token_unlock_async (GTK_WINDOW (self), token, item, self->pending->len, on_unlocked, NULL);
}

gboolean
sgn_window_has_key (SgnWindow *self, SgnIdentityItem *item)
{
  const char *uri = sgn_identity_item_get_uri (item);

  return uri == NULL || sgn_token_list_find (self->tokens, uri) != NULL;
}

static void
on_chosen (SgnWindow *self, SgnIdentityItem *item)
{
  sgn_identity_list_add_item (self->identities, item);
  while (sgn_pages_pop (self->pages))
    continue;
}

static void
tokens_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *page = sgn_token_page_new (self->tokens);

  g_signal_connect_object (page, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  sgn_pages_push (focus != NULL ? focus : GTK_WIDGET (self->stack), page);
}

static void
restart_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_token_list_restart (SGN_WINDOW (widget)->tokens);
}

static void
use_module_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_token_list_add_module (SGN_WINDOW (widget)->tokens, g_variant_get_string (parameter, NULL));
}

static void
remove_module_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnTokenList *tokens = SGN_WINDOW (widget)->tokens;
  GListModel *watches = sgn_token_list_get_watches (tokens);

  for (guint i = g_list_model_get_n_items (watches); i > 0; i--) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i - 1);
    SgnTokenModule *module = sgn_token_watch_get_module (watch);

    if (g_str_equal (sgn_token_module_get_path (module), g_variant_get_string (parameter, NULL)))
      sgn_token_list_remove_module (tokens, module);
  }
}

static void
on_module_file (SgnWindow *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

    if (g_file_peek_path (file) != NULL)
      sgn_token_list_add_module (self->tokens, g_file_peek_path (file));
  }
  g_clear_object (&self->chooser);
}

static void
add_module_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Add a Token Driver"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL,
                                               NULL);
  gtk_file_filter_set_name (filter, _ ("PKCS#11 Modules"));
  gtk_file_filter_add_pattern (filter, "*.so");
  gtk_file_filter_add_pattern (filter, "*.so.*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_module_file), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
start_for_requests (SgnWindow *self)
{
  GListModel *list = G_LIST_MODEL (self->requests);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnRequestItem) item = g_list_model_get_item (list, i);

    if (sgn_request_item_get_uri (item) != NULL)
      sgn_token_list_start (self->tokens);
  }
}

/* Who signs with files only never runs a module. */
static void
start_when_needed (SgnWindow *self)
{
  GListModel *list = G_LIST_MODEL (self->identities);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (SgnIdentityItem) item = g_list_model_get_item (list, i);

    if (sgn_identity_item_get_uri (item) != NULL)
      sgn_token_list_start (self->tokens);
  }
}

void
sgn_window_tokens_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.tokens", NULL, tokens_action);
  gtk_widget_class_install_action (widget_class, "win.restart-tokens", NULL, restart_action);
  gtk_widget_class_install_action (widget_class, "win.add-module", NULL, add_module_action);
  gtk_widget_class_install_action (widget_class, "win.use-module", "s", use_module_action);
  gtk_widget_class_install_action (widget_class, "win.remove-module", "s", remove_module_action);
}

void
sgn_window_tokens_init (SgnWindow *self)
{
  self->tokens = sgn_token_list_new (sgn_settings_get ());
  g_signal_connect_object (self->tokens,
                           "changed",
                           G_CALLBACK (sgn_window_queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  sgn_sign_bar_set_tokens (self->sign_bar, self->tokens);
  start_when_needed (self);
  start_for_requests (self);
}
