/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/pace.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "core/base/shared-file.h"
#include "tests/support/test-ca.h"

#define INTERVAL 100 /* seconds; nobody waits for them */

static char *folder;

typedef struct {
  GCancellable *cancellable;
  guint seconds;
} Wait;

static void
on_waiting (guint seconds_left, gpointer user_data)
{
  Wait *wait = user_data;

  wait->seconds = seconds_left;
  g_cancellable_cancel (wait->cancellable);
}

/* The seconds that a request for @key would have to wait; one that need not has its turn. */
static guint
ask (const char *key)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { cancellable, 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = sgn_pace_wait (key, INTERVAL, on_waiting, &wait, cancellable, &error);

  g_assert_cmpint (good, ==, wait.seconds == 0);
  if (!good)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return wait.seconds;
}

static void
assert_waits (const char *key)
{
  guint seconds = ask (key);

  g_assert_cmpuint (seconds, >, INTERVAL / 2);
  g_assert_cmpuint (seconds, <=, INTERVAL);
}

/* Who gives up makes room: the next one waits no longer than the one before. */
static void
test_turns (void)
{
  g_assert_cmpuint (ask ("turns"), ==, 0);
  assert_waits ("turns");
  assert_waits ("turns");
  g_assert_cmpuint (ask ("other turns"), ==, 0);
}

static void
test_no_interval (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    g_assert_true (sgn_pace_wait ("at once", 0, NULL, NULL, cancellable, &error));
    g_assert_no_error (error);
  }
  g_cancellable_cancel (cancellable);
  g_assert_false (sgn_pace_wait ("at once", 0, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* As another program does. */
static void
store (const char *key, gconstpointer data, gsize size)
{
  int queue = sgn_shared_file_open ("pace", key);

  g_assert_cmpint (queue, >=, 0);
  g_assert_cmpint (pwrite (queue, data, size, 0), ==, (gssize) size);
  close (queue);
}

/* Programs share one queue, but a time that a wrong clock wrote there holds nobody up. */
static void
test_stored (void)
{
  static const struct {
    const char *key;
    gint64 seconds; /* from now on */
    gsize size;
    gboolean waits;
  } cases[] = {
    { "past", -INTERVAL, sizeof (gint64), FALSE },
    { "soon", INTERVAL, sizeof (gint64), TRUE },
    { "hours ahead", 2 * 3600, sizeof (gint64), FALSE },
    { "cut off", INTERVAL, sizeof (gint64) - 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 next = g_get_real_time () + cases[i].seconds * G_USEC_PER_SEC;

    g_test_message ("%s", cases[i].key);
    store (cases[i].key, &next, cases[i].size);
    if (cases[i].waits)
      assert_waits (cases[i].key);
    else
      g_assert_cmpuint (ask (cases[i].key), ==, 0);
  }
}

/* Where no file can be made, at least this program keeps the pace. */
static void
test_no_file (void)
{
  g_autofree char *place = g_build_filename (folder, "signet", NULL);
  g_autofree char *aside = g_build_filename (folder, "aside", NULL);

  g_assert_cmpint (g_rename (place, aside), ==, 0);
  g_assert_true (g_file_set_contents (place, "", -1, NULL));
  g_assert_cmpint (sgn_shared_file_open ("pace", "no file"), ==, -1);
  g_assert_cmpuint (ask ("no file"), ==, 0);
  assert_waits ("no file");
  assert_waits ("no file");
  g_assert_cmpint (g_unlink (place), ==, 0);
  g_assert_cmpint (g_rename (aside, place), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  folder = test_dir_new ();
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE); /* other programs stand in no queue of ours */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timestamp/pace/turns", test_turns);
  g_test_add_func ("/timestamp/pace/no-interval", test_no_interval);
  g_test_add_func ("/timestamp/pace/stored", test_stored);
  g_test_add_func ("/timestamp/pace/no-file", test_no_file);
  status = g_test_run ();
  test_dir_remove (folder);
  return status;
}
