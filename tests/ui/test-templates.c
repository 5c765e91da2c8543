/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/ui/ui-test.h"

#define UI_PATH "/io/github/signet_app/Signet/ui/"
/* Where GtkApplication looks by itself. */
#define GTK_PATH "/io/github/signet_app/Signet/gtk/"

/* What GtkBuilder would look up for <template class="…">, without any list kept by hand. */
static GType
find_type (const char *file)
{
  g_autofree char *path = g_strconcat (UI_PATH, file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("<template [^>]*class=\"(\\w+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autofree char *name = NULL;

  g_assert_true (g_regex_match_full (regex,
                                     g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes),
                                     0,
                                     0,
                                     &match,
                                     NULL));
  name = g_match_info_fetch (match, 1);
  return gtk_builder_get_type_from_name (builder, name);
}

/* Rows live in lists only, popovers at something. */
static GtkWidget *
give_home (GtkWidget *widget)
{
  GtkWidget *home;

  if (GTK_IS_LIST_BOX_ROW (widget)) {
    home = gtk_list_box_new ();
    gtk_list_box_append (GTK_LIST_BOX (home), widget);
    return home;
  }
  if (GTK_IS_POPOVER (widget)) {
    home = gtk_menu_button_new ();
    gtk_menu_button_set_popover (GTK_MENU_BUTTON (home), widget);
    return home;
  }
  return widget;
}

static void
test_template (gconstpointer data)
{
  GType type = find_type (data);

  g_assert_true (g_type_is_a (type, GTK_TYPE_WIDGET));
  ui_test_show (give_home (g_object_new (type, NULL)));
}

static gboolean
is_resource (const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, name, NULL);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

static void
check_named (const char *parent, const char *folder)
{
  g_autofree char *path = g_build_filename (parent, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (folder, name, NULL);

    if (g_str_has_suffix (name, ".ui") && !is_resource (UI_PATH, file) &&
        !is_resource (GTK_PATH, name))
      g_error ("%s is not in signet.gresource.xml", file);
  }
}

/* Every file of a template is among the resources, also one that somebody forgot to name. */
static void
test_all_named (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "ui", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *folder;

  g_assert_nonnull (dir);
  while ((folder = g_dir_read_name (dir)) != NULL)
    check_named (path, folder);
}

static void
test_help_overlay (void)
{
  GtkBuilder *builder = gtk_builder_new_from_resource (GTK_PATH "help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  g_object_unref (builder); /* as a window it is held by GTK */
  ui_test_show (overlay);
}

/* @folder ends with a slash. */
static void
add_tests (const char *folder)
{
  g_autofree char *path = g_strconcat (UI_PATH, folder, NULL);
  g_auto (GStrv) names = NULL;

  names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *file = g_strconcat (folder, names[i], NULL);
    g_autofree char *test = g_strconcat ("/templates/", file, NULL);

    g_test_add_data_func_full (test, g_steal_pointer (&file), test_template, g_free);
  }
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) folders = NULL;

  ui_test_init (&argc, &argv);
  folders = g_resources_enumerate_children (UI_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert_cmpuint (g_strv_length (folders), >, 0);
  g_test_add_func ("/templates/all-named", test_all_named);
  g_test_add_func ("/templates/help-overlay", test_help_overlay);
  for (guint i = 0; folders[i] != NULL; i++)
    add_tests (folders[i]);
  return g_test_run ();
}
