/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/server-row.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/signal-new.h"
#include "ui/signing/server-test.h"

struct _SgnServerRow {
  AdwActionRow parent_instance;

  GtkWidget *handle;
  GtkSpinner *spinner;
  GtkImage *result_icon;
  GtkLabel *result;
  GtkSwitch *toggle;
  GtkWidget *menu_button;

  SgnTimestampServer *server;
  GCancellable *cancellable; /* of the test that runs */
};

G_DEFINE_FINAL_TYPE (SgnServerRow, sgn_server_row, ADW_TYPE_ACTION_ROW)

enum { MOVE, REMOVE, SWITCHED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_toggled (SgnServerRow *self)
{
  g_signal_emit (self, signals[SWITCHED], 0, gtk_switch_get_active (self->toggle));
}

static void
set_result (SgnServerRow *self, const char *icon, const char *style, const char *text)
{
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_image_set_from_icon_name (self->result_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->result_icon), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->result_icon), style);
  gtk_widget_add_css_class (GTK_WIDGET (self->result), style);
  gtk_label_set_label (self->result, text);
}

static void
show_answer (SgnServerRow *self, gssize milliseconds)
{
  /* Translators: seconds until the server answered */
  g_autofree char *text = g_strdup_printf (_ ("%.1f s"), (double) milliseconds / 1000);

  set_result (self, "emblem-ok-symbolic", "success", text);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SgnServerRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize milliseconds = sgn_server_test_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (error == NULL) {
    show_answer (self, milliseconds);
  } else {
    g_autofree char *sentence = sgn_phrase_gerror (error);

    set_result (self, "dialog-error-symbolic", "error", _ ("No answer"));
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->result), sentence);
  }
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MOVE], 0, g_str_equal (name, "server.up") ? -1 : 1);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
test_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sgn_server_row_test (SGN_SERVER_ROW (widget));
}

static void
sgn_server_row_dispose (GObject *object)
{
  SgnServerRow *self = SGN_SERVER_ROW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (sgn_server_row_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "server.up", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "server.down", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "server.test", NULL, test_action);
  gtk_widget_class_install_action (widget_class, "server.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "server.up", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Down,
                                       GDK_ALT_MASK,
                                       "server.down",
                                       NULL);
}

static void
sgn_server_row_class_init (SgnServerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_server_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, SGN_UI_PATH "signing/server-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, handle);
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, result_icon);
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, result);
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, toggle);
  gtk_widget_class_bind_template_child (widget_class, SgnServerRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  install_actions (widget_class);
  signals[MOVE] = sgn_signal_new (SGN_TYPE_SERVER_ROW, "move", G_TYPE_INT);
  signals[REMOVE] = sgn_signal_new (SGN_TYPE_SERVER_ROW, "remove", G_TYPE_NONE);
  signals[SWITCHED] = sgn_signal_new (SGN_TYPE_SERVER_ROW, "switched", G_TYPE_BOOLEAN);
}

static GdkContentProvider *
on_drag_prepare (SgnServerRow *self)
{
  return gdk_content_provider_new_typed (SGN_TYPE_SERVER_ROW, self);
}

static void
on_drag_begin (SgnServerRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 24, 24);
}

/* The row that was dropped here takes this one's place. */
static gboolean
on_drop (SgnServerRow *self, const GValue *value)
{
  GtkWidget *dropped = g_value_get_object (value);
  int by;

  if (!SGN_IS_SERVER_ROW (dropped) || dropped == GTK_WIDGET (self))
    return FALSE;
  by = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self)) -
       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dropped));
  g_signal_emit (dropped, signals[MOVE], 0, by);
  return TRUE;
}

static void
add_dragging (SgnServerRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (SGN_TYPE_SERVER_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
sgn_server_row_init (SgnServerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_dragging (self);
}

static char *
describe (SgnTimestampServer *server)
{
  guint seconds = sgn_timestamp_server_get_min_interval (server);
  const char *address = sgn_timestamp_server_get_shown_uri (server);

  if (seconds == 0)
    return g_strdup (address);
  /* Translators: an address, and how often it may be asked */
  return g_strdup_printf (_ ("%1$s · one every %2$u s"), address, seconds);
}

static void
set_names (SgnServerRow *self, const char *name)
{
  /* Translators: the name of a server */
  g_autofree char *use = g_strdup_printf (_ ("Use %s"), name);
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  use,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more,
                                  -1);
}

GtkWidget *
sgn_server_row_new (const SgnServerChoice *choice)
{
  const char *name = sgn_timestamp_server_get_name (choice->server);
  g_autofree char *subtitle = describe (choice->server);
  SgnServerRow *self = g_object_new (SGN_TYPE_SERVER_ROW,
                                     "title",
                                     name,
                                     "subtitle",
                                     subtitle,
                                     NULL);

  self->server = g_object_ref (choice->server);
  gtk_switch_set_active (self->toggle, choice->enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.remove", choice->own);
  set_names (self, name);
  return GTK_WIDGET (self);
}

SgnTimestampServer *
sgn_server_row_get_server (SgnServerRow *self)
{
  return self->server;
}

void
sgn_server_row_set_position (SgnServerRow *self, guint position, guint size)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.up", position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "server.down", position + 1 < size);
}

void
sgn_server_row_test (SgnServerRow *self)
{
  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  gtk_widget_remove_css_class (GTK_WIDGET (self->result_icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->result_icon), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->result), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->result), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->result_icon), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->result), NULL);
  gtk_label_set_label (self->result, "");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  sgn_server_test_async (self->server, self->cancellable, on_tested, g_object_ref (self));
}
