/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

/* ways [WAY]: two threads change a number, in an order that GLib's WAY makes or does not make.
 * Shows what ./dev race sees: the races on purpose must be reported, and none of the others.
 * Without a way, lists them all, each with what must come of it. */

#include <glib.h>
#include <string.h>

typedef struct {
  const char *name;
  const char *result;
  GThreadFunc one;
  GThreadFunc other;
} Way;

static int number;
static int *memory;
static GMutex lock, another;
static GCond changed;
static gboolean ready;
static gsize once;
static gpointer box;
static GPtrArray *array;
static GThreadPool *pool;
static GMainContext *context;
static int left = 2; /* atomic */

static gpointer
change (gpointer unused)
{
  number++;
  return NULL;
}

static gpointer
change_locked (gpointer mutex)
{
  g_mutex_lock (mutex);
  number++;
  g_mutex_unlock (mutex);
  return NULL;
}

static gpointer
change_lock (gpointer unused)
{
  return change_locked (&lock);
}

static gpointer
change_another (gpointer unused)
{
  return change_locked (&another);
}

static gpointer
change_tried (gpointer unused)
{
  while (!g_mutex_trylock (&lock))
    g_thread_yield ();
  number++;
  g_mutex_unlock (&lock);
  return NULL;
}

static gpointer
tell (gpointer unused)
{
  number++;
  g_mutex_lock (&lock);
  ready = TRUE;
  g_cond_signal (&changed);
  g_mutex_unlock (&lock);
  return NULL;
}

static gpointer
wait_told (gpointer unused)
{
  g_mutex_lock (&lock);
  while (!ready)
    g_cond_wait (&changed, &lock);
  g_mutex_unlock (&lock);
  number++;
  return NULL;
}

static gpointer
change_once (gpointer unused)
{
  if (g_once_init_enter (&once)) {
    number++;
    g_once_init_leave (&once, 1);
  }
  return GINT_TO_POINTER (number);
}

static void
change_last (gpointer unused)
{
  number++;
}

/* Only who changes for the last time comes after both. */
static gpointer
give_box (gpointer unused)
{
  (void) *(volatile int *) &number;
  g_atomic_rc_box_release_full (box, change_last);
  return NULL;
}

static gpointer
give_array (gpointer unused)
{
  (void) *(volatile int *) &number;
  g_ptr_array_unref (array);
  return NULL;
}

static void
work (gpointer item, gpointer unused)
{
  number++;
  g_atomic_int_add (&left, -1);
}

/* The thread of the pool is older than the second change. */
static gpointer
push (gpointer unused)
{
  static int items[2];

  g_thread_pool_push (pool, &items[0], NULL);
  while (g_atomic_int_get (&left) > 1)
    g_thread_yield ();
  number++;
  g_thread_pool_push (pool, &items[1], NULL);
  while (g_atomic_int_get (&left) > 0)
    g_thread_yield ();
  return NULL;
}

static gpointer
do_nothing (gpointer unused)
{
  return NULL;
}

static gboolean
receive (gpointer unused)
{
  number++;
  ready = TRUE;
  return G_SOURCE_REMOVE;
}

static gpointer
post (gpointer unused)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, receive, NULL, NULL);
  number++;
  g_source_attach (source, context);
  return NULL;
}

static gpointer
iterate (gpointer unused)
{
  while (!ready)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static gpointer
look (gpointer unused)
{
  return GINT_TO_POINTER (*memory);
}

static gpointer
free_memory (gpointer unused)
{
  g_free (memory);
  return NULL;
}

static const Way ways[] = {
  { "nothing", "race", change, change },
  { "two-locks", "race", change_lock, change_another },
  { "one-locks", "race", change_lock, change },
  { "freed", "race", look, free_memory },
  { "lock", "order", change_lock, change_lock },
  { "tried-lock", "order", change_tried, change_tried },
  { "condition", "order", tell, wait_told },
  { "once", "order", change_once, change_once },
  { "box", "order", give_box, give_box },
  { "array", "order", give_array, give_array },
  { "pool", "order", push, do_nothing },
  { "source", "order", post, iterate },
};

static void
run (const Way *way)
{
  GThread *one, *other;

  memory = g_new0 (int, 1);
  box = g_atomic_rc_box_new0 (int);
  g_atomic_rc_box_acquire (box);
  array = g_ptr_array_new_with_free_func (change_last);
  g_ptr_array_add (array, &number);
  g_ptr_array_ref (array);
  pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
  context = g_main_context_new ();
  one = g_thread_new ("one", way->one, NULL);
  other = g_thread_new ("other", way->other, NULL);
  g_thread_join (one);
  g_thread_join (other);
}

int
main (int argc, char **argv)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (argc < 2)
      g_print ("%s %s\n", ways[i].name, ways[i].result);
    else if (strcmp (argv[1], ways[i].name) == 0)
      run (&ways[i]);
  return 0;
}
