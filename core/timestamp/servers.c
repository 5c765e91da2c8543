/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-servers"

/* Timestamp servers as objects for lists, and addresses that users type: matched with the shipped
 * list to get name and pace, also after a server moved. */

#include "config.h"

#include "core/timestamp/servers.h"

#include <glib/gi18n-lib.h>

#include "core/base/address.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/timestamp/server-list.h"

struct _SgnTimestampServer {
  GObject parent_instance;
  char *id;
  char *name;
  char *uri;
  char *shown;
  guint min_interval;
  gboolean is_default;
};

G_DEFINE_FINAL_TYPE (SgnTimestampServer, sgn_timestamp_server, G_TYPE_OBJECT)

static void
sgn_timestamp_server_finalize (GObject *object)
{
  SgnTimestampServer *self = SGN_TIMESTAMP_SERVER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->uri);
  g_free (self->shown);
  G_OBJECT_CLASS (sgn_timestamp_server_parent_class)->finalize (object);
}

static void
sgn_timestamp_server_class_init (SgnTimestampServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_timestamp_server_finalize;
}

static void
sgn_timestamp_server_init (SgnTimestampServer *self)
{
}

/* The host in lower case. NULL unless the scheme is http or https. (transfer full) */
static char *
get_host (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || !g_str_is_ascii (text) ||
      (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0))
    return NULL;
  return g_ascii_strdown (host, -1);
}

SgnTimestampServer *
sgn_timestamp_server_new (const char *id,
                          const char *name,
                          const char *uri,
                          guint min_interval_seconds)
{
  SgnTimestampServer *self = g_object_new (SGN_TYPE_TIMESTAMP_SERVER, NULL);
  g_autofree char *host = get_host (uri);

  self->id = g_strdup (id);
  self->uri = g_strdup (uri);
  self->shown = sgn_address_to_public (uri);
  if (name == NULL || *name == '\0')
    name = host != NULL ? host : self->shown;
  self->name = sgn_text_display (name);
  self->min_interval = min_interval_seconds;
  return self;
}

const char *
sgn_timestamp_server_get_id (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), NULL);
  return self->id;
}

const char *
sgn_timestamp_server_get_name (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), NULL);
  return self->name;
}

const char *
sgn_timestamp_server_get_uri (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), NULL);
  return self->uri;
}

const char *
sgn_timestamp_server_get_shown_uri (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), NULL);
  return self->shown;
}

guint
sgn_timestamp_server_get_min_interval (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), 0);
  return self->min_interval;
}

gboolean
sgn_timestamp_server_is_default (SgnTimestampServer *self)
{
  g_return_val_if_fail (SGN_IS_TIMESTAMP_SERVER (self), FALSE);
  return self->is_default;
}

static SgnServerList *
load (GFile *file, GError **error)
{
  g_autoptr (GFile) shipped = NULL;

  if (file == NULL) {
    /* Set in build directories only; see meson devenv. */
    const char *folder = g_getenv ("SIGNET_DATADIR");

    shipped = g_file_new_build_filename (folder != NULL ? folder : PKGDATADIR,
                                         "timestamp-servers.json",
                                         NULL);
    file = shipped;
  }
  return sgn_server_list_read (file, error);
}

static SgnTimestampServer *
new_from_entry (const SgnServerEntry *entry)
{
  SgnTimestampServer *server = sgn_timestamp_server_new (entry->id,
                                                         entry->name,
                                                         entry->uri,
                                                         entry->min_interval);

  server->is_default = entry->is_default;
  return server;
}

GListModel *
sgn_timestamp_servers_load (GFile *file, GError **error)
{
  g_autoptr (SgnServerList) list = load (file, error);
  GListStore *store;

  if (list == NULL)
    return NULL;
  store = g_list_store_new (SGN_TYPE_TIMESTAMP_SERVER);
  for (guint i = 0; i < list->entries->len; i++) {
    g_autoptr (SgnTimestampServer) server = new_from_entry (g_ptr_array_index (list->entries, i));

    g_list_store_append (store, server);
  }
  return G_LIST_MODEL (store);
}

GPtrArray *
sgn_timestamp_servers_get_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnServerList) list = load (NULL, &error);
  GPtrArray *servers = g_ptr_array_new_with_free_func (g_object_unref);

  if (list == NULL)
    g_debug ("no timestamp servers: %s", error->message);
  for (guint i = 0; list != NULL && i < list->entries->len; i++) {
    const SgnServerEntry *entry = g_ptr_array_index (list->entries, i);

    if (entry->is_default)
      g_ptr_array_add (servers, new_from_entry (entry));
  }
  return servers;
}

/* A slash at the end makes no difference, and hosts have no case. */
static gboolean
is_same_address (const char *a, const char *b)
{
  g_autofree char *plain_a = g_strdup (a);
  g_autofree char *plain_b = g_strdup (b);

  if (g_str_has_suffix (plain_a, "/"))
    plain_a[strlen (plain_a) - 1] = '\0';
  if (g_str_has_suffix (plain_b, "/"))
    plain_b[strlen (plain_b) - 1] = '\0';
  return g_ascii_strcasecmp (plain_a, plain_b) == 0;
}

/* A shipped server, another address of a shipped server's host, or NULL. */
static SgnTimestampServer *
find_known (const SgnServerList *list, const char *uri, const char *host)
{
  const SgnServerEntry *same_host = NULL;
  const char *successor = g_hash_table_lookup (list->retired, host);

  for (guint i = 0; i < list->entries->len; i++) {
    const SgnServerEntry *entry = g_ptr_array_index (list->entries, i);
    g_autofree char *entry_host = get_host (entry->uri);

    if (is_same_address (uri, entry->uri) || g_strcmp0 (successor, entry->id) == 0)
      return new_from_entry (entry);
    if (g_strcmp0 (host, entry_host) == 0)
      same_host = entry;
  }
  if (same_host == NULL)
    return NULL;
  return sgn_timestamp_server_new (uri, same_host->name, uri, same_host->min_interval);
}

SgnTimestampServer *
sgn_timestamp_server_for_uri (const char *uri, GError **error)
{
  g_autofree char *host = get_host (uri);
  g_autoptr (SgnServerList) list = NULL;
  SgnTimestampServer *known = NULL;

  if (host == NULL) {
    g_autofree char *shown = sgn_address_to_public (uri);

    g_set_error (error, SGN_ERROR, SGN_ERROR_FAILED, _ ("“%s” is not a web address"), shown);
    return NULL;
  }
  list = load (NULL, NULL);
  if (list != NULL)
    known = find_known (list, uri, host);
  return known != NULL ? known : sgn_timestamp_server_new (uri, NULL, uri, 0);
}
