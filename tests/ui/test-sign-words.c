/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "ui/signing/sign-words.h"

typedef struct {
  const char *name;
  SgnFileCounts counts;
  gboolean selected;
  const char *button;
  const char *caption;
  const char *subtitle;
} Case;

static const Case cases[] = {
  { "fresh",
    { .files = 8, .is_unsigned = 5, .to_sign = 5, .left_alone = 3 },
    FALSE,
    "Sign 5 Files",
    "3 signed files stay as they are",
    "8 files · 5 not signed" },
  { "one",
    { .files = 1, .is_unsigned = 1, .to_sign = 1 },
    FALSE,
    "Sign 1 File",
    "",
    "1 file · 1 not signed" },
  { "selected",
    { .files = 3, .is_unsigned = 2, .to_sign = 2, .left_alone = 1 },
    TRUE,
    "Sign 2 Selected",
    "1 signed file stays as it is",
    "3 files · 2 not signed" },
  { "checking", { .files = 2, .checking = 2 }, FALSE, "Sign", "Checking…", "2 files" },
  { "finished",
    { .files = 8, .done = 5, .left_alone = 8 },
    FALSE,
    "Sign",
    "Nothing left to sign",
    "8 files · 5 signed" },
  { "failed",
    { .files = 8, .done = 4, .failed = 1, .is_unsigned = 1, .to_sign = 1, .left_alone = 7 },
    FALSE,
    "Retry 1 File",
    "4 signed · 1 failed",
    "8 files · 1 failed" },
  { "undecided",
    { .files = 8, .done = 4, .undecided = 1, .is_unsigned = 1, .to_sign = 1 },
    FALSE,
    "Try Again",
    "4 signed · 1 without timestamp",
    "8 files · 1 needs you" },
  { "failed-and-new",
    { .files = 3, .failed = 1, .is_unsigned = 3, .to_sign = 3 },
    FALSE,
    "Sign 3 Files",
    "1 failed",
    "3 files · 1 failed" },
  { "failed-and-undecided",
    { .files = 3, .failed = 1, .undecided = 2, .is_unsigned = 3, .to_sign = 3 },
    FALSE,
    "Retry 3 Files",
    "1 failed · 2 without timestamp",
    "3 files · 2 need you" },
};

static void
test_counts (gconstpointer data)
{
  const Case *wanted = data;
  g_autofree char *button = sgn_words_button (&wanted->counts, wanted->selected);
  g_autofree char *caption = sgn_words_caption (&wanted->counts);
  g_autofree char *subtitle = sgn_words_subtitle (&wanted->counts, FALSE);

  g_assert_cmpstr (button, ==, wanted->button);
  g_assert_cmpstr (caption, ==, wanted->caption);
  g_assert_cmpstr (subtitle, ==, wanted->subtitle);
}

static void
assert_left (guint done, guint total, gint64 elapsed, const char *wanted)
{
  g_autofree char *text = sgn_words_time_left (done, total, elapsed);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_time_left (void)
{
  assert_left (0, 5, 30, NULL);
  assert_left (1, 5, 30, NULL);
  assert_left (5, 5, 30, NULL);
  assert_left (2, 5, 15, "about 25 s left");
  assert_left (2, 4, 0, "about 5 s left");
  assert_left (2, 4, -7, "about 5 s left");
  assert_left (2, 50, 30, "about 12 min left");
}

static void
test_wait (void)
{
  g_autoptr (SgnTimestampServer)
      paced = sgn_timestamp_server_new ("a", "Sectigo", "http://a.example", 15);
  g_autoptr (SgnTimestampServer) quick = sgn_timestamp_server_new ("b", "B", "http://b.example", 0);
  g_autofree char *slowly = sgn_words_wait (paced, 9);
  g_autofree char *quickly = sgn_words_wait (quick, 1);

  g_assert_cmpstr (slowly, ==, "Waiting 9 s for Sectigo. It gives one timestamp every 15 s.");
  g_assert_cmpstr (quickly, ==, "Waiting 1 s for B.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/sign-words/counts/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_counts);
  }
  g_test_add_func ("/sign-words/time-left", test_time_left);
  g_test_add_func ("/sign-words/wait", test_wait);
  return g_test_run ();
}
