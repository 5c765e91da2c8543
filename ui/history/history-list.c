/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-list.h"

#include "ui/base/signal-new.h"

#define PART 200

struct _SgnHistoryList {
  GObject parent_instance;

  SgnHistory *history;
  gboolean only_due;
  char *certificate;
  char *text;
  guint limit;

  GPtrArray *items;
  GPtrArray *due;
  gboolean has_more;
  gboolean loaded;
  GError *error;
  GError *trouble;

  gboolean loading;
  gboolean again; /* something was asked for in the meantime */
};

/* One reading, in its thread. */
typedef struct {
  SgnHistory *history;
  gboolean only_due;
  char *certificate;
  char *text;
  guint limit;
  GPtrArray *items;
  GPtrArray *due;
  gboolean has_more;
  GError *trouble;
} Reading;

G_DEFINE_FINAL_TYPE (SgnHistoryList, sgn_history_list, G_TYPE_OBJECT)

static guint changed_signal;

static void
item_clear (gpointer data)
{
  SgnHistoryItem *item = data;

  sgn_history_entry_free (item->entry);
  g_object_unref (item->file);
}

SgnHistoryItem *
sgn_history_item_ref (SgnHistoryItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_history_item_unref (SgnHistoryItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_history_item_unref);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  sgn_history_unref (reading->history);
  g_free (reading->certificate);
  g_free (reading->text);
  g_clear_pointer (&reading->items, g_ptr_array_unref);
  g_clear_pointer (&reading->due, g_ptr_array_unref);
  g_clear_error (&reading->trouble);
  g_free (reading);
}

/* Takes @entry. */
static SgnHistoryItem *
item_new (SgnHistoryEntry *entry)
{
  SgnHistoryItem *item = g_atomic_rc_box_new0 (SgnHistoryItem);

  item->entry = entry;
  item->file = g_file_parse_name (entry->file);
  item->missing = !g_file_query_exists (item->file, NULL);
  return item;
}

static GPtrArray *
find (Reading *reading, gboolean due, guint limit, GError **error)
{
  const SgnHistoryFilter filter = {
    .certificate = reading->certificate,
    .text = reading->text,
    .timestamps_due = due,
    .limit = limit,
  };

  return sgn_history_find (reading->history, &filter, error);
}

/* A timestamp comes too late once the certificate has expired. */
static gboolean
read_due (Reading *reading, GHashTable *due_ids, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GPtrArray) entries = find (reading, TRUE, PART, error);

  if (entries == NULL)
    return FALSE;
  while (entries->len > 0) {
    g_autoptr (SgnHistoryItem) item = item_new (g_ptr_array_steal_index (entries, 0));

    item->due = item->entry->certificate_not_after > now &&
                sgn_history_entry_is_current (item->entry);
    if (!item->due)
      continue;
    g_hash_table_add (due_ids, g_memdup2 (&item->entry->id, sizeof item->entry->id));
    g_ptr_array_add (reading->due, g_steal_pointer (&item));
  }
  return TRUE;
}

static gboolean
read_rest (Reading *reading, GHashTable *due_ids, GError **error)
{
  g_autoptr (GPtrArray) entries = find (reading, FALSE, reading->limit + 1, error);

  if (entries == NULL)
    return FALSE;
  reading->has_more = entries->len > reading->limit;
  if (reading->has_more)
    g_ptr_array_set_size (entries, (int) reading->limit);
  while (entries->len > 0) {
    SgnHistoryEntry *entry = g_ptr_array_steal_index (entries, 0);

    if (g_hash_table_contains (due_ids, &entry->id))
      sgn_history_entry_free (entry);
    else
      g_ptr_array_add (reading->items, item_new (entry));
  }
  return TRUE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GHashTable)
      due_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *error = NULL;
  gboolean ok;

  reading->items = items_new ();
  reading->due = items_new ();
  ok = read_due (reading, due_ids, &error) &&
       (reading->only_due || read_rest (reading, due_ids, &error));
  reading->trouble = sgn_history_take_trouble (reading->history);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SgnHistoryList *self = SGN_HISTORY_LIST (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  self->loading = FALSE;
  self->loaded = TRUE;
  g_clear_error (&self->error);
  g_task_propagate_boolean (G_TASK (result), &self->error);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->due, g_ptr_array_unref);
  self->items = g_steal_pointer (&reading->items);
  self->due = g_steal_pointer (&reading->due);
  self->has_more = reading->has_more;
  if (reading->trouble != NULL) {
    g_clear_error (&self->trouble);
    self->trouble = g_steal_pointer (&reading->trouble);
  }
  if (self->again)
    sgn_history_list_load (self);
  g_signal_emit (self, changed_signal, 0);
}

static char *
dup_filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
start (SgnHistoryList *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);
  Reading *reading = g_new0 (Reading, 1);

  self->loading = TRUE;
  self->again = FALSE;
  reading->history = sgn_history_ref (self->history);
  reading->only_due = self->only_due;
  reading->certificate = dup_filled (self->certificate);
  reading->text = dup_filled (self->text);
  reading->limit = self->limit;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

static void
sgn_history_list_finalize (GObject *object)
{
  SgnHistoryList *self = SGN_HISTORY_LIST (object);

  g_clear_pointer (&self->history, sgn_history_unref);
  g_free (self->certificate);
  g_free (self->text);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->due);
  g_clear_error (&self->error);
  g_clear_error (&self->trouble);
  G_OBJECT_CLASS (sgn_history_list_parent_class)->finalize (object);
}

static void
sgn_history_list_class_init (SgnHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sgn_history_list_finalize;
  changed_signal = sgn_signal_new (SGN_TYPE_HISTORY_LIST, "changed", G_TYPE_NONE);
}

static void
sgn_history_list_init (SgnHistoryList *self)
{
  self->items = items_new ();
  self->due = items_new ();
  self->limit = PART;
}

SgnHistoryList *
sgn_history_list_new (SgnHistory *history, gboolean only_due)
{
  SgnHistoryList *self = g_object_new (SGN_TYPE_HISTORY_LIST, NULL);

  self->history = sgn_history_ref (history);
  self->only_due = only_due;
  return self;
}

void
sgn_history_list_set_certificate (SgnHistoryList *self, const char *thumbprint)
{
  g_free (self->certificate);
  self->certificate = g_strdup (thumbprint);
  self->limit = PART;
}

void
sgn_history_list_set_text (SgnHistoryList *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  self->limit = PART;
}

const char *
sgn_history_list_get_certificate (SgnHistoryList *self)
{
  return self->certificate != NULL ? self->certificate : "";
}

const char *
sgn_history_list_get_text (SgnHistoryList *self)
{
  return self->text != NULL ? self->text : "";
}

void
sgn_history_list_load (SgnHistoryList *self)
{
  if (self->loading)
    self->again = TRUE;
  else
    start (self);
}

void
sgn_history_list_load_more (SgnHistoryList *self)
{
  self->limit += PART;
  sgn_history_list_load (self);
}

gboolean
sgn_history_list_is_loaded (SgnHistoryList *self)
{
  return self->loaded;
}

gboolean
sgn_history_list_has_more (SgnHistoryList *self)
{
  return self->has_more;
}

GPtrArray *
sgn_history_list_get_items (SgnHistoryList *self)
{
  return self->items;
}

GPtrArray *
sgn_history_list_get_due (SgnHistoryList *self)
{
  return self->due;
}

const GError *
sgn_history_list_get_error (SgnHistoryList *self)
{
  return self->error;
}

GError *
sgn_history_list_take_trouble (SgnHistoryList *self)
{
  return g_steal_pointer (&self->trouble);
}
