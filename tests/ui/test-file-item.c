/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/words/phrases.h"
#include "tests/ui/ui-test.h"
#include "ui/files/file-words.h"

static SgnFileItem *
create_item (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return sgn_file_item_new (file);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
test_new (void)
{
  g_autoptr (SgnFileItem) item = create_item ("/tmp/Größe #1.exe");
  g_autofree char *status = sgn_file_item_dup_status (item);
  g_autofree char *kind = sgn_file_item_dup_kind (item);

  g_assert_cmpstr (sgn_file_item_get_name (item), ==, "Größe #1.exe");
  g_assert_null (sgn_file_item_get_report (item));
  g_assert_null (sgn_file_item_get_job (item));
  g_assert_cmpstr (kind, ==, "");
  g_assert_cmpstr (status, !=, "");
  g_assert_false (sgn_file_item_is_signed (item));
  g_assert_false (sgn_file_item_will_be_signed (item, SGN_EXISTING_REPLACE));
  g_assert_cmpint (sgn_file_item_get_look (item), ==, SGN_LOOK_NEUTRAL);
}

/* A name can turn around what follows it, or have octets that are no UTF-8. */
static void
test_hostile_names (void)
{
  static const char *const paths[] = { "/tmp/a\xe2\x80\xae"
                                       "exe.txt",
                                       "/tmp/\xff\xfe.exe",
                                       "/tmp/two\nlines.exe",
                                       "/tmp/<b>bold</b> & more.exe" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (SgnFileItem) item = create_item (paths[i]);
    const char *name = sgn_file_item_get_name (item);

    g_assert_true (g_utf8_validate (name, -1, NULL));
    g_assert_null (strstr (name, "\xe2\x80\xae"));
    g_assert_null (strchr (name, '\n'));
  }
}

static void
test_report (void)
{
  g_autoptr (SgnFileItem) item = create_item ("/tmp/setup.exe");
  g_autoptr (SgnReport) report = ui_test_report_of (SGN_VERDICT_UNSIGNED);
  g_autofree char *wanted = sgn_phrase_verdict_short (report);
  g_autofree char *status = NULL;
  g_autofree char *kind = NULL;
  guint changes = 0;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (count), &changes);
  sgn_file_item_set_report (item, report);
  g_assert_cmpuint (changes, >, 0);
  g_assert_cmpint (sgn_file_item_get_state (item), ==, SGN_FILE_CHECKED);
  status = sgn_file_item_dup_status (item);
  g_assert_cmpstr (status, ==, wanted);
  kind = sgn_file_item_dup_kind (item);
  g_assert_nonnull (strstr (kind, "1.2"));
  g_assert_true (g_str_has_prefix (kind, "Windows program"));
  g_assert_cmpstr (sgn_file_item_get_kind_icon (item), ==, report->icon_name);
}

/* Whose file a run would write, by what it is and by the rule for signed files. */
static void
test_will_be_signed (void)
{
  for (SgnVerdict verdict = 0; verdict < SGN_N_VERDICTS; verdict++) {
    g_autoptr (SgnFileItem) item = create_item ("/tmp/setup.exe");
    g_autoptr (SgnReport) report = ui_test_report_of (verdict);
    gboolean unreadable = verdict == SGN_VERDICT_UNREADABLE;
    gboolean is_unsigned = verdict == SGN_VERDICT_UNSIGNED;
    gboolean replaced = !unreadable && verdict != SGN_VERDICT_CHANGED;

    sgn_file_item_set_report (item, report);
    g_assert_cmpint (sgn_file_item_is_signed (item), ==, (!is_unsigned && !unreadable));
    g_assert_cmpint (sgn_file_item_will_be_signed (item, SGN_EXISTING_SKIP_VALID), ==, is_unsigned);
    g_assert_cmpint (sgn_file_item_will_be_signed (item, SGN_EXISTING_REPLACE), ==, replaced);
    g_assert_cmpint (sgn_file_item_will_be_signed (item, SGN_EXISTING_APPEND), ==, replaced);
    sgn_file_item_set_added (item, TRUE);
    g_assert_cmpint (sgn_file_item_will_be_signed (item, SGN_EXISTING_SKIP_VALID), ==, !unreadable);
  }
}

static void
test_added (void)
{
  g_autoptr (SgnFileItem) item = create_item ("/tmp/setup.exe");
  guint changes = 0;

  g_signal_connect_swapped (item, "changed", G_CALLBACK (count), &changes);
  sgn_file_item_set_added (item, TRUE);
  sgn_file_item_set_added (item, TRUE);
  g_assert_true (sgn_file_item_is_added (item));
  g_assert_cmpuint (changes, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-item/new", test_new);
  g_test_add_func ("/file-item/hostile-names", test_hostile_names);
  g_test_add_func ("/file-item/report", test_report);
  g_test_add_func ("/file-item/will-be-signed", test_will_be_signed);
  g_test_add_func ("/file-item/added", test_added);
  return g_test_run ();
}
