/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-servers"

/* Reads timestamp-servers.json. It is shipped with the program, but administrators may edit it, so
 * every mistake gets a message that names the member. */

#include "config.h"

#include "core/timestamp/server-list.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "core/base/error.h"
#include "core/base/keyed-hash.h"

#define MAX_SIZE     (256 * 1024) /* bytes */
#define MAX_SERVERS  100
#define MAX_INTERVAL 3600 /* seconds */

static void
entry_free (SgnServerEntry *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->uri);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnServerEntry, entry_free)

static gboolean
fail (const char *member, GError **error)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FAILED,
               _ ("“%s” is missing or has the wrong type"),
               member);
  return FALSE;
}

static gboolean
read_value (JsonObject *object, const char *member, GType type, JsonNode **ret)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return FALSE;
  *ret = node;
  return TRUE;
}

static gboolean
read_string (JsonObject *object, const char *member, char **ret, GError **error)
{
  JsonNode *node;

  if (!read_value (object, member, G_TYPE_STRING, &node) || *json_node_get_string (node) == '\0')
    return fail (member, error);
  *ret = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_interval (JsonObject *object, guint *ret, GError **error)
{
  JsonNode *node;
  gint64 value;

  if (!json_object_has_member (object, "min_interval_s"))
    return TRUE;
  if (!read_value (object, "min_interval_s", G_TYPE_INT64, &node))
    return fail ("min_interval_s", error);
  value = json_node_get_int (node);
  if (value < 0 || value > MAX_INTERVAL)
    return fail ("min_interval_s", error);
  *ret = (guint) value;
  return TRUE;
}

static gboolean
read_default (JsonObject *object, gboolean *ret, GError **error)
{
  JsonNode *node;

  if (!json_object_has_member (object, "default"))
    return TRUE;
  if (!read_value (object, "default", G_TYPE_BOOLEAN, &node))
    return fail ("default", error);
  *ret = json_node_get_boolean (node);
  return TRUE;
}

/* Whether the server supports RFC 3161. */
static gboolean
read_kinds (JsonObject *object, gboolean *ret, GError **error)
{
  JsonNode *node = json_object_get_member (object, "kinds");
  JsonArray *kinds;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail ("kinds", error);
  kinds = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (kinds); i++) {
    JsonNode *kind = json_array_get_element (kinds, i);

    if (!JSON_NODE_HOLDS_VALUE (kind) || json_node_get_value_type (kind) != G_TYPE_STRING)
      return fail ("kinds", error);
    /* Old servers answer in Microsoft's own protocol only, which this program does not speak. */
    if (g_str_equal (json_node_get_string (kind), "rfc3161"))
      *ret = TRUE;
  }
  return TRUE;
}

static gboolean
read_address (JsonObject *object, char **ret, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GUri) uri = NULL;

  if (!read_string (object, "url", &text, error))
    return FALSE;
  /* Only HTTP: GIO would open other schemes as well. */
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (!g_str_equal (g_uri_get_scheme (uri), "http") &&
       !g_str_equal (g_uri_get_scheme (uri), "https")))
    return fail ("url", error);
  *ret = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
read_server (JsonNode *node, SgnServerList *list, GError **error)
{
  g_autoptr (SgnServerEntry) entry = g_new0 (SgnServerEntry, 1);
  gboolean usable = FALSE;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail ("servers", error);
  object = json_node_get_object (node);
  if (!read_string (object, "id", &entry->id, error) ||
      !read_string (object, "name", &entry->name, error) ||
      !read_address (object, &entry->uri, error) ||
      !read_interval (object, &entry->min_interval, error) ||
      !read_default (object, &entry->is_default, error) || !read_kinds (object, &usable, error))
    return FALSE;
  if (usable)
    g_ptr_array_add (list->entries, g_steal_pointer (&entry));
  return TRUE;
}

static gboolean
read_servers (JsonObject *root, SgnServerList *list, GError **error)
{
  JsonNode *node = json_object_get_member (root, "servers");
  JsonArray *servers;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail ("servers", error);
  servers = json_node_get_array (node);
  if (json_array_get_length (servers) > MAX_SERVERS)
    return fail ("servers", error);
  for (guint i = 0; i < json_array_get_length (servers); i++) {
    if (!read_server (json_array_get_element (servers, i), list, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_retired (JsonObject *root, SgnServerList *list, GError **error)
{
  JsonNode *node = json_object_get_member (root, "retired");
  JsonObjectIter iter;
  const char *host;
  JsonNode *successor;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail ("retired", error);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &host, &successor)) {
    if (!JSON_NODE_HOLDS_VALUE (successor) || json_node_get_value_type (successor) != G_TYPE_STRING)
      return fail ("retired", error);
    g_hash_table_insert (list->retired,
                         g_ascii_strdown (host, -1),
                         json_node_dup_string (successor));
  }
  return TRUE;
}

static SgnServerList *
read_root (JsonNode *node, GError **error)
{
  g_autoptr (SgnServerList) list = g_new0 (SgnServerList, 1);
  JsonObject *root = NULL;
  JsonNode *version;

  list->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  list->retired = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, g_free);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    root = json_node_get_object (node);
  if (root == NULL || !read_value (root, "version", G_TYPE_INT64, &version) ||
      json_node_get_int (version) != 1) {
    fail ("version", error);
    return NULL;
  }
  if (!read_servers (root, list, error) || !read_retired (root, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

SgnServerList *
sgn_server_list_read (GFile *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  SgnServerList *list = NULL;
  gsize size;

  if (g_file_load_contents (file, NULL, &text, &size, NULL, &cause) && size <= MAX_SIZE &&
      json_parser_load_from_data (parser, text, (gssize) size, &cause))
    list = read_root (json_parser_get_root (parser), &cause);
  if (list == NULL)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FAILED,
                 _ ("list of timestamp servers: %s"),
                 cause != NULL ? cause->message : _ ("too large"));
  return list;
}

void
sgn_server_list_free (SgnServerList *self)
{
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->retired);
  g_free (self);
}
