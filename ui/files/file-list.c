/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/files/file-list.h"

#include "core/batch/batch.h"
#include "core/verify/catalogs.h"
#include "ui/base/folder.h"
#include "ui/base/signal-new.h"
#include "ui/files/catalog-search.h"
#include "ui/files/file-words.h"

struct _SgnFileList {
  GObject parent_instance;

  GListStore *store;
  SgnVerifyOptions *options;
  GCancellable *cancellable;
};

static GType
get_item_type (GListModel *model)
{
  return SGN_TYPE_FILE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SGN_FILE_LIST (model)->store));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SGN_FILE_LIST (model)->store), position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SgnFileList,
                               sgn_file_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint changed_signal;

static void
emit_changed (SgnFileList *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
on_items_changed (SgnFileList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  emit_changed (self);
}

static void
sgn_file_list_dispose (GObject *object)
{
  SgnFileList *self = SGN_FILE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sgn_file_list_parent_class)->dispose (object);
}

static void
sgn_file_list_finalize (GObject *object)
{
  sgn_verify_options_unref (SGN_FILE_LIST (object)->options);
  G_OBJECT_CLASS (sgn_file_list_parent_class)->finalize (object);
}

static void
sgn_file_list_class_init (SgnFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_file_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = sgn_file_list_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_FILE_LIST, "changed", G_TYPE_NONE);
}

static void
sgn_file_list_init (SgnFileList *self)
{
  self->store = g_list_store_new (SGN_TYPE_FILE_ITEM);
  self->options = sgn_verify_options_new (NULL);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->store,
                           "items-changed",
                           G_CALLBACK (on_items_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
add_file (GFile *file, gpointer user_data)
{
  GPtrArray *files = user_data;

  g_ptr_array_add (files, g_object_ref (file));
}

SgnFileList *
sgn_file_list_new (void)
{
  return g_object_new (SGN_TYPE_FILE_LIST, NULL);
}

void
sgn_file_list_set_options (SgnFileList *self, SgnVerifyOptions *options)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint size = get_n_items (G_LIST_MODEL (self));

  sgn_verify_options_ref (options);
  sgn_verify_options_unref (self->options);
  self->options = options;
  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = get_item (G_LIST_MODEL (self), i);

    if (sgn_file_item_get_state (item) == SGN_FILE_CHECKED)
      g_ptr_array_add (items, g_steal_pointer (&item));
  }
  sgn_file_list_check (self, items);
}

SgnAnchors *
sgn_file_list_get_anchors (SgnFileList *self)
{
  return self->options->anchors;
}

SgnFileItem *
sgn_file_list_add (SgnFileList *self, GListModel *files)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  SgnFileItem *first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    sgn_folder_search (file, add_file, found);
  }
  for (guint i = 0; i < found->len; i++) {
    GFile *file = g_ptr_array_index (found, i);
    SgnFileItem *item = sgn_file_list_find (self, file, NULL);

    if (item == NULL) {
      g_autoptr (SgnFileItem) new_item = sgn_file_item_new (file);

      sgn_file_list_append (self, new_item);
      g_ptr_array_add (items, g_object_ref (new_item));
      item = new_item;
    }
    if (first == NULL)
      first = item;
  }
  sgn_file_list_check (self, items);
  return first;
}

void
sgn_file_list_append (SgnFileList *self, SgnFileItem *item)
{
  sgn_file_list_insert (self, get_n_items (G_LIST_MODEL (self)), item);
}

