/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-app"

#include "config.h"

#include "app/application.h"

#include <glib/gi18n.h>

#include "core/history/history.h"
#include "ui/base/settings.h"
#include "ui/preferences/preferences.h"
#include "ui/window/window.h"

struct _SgnApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (SgnApplication, sgn_application, ADW_TYPE_APPLICATION)

static void
on_contrast (GtkWidget *window)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (window, "hc");
  else
    gtk_widget_remove_css_class (window, "hc");
}

static SgnWindow *
create_window (GApplication *application)
{
  SgnWindow *window = sgn_window_new (ADW_APPLICATION (application));

  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::high-contrast",
                           G_CALLBACK (on_contrast),
                           window,
                           G_CONNECT_SWAPPED);
  on_contrast (GTK_WIDGET (window));
  return window;
}

static SgnWindow *
get_window (GApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *link = windows; link != NULL; link = link->next)
    if (SGN_IS_WINDOW (link->data))
      return SGN_WINDOW (link->data);
  return create_window (application);
}

static void
sgn_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (application)));
}

static void
sgn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  SgnWindow *window = get_window (application);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  sgn_window_open (window, G_LIST_MODEL (list));
  gtk_window_present (GTK_WINDOW (window));
}

/* A file named like an address, as "Re:invoice.exe", is a file. */
static gboolean
sgn_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  for (char **at = *arguments; at[0] != NULL && at[1] != NULL; at++) {
    g_autofree char *name = at[1];

    at[1] = g_uri_peek_scheme (name) != NULL && g_file_test (name, G_FILE_TEST_EXISTS)
                ? g_canonicalize_filename (name, NULL)
                : g_strdup (name);
  }
  return G_APPLICATION_CLASS (sgn_application_parent_class)
      ->local_command_line (application, arguments, status);
}

static int
sgn_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("signet %s\n", VERSION);
  return 0;
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name",
                         "Signet",
                         "application-icon",
                         APPLICATION_ID,
                         "version",
                         VERSION,
                         "developer-name",
                         _ ("The Signet developers"),
                         "comments",
                         _ ("Signs and checks Windows files"),
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (!SGN_IS_PREFERENCES (window))
    gtk_window_present (GTK_WINDOW (sgn_preferences_new (window)));
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window != NULL)
    gtk_window_close (window);
}

static void
set_accels (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *accels[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "files.open", { "<Control>o" } },
    { "app.preferences", { "<Control>comma" } },
    { "files.copy-result", { "<Control><Shift>c" } },
    { "files.check-again", { "F5" } },
    { "history.show('')", { "<Control>h" } },
    { "certificates.show", { "<Control>k" } },
    { "win.back", { "<Alt>Left", "Back" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);
}

static void
on_color_scheme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint chosen = (guint) g_settings_get_enum (settings, "color-scheme");

  g_return_if_fail (chosen < G_N_ELEMENTS (schemes));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[chosen]);
}

static void
follow_color_scheme (void)
{
  GSettings *settings = sgn_settings_get ();

  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (on_color_scheme), NULL);
  on_color_scheme (settings);
}

static void
sgn_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", on_about },
    { "preferences", on_preferences },
    { "quit", on_quit },
  };

  G_APPLICATION_CLASS (sgn_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);
  set_accels (GTK_APPLICATION (application));
  follow_color_scheme ();
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
sgn_application_shutdown (GApplication *application)
{
  G_APPLICATION_CLASS (sgn_application_parent_class)->shutdown (application);
  sgn_history_close (sgn_history_get_default ());
}

static void
sgn_application_class_init (SgnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = sgn_application_startup;
  application_class->shutdown = sgn_application_shutdown;
  application_class->activate = sgn_application_activate;
  application_class->open = sgn_application_open;
  application_class->local_command_line = sgn_application_local_command_line;
  application_class->handle_local_options = sgn_application_handle_local_options;
}

static void
sgn_application_init (SgnApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SgnApplication *
sgn_application_new (void)
{
  return g_object_new (SGN_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "resource-base-path",
                       "/io/github/signet_app/Signet",
                       "flags",
                       G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
