/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-monitor"

/* The tokens that are inserted now, as lists for the window. One poll (poll.c) for each module
 * reports what it finds; here it is compared with what is shown, so that a token stays the same
 * object as long as it is there. */

#include "config.h"

#include "core/token/monitor.h"

#include "core/token/poll.h"
#include "core/token/token-private.h"

struct _SgnTokenWatch {
  GObject parent_instance;

  SgnTokenMonitor *monitor; /* not a reference; NULL once the monitor is gone */
  SgnTokenModule *module;
  SgnTokenPoll *poll;
  gboolean ready;
  GError *error;
};

struct _SgnTokenMonitor {
  GObject parent_instance;

  GListStore *tokens;
  GListStore *watches;
};

G_DEFINE_FINAL_TYPE (SgnTokenWatch, sgn_token_watch, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SgnTokenMonitor, sgn_token_monitor, G_TYPE_OBJECT)

enum { PROP_0, PROP_READY, PROP_FAILED, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
sgn_token_watch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnTokenWatch *self = SGN_TOKEN_WATCH (object);

  switch (id) {
  case PROP_READY:
    g_value_set_boolean (value, self->ready);
    break;
  case PROP_FAILED:
    g_value_set_boolean (value, self->error != NULL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
sgn_token_watch_finalize (GObject *object)
{
  SgnTokenWatch *self = SGN_TOKEN_WATCH (object);

  g_clear_pointer (&self->poll, sgn_token_poll_stop);
  g_clear_object (&self->module);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sgn_token_watch_parent_class)->finalize (object);
}

static void
sgn_token_watch_class_init (SgnTokenWatchClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = sgn_token_watch_get_property;
  G_OBJECT_CLASS (class)->finalize = sgn_token_watch_finalize;
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
}

static void
sgn_token_watch_init (SgnTokenWatch *self)
{
}

static SgnTokenWatch *
get_watch (SgnTokenMonitor *self, guint index)
{
  return g_list_model_get_item (G_LIST_MODEL (self->watches), index);
}

static void
sgn_token_monitor_finalize (GObject *object)
{
  SgnTokenMonitor *self = SGN_TOKEN_MONITOR (object);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->watches)); i++) {
    g_autoptr (SgnTokenWatch) watch = get_watch (self, i);

    watch->monitor = NULL;
    g_clear_pointer (&watch->poll, sgn_token_poll_stop);
  }
  g_clear_object (&self->watches);
  g_clear_object (&self->tokens);
  G_OBJECT_CLASS (sgn_token_monitor_parent_class)->finalize (object);
}

static void
sgn_token_monitor_class_init (SgnTokenMonitorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sgn_token_monitor_finalize;
}

static void
sgn_token_monitor_init (SgnTokenMonitor *self)
{
  self->tokens = g_list_store_new (SGN_TYPE_TOKEN);
  self->watches = g_list_store_new (SGN_TYPE_TOKEN_WATCH);
}

/* Removes the token from @fresh and updates the displayed one. FALSE when the token is gone. */
static gboolean
update_token (SgnToken *token, GPtrArray *fresh)
{
  for (guint i = 0; fresh != NULL && i < fresh->len; i++) {
    if (!sgn_token_is_same (token, fresh->pdata[i]))
      continue;
    sgn_token_update (token, fresh->pdata[i]);
    g_ptr_array_remove_index (fresh, i);
    return TRUE;
  }
  return FALSE;
}

/* Replaces the tokens of @module by @fresh (nullable). */
static void
update_tokens (SgnTokenMonitor *self, SgnTokenModule *module, GPtrArray *fresh)
{
  GListModel *list = G_LIST_MODEL (self->tokens);

  for (guint i = g_list_model_get_n_items (list); i > 0; i--) {
    g_autoptr (SgnToken) token = g_list_model_get_item (list, i - 1);

    if (sgn_token_get_module (token) == module && !update_token (token, fresh))
      g_list_store_remove (self->tokens, i - 1);
  }
  for (guint i = 0; fresh != NULL && i < fresh->len; i++)
    g_list_store_append (self->tokens, fresh->pdata[i]);
}

static void
set_error (SgnTokenWatch *self, const GError *error)
{
  /* The text may differ from poll to poll; the window only shows the kind. */
  gboolean changed = (self->error != NULL) != (error != NULL) ||
                     (error != NULL && self->error->code != error->code);

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

static void
on_looked (GPtrArray *tokens, const GError *error, gpointer data)
{
  /* Handlers of the signals below may remove the watch. */
  g_autoptr (SgnTokenWatch) self = g_object_ref (data);
  g_autoptr (SgnTokenMonitor) monitor = g_object_ref (self->monitor);

  update_tokens (monitor, self->module, tokens);
  set_error (self, error);
  if (self->ready)
    return;
  self->ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

SgnTokenMonitor *
sgn_token_monitor_new (GPtrArray *modules)
{
  SgnTokenMonitor *self = g_object_new (SGN_TYPE_TOKEN_MONITOR, NULL);

  for (guint i = 0; i < modules->len; i++) {
    /* Nobody has enabled those: running them is for the user to decide. */
    if (sgn_token_module_get_origin (modules->pdata[i]) != SGN_TOKEN_MODULE_FOUND)
      sgn_token_monitor_add_module (self, modules->pdata[i]);
  }
  return self;
}

void
sgn_token_monitor_add_module (SgnTokenMonitor *self, SgnTokenModule *module)
{
  g_autoptr (SgnTokenWatch) watch = g_object_new (SGN_TYPE_TOKEN_WATCH, NULL);

  g_return_if_fail (SGN_IS_TOKEN_MONITOR (self));

  watch->monitor = self;
  watch->module = g_object_ref (module);
  g_list_store_append (self->watches, watch);
  watch->poll = sgn_token_poll_start (module, on_looked, watch);
}

void
sgn_token_monitor_remove_module (SgnTokenMonitor *self, SgnTokenModule *module)
{
  g_return_if_fail (SGN_IS_TOKEN_MONITOR (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->watches)); i++) {
    g_autoptr (SgnTokenWatch) watch = get_watch (self, i);

    if (watch->module != module)
      continue;
    g_clear_pointer (&watch->poll, sgn_token_poll_stop);
    watch->monitor = NULL;
    g_list_store_remove (self->watches, i);
    break;
  }
  update_tokens (self, module, NULL);
}

GListModel *
sgn_token_monitor_get_tokens (SgnTokenMonitor *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MONITOR (self), NULL);
  return G_LIST_MODEL (self->tokens);
}

GListModel *
sgn_token_monitor_get_watches (SgnTokenMonitor *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MONITOR (self), NULL);
  return G_LIST_MODEL (self->watches);
}

gboolean
sgn_token_monitor_is_ready (SgnTokenMonitor *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_MONITOR (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->watches)); i++) {
    g_autoptr (SgnTokenWatch) watch = get_watch (self, i);

    if (!watch->ready)
      return FALSE;
  }
  return TRUE;
}

void
sgn_token_monitor_refresh (SgnTokenMonitor *self)
{
  g_return_if_fail (SGN_IS_TOKEN_MONITOR (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->watches)); i++) {
    g_autoptr (SgnTokenWatch) watch = get_watch (self, i);

    sgn_token_poll_wake (watch->poll);
  }
}

SgnTokenModule *
sgn_token_watch_get_module (SgnTokenWatch *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_WATCH (self), NULL);
  return self->module;
}

const GError *
sgn_token_watch_get_error (SgnTokenWatch *self)
{
  g_return_val_if_fail (SGN_IS_TOKEN_WATCH (self), NULL);
  return self->error;
}
