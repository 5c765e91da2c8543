/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/run-actions.h"

#include <glib/gi18n-lib.h>

#include "ui/base/choose-file.h"
#include "ui/base/settings.h"
#include "ui/signing/sign-options.h"
#include "ui/signing/sign-settings.h"

struct _SgnRunActions {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  SgnRunControl *control;
  SgnFileSelection *selection;
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (SgnRunActions, sgn_run_actions, G_TYPE_OBJECT)

static SgnExisting
get_existing (void)
{
  return sgn_sign_settings_get_existing (sgn_settings_get ());
}

/* Choosing several files restricts actions to them; a single one is merely being looked at. */
static gboolean
is_choice_meant (GPtrArray *chosen)
{
  return chosen->len > 1;
}

static GPtrArray *
collect_run (SgnRunActions *self)
{
  g_autoptr (GPtrArray) chosen = sgn_file_selection_get_chosen (self->selection);
  GPtrArray *run;

  if (!is_choice_meant (chosen))
    return sgn_file_list_get_run (sgn_file_selection_get_files (self->selection), get_existing ());
  run = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < chosen->len; i++)
    if (sgn_file_item_will_be_signed (chosen->pdata[i], get_existing ()))
      g_ptr_array_add (run, g_object_ref (chosen->pdata[i]));
  return run;
}

static void
sign_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  g_autoptr (GPtrArray) items = collect_run (self);

  sgn_run_control_sign (self->control, items, FALSE, NULL);
}

static void
add_timestamp_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  g_autoptr (GPtrArray) items = sgn_file_selection_get_alone (self->selection);

  sgn_run_control_stamp (self->control, items);
}

static void
cancel_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sgn_run_control_cancel (SGN_RUN_ACTIONS (user_data)->control);
}

static void
options_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (sgn_sign_options_new (SGN_RUN_ACTIONS (user_data)->window));
}

static void
retry_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  SgnFileItem *current = sgn_file_selection_get_current (self->selection);
  g_autoptr (GPtrArray) items = sgn_file_selection_get_alone (self->selection);

  if (current != NULL && sgn_file_item_is_stamped (current))
    g_action_group_activate_action (G_ACTION_GROUP (self->group), "add-timestamp", NULL);
  else
    sgn_run_control_sign (self->control, items, FALSE, NULL);
}

static void
keep_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  g_autoptr (GPtrArray) items = sgn_file_selection_get_alone (self->selection);

  sgn_run_control_sign (self->control, items, TRUE, NULL);
}

static void
keep_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  g_autoptr (GPtrArray) items = sgn_run_control_get_undecided (self->control);

  sgn_run_control_sign (self->control, items, TRUE, NULL);
}

static void
discard (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    sgn_file_item_forget_signing (items->pdata[i]);
}

static void
discard_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray)
      items = sgn_file_selection_get_alone (SGN_RUN_ACTIONS (user_data)->selection);

  discard (items);
}

static void
discard_all_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray)
      items = sgn_run_control_get_undecided (SGN_RUN_ACTIONS (user_data)->control);

  discard (items);
}

static void
sign_copy (gpointer owner, GFile *file)
{
  SgnRunActions *self = owner;
  g_autoptr (GPtrArray) items = sgn_file_selection_get_alone (self->selection);

  sgn_run_control_sign (self->control, items, FALSE, file);
}

static void
sign_copy_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnRunActions *self = user_data;
  SgnFileItem *current = sgn_file_selection_get_current (self->selection);

  if (current != NULL)
    sgn_choose_file_to_save (G_OBJECT (self),
                             self->window,
                             _ ("Save a Signed Copy"),
                             sgn_file_item_get_name (current),
                             sign_copy);
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SgnFileItem *current = sgn_file_selection_get_current (SGN_RUN_ACTIONS (user_data)->selection);

  if (current != NULL)
    sgn_file_item_set_added (current, TRUE);
}

static void
sgn_run_actions_dispose (GObject *object)
{
  SgnRunActions *self = SGN_RUN_ACTIONS (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->control);
  g_clear_object (&self->selection);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (sgn_run_actions_parent_class)->dispose (object);
}

static void
sgn_run_actions_class_init (SgnRunActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sgn_run_actions_dispose;
}

static void
sgn_run_actions_init (SgnRunActions *self)
{
  static const GActionEntry actions[] = {
    { "sign", sign_action },
    { "add-timestamp", add_timestamp_action },
    { "cancel", cancel_action },
    { "options", options_action },
    { "retry", retry_action },
    { "sign-copy", sign_copy_action },
    { "keep-without-timestamp", keep_action },
    { "keep-all-without-timestamp", keep_all_action },
    { "discard", discard_action },
    { "discard-all", discard_all_action },
    { "add-file", add_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
}

SgnRunActions *
sgn_run_actions_new (GtkWindow *window, SgnRunControl *control, SgnFileSelection *selection)
{
  SgnRunActions *self = g_object_new (SGN_TYPE_RUN_ACTIONS, NULL);

  g_set_weak_pointer (&self->window, window);
  self->control = g_object_ref (control);
  self->selection = g_object_ref (selection);
  return self;
}

GActionGroup *
sgn_run_actions_get_group (SgnRunActions *self)
{
  return G_ACTION_GROUP (self->group);
}

void
sgn_run_actions_count (SgnRunActions *self, SgnFileCounts *ret_counts, gboolean *ret_only_chosen)
{
  g_autoptr (GPtrArray) chosen = sgn_file_selection_get_chosen (self->selection);

  *ret_only_chosen = is_choice_meant (chosen);
  if (*ret_only_chosen)
    sgn_file_list_count_items (chosen, get_existing (), ret_counts);
  else
    sgn_file_list_count (sgn_file_selection_get_files (self->selection),
                         get_existing (),
                         ret_counts);
}

static void
enable (SgnRunActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
can_be_added (SgnFileItem *item)
{
  return item != NULL && sgn_file_item_is_signed (item) &&
         !sgn_file_item_will_be_signed (item, get_existing ());
}

static gboolean
can_be_stamped (SgnFileItem *item)
{
  g_autoptr (GPtrArray) servers = sgn_sign_settings_get_servers (sgn_settings_get ());

  return item != NULL && servers->len > 0 && sgn_file_item_lacks_timestamp (item);
}

void
sgn_run_actions_update (SgnRunActions *self, const SgnFileCounts *counts)
{
  SgnFileItem *current = sgn_file_selection_get_current (self->selection);
  SgnSignRun *run = sgn_run_control_get_run (self->control);
  gboolean idle = !sgn_run_control_is_active (self->control);
  gboolean ready = idle && sgn_run_control_can_sign (self->control);

  enable (self, "sign", ready && counts->to_sign > 0);
  enable (self, "retry", ready);
  enable (self, "keep-without-timestamp", ready);
  enable (self, "keep-all-without-timestamp", ready);
  enable (self, "sign-copy", ready);
  enable (self, "cancel", !idle && !sgn_sign_run_is_stopping (run));
  enable (self, "add-file", ready && can_be_added (current));
  enable (self, "add-timestamp", idle && can_be_stamped (current));
}
