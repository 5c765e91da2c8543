/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-item.h"

#include "core/base/file.h"
#include "core/base/text.h"

#define MAX_REMEMBERED 20
#define MAX_REQUEST    (1024 * 1024)
#define KEY            "certificate-requests"
#define ON_TOKEN       "pkcs11:"

struct _SgnRequestItem {
  GObject parent_instance;

  GFile *key;
  char *uri;
  GFile *request;
  char *name;
  gint64 made;
};

G_DEFINE_FINAL_TYPE (SgnRequestItem, sgn_request_item, G_TYPE_OBJECT)

static void
sgn_request_item_finalize (GObject *object)
{
  SgnRequestItem *self = SGN_REQUEST_ITEM (object);

  g_clear_object (&self->key);
  g_clear_object (&self->request);
  g_free (self->uri);
  g_free (self->name);
  G_OBJECT_CLASS (sgn_request_item_parent_class)->finalize (object);
}

static void
sgn_request_item_class_init (SgnRequestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_request_item_finalize;
}

static void
sgn_request_item_init (SgnRequestItem *self)
{
}

static SgnRequestItem *
item_new (GFile *request, const char *name, gint64 made)
{
  SgnRequestItem *self = g_object_new (SGN_TYPE_REQUEST_ITEM, NULL);

  self->request = g_object_ref (request);
  self->name = sgn_text_display (name);
  self->made = made;
  return self;
}

SgnRequestItem *
sgn_request_item_new (GFile *key, GFile *request, const char *name, gint64 made)
{
  SgnRequestItem *self = item_new (request, name, made);

  self->key = g_object_ref (key);
  return self;
}

SgnRequestItem *
sgn_request_item_new_for_token (const char *uri, GFile *request, const char *name, gint64 made)
{
  SgnRequestItem *self = item_new (request, name, made);

  self->uri = g_strdup (uri);
  return self;
}

SgnRequestItem *
sgn_request_item_new_for_variant (GVariant *variant)
{
  const char *key_path, *request_path, *name;
  g_autoptr (GFile) key = NULL;
  g_autoptr (GFile) request = NULL;
  gint64 made;

  g_variant_get (variant, "(&s&s&sx)", &key_path, &request_path, &name, &made);
  if (key_path[0] == '\0' || request_path[0] == '\0')
    return NULL;
  request = g_file_parse_name (request_path);
  if (g_str_has_prefix (key_path, ON_TOKEN))
    return sgn_request_item_new_for_token (key_path, request, name, made);
  key = g_file_parse_name (key_path);
  return sgn_request_item_new (key, request, name, made);
}

GVariant *
sgn_request_item_to_variant (SgnRequestItem *self)
{
  g_autofree char *key = self->uri != NULL ? g_strdup (self->uri)
                                           : g_file_get_parse_name (self->key);
  g_autofree char *request = g_file_get_parse_name (self->request);

  return g_variant_new (SGN_REQUEST_ITEM_VARIANT, key, request, self->name, self->made);
}

GFile *
sgn_request_item_get_key (SgnRequestItem *self)
{
  return self->key;
}

const char *
sgn_request_item_get_uri (SgnRequestItem *self)
{
  return self->uri;
}

GFile *
sgn_request_item_get_request (SgnRequestItem *self)
{
  return self->request;
}

const char *
sgn_request_item_get_name (SgnRequestItem *self)
{
  return self->name;
}

gint64
sgn_request_item_get_made (SgnRequestItem *self)
{
  return self->made;
}

char *
sgn_request_item_read (SgnRequestItem *self, GError **error)
{
  g_autoptr (GBytes) bytes = sgn_file_read (self->request, MAX_REQUEST, error);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A token need not be connected all the time. */
static gboolean
may_have_key (SgnRequestItem *self)
{
  return self->uri != NULL || g_file_query_exists (self->key, NULL);
}

static void
save (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GSettings *settings = g_object_get_data (G_OBJECT (model), "settings");
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" SGN_REQUEST_ITEM_VARIANT));
  for (guint i = 0; i < MIN (g_list_model_get_n_items (model), MAX_REMEMBERED); i++) {
    g_autoptr (SgnRequestItem) item = g_list_model_get_item (model, i);

    g_variant_builder_add_value (&builder, sgn_request_item_to_variant (item));
  }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

GListStore *
sgn_requests_load (GSettings *settings)
{
  GListStore *list = g_list_store_new (SGN_TYPE_REQUEST_ITEM);
  g_autoptr (GVariant) all = g_settings_get_value (settings, KEY);

  for (gsize i = 0; i < MIN (g_variant_n_children (all), MAX_REMEMBERED); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (all, i);
    g_autoptr (SgnRequestItem) item = sgn_request_item_new_for_variant (child);

    if (item != NULL && may_have_key (item))
      g_list_store_append (list, item);
  }
  g_object_set_data_full (G_OBJECT (list), "settings", g_object_ref (settings), g_object_unref);
  g_signal_connect (list, "items-changed", G_CALLBACK (save), NULL);
  return list;
}
