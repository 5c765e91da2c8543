/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-list.h"

#include "ui/base/signal-new.h"

#define MAX_REMEMBERED 20

struct _SgnIdentityList {
  GObject parent_instance;

  GSettings *settings;
  GListStore *store;
  SgnIdentityItem *chosen;
};

static GType
get_item_type (GListModel *model)
{
  return SGN_TYPE_IDENTITY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SGN_IDENTITY_LIST (model)->store));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SGN_IDENTITY_LIST (model)->store), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnIdentityList,
                               sgn_identity_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint changed_signal;

static void
emit_changed (SgnIdentityList *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static guint
find (SgnIdentityList *self, SgnIdentityItem *wanted)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (SgnIdentityItem) item = get_item (G_LIST_MODEL (self), i);

    if (sgn_identity_item_equal (item, wanted))
      return i;
  }
  return G_MAXUINT;
}

static void
save (SgnIdentityList *self)
{
  GVariantBuilder builder;
  g_autofree char *path = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" SGN_IDENTITY_ITEM_VARIANT));
  for (guint i = 0; i < MIN (get_n_items (G_LIST_MODEL (self)), MAX_REMEMBERED); i++) {
    g_autoptr (SgnIdentityItem) item = get_item (G_LIST_MODEL (self), i);

    g_variant_builder_add_value (&builder, sgn_identity_item_to_variant (item));
  }
  g_settings_set_value (self->settings, "certificates", g_variant_builder_end (&builder));
  if (self->chosen != NULL)
    path = sgn_identity_item_get_key (self->chosen);
  g_settings_set_string (self->settings, "certificate-file", path != NULL ? path : "");
}

/* A token may be connected again at any time. */
static gboolean
is_there (SgnIdentityItem *item)
{
  GFile *file = sgn_identity_item_get_file (item);

  return file == NULL || g_file_query_exists (file, NULL);
}

static void
load_remembered (SgnIdentityList *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, "certificates");

  for (gsize i = 0; i < MIN (g_variant_n_children (all), MAX_REMEMBERED); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (all, i);
    g_autoptr (SgnIdentityItem) item = sgn_identity_item_new_for_variant (child);

    if (item != NULL && is_there (item))
      g_list_store_append (self->store, item);
  }
}

static SgnIdentityItem *
find_key (SgnIdentityList *self, const char *key)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (SgnIdentityItem) item = get_item (G_LIST_MODEL (self), i);
    g_autofree char *its = sgn_identity_item_get_key (item);

    if (g_str_equal (its, key))
      return g_steal_pointer (&item);
  }
  return NULL;
}

/* An older setting may hold a path and nothing else. */
static SgnIdentityItem *
add_key (SgnIdentityList *self, const char *key)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (
      g_variant_new (SGN_IDENTITY_ITEM_VARIANT, key, "", "", "", (gint64) 0));
  g_autoptr (SgnIdentityItem) item = sgn_identity_item_new_for_variant (variant);

  if (item == NULL || sgn_identity_item_get_uri (item) != NULL || !is_there (item))
    return NULL;
  g_list_store_append (self->store, item);
  return g_steal_pointer (&item);
}

static void
load_chosen (SgnIdentityList *self)
{
  g_autofree char *key = g_settings_get_string (self->settings, "certificate-file");

  self->chosen = find_key (self, key);
  if (self->chosen == NULL)
    self->chosen = add_key (self, key);
  if (self->chosen == NULL)
    self->chosen = get_item (G_LIST_MODEL (self), 0);
}

static void
on_items_changed (SgnIdentityList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sgn_identity_list_finalize (GObject *object)
{
  SgnIdentityList *self = SGN_IDENTITY_LIST (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_object (&self->chosen);
  G_OBJECT_CLASS (sgn_identity_list_parent_class)->finalize (object);
}

static void
sgn_identity_list_class_init (SgnIdentityListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_identity_list_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_IDENTITY_LIST, "changed", G_TYPE_NONE);
}

static void
sgn_identity_list_init (SgnIdentityList *self)
{
  self->store = g_list_store_new (SGN_TYPE_IDENTITY_ITEM);
  g_signal_connect_object (self->store,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

SgnIdentityList *
sgn_identity_list_new (GSettings *settings)
{
  SgnIdentityList *self = g_object_new (SGN_TYPE_IDENTITY_LIST, NULL);

  self->settings = g_object_ref (settings);
  load_remembered (self);
  load_chosen (self);
  return self;
}

SgnIdentityItem *
sgn_identity_list_add (SgnIdentityList *self,
                       GFile *file,
                       GFile *certificate,
                       SgnIdentity *identity)
{
  g_autoptr (SgnIdentityItem) item = sgn_identity_item_new (file, certificate);

  sgn_identity_item_set_identity (item, identity);
  sgn_identity_list_add_item (self, item);
  return item;
}

void
sgn_identity_list_add_item (SgnIdentityList *self, SgnIdentityItem *item)
{
  guint position = find (self, item);
  gboolean known = position != G_MAXUINT;

  g_list_store_splice (self->store, known ? position : 0, known ? 1 : 0, (gpointer *) &item, 1);
  sgn_identity_list_choose (self, item);
}

void
sgn_identity_list_remove (SgnIdentityList *self, SgnIdentityItem *item)
{
  guint position;

  if (!g_list_store_find (self->store, item, &position))
    return;
  g_list_store_remove (self->store, position);
  if (item == self->chosen) {
    g_autoptr (SgnIdentityItem) first = get_item (G_LIST_MODEL (self), 0);

    g_set_object (&self->chosen, first);
  }
  save (self);
  emit_changed (self);
}

SgnIdentityItem *
sgn_identity_list_get_chosen (SgnIdentityList *self)
{
  return self->chosen;
}

void
sgn_identity_list_choose (SgnIdentityList *self, SgnIdentityItem *item)
{
  g_set_object (&self->chosen, item);
  save (self);
  emit_changed (self);
}

void
sgn_identity_list_touch (SgnIdentityList *self)
{
  save (self);
  emit_changed (self);
}
