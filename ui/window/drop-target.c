/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/window/drop-target.h"

#define FUNCS "sgn-drop-funcs"

static const SgnDropFuncs *
get_funcs (GtkWidget *owner)
{
  return g_object_get_data (G_OBJECT (owner), FUNCS);
}

static GdkDragAction
on_enter (GtkWidget *owner)
{
  get_funcs (owner)->hover (owner, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (GtkWidget *owner)
{
  get_funcs (owner)->hover (owner, FALSE);
}

static gboolean
on_drop (GtkWidget *owner, const GValue *value)
{
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *link = dropped; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  get_funcs (owner)->drop (owner, G_LIST_MODEL (files));
  return TRUE;
}

void
sgn_drop_target_add (GtkWidget *owner, const SgnDropFuncs *funcs)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_object_set_data (G_OBJECT (owner), FUNCS, (gpointer) funcs);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), owner);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_enter), owner);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), owner);
  gtk_widget_add_controller (owner, GTK_EVENT_CONTROLLER (target));
}
