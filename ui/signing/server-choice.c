/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/server-choice.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

#define OWN_KEY   "own-timestamp-servers"
#define ORDER_KEY "timestamp-order"

static void
free_choice (gpointer data)
{
  SgnServerChoice *self = data;

  g_clear_object (&self->server);
  g_free (self);
}

static GPtrArray *
choices_new (void)
{
  return g_ptr_array_new_with_free_func (free_choice);
}

static void
add_choice (GPtrArray *choices, SgnTimestampServer *server, gboolean enabled, gboolean own)
{
  SgnServerChoice *self = g_new0 (SgnServerChoice, 1);

  self->server = g_object_ref (server);
  self->enabled = enabled;
  self->own = own;
  g_ptr_array_add (choices, self);
}

static SgnServerChoice *
find (GPtrArray *choices, const char *uri, guint *position)
{
  for (guint i = 0; i < choices->len; i++) {
    SgnServerChoice *choice = g_ptr_array_index (choices, i);

    if (g_str_equal (sgn_timestamp_server_get_uri (choice->server), uri)) {
      if (position != NULL)
        *position = i;
      return choice;
    }
  }
  return NULL;
}

static void
add_shipped (GPtrArray *choices)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) shipped = sgn_timestamp_servers_load (NULL, &error);

  if (shipped == NULL) {
    g_debug ("no list of timestamp servers: %s", error->message);
    return;
  }
  for (guint i = 0; i < g_list_model_get_n_items (shipped); i++) {
    g_autoptr (SgnTimestampServer) server = g_list_model_get_item (shipped, i);

    add_choice (choices, server, sgn_timestamp_server_is_default (server), FALSE);
  }
}

static void
add_own (GPtrArray *choices, GSettings *settings)
{
  g_auto (GStrv) own = g_settings_get_strv (settings, OWN_KEY);

  for (guint i = 0; own[i] != NULL; i++) {
    g_autoptr (SgnTimestampServer) server = sgn_timestamp_server_for_uri (own[i], NULL);

    if (server != NULL && find (choices, sgn_timestamp_server_get_uri (server), NULL) == NULL)
      add_choice (choices, server, TRUE, TRUE);
  }
}

/* The servers that the user has ordered come first, then those added since. */
static GPtrArray *
put_in_order (GPtrArray *choices, GSettings *settings)
{
  g_autoptr (GVariant) order = g_settings_get_value (settings, ORDER_KEY);
  GPtrArray *sorted = choices_new ();
  GVariantIter iter;
  const char *uri;
  gboolean enabled;

  g_variant_iter_init (&iter, order);
  while (g_variant_iter_next (&iter, "(&sb)", &uri, &enabled)) {
    guint position;
    SgnServerChoice *choice = find (choices, uri, &position);

    if (choice == NULL)
      continue;
    choice->enabled = enabled;
    g_ptr_array_add (sorted, g_ptr_array_steal_index (choices, position));
  }
  g_ptr_array_extend_and_steal (sorted, choices);
  return sorted;
}

GPtrArray *
sgn_server_choices_load (GSettings *settings)
{
  GPtrArray *choices = choices_new ();

  add_shipped (choices);
  add_own (choices, settings);
  return put_in_order (choices, settings);
}

void
sgn_server_choices_save (GSettings *settings, GPtrArray *choices)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sb)"));
  for (guint i = 0; i < choices->len; i++) {
    const SgnServerChoice *choice = g_ptr_array_index (choices, i);

    g_variant_builder_add (&builder,
                           "(sb)",
                           sgn_timestamp_server_get_uri (choice->server),
                           choice->enabled);
  }
  g_settings_set_value (settings, ORDER_KEY, g_variant_builder_end (&builder));
}

GPtrArray *
sgn_server_choices_get_automatic (GSettings *settings)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) choices = sgn_server_choices_load (settings);

  for (guint i = 0; i < choices->len; i++) {
    const SgnServerChoice *choice = g_ptr_array_index (choices, i);

    if (choice->enabled)
      g_ptr_array_add (servers, g_object_ref (choice->server));
  }
  if (servers->len > 0)
    return servers;
  g_ptr_array_unref (servers);
  return sgn_timestamp_servers_get_default ();
}

static void
set_own (GSettings *settings, const char *without, const char *with)
{
  g_auto (GStrv) own = g_settings_get_strv (settings, OWN_KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;

  for (guint i = 0; own[i] != NULL; i++)
    if (g_strcmp0 (own[i], without) != 0)
      g_strv_builder_add (builder, own[i]);
  if (with != NULL)
    g_strv_builder_add (builder, with);
  result = g_strv_builder_end (builder);
  g_settings_set_strv (settings, OWN_KEY, (const char *const *) result);
}

gboolean
sgn_server_choices_add (GSettings *settings, const char *address, GError **error)
{
  g_autoptr (SgnTimestampServer) server = sgn_timestamp_server_for_uri (address, error);
  g_autoptr (GPtrArray) choices = NULL;

  if (server == NULL)
    return FALSE;
  choices = sgn_server_choices_load (settings);
  if (find (choices, sgn_timestamp_server_get_uri (server), NULL) != NULL) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FAILED, _ ("the server is in the list"));
    return FALSE;
  }
  set_own (settings, NULL, sgn_timestamp_server_get_uri (server));
  return TRUE;
}

void
sgn_server_choices_remove (GSettings *settings, const char *uri)
{
  set_own (settings, uri, NULL);
}

void
sgn_server_choices_move (GSettings *settings, guint position, int by)
{
  g_autoptr (GPtrArray) choices = sgn_server_choices_load (settings);
  gint64 target = (gint64) position + by;

  if (position >= choices->len || target < 0 || target >= choices->len)
    return;
  g_ptr_array_insert (choices, (int) target, g_ptr_array_steal_index (choices, position));
  sgn_server_choices_save (settings, choices);
}

void
sgn_server_choices_enable (GSettings *settings, guint position, gboolean enabled)
{
  g_autoptr (GPtrArray) choices = sgn_server_choices_load (settings);
  SgnServerChoice *choice;

  if (position >= choices->len)
    return;
  choice = g_ptr_array_index (choices, position);
  if (choice->enabled == enabled)
    return;
  choice->enabled = enabled;
  sgn_server_choices_save (settings, choices);
}
