/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/server-chooser.h"

#include <glib/gi18n-lib.h>

#include "core/timestamp/servers.h"
#include "ui/base/settings.h"
#include "ui/signing/server-choice.h"

struct _SgnServerChooser {
  GtkPopover parent_instance;

  GtkListBox *rows;
  GtkEditable *address;
  GtkWidget *add;
  char *choice;
};

G_DEFINE_FINAL_TYPE (SgnServerChooser, sgn_server_chooser, GTK_TYPE_POPOVER)

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL) {
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, style);
  }
  return label;
}

static GtkWidget *
create_text (const char *title, const char *subtitle)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), create_label (title, NULL));
  gtk_box_append (GTK_BOX (text), create_label (subtitle, "strong-caption"));
  return text;
}

/* @value: what the setting becomes. */
static void
add_row (SgnServerChooser *self, const char *value, const char *title, const char *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gboolean chosen = g_str_equal (value, self->choice);
  /* Translators: a row read aloud: its title and what is below it */
  g_autofree char *label = g_strdup_printf (_ ("%1$s, %2$s"), title, subtitle);

  gtk_widget_set_opacity (tick, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (content), create_text (title, subtitle));
  gtk_box_append (GTK_BOX (content), tick);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, chosen, -1);
  gtk_list_box_append (self->rows, row);
  if (chosen)
    gtk_widget_grab_focus (row);
}

static void
add_server (SgnServerChooser *self, SgnTimestampServer *server)
{
  const char *address = sgn_timestamp_server_get_uri (server);
  const char *shown = sgn_timestamp_server_get_shown_uri (server);
  guint interval = sgn_timestamp_server_get_min_interval (server);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : shown;
  g_autofree char *subtitle = NULL;

  if (interval > 0)
    /* Translators: a host, seconds between two timestamps */
    subtitle = g_strdup_printf (_ ("%1$s · one every %2$u s"), host, interval);
  else
    subtitle = g_strdup (host);
  add_row (self, address, sgn_timestamp_server_get_name (server), subtitle);
}

static void
add_automatic (SgnServerChooser *self)
{
  g_autoptr (GPtrArray) servers = sgn_server_choices_get_automatic (sgn_settings_get ());
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++) {
    if (i > 0)
      /* Translators: between the names of servers that are asked one after the other */
      g_string_append (names, _ (", then "));
    g_string_append (names, sgn_timestamp_server_get_name (g_ptr_array_index (servers, i)));
  }
  add_row (self, "auto", _ ("Automatic"), names->str);
}

static void
add_shipped (SgnServerChooser *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) servers = sgn_timestamp_servers_load (NULL, &error);

  if (servers == NULL)
    g_debug ("no list of servers: %s", error->message);
  for (guint i = 0; servers != NULL && i < g_list_model_get_n_items (servers); i++) {
    g_autoptr (SgnTimestampServer) server = g_list_model_get_item (servers, i);

    add_server (self, server);
  }
}

static gboolean
is_listed (SgnServerChooser *self, const char *value)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "value"), value) == 0)
      return TRUE;
  return FALSE;
}

static void
add_address (SgnServerChooser *self, const char *address)
{
  g_autoptr (SgnTimestampServer) server = sgn_timestamp_server_for_uri (address, NULL);

  if (server != NULL && !is_listed (self, address))
    add_row (self,
             address,
             sgn_timestamp_server_get_name (server),
             sgn_timestamp_server_get_shown_uri (server));
}

static void
add_own (SgnServerChooser *self)
{
  g_auto (GStrv) own = g_settings_get_strv (sgn_settings_get (), "own-timestamp-servers");

  for (guint i = 0; own[i] != NULL; i++)
    add_address (self, own[i]);
  add_address (self, self->choice);
}

static void
on_show (SgnServerChooser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  g_free (self->choice);
  self->choice = g_settings_get_string (sgn_settings_get (), "timestamp-server");
  add_automatic (self);
  add_shipped (self);
  add_own (self);
  add_row (self, "none", _ ("No Timestamp"), _ ("The signature ends with its certificate"));
  gtk_editable_set_text (self->address, "");
}

static void
on_activated (SgnServerChooser *self, GtkListBoxRow *row)
{
  g_settings_set_string (sgn_settings_get (),
                         "timestamp-server",
                         g_object_get_data (G_OBJECT (row), "value"));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static SgnTimestampServer *
get_typed (SgnServerChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));

  return sgn_timestamp_server_for_uri (text, NULL);
}

static void
on_address_changed (SgnServerChooser *self)
{
  g_autoptr (SgnTimestampServer) server = get_typed (self);

  gtk_widget_set_sensitive (self->add, server != NULL);
}

static void
on_add (SgnServerChooser *self)
{
  g_autoptr (SgnTimestampServer) server = get_typed (self);
  g_auto (GStrv) own = g_settings_get_strv (sgn_settings_get (), "own-timestamp-servers");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  const char *uri;

  if (server == NULL) {
    gtk_widget_error_bell (GTK_WIDGET (self));
    return;
  }
  uri = sgn_timestamp_server_get_uri (server);
  g_strv_builder_addv (builder, (const char **) own);
  if (!g_strv_contains ((const char *const *) own, uri))
    g_strv_builder_add (builder, uri);
  all = g_strv_builder_end (builder);
  g_settings_set_strv (sgn_settings_get (), "own-timestamp-servers", (const char *const *) all);
  g_settings_set_string (sgn_settings_get (), "timestamp-server", uri);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
sgn_server_chooser_finalize (GObject *object)
{
  g_free (SGN_SERVER_CHOOSER (object)->choice);
  G_OBJECT_CLASS (sgn_server_chooser_parent_class)->finalize (object);
}

static void
sgn_server_chooser_class_init (SgnServerChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sgn_server_chooser_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SGN_UI_PATH "signing/server-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SgnServerChooser, rows);
  gtk_widget_class_bind_template_child (widget_class, SgnServerChooser, address);
  gtk_widget_class_bind_template_child (widget_class, SgnServerChooser, add);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
sgn_server_chooser_init (SgnServerChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