void
sgn_file_list_insert (SgnFileList *self, guint position, SgnFileItem *item)
{
  g_signal_connect_object (item, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_list_store_insert (self->store, MIN (position, get_n_items (G_LIST_MODEL (self))), item);
  if (sgn_file_item_was_stopped (item)) {
    g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (items, g_object_ref (item));
    sgn_file_list_check (self, items);
  }
}

void
sgn_file_list_remove (SgnFileList *self, SgnFileItem *item)
{
  guint position;

  if (!g_list_store_find (self->store, item, &position))
    return;
  g_signal_handlers_disconnect_by_func (item, emit_changed, self);
  g_list_store_remove (self->store, position);
  sgn_file_item_stop_checking (item);
}

static gboolean
is_catalog (SgnFileItem *item)
{
  g_autofree char *name = g_file_get_basename (sgn_file_item_get_file (item));

  return sgn_verify_is_catalog_name (name);
}

/* Not signed itself, but a catalog might vouch for it. */
static gboolean
is_unknown (SgnFileItem *item)
{
  SgnReport *report = sgn_file_item_get_report (item);

  return sgn_file_item_get_state (item) == SGN_FILE_CHECKED && report != NULL &&
         (report->verdict == SGN_VERDICT_UNSIGNED || report->format == NULL);
}

/* The catalogs in the list, of GFile. Where one is among @items, what is in the list already and
 * has no signature joins them. */
static GPtrArray *
find_catalogs (SgnFileList *self, GPtrArray *items)
{
  GPtrArray *catalogs = g_ptr_array_new_with_free_func (g_object_unref);
  guint size = get_n_items (G_LIST_MODEL (self));
  gboolean is_new = FALSE;

  for (guint i = 0; i < items->len; i++)
    is_new = is_new || is_catalog (items->pdata[i]);
  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = get_item (G_LIST_MODEL (self), i);

    if (is_catalog (item))
      g_ptr_array_add (catalogs, g_object_ref (sgn_file_item_get_file (item)));
    else if (is_new && is_unknown (item) && !g_ptr_array_find (items, item, NULL))
      g_ptr_array_add (items, g_steal_pointer (&item));
  }
  return catalogs;
}

void
sgn_file_list_check (SgnFileList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) catalogs = find_catalogs (self, items);

  for (guint i = 0; i < items->len; i++) {
    SgnFileItem *item = g_ptr_array_index (items, i);
    SgnJob *job = sgn_job_new (sgn_file_item_get_file (item));

    sgn_file_item_check (item, job);
    g_ptr_array_add (jobs, job);
  }
  if (jobs->len > 0 && catalogs->len > 0)
    sgn_catalog_search_verify (jobs, catalogs, self->options, self->cancellable);
  else if (jobs->len > 0)
    sgn_batch_verify_async (jobs, self->options, 0, self->cancellable, NULL, NULL);
}

SgnFileItem *
sgn_file_list_find (SgnFileList *self, GFile *file, guint *position)
{
  guint size = get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = get_item (G_LIST_MODEL (self), i);

    if (!g_file_equal (sgn_file_item_get_file (item), file))
      continue;
    if (position != NULL)
      *position = i;
    return item;
  }
  return NULL;
}

static void
count_item (SgnFileItem *item, SgnExisting existing, SgnFileCounts *counts)
{
  SgnFileState state = sgn_file_item_get_state (item);
  SgnReport *report = sgn_file_item_get_report (item);
  SgnLook look = sgn_file_item_get_look (item);

  counts->files++;
  counts->checking += state == SGN_FILE_CHECKING;
  counts->failed += state == SGN_FILE_FAILED;
  counts->undecided += state == SGN_FILE_UNDECIDED;
  counts->done += state == SGN_FILE_SIGNED;
  counts->is_unsigned += report != NULL && report->verdict == SGN_VERDICT_UNSIGNED;
  counts->problems += look == SGN_LOOK_WARN || look == SGN_LOOK_BAD;
  if (sgn_file_item_will_be_signed (item, existing))
    counts->to_sign++;
  else if (sgn_file_item_is_signed (item))
    counts->left_alone++;
}

void
sgn_file_list_count_items (GPtrArray *items, SgnExisting existing, SgnFileCounts *ret)
{
  SgnFileCounts counts = { 0 };

  for (guint i = 0; i < items->len; i++)
    count_item (g_ptr_array_index (items, i), existing, &counts);
  *ret = counts;
}

void
sgn_file_list_count (SgnFileList *self, SgnExisting existing, SgnFileCounts *ret)
{
  guint size = get_n_items (G_LIST_MODEL (self));
  SgnFileCounts counts = { 0 };

  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = get_item (G_LIST_MODEL (self), i);

    count_item (item, existing, &counts);
  }
  *ret = counts;
}

GPtrArray *
sgn_file_list_get_run (SgnFileList *self, SgnExisting existing)
{
  guint size = get_n_items (G_LIST_MODEL (self));
  GPtrArray *run = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < size; i++) {
    g_autoptr (SgnFileItem) item = get_item (G_LIST_MODEL (self), i);

    if (sgn_file_item_will_be_signed (item, existing))
      g_ptr_array_add (run, g_steal_pointer (&item));
  }
  return run;
}
