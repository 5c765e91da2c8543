/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/history-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/base/signal-new.h"
#include "ui/history/history-list.h"
#include "ui/history/history-words.h"

struct _SgnHistoryActions {
  GObject parent_instance;

  SgnPages *pages;
  SgnFileList *files;
  SgnRunControl *control;
  SgnNotices *notices;
  GSimpleActionGroup *group;
  SgnHistoryList *due;  /* what waits for a timestamp */
  SgnHistoryPage *page; /* (nullable) weak, held by the pages */
  GError *trouble;      /* (nullable) not shown yet */
};

G_DEFINE_FINAL_TYPE (SgnHistoryActions, sgn_history_actions, G_TYPE_OBJECT)

static guint signal_open;

static void
create_page (SgnHistoryActions *self)
{
  g_set_weak_pointer (&self->page, sgn_history_page_new (sgn_history_get_default ()));
  if (self->trouble != NULL)
    sgn_history_page_show_trouble (self->page, self->trouble);
  g_clear_error (&self->trouble);
  sgn_notices_set (self->notices, SGN_NOTICE_HISTORY, NULL);
}

static void
show_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnHistoryActions *self = user_data;
  const char *certificate = g_variant_get_string (parameter, NULL);

  if (self->page != NULL && sgn_pages_raise (self->pages, GTK_WIDGET (self->page))) {
    sgn_history_page_set_certificate (self->page, certificate);
    return;
  }
  create_page (self);
  sgn_history_page_set_certificate (self->page, certificate);
  sgn_pages_open (self->pages, GTK_WIDGET (self->page));
  sgn_history_actions_update (self);
}

static void
show_file_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnHistoryActions *self = user_data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_list_store_append (files, file);
  sgn_pages_raise (self->pages, NULL);
  g_signal_emit (self, signal_open, 0, files);
}

/* Those that are in the list get their timestamp there, too. */
static void
stamp_due_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnHistoryActions *self = user_data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = NULL;

  if (self->page == NULL || sgn_run_control_is_active (self->control))
    return;
  files = sgn_history_page_get_due (self->page);
  for (guint i = 0; i < files->len; i++) {
    GFile *file = g_ptr_array_index (files, i);
    SgnFileItem *item = sgn_file_list_find (self->files, file, NULL);

    g_ptr_array_add (items, item != NULL ? g_object_ref (item) : sgn_file_item_new (file));
  }
  sgn_run_control_stamp (self->control, items);
  sgn_history_page_follow (self->page, items);
}

/* Takes @trouble. */
static void
show_trouble (SgnHistoryActions *self, GError *trouble)
{
  if (self->page != NULL) {
    sgn_history_page_show_trouble (self->page, trouble);
    g_error_free (trouble);
    return;
  }
  g_clear_error (&self->trouble);
  self->trouble = trouble;
  sgn_notices_set (self->notices,
                   SGN_NOTICE_HISTORY,
                   sgn_notice_new (_ ("Signatures may be missing from the history"),
                                   _ ("Show"),
                                   "history.show('')",
                                   TRUE));
}

static void
on_due_changed (SgnHistoryActions *self)
{
  GError *trouble = sgn_history_list_take_trouble (self->due);
  guint files = sgn_history_list_get_due (self->due)->len;
  g_autofree char *text = files > 0 ? sgn_history_words_waiting (files) : NULL;
  SgnNotice *notice = text != NULL ? sgn_notice_new (text, _ ("Show"), "history.show('')", FALSE)
                                   : NULL;

  if (trouble != NULL)
    show_trouble (self, trouble);
  sgn_notices_set (self->notices, SGN_NOTICE_TIMESTAMPS, notice);
}

/* A run, Undo or the page itself wrote into the history. */
static void
reload (SgnHistoryActions *self)
{
  GError *trouble = sgn_history_take_trouble (sgn_history_get_default ());

  if (trouble != NULL)
    show_trouble (self, trouble);
  sgn_history_list_load (self->due);
  if (self->page != NULL)
    sgn_history_page_reload (self->page);
}

static void
changed_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reload (user_data);
}

static void
sgn_history_actions_dispose (GObject *object)
{
  SgnHistoryActions *self = SGN_HISTORY_ACTIONS (object);

  if (self->control != NULL)
    g_signal_handlers_disconnect_by_data (self->control, self);
  if (self->due != NULL)
    g_signal_handlers_disconnect_by_data (self->due, self);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->due);
  g_clear_object (&self->pages);
  g_clear_object (&self->files);
  g_clear_object (&self->control);
  g_clear_object (&self->notices);
  g_clear_object (&self->group);
  g_clear_error (&self->trouble);
  G_OBJECT_CLASS (sgn_history_actions_parent_class)->dispose (object);
}

static void
sgn_history_actions_class_init (SgnHistoryActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_history_actions_dispose;
  signal_open = sgn_signal_new (SGN_TYPE_HISTORY_ACTIONS, "open", G_TYPE_LIST_MODEL);
}

static void
sgn_history_actions_init (SgnHistoryActions *self)
{
  static const GActionEntry actions[] = {
    { "show", show_action, "s" },
    { "changed", changed_action },
    { "show-file", show_file_action, "s" },
    { "stamp-due", stamp_due_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

SgnHistoryActions *
sgn_history_actions_new (SgnPages *pages,
                         SgnFileList *files,
                         SgnRunControl *control,
                         SgnNotices *notices)
{
  SgnHistoryActions *self = g_object_new (SGN_TYPE_HISTORY_ACTIONS, NULL);

  self->pages = g_object_ref (pages);
  self->files = g_object_ref (files);
  self->control = g_object_ref (control);
  self->notices = g_object_ref (notices);
  self->due = sgn_history_list_new (sgn_history_get_default (), TRUE);
  g_signal_connect_object (self->due,
                           "changed",
                           G_CALLBACK (on_due_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "ended", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (control, "undone", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  sgn_history_list_load (self->due);
  return self;
}

GActionGroup *
sgn_history_actions_get_group (SgnHistoryActions *self)
{
  return G_ACTION_GROUP (self->group);
}

void
sgn_history_actions_update (SgnHistoryActions *self)
{
  gboolean busy = sgn_run_control_is_active (self->control);
  GAction *stamp = g_action_map_lookup_action (G_ACTION_MAP (self->group), "stamp-due");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (stamp), !busy);
  if (self->page != NULL)
    sgn_history_page_set_busy (self->page, busy);
}

AdwToastOverlay *
sgn_history_actions_get_toasts (SgnHistoryActions *self)
{
  if (self->page == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    return NULL;
  return sgn_history_page_get_toasts (self->page);
}
