/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/ui/ui-test.h"
#include "ui/base/fact.h"
#include "ui/history/history-export.h"
#include "ui/history/history-words.h"

#define DAY 86400

static void
assert_name (const char *subject, const char *name)
{
  g_autofree char *found = sgn_history_words_name (subject);

  g_assert_cmpstr (found, ==, name);
}

static void
test_name (void)
{
  assert_name ("CN=Example GmbH,O=Other,C=DE", "Example GmbH");
  assert_name ("C=DE,O=Example GmbH", "Example GmbH");
  assert_name ("O=Other,CN=Example\\, Inc.,C=US", "Example, Inc.");
  assert_name ("C=DE+O=Gr\\C3\\B6\\C3\\9Fe", "Größe");
  assert_name ("OU=\\CN=No,O=O=Yes", "O=Yes");
  assert_name ("emailAddress=a@b.example", "a@b.example");
  assert_name ("O=,C=DE", "O=,C=DE");
  assert_name ("no name at all", "no name at all");
  assert_name ("CN=cut\\", "cut");
  assert_name ("CN=\\FF", "\xef\xbf\xbd");
  assert_name (NULL, "Unknown");
  assert_name ("", "");
}

static void
test_server (void)
{
  g_autofree char *known = sgn_history_words_server ("http://timestamp.digicert.com");
  g_autofree char *own = sgn_history_words_server ("http://tsa.example.org/stamp");
  g_autofree char *none = sgn_history_words_server ("no address");

  g_assert_cmpstr (known, ==, "DigiCert");
  g_assert_cmpstr (own, ==, "tsa.example.org");
  g_assert_cmpstr (none, ==, "no address");
}

/* By days of the calendar, not by hours. */
static void
test_day (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 22, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon);
  g_autofree char *today = sgn_history_words_day (now - DAY / 2, now);
  g_autofree char *yesterday = sgn_history_words_day (now - DAY / 2 - 1, now);
  g_autofree char *before = sgn_history_words_day (now - 2 * DAY, now);
  g_autofree char *time = sgn_history_words_time (now + 60);
  g_autofree char *never = sgn_history_words_day (G_MAXINT64, now);

  g_assert_cmpstr (today, ==, "Today");
  g_assert_cmpstr (yesterday, ==, "Yesterday");
  g_assert_cmpstr (before, ==, "20 November 2026");
  g_assert_cmpstr (time, ==, "12:01");
  g_assert_cmpstr (never, ==, "unknown");
}

static void
assert_subtitle (const SgnHistoryEntry *entry, gboolean missing, const char *text)
{
  g_autofree char *found = sgn_history_words_subtitle (entry, missing);

  g_assert_cmpstr (found, ==, text);
}

static void
test_subtitle (void)
{
  SgnHistoryEntry entry = {
    .certificate_subject = (char *) "CN=Example GmbH",
    .action = (char *) "signed",
    .timestamp_time = 1763821920,
    .timestamp_server = (char *) "http://timestamp.digicert.com",
  };

  assert_subtitle (&entry, FALSE, "Example GmbH · timestamp from DigiCert");
  assert_subtitle (&entry, TRUE, "Example GmbH · the file is no longer there");
  entry.timestamp_server = NULL;
  assert_subtitle (&entry, FALSE, "Example GmbH · with timestamp");
  entry.timestamp_time = 0;
  assert_subtitle (&entry, FALSE, "Example GmbH · without timestamp");
  entry.action = (char *) "undone";
  assert_subtitle (&entry, FALSE, "Example GmbH · undone");
}

static const char *
find_fact (GPtrArray *facts, const char *title)
{
  for (guint i = 0; i < facts->len; i++) {
    const SgnFact *fact = g_ptr_array_index (facts, i);

    if (g_str_equal (fact->title, title))
      return fact->value;
  }
  return NULL;
}

static void
test_facts (void)
{
  const SgnHistoryEntry entry = {
    .file = (char *) "/srv/a.exe",
    .format = (char *) "pe",
    .action = (char *) "appended",
    .sha256_before = (char *) "aa",
    .sha256_after = (char *) "bb",
    .digest_algorithm = (char *) "sha256",
    .digest = (char *) "cc",
    .token_serial = (char *) "4711",
  };
  const SgnHistoryEntry strange = {
    .file = (char *) "/srv/b",
    .format = (char *) "of a later version",
    .digest_algorithm = (char *) "sha7",
    .digest = (char *) "dd",
  };
  g_autoptr (GPtrArray) facts = sgn_history_words_facts (&entry);
  g_autoptr (GPtrArray) few = sgn_history_words_facts (&strange);

  g_assert_cmpstr (find_fact (facts, "File"), ==, "/srv/a.exe");
  g_assert_cmpstr (find_fact (facts, "Kind of file"), ==, "Windows program");
  g_assert_cmpstr (find_fact (facts, "SHA-256 of the file before"), ==, "aa");
  g_assert_cmpstr (find_fact (facts, "SHA-256 of the file afterwards"), ==, "bb");
  g_assert_cmpstr (find_fact (facts, "Hash value in the signature (SHA-256)"), ==, "cc");
  g_assert_cmpstr (find_fact (facts, "Serial number of the token"), ==, "4711");
  g_assert_cmpstr (find_fact (facts, "Timestamp"), ==, "None");
  g_assert_null (find_fact (facts, "Certificate"));
  g_assert_null (find_fact (few, "Kind of file"));
}

static void
test_export_name (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 11, 2, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon);
  g_autofree char *csv = sgn_history_export_name (SGN_HISTORY_CSV, now);
  g_autofree char *json = sgn_history_export_name (SGN_HISTORY_JSON, now);

  g_assert_cmpstr (csv, ==, "signet-history-2026-11-02.csv");
  g_assert_cmpstr (json, ==, "signet-history-2026-11-02.json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-words/name", test_name);
  g_test_add_func ("/history-words/server", test_server);
  g_test_add_func ("/history-words/day", test_day);
  g_test_add_func ("/history-words/subtitle", test_subtitle);
  g_test_add_func ("/history-words/facts", test_facts);
  g_test_add_func ("/history-words/export-name", test_export_name);
  return g_test_run ();
}
