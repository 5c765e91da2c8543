/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/base/error.h"
#include "core/words/phrases.h"
#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/history/history-page.h"
#include "ui/history/history-row.h"

typedef struct {
  char *dir;
  char *waiting; /* a file without a timestamp */
  SgnHistory *history;
  GtkWidget *window;
  SgnHistoryPage *page;
  guint rows;       /* that are waited for */
  const char *text; /* the same */
} Fixture;

static void
add (Fixture *f, const char *file, const char *certificate, gint64 stamped)
{
  g_autofree char *subject = g_strdup_printf ("CN=Owner of %s & Co", certificate);
  const SgnHistoryEntry entry = {
    .time = 1700000000,
    .file = (char *) file,
    .action = (char *) "signed",
    .format = (char *) "pe",
    .certificate_sha256 = (char *) certificate,
    .certificate_subject = subject,
    .certificate_not_after = G_MAXINT32,
    .timestamp_time = stamped,
  };

  sgn_history_add (f->history, &entry);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  f->dir = test_dir_new ();
  path = g_build_filename (f->dir, "history.db", NULL);
  f->waiting = g_build_filename (f->dir, "waiting & <b>.exe", NULL);
  g_assert_true (g_file_set_contents (f->waiting, "MZ", -1, NULL));
  file = g_file_new_for_path (path);
  f->history = sgn_history_new (file);
  add (f, "/nowhere/a.exe", "c0ffee", 7);
  add (f, f->waiting, "c0ffee", 0);
  add (f, "/nowhere/<i>.exe", "decaf0", 7);
  f->page = sgn_history_page_new (f->history);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer page = f->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  sgn_history_unref (f->history);
  g_free (f->waiting);
  test_dir_remove (f->dir);
}

typedef gboolean (*Condition) (GtkWidget *widget, gconstpointer data);

static guint
count (GtkWidget *widget, Condition condition, gconstpointer data)
{
  guint found = gtk_widget_get_mapped (widget) && condition (widget, data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found += count (child, condition, data);
  return found;
}

static gboolean
is_row (GtkWidget *widget, gconstpointer data)
{
  return SGN_IS_HISTORY_ROW (widget);
}

static gboolean
is_text (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static gboolean
has_rows (gpointer data)
{
  Fixture *f = data;

  return count (f->window, is_row, NULL) == f->rows;
}

static void
wait_for_rows (Fixture *f, guint rows)
{
  f->rows = rows;
  ui_test_wait (has_rows, f);
}

static gboolean
has_text (gpointer data)
{
  Fixture *f = data;

  return count (f->window, is_text, f->text) == 1;
}

static void
wait_for_text (Fixture *f, const char *text)
{
  f->text = text;
  ui_test_wait (has_text, f);
}

static void
assert_texts (Fixture *f, const char *text, guint number)
{
  g_assert_cmpuint (count (f->window, is_text, text), ==, number);
}

/* Names are never markup. */
static void
test_shows (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) due = NULL;

  wait_for_rows (f, 3);
  assert_texts (f, "Timestamps Due", 1);
  assert_texts (f, "waiting & <b>.exe", 1);
  assert_texts (f, "<i>.exe", 1);
  assert_texts (f, "Owner of decaf0 & Co · the file is no longer there", 1);
  due = sgn_history_page_get_due (f->page);
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpstr (g_file_peek_path (due->pdata[0]), ==, f->waiting);
}

static void
test_certificate (Fixture *f, gconstpointer data)
{
  sgn_history_page_set_certificate (f->page, "C0:FF:EE");
  wait_for_rows (f, 2);
  wait_for_text (f, "Only what was signed with the certificate “Owner of c0ffee & Co”");
  assert_texts (f, "<i>.exe", 0);
  sgn_history_page_set_certificate (f->page, "decaf0");
  wait_for_rows (f, 1);
  assert_texts (f, "Timestamps Due", 0);
  sgn_history_page_set_certificate (f->page, "beef");
  wait_for_text (f, "Nothing Found");
  wait_for_text (f, "Only what was signed with the certificate “beef”");
  sgn_history_page_set_certificate (f->page, "");
  wait_for_rows (f, 3);
}

/* While they get their timestamps the rows say how far it is. */
static void
test_follow (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->waiting);
  g_autoptr (SgnFileItem) item = sgn_file_item_new (file);
  g_autoptr (SgnJob) job = sgn_job_new (file);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  wait_for_rows (f, 3);
  assert_texts (f, "Add Timestamps", 1);
  sgn_file_item_stamp (item, job);
  g_ptr_array_add (items, item);
  sgn_history_page_follow (f->page, items);
  sgn_history_page_set_busy (f->page, TRUE);
  wait_for_text (f, "Waiting");
  assert_texts (f, "Add Timestamps", 0);
  assert_texts (f, "Cancel", 1);
  sgn_history_page_reload (f->page);
  wait_for_text (f, "Waiting");
  sgn_history_page_set_busy (f->page, FALSE);
  assert_texts (f, "Add Timestamps", 1);
}

static void
test_trouble (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) trouble = g_error_new (SGN_ERROR, SGN_ERROR_HISTORY, "it <is> damaged");
  g_autofree char *sentence = sgn_phrase_gerror (trouble);

  wait_for_rows (f, 3);
  sgn_history_page_show_trouble (f->page, trouble);
  wait_for_text (f, sentence);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history-page.dismiss", NULL);
  assert_texts (f, sentence, 0);
}

#define ADD(name, func) g_test_add ("/history-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("shows", test_shows);
  ADD ("certificate", test_certificate);
  ADD ("follow", test_follow);
  ADD ("trouble", test_trouble);
  return g_test_run ();
}
