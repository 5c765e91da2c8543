/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/words/phrases.h"
#include "tests/ui/ui-test.h"
#include "ui/base/look.h"
#include "ui/files/file-row.h"
#include "ui/report/report-page.h"

static void
test_verdicts (void)
{
  static const SgnLook expected[SGN_N_VERDICTS] = {
    [SGN_VERDICT_UNREADABLE] = SGN_LOOK_NEUTRAL, [SGN_VERDICT_CHANGED] = SGN_LOOK_BAD,
    [SGN_VERDICT_REVOKED] = SGN_LOOK_BAD,        [SGN_VERDICT_UNSIGNED] = SGN_LOOK_NEUTRAL,
    [SGN_VERDICT_ADDED] = SGN_LOOK_WARN,         [SGN_VERDICT_UNTRUSTED] = SGN_LOOK_WARN,
    [SGN_VERDICT_EXPIRED] = SGN_LOOK_WARN,       [SGN_VERDICT_REVOCATION_UNKNOWN] = SGN_LOOK_GOOD,
    [SGN_VERDICT_WEAK] = SGN_LOOK_WARN,          [SGN_VERDICT_VALID] = SGN_LOOK_GOOD,
  };

  for (guint i = 0; i < SGN_N_VERDICTS; i++)
    g_assert_cmpint (sgn_look_for_verdict (i), ==, expected[i]);
}

static void
test_checks (void)
{
  g_assert_cmpint (sgn_look_for_check (SGN_CHECK_PASS), ==, SGN_LOOK_GOOD);
  g_assert_cmpint (sgn_look_for_check (SGN_CHECK_WARN), ==, SGN_LOOK_WARN);
  g_assert_cmpint (sgn_look_for_check (SGN_CHECK_FAIL), ==, SGN_LOOK_BAD);
  g_assert_cmpint (sgn_look_for_check (SGN_CHECK_UNKNOWN), ==, SGN_LOOK_NEUTRAL);
  g_assert_cmpint (sgn_look_for_check (SGN_CHECK_SKIPPED), ==, SGN_LOOK_NEUTRAL);
}

/* Told apart without colour: each look has a shape of its own, and the theme finds it. */
static void
test_shapes (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (SgnLook look = SGN_LOOK_NEUTRAL; look <= SGN_LOOK_BAD; look++) {
    const char *icon = sgn_look_get_icon (look);

    g_assert_true (g_hash_table_add (seen, (gpointer) icon));
    g_assert_true (gtk_icon_theme_has_icon (theme, icon));
    g_assert_nonnull (sgn_look_get_card (look));
    g_assert_cmpint (sgn_look_get_style (look) == NULL, ==, look == SGN_LOOK_NEUTRAL);
  }
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return gtk_widget_get_child_visible (widget) && gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* Each verdict is shown in full, in the row and in the details. */
static void
test_shown (gconstpointer data)
{
  SgnVerdict verdict = GPOINTER_TO_UINT (data);
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/setup.exe");
  g_autoptr (SgnFileItem) item = sgn_file_item_new (file);
  g_autoptr (SgnReport) report = ui_test_report_of (verdict);
  g_autofree char *headline = sgn_phrase_verdict (report);
  g_autofree char *line = sgn_phrase_verdict_short (report);
  GtkWidget *row = sgn_file_row_new ();
  GtkWidget *page = sgn_report_page_new ();

  sgn_file_row_set_item (SGN_FILE_ROW (row), item);
  sgn_report_page_set_item (SGN_REPORT_PAGE (page), item);
  g_assert_false (has_text (row, line));
  sgn_file_item_set_report (item, report);
  g_assert_true (has_text (row, "setup.exe"));
  g_assert_true (has_text (row, line));
  g_assert_true (has_text (page, headline));
  ui_test_show (row);
  ui_test_show (page);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/look/verdicts", test_verdicts);
  g_test_add_func ("/look/checks", test_checks);
  g_test_add_func ("/look/shapes", test_shapes);
  for (guint i = 0; i < SGN_N_VERDICTS; i++) {
    g_autofree char *path = g_strconcat ("/look/shown/", sgn_verdict_to_id (i), NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_shown);
  }
  return g_test_run ();
}
