/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/timestamp.h"

#include <glib/gi18n.h>

#include "core/base/error.h"

#define UNSET       G_MININT
#define MAX_SECONDS 3600
#define MAX_RETRIES 100

static struct {
  int pause;
  int seconds;
  int retries;
} options = { .pause = UNSET, .seconds = UNSET, .retries = UNSET };

static const GOptionEntry patience_entries[] = {
  { "timestamp-timeout",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.seconds,
    N_ ("Time limit for a response of a timestamp server (default: 30)"),
    N_ ("SECONDS") },
  { "timestamp-retries",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.retries,
    N_ ("Further attempts if all servers failed and some were busy (default: 1)"),
    "N" },
  { "timestamp-pause",
    0,
    0,
    G_OPTION_ARG_INT,
    &options.pause,
    N_ ("Pause between two requests to one server (default: as the server demands; 10 before "
        "asking again)"),
    N_ ("SECONDS") },
  { NULL },
};

const GOptionEntry *
sgn_timestamp_options_get_patience_entries (void)
{
  return patience_entries;
}

static gboolean
is_within (int value, int least, int most)
{
  return value == UNSET || (value >= least && value <= most);
}

const char *
sgn_timestamp_options_fill_patience (SgnTimestampPatience *ret)
{
  if (!is_within (options.seconds, 1, MAX_SECONDS))
    return _ ("--timestamp-timeout needs a number from 1 to 3600.");
  if (!is_within (options.retries, 0, MAX_RETRIES))
    return _ ("--timestamp-retries needs a number from 0 to 100.");
  if (!is_within (options.pause, 0, MAX_SECONDS))
    return _ ("--timestamp-pause needs a number from 0 to 3600.");
  if (options.seconds != UNSET)
    ret->seconds = (guint) options.seconds;
  if (options.retries != UNSET)
    ret->retries = (guint) options.retries;
  if (options.pause != UNSET)
    ret->pause = options.pause > 0 ? options.pause : -1;
  return NULL;
}

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
    g_prefix_error (error, "--timestamp: ");
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
