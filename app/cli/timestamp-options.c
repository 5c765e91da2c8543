/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/timestamp-options.h"

#include <glib/gi18n.h>

#include "core/base/error.h"

static gpointer
copy_server (gconstpointer server, gpointer user_data)
{
  return g_object_ref ((gpointer) server);
}

static gboolean
add_automatic (GPtrArray *servers, GError **error)
{
  g_autoptr (GPtrArray) automatic = sgn_timestamp_servers_get_default ();

  if (automatic == NULL || automatic->len == 0) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FAILED,
                         _ ("The list of timestamp servers is missing. Name one with "
                            "--timestamp URL."));
    return FALSE;
  }
  g_ptr_array_extend (servers, automatic, copy_server, NULL);
  return TRUE;
}

static gboolean
add_value (GPtrArray *servers, const char *value, GError **error)
{
  SgnTimestampServer *server;

  if (g_str_equal (value, "auto"))
    return add_automatic (servers, error);
  server = sgn_timestamp_server_for_uri (value, error);
  if (server == NULL) {
    g_prefix_error (error, "--timestamp %s: ", value);
    return FALSE;
  }
  g_ptr_array_add (servers, server);
  return TRUE;
}

GPtrArray *
sgn_timestamp_options_load (char **values, GError **error)
{
  static const char *const automatic[] = { "auto", NULL };
  const char *const *list = values != NULL ? (const char *const *) values : automatic;
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_strv_contains (list, "none")) {
    if (list[1] == NULL)
      return g_steal_pointer (&servers);
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FAILED,
                         _ ("“--timestamp none” cannot be combined with a server."));
    return NULL;
  }
  for (guint i = 0; list[i] != NULL; i++)
    if (!add_value (servers, list[i], error))
      return NULL;
  return g_steal_pointer (&servers);
}
