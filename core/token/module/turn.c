/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-turn"

/* One call at a time among all programs of a user, by a lock file for each module. */

#include "config.h"

#include "core/token/module/turn.h"

#include <sys/file.h>
#include <unistd.h>

#include "core/base/shared-file.h"

#define STEP    (10 * 1000) /* microseconds between two attempts */
#define MOMENT  (1 * G_USEC_PER_SEC)
#define LONGEST (300 * G_USEC_PER_SEC)

struct _SgnTokenTurn {
  int descriptor; /* -1: no lock file could be created, so calls are not synchronized */
};

static void (*notice) (void);

SgnTokenTurn *
sgn_token_turn_new (const char *module)
{
  SgnTokenTurn *self = g_new0 (SgnTokenTurn, 1);

  self->descriptor = sgn_shared_file_open ("token", module);
  return self;
}

void
sgn_token_turn_free (SgnTokenTurn *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_free (self);
}

void
sgn_token_turn_take (SgnTokenTurn *self, GCancellable *cancellable)
{
  gint64 started = g_get_monotonic_time ();
  gboolean told = FALSE;

  /* Asks again and again, since flock() cannot be interrupted by a cancellable. */
  while (self->descriptor >= 0 && !sgn_shared_file_lock (self->descriptor, FALSE)) {
    gint64 waited = g_get_monotonic_time () - started;

    if (g_cancellable_is_cancelled (cancellable) || waited > LONGEST)
      return;
    if (waited > MOMENT && !told && notice != NULL)
      notice ();
    told = told || waited > MOMENT;
    g_usleep (STEP);
  }
}

void
sgn_token_turn_give (SgnTokenTurn *self)
{
  if (self->descriptor >= 0)
    flock (self->descriptor, LOCK_UN);
}

void
sgn_token_turn_set_notice (void (*func) (void))
{
  notice = func;
}
