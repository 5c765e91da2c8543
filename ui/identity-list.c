/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identity-list.h"

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

static SgnIdentityItem *
find (SgnIdentityList *self, GFile *file, guint *position)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (SgnIdentityItem) item = get_item (G_LIST_MODEL (self), i);

    if (!g_file_equal (sgn_identity_item_get_file (item), file))
      continue;
    if (position != NULL)
      *position = i;
    return item;
  }
  return NULL;
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
    path = g_file_get_parse_name (sgn_identity_item_get_file (self->chosen));
  g_settings_set_string (self->settings, "certificate-file", path != NULL ? path : "");
}

static void
load_remembered (SgnIdentityList *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, "certificates");

  for (gsize i = 0; i < MIN (g_variant_n_children (all), MAX_REMEMBERED); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (all, i);
    g_autoptr (SgnIdentityItem) item = sgn_identity_item_new_for_variant (child);

    if (item != NULL && g_file_query_exists (sgn_identity_item_get_file (item), NULL))
      g_list_store_append (self->store, item);
  }
}

static void
load_chosen (SgnIdentityList *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "certificate-file");
  g_autoptr (GFile) file = path[0] != '\0' ? g_file_parse_name (path) : NULL;
  SgnIdentityItem *chosen = file != NULL ? find (self, file, NULL) : NULL;

  if (chosen == NULL && file != NULL && g_file_query_exists (file, NULL)) {
    g_autoptr (SgnIdentityItem) item = sgn_identity_item_new (file, NULL);

    g_list_store_append (self->store, item);
    chosen = item;
  }
  if (chosen == NULL && get_n_items (G_LIST_MODEL (self)) > 0) {
    g_autoptr (SgnIdentityItem) first = get_item (G_LIST_MODEL (self), 0);

    chosen = first;
  }
  g_set_object (&self->chosen, chosen);
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
  changed_signal = g_signal_new ("changed",
                                 SGN_TYPE_IDENTITY_LIST,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
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
  guint position = 0;
  guint replaced = find (self, file, &position) != NULL ? 1 : 0;

  sgn_identity_item_set_identity (item, identity);
  g_list_store_splice (self->store, position, replaced, (gpointer *) &item, 1);
  sgn_identity_list_choose (self, item);
  return item;
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
