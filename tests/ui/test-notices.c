/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "ui/window/notices.h"

typedef struct {
  SgnNotices *notices;
  guint changed;
} Fixture;

static void
count (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->notices = sgn_notices_new ();
  g_signal_connect_swapped (self->notices, "changed", G_CALLBACK (count), &self->changed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->notices);
}

static void
set (Fixture *self, SgnNoticeKind kind, const char *text)
{
  sgn_notices_set (self->notices,
                   kind,
                   text != NULL ? sgn_notice_new (text, "Show", "win.show", FALSE) : NULL);
}

static void
assert_shown (Fixture *self, const char *text)
{
  const SgnNotice *shown = sgn_notices_get_shown (self->notices);

  g_assert_cmpstr (shown != NULL ? shown->text : NULL, ==, text);
}

static void
test_urgent_first (Fixture *self, gconstpointer data)
{
  assert_shown (self, NULL);
  set (self, SGN_NOTICE_TIMESTAMPS, "timestamps");
  assert_shown (self, "timestamps");
  set (self, SGN_NOTICE_EXPIRY, "expiry");
  assert_shown (self, "expiry");
  set (self, SGN_NOTICE_HISTORY, "history");
  assert_shown (self, "expiry");
  set (self, SGN_NOTICE_EXPIRY, NULL);
  assert_shown (self, "history");
  set (self, SGN_NOTICE_HISTORY, NULL);
  assert_shown (self, "timestamps");
  set (self, SGN_NOTICE_TIMESTAMPS, NULL);
  assert_shown (self, NULL);
}

static void
test_replaced (Fixture *self, gconstpointer data)
{
  set (self, SGN_NOTICE_HISTORY, "first");
  set (self, SGN_NOTICE_HISTORY, "second");
  assert_shown (self, "second");
  g_assert_cmpuint (self->changed, ==, 2);
}

/* Nobody hears of a notice that others hide. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  set (self, SGN_NOTICE_EXPIRY, NULL);
  g_assert_cmpuint (self->changed, ==, 0);
  set (self, SGN_NOTICE_EXPIRY, "expiry");
  g_assert_cmpuint (self->changed, ==, 1);
  set (self, SGN_NOTICE_TIMESTAMPS, "timestamps");
  g_assert_cmpuint (self->changed, ==, 1);
  set (self, SGN_NOTICE_EXPIRY, NULL);
  g_assert_cmpuint (self->changed, ==, 2);
}

#define ADD(name, func) g_test_add ("/notices/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("urgent-first", test_urgent_first);
  ADD ("replaced", test_replaced);
  ADD ("changed", test_changed);
  return g_test_run ();
}
