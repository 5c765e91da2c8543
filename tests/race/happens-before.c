/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

/* GLib is not built for ThreadSanitizer, and its locks are futexes of its own: what they put in
 * order would look like a race. So programs of the race build have these functions in front of
 * GLib's, which tell the sanitizer about the order and then call GLib's. Nothing is added that GLib
 * does not promise. GRecMutex, GRWLock, GThread and GPrivate need nothing here, they are those of
 * pthread; the atomics in our code are the compiler's, which it sees.
 *
 * GLib and GObject call themselves directly and so pass by; GIO and every other library come here.
 */

#include <glib-object.h>
#include <sanitizer/tsan_interface.h>
#include <stdlib.h>

#include "tests/race/next.h"

#undef g_once_init_enter
#undef g_once_init_leave

/* -- locks -- */

static void
before_lock (void *lock, unsigned kind)
{
  __tsan_mutex_pre_lock (lock, kind | __tsan_mutex_linker_init);
}

static void
after_lock (void *lock, unsigned kind)
{
  __tsan_mutex_post_lock (lock, kind | __tsan_mutex_linker_init, 0);
}

static void
tell_unlocked (void *lock)
{
  __tsan_mutex_pre_unlock (lock, __tsan_mutex_linker_init);
  __tsan_mutex_post_unlock (lock, __tsan_mutex_linker_init);
}

void
g_mutex_lock (GMutex *mutex)
{
  NEXT (g_mutex_lock);

  before_lock (mutex, 0);
  next (mutex);
  after_lock (mutex, 0);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked;
  NEXT (g_mutex_trylock);

  before_lock (mutex, __tsan_mutex_try_lock);
  locked = next (mutex);
  after_lock (mutex, __tsan_mutex_try_lock | (locked ? 0 : __tsan_mutex_try_lock_failed));
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  NEXT (g_mutex_unlock);

  tell_unlocked (mutex);
  next (mutex);
}

/* Who waits for a condition gets the order from its mutex, so signalling needs nothing. */
void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  NEXT (g_cond_wait);

  tell_unlocked (mutex);
  next (cond, mutex);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean signalled;
  NEXT (g_cond_wait_until);

  tell_unlocked (mutex);
  signalled = next (cond, mutex, end_time);
  before_lock (mutex, 0);
  after_lock (mutex, 0);
  return signalled;
}

/* -- what is made once: the header reads the location by an atomic that is seen -- */

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean first;
  NEXT (g_once_init_enter);

  first = next (location);
  if (!first)
    __tsan_acquire ((void *) location);
  return first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  NEXT (g_once_init_leave);

  __tsan_release ((void *) location);
  next (location, result);
}

/* -- references: who frees comes after everybody who gave back -- */

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean last;
  NEXT (g_atomic_ref_count_dec);

  __tsan_release ((void *) count);
  last = next (count);
  if (last)
    __tsan_acquire ((void *) count);
  return last;
}

static __thread GDestroyNotify clear_box;

static void
clear_acquired (gpointer box)
{
  GDestroyNotify clear = clear_box;

  __tsan_acquire (box);
  if (clear != NULL)
    clear (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify clear)
{
  GDestroyNotify outer = clear_box;
  NEXT (g_atomic_rc_box_release_full);

  __tsan_release (box);
  clear_box = clear;
  next (box, clear_acquired);
  clear_box = outer;
}

/* These call back before they return, so what follows the last release has to be acquired first. */
#define GIVES_BACK(name, type)                                                                     \
  void name (type object)                                                                          \
  {                                                                                                \
    NEXT (name);                                                                                   \
                                                                                                   \
    __tsan_release ((void *) object);                                                              \
    __tsan_acquire ((void *) object);                                                              \
    next (object);                                                                                 \
  }

GIVES_BACK (g_object_unref, gpointer)
GIVES_BACK (g_bytes_unref, GBytes *)
GIVES_BACK (g_ptr_array_unref, GPtrArray *)
GIVES_BACK (g_hash_table_unref, GHashTable *)

/* -- memory: what GLib frees for others is its own affair, what we free must not be in use -- */

extern const char __executable_start, etext;

#undef g_free
void
g_free (gpointer memory)
{
  const char *caller = __builtin_return_address (0);
  NEXT (g_free);

  if (caller >= &__executable_start && caller < &etext)
    free (memory);
  else
    next (memory);
}
