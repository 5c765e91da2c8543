/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/tokens/token-list.h"

#include "core/token/module/discovery.h"
#include "core/token/session/session.h"
#include "ui/base/signal-new.h"

#define KEY "token-modules"

struct _SgnTokenList {
  GObject parent_instance;

  GSettings *settings;
  SgnTokenMonitor *monitor;
  GListStore *found;
  gboolean started;
};

G_DEFINE_FINAL_TYPE (SgnTokenList, sgn_token_list, G_TYPE_OBJECT)

static guint changed_signal;

static void
emit_changed (SgnTokenList *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
follow (SgnTokenList *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

/* Connects to new watches only; the signals of removed ones go with them. */
static void
on_tokens (SgnTokenList *self, guint position, guint removed, guint added, GListModel *tokens)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (SgnToken) token = g_list_model_get_item (tokens, position + i);

    follow (self, token, "notify");
    follow (self, sgn_token_get_certificates (token), "items-changed");
  }
  emit_changed (self);
}

static void
on_watches (SgnTokenList *self, guint position, guint removed, guint added, GListModel *watches)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, position + i);

    follow (self, watch, "notify");
  }
  emit_changed (self);
}

static void
sgn_token_list_finalize (GObject *object)
{
  SgnTokenList *self = SGN_TOKEN_LIST (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->found);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sgn_token_list_parent_class)->finalize (object);
}

static void
sgn_token_list_class_init (SgnTokenListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_token_list_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_TOKEN_LIST, "changed", G_TYPE_NONE);
}

static void
sgn_token_list_init (SgnTokenList *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->found = g_list_store_new (SGN_TYPE_TOKEN_MODULE);
  self->monitor = sgn_token_monitor_new (none);
  g_signal_connect_object (sgn_token_monitor_get_tokens (self->monitor),
                           "items-changed",
                           G_CALLBACK (on_tokens),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sgn_token_monitor_get_watches (self->monitor),
                           "items-changed",
                           G_CALLBACK (on_watches),
                           self,
                           G_CONNECT_SWAPPED);
}

SgnTokenList *
sgn_token_list_new (GSettings *settings)
{
  SgnTokenList *self = g_object_new (SGN_TYPE_TOKEN_LIST, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

static gboolean
is_watched (SgnTokenList *self, const char *path)
{
  GListModel *watches = sgn_token_list_get_watches (self);

  for (guint i = 0; i < g_list_model_get_n_items (watches); i++) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i);

    if (g_str_equal (sgn_token_module_get_path (sgn_token_watch_get_module (watch)), path))
      return TRUE;
  }
  return FALSE;
}

static gboolean
find_found (SgnTokenList *self, const char *path, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++) {
    g_autoptr (SgnTokenModule) module = g_list_model_get_item (G_LIST_MODEL (self->found), i);

    *position = i;
    if (g_str_equal (sgn_token_module_get_path (module), path))
      return TRUE;
  }
  return FALSE;
}

static void
watch_added (SgnTokenList *self, const char *path)
{
  g_autoptr (SgnTokenModule) module = sgn_token_module_new (path, NULL, SGN_TOKEN_MODULE_ADDED);
  guint position;

  if (is_watched (self, sgn_token_module_get_path (module)))
    return;
  if (find_found (self, sgn_token_module_get_path (module), &position))
    g_list_store_remove (self->found, position);
  sgn_token_monitor_add_module (self->monitor, module);
}

void
sgn_token_list_start (SgnTokenList *self)
{
  g_auto (GStrv) added = g_settings_get_strv (self->settings, KEY);
  g_autoptr (GPtrArray) modules = NULL;

  if (self->started)
    return;
  self->started = TRUE;
  modules = sgn_token_modules_discover ();
  for (guint i = 0; i < modules->len; i++) {
    if (sgn_token_module_get_origin (modules->pdata[i]) == SGN_TOKEN_MODULE_FOUND)
      g_list_store_append (self->found, modules->pdata[i]);
    else
      sgn_token_monitor_add_module (self->monitor, modules->pdata[i]);
  }
  for (guint i = 0; added[i] != NULL; i++)
    watch_added (self, added[i]);
  emit_changed (self);
}

gboolean
sgn_token_list_is_ready (SgnTokenList *self)
{
  return self->started && sgn_token_monitor_is_ready (self->monitor);
}

GPtrArray *
sgn_token_list_get_tokens (SgnTokenList *self)
{
  return sgn_tokens_list_once (sgn_token_monitor_get_tokens (self->monitor));
}

SgnToken *
sgn_token_list_find (SgnTokenList *self, const char *uri)
{
  g_autoptr (SgnTokenUri) wanted = sgn_token_uri_parse (uri, NULL);
  g_autoptr (GPtrArray) tokens = sgn_token_list_get_tokens (self);

  for (guint i = 0; wanted != NULL && i < tokens->len; i++)
    if (sgn_token_uri_matches_token (wanted, tokens->pdata[i]))
      return tokens->pdata[i];
  return NULL;
}

GListModel *
sgn_token_list_get_watches (SgnTokenList *self)
{
  return sgn_token_monitor_get_watches (self->monitor);
}

GListModel *
sgn_token_list_get_found (SgnTokenList *self)
{
  return G_LIST_MODEL (self->found);
}

static void
remember (SgnTokenList *self)
{
  GListModel *watches = sgn_token_list_get_watches (self);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (watches); i++) {
    g_autoptr (SgnTokenWatch) watch = g_list_model_get_item (watches, i);
    SgnTokenModule *module = sgn_token_watch_get_module (watch);

    if (sgn_token_module_get_origin (module) == SGN_TOKEN_MODULE_ADDED)
      g_ptr_array_add (paths, (char *) sgn_token_module_get_path (module));
  }
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (self->settings, KEY, (const char *const *) paths->pdata);
}

void
sgn_token_list_add_module (SgnTokenList *self, const char *path)
{
  sgn_token_list_start (self);
  watch_added (self, path);
  remember (self);
}

static void
add_found_again (SgnTokenList *self, SgnTokenModule *module)
{
  g_autoptr (GPtrArray) modules = sgn_token_modules_discover ();

  for (guint i = 0; i < modules->len; i++)
    if (g_str_equal (sgn_token_module_get_path (modules->pdata[i]),
                     sgn_token_module_get_path (module)))
      g_list_store_append (self->found, modules->pdata[i]);
}

void
sgn_token_list_remove_module (SgnTokenList *self, SgnTokenModule *module)
{
  g_autoptr (SgnTokenModule) kept = g_object_ref (module);

  sgn_token_monitor_remove_module (self->monitor, module);
  remember (self);
  add_found_again (self, kept);
  emit_changed (self);
}

void
sgn_token_list_restart (SgnTokenList *self)
{
  sgn_token_monitor_refresh (self->monitor);
}
