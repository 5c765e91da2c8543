/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/base/post.h"

typedef struct {
  GMainContext *context;
  GThread *called; /* by which thread */
  GThread *freed;
} Letter;

static gboolean
on_called (gpointer data)
{
  Letter *letter = data;

  g_assert_null (letter->called);
  letter->called = g_thread_self ();
  return G_SOURCE_REMOVE;
}

static void
on_freed (gpointer data)
{
  Letter *letter = data;

  g_assert_null (letter->freed);
  letter->freed = g_thread_self ();
}

static gpointer
post (gpointer data)
{
  Letter *letter = data;

  sgn_post (letter->context, on_called, letter, on_freed);
  return NULL;
}

/* No thread owns the context while it is posted to. */
static void
test_own_thread (gconstpointer is_default)
{
  g_autoptr (GMainContext) own = g_main_context_new ();
  GMainContext *context = is_default != NULL ? NULL : own;
  Letter letter = { context, NULL, NULL };

  g_thread_join (g_thread_new ("post", post, &letter));
  g_assert_null (letter.called);
  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_true (letter.called == g_thread_self ());
  g_assert_true (letter.freed == g_thread_self ());
  g_assert_false (g_main_context_iteration (context, FALSE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/post/own-context", NULL, test_own_thread);
  g_test_add_data_func ("/post/default-context", "", test_own_thread);
  return g_test_run ();
}
