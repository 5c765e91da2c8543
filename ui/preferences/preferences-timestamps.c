/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/preferences/preferences-timestamps.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"
#include "ui/base/settings.h"
#include "ui/signing/server-row.h"

struct _SgnPreferencesTimestamps {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *servers;
  AdwEntryRow *address;
  GtkLabel *fault;

  GPtrArray *rows; /* of SgnServerRow, in the order of the choices */
};

G_DEFINE_FINAL_TYPE (SgnPreferencesTimestamps,
                     sgn_preferences_timestamps,
                     ADW_TYPE_PREFERENCES_PAGE)

static guint
find_row (SgnPreferencesTimestamps *self, SgnServerRow *row)
{
  guint position = G_MAXUINT;

  g_ptr_array_find (self->rows, row, &position);
  return position;
}

static void
number_rows (SgnPreferencesTimestamps *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    sgn_server_row_set_position (g_ptr_array_index (self->rows, i), i, self->rows->len);
}

static void
arrange (SgnPreferencesTimestamps *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->servers, g_ptr_array_index (self->rows, i));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_add (self->servers, g_ptr_array_index (self->rows, i));
  number_rows (self);
}

static void
on_move (SgnPreferencesTimestamps *self, int by, SgnServerRow *row)
{
  guint position = find_row (self, row);
  gint64 target = (gint64) position + by;

  if (position >= self->rows->len || target < 0 || target >= self->rows->len)
    return;
  sgn_server_choices_move (sgn_settings_get (), position, by);
  g_ptr_array_insert (self->rows, (int) target, g_ptr_array_steal_index (self->rows, position));
  arrange (self);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_remove (SgnPreferencesTimestamps *self, SgnServerRow *row)
{
  sgn_server_choices_remove (sgn_settings_get (),
                             sgn_timestamp_server_get_uri (sgn_server_row_get_server (row)));
  adw_preferences_group_remove (self->servers, GTK_WIDGET (row));
  g_ptr_array_remove (self->rows, row);
  number_rows (self);
}

static void
on_switched (SgnPreferencesTimestamps *self, gboolean enabled, SgnServerRow *row)
{
  sgn_server_choices_enable (sgn_settings_get (), find_row (self, row), enabled);
}

static void
add_row (SgnPreferencesTimestamps *self, const SgnServerChoice *choice)
{
  GtkWidget *row = g_object_ref_sink (sgn_server_row_new (choice));

  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->servers, row);
  g_signal_connect_object (row, "move", G_CALLBACK (on_move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "switched", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
}

static void
on_test_all (SgnPreferencesTimestamps *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    sgn_server_row_test (g_ptr_array_index (self->rows, i));
}

static void
on_address_changed (SgnPreferencesTimestamps *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
}

static void
show_fault (SgnPreferencesTimestamps *self, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);

  gtk_label_set_label (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
}

static void
on_add (SgnPreferencesTimestamps *self)
{
  g_autofree char *address = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address)));
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GError) error = NULL;

  if (!sgn_server_choices_add (sgn_settings_get (), g_strstrip (address), &error)) {
    show_fault (self, error);
    return;
  }
  choices = sgn_server_choices_load (sgn_settings_get ());
  add_row (self, g_ptr_array_index (choices, choices->len - 1));
  number_rows (self);
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
}

static void
sgn_preferences_timestamps_dispose (GObject *object)
{
  g_clear_pointer (&SGN_PREFERENCES_TIMESTAMPS (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sgn_preferences_timestamps_parent_class)->dispose (object);
}

static void
sgn_preferences_timestamps_class_init (SgnPreferencesTimestampsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sgn_preferences_timestamps_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "preferences/preferences-timestamps.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTimestamps, servers);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTimestamps, address);
  gtk_widget_class_bind_template_child (widget_class, SgnPreferencesTimestamps, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_test_all);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed);
}

static void
sgn_preferences_timestamps_init (SgnPreferencesTimestamps *self)
{
  g_autoptr (GPtrArray) choices = sgn_server_choices_load (sgn_settings_get ());

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < choices->len; i++)
    add_row (self, g_ptr_array_index (choices, i));
  number_rows (self);
}
