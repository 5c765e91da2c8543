/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/format/format.h"
#include "tests/ui/ui-test.h"
#include "ui/files/kind-filters.h"

static gboolean
shows (GtkFileFilter *filter, const char *name)
{
  g_autoptr (GFileInfo) info = g_file_info_new ();

  g_file_info_set_display_name (info, name);
  g_file_info_set_name (info, name);
  return gtk_filter_match (GTK_FILTER (filter), info);
}

static void
test_filters (void)
{
  g_autoptr (GtkFileChooserNative)
      chooser = gtk_file_chooser_native_new ("", NULL, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  const SgnFormat *const *formats = sgn_format_get_all ();
  g_autoptr (GListModel) filters = NULL;
  g_autoptr (GtkFileFilter) known = NULL;
  g_autoptr (GtkFileFilter) all = NULL;

  sgn_kind_filters_add (GTK_FILE_CHOOSER (chooser));
  filters = gtk_file_chooser_get_filters (GTK_FILE_CHOOSER (chooser));
  known = g_list_model_get_item (filters, 0);
  all = g_list_model_get_item (filters, 1);
  g_assert_true (gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (chooser)) == known);
  g_assert_true (shows (all, "anything"));
  g_assert_false (shows (known, "anything"));
  g_assert_true (shows (known, "Setup.EXE"));
  for (guint i = 0; formats[i] != NULL; i++) {
    g_autoptr (GtkFileFilter) one = g_list_model_get_item (filters, i + 2);

    g_assert_cmpstr (gtk_file_filter_get_name (one), ==, formats[i]->title);
    for (guint j = 0; formats[i]->extensions[j] != NULL; j++) {
      g_autofree char *name = g_strconcat ("a.", formats[i]->extensions[j], NULL);

      g_assert_true (shows (one, name));
      g_assert_true (shows (known, name));
    }
  }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/kind-filters/filters", test_filters);
  return g_test_run ();
}
