/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/base/save-place.h"
#include "ui/window/window-private.h"

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current != NULL && sgn_file_item_is_stamped (self->current))
    gtk_widget_activate_action (widget, "win.add-timestamp", NULL);
  else
    sgn_window_sign_items (self, sgn_window_get_current (self), FALSE, NULL);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sgn_window_sign_items (self, sgn_window_get_current (self), TRUE, NULL);
}

static GPtrArray *
collect_undecided (SgnWindow *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++) {
    g_autoptr (SgnFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    if (sgn_file_item_get_state (item) == SGN_FILE_UNDECIDED)
      g_ptr_array_add (items, g_steal_pointer (&item));
  }
  return items;
}

static void
keep_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  sgn_window_sign_items (self, collect_undecided (self), TRUE, NULL);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current != NULL)
    sgn_file_item_forget_signing (self->current);
}

static void
discard_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) items = collect_undecided (SGN_WINDOW (widget));

  for (guint i = 0; i < items->len; i++)
    sgn_file_item_forget_signing (g_ptr_array_index (items, i));
}

static void
sign_copy (gpointer owner, GFile *file)
{
  SgnWindow *self = owner;

  sgn_window_sign_items (self, sgn_window_get_current (self), FALSE, file);
}

static void
sign_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current == NULL)
    return;
  sgn_save_place_ask (G_OBJECT (self),
                      GTK_WINDOW (self),
                      _ ("Save a Signed Copy"),
                      sgn_file_item_get_name (self->current),
                      sign_copy);
}

static void
add_to_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SgnWindow *self = SGN_WINDOW (widget);

  if (self->current != NULL)
    sgn_file_item_set_added (self->current, TRUE);
}

void
sgn_window_decisions_class_init (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.retry", retry_action },
    { "win.sign-copy", sign_copy_action },
    { "win.keep-without-timestamp", keep_action },
    { "win.keep-all-without-timestamp", keep_all_action },
    { "win.discard", discard_action },
    { "win.discard-all", discard_all_action },
    { "win.add-to-run", add_to_run_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}
