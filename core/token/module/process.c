/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-process"

/* Starts the process of a module and watches it: one thread for each. Whoever waits for an answer
 * waits in a read() of p11-kit, which ends when the process is killed; so killing is how a call is
 * interrupted. */

#include "config.h"

#include "core/token/module/process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/core-file.h"
#include "core/token/module/exit-guard.h"
#include "core/token/module/gate.h"
#include "core/token/module/turn.h"

#define ACCEPT_STEP 50 /* milliseconds */
/* Microseconds: between two looks at a process that is ending, after cancelling, and before a
 * kill. */
#define REAP_STEP    (2 * 1000)
#define CANCEL_GRACE (1 * G_USEC_PER_SEC)
#define END_GRACE    (1 * G_USEC_PER_SEC)

struct _SgnTokenProcess {
  char **argv;
  char **envp;
  int listener;
  SgnTokenTurn *turn;
  GThread *thread;

  GMutex lock;
  GCond changed;
  gboolean loaded;
  gboolean quit;
  gboolean tried;  /* thread that starts it */
  GPid pid;        /* 0: not started yet, or ended */
  gint64 deadline; /* 0: nobody is waiting */
  gboolean expired;
  gboolean cancelled;
  int wait_status;
  gboolean ended;

  GCancellable *cancellable; /* of the current call */
  gulong cancelled_id;
};

/* Runs in the child before exec: no signals from the terminal, no core file that could contain a
 * PIN, and an end together with the thread that watches it. */
static void
prepare_child (gpointer unused)
{
  setpgid (0, 0);
  signal (SIGPIPE, SIG_DFL);
  sgn_core_files_forbid ();
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GPid
spawn (SgnTokenProcess *self, int peer)
{
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
  /* Modules write to it what no user can do anything about. */
  int standard_error = g_getenv ("SIGNET_TOKEN_DEBUG") != NULL ? STDERR_FILENO : -1;
  GPid pid = 0;

  if (standard_error < 0)
    flags |= G_SPAWN_STDERR_TO_DEV_NULL;
  /* The connection becomes standard input and output, which is where `p11-kit remote` speaks. */
  if (!g_spawn_async_with_pipes_and_fds ("/",
                                         (const char *const *) self->argv,
                                         (const char *const *) self->envp,
                                         flags,
                                         prepare_child,
                                         NULL,
                                         peer,
                                         peer,
                                         standard_error,
                                         NULL,
                                         NULL,
                                         0,
                                         &pid,
                                         NULL,
                                         NULL,
                                         NULL,
                                         NULL))
    return 0;
  return pid;
}

static gboolean
is_loaded (SgnTokenProcess *self)
{
  gboolean loaded;

  g_mutex_lock (&self->lock);
  loaded = self->loaded;
  g_mutex_unlock (&self->lock);
  return loaded;
}

static void
start (SgnTokenProcess *self)
{
  GPid pid = 0;
  int peer = -1;

  /* Until the library in this process connects. */
  while (peer < 0 && !is_loaded (self))
    peer = sgn_token_gate_accept (self->listener, ACCEPT_STEP);
  sgn_token_gate_close (self->listener);
  if (peer >= 0) {
    pid = spawn (self, peer);
    close (peer);
  }
  g_mutex_lock (&self->lock);
  self->pid = pid;
  self->tried = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* The caller holds the lock. */
static gboolean
reap (SgnTokenProcess *self)
{
  if (self->pid > 0 && waitpid (self->pid, &self->wait_status, WNOHANG) == self->pid) {
    self->pid = 0;
    self->ended = TRUE;
  }
  return self->pid == 0;
}

static void
kill_process (SgnTokenProcess *self)
{
  if (!reap (self))
    kill (self->pid, SIGKILL);
}

static void
watch_deadline (SgnTokenProcess *self)
{
  if (g_cond_wait_until (&self->changed, &self->lock, self->deadline) || self->quit)
    return;
  if (self->deadline == 0 || g_get_monotonic_time () < self->deadline)
    return;
  self->expired = TRUE;
  self->deadline = 0;
  kill_process (self);
}

static void
end (SgnTokenProcess *self)
{
  gint64 limit = g_get_monotonic_time () + END_GRACE;

  while (!reap (self)) {
    /* Closing the connection made it end; some modules need more than that. */
    if (g_get_monotonic_time () > limit)
      kill (self->pid, SIGKILL);
    g_mutex_unlock (&self->lock);
    g_usleep (REAP_STEP);
    g_mutex_lock (&self->lock);
  }
}

static gpointer
watch (gpointer data)
{
  SgnTokenProcess *self = data;

  start (self);
  g_mutex_lock (&self->lock);
  while (!self->quit) {
    if (self->deadline == 0)
      g_cond_wait (&self->changed, &self->lock);
    else
      watch_deadline (self);
  }
  end (self);
  g_mutex_unlock (&self->lock);
  return NULL;
}

SgnTokenProcess *
sgn_token_process_new (const char *module,
                       const char *const *argv,
                       const char *const *envp,
                       GError **error)
{
  int listener = sgn_token_gate_open (error);
  SgnTokenProcess *self;

  if (listener < 0)
    return NULL;
  self = g_new0 (SgnTokenProcess, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->argv = g_strdupv ((char **) argv);
  self->envp = g_strdupv ((char **) envp);
  self->listener = listener;
  self->turn = sgn_token_turn_new (module);
  self->thread = g_thread_new ("token process", watch, self);
  return self;
}

void
sgn_token_process_loaded (SgnTokenProcess *self)
{
  g_mutex_lock (&self->lock);
  self->loaded = TRUE;
  g_mutex_unlock (&self->lock);
}

static void
on_cancelled (GCancellable *cancellable, SgnTokenProcess *self)
{
  gint64 soon = g_get_monotonic_time () + CANCEL_GRACE;

  g_mutex_lock (&self->lock);
  self->cancelled = TRUE;
  if (self->deadline > soon)
    self->deadline = soon;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
sgn_token_process_enter (SgnTokenProcess *self, guint milliseconds, GCancellable *cancellable)
{
  sgn_token_turn_take (self->turn, cancellable);
  sgn_exit_guard_begin ();
  g_mutex_lock (&self->lock);
  self->deadline = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  self->cancelled = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  if (cancellable == NULL)
    return;
  self->cancellable = g_object_ref (cancellable);
  self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
}

void
sgn_token_process_leave (SgnTokenProcess *self)
{
  g_cancellable_disconnect (self->cancellable, self->cancelled_id);
  g_clear_object (&self->cancellable);
  self->cancelled_id = 0;
  g_mutex_lock (&self->lock);
  self->deadline = 0;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  sgn_exit_guard_end ();
  sgn_token_turn_give (self->turn);
}

static SgnTokenProcessState
get_state (SgnTokenProcess *self)
{
  if (self->expired)
    return self->cancelled ? SGN_TOKEN_PROCESS_CANCELLED : SGN_TOKEN_PROCESS_EXPIRED;
  if (self->ended)
    return WIFSIGNALED (self->wait_status) ? SGN_TOKEN_PROCESS_CRASHED : SGN_TOKEN_PROCESS_ENDED;
  return self->pid == 0 ? SGN_TOKEN_PROCESS_UNSTARTED : SGN_TOKEN_PROCESS_RUNNING;
}

/* The process may have answered and even crashed before the thread that started it knows its
 * process ID. The caller holds the lock. */
static void
wait_for_start (SgnTokenProcess *self)
{
  while (!self->tried)
    g_cond_wait (&self->changed, &self->lock);
}

SgnTokenProcessState
sgn_token_process_get_state (SgnTokenProcess *self, gboolean ending)
{
  gint64 limit = g_get_monotonic_time () + (ending ? END_GRACE / 2 : 0);
  SgnTokenProcessState state;

  g_mutex_lock (&self->lock);
  wait_for_start (self);
  while (!reap (self) && g_get_monotonic_time () < limit) {
    g_mutex_unlock (&self->lock);
    g_usleep (REAP_STEP);
    g_mutex_lock (&self->lock);
  }
  state = get_state (self);
  g_mutex_unlock (&self->lock);
  return state;
}

int
sgn_token_process_get_end (SgnTokenProcess *self)
{
  int status;

  g_mutex_lock (&self->lock);
  status = self->wait_status;
  g_mutex_unlock (&self->lock);
  return WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status);
}

void
sgn_token_process_free (SgnTokenProcess *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->loaded = TRUE;
  self->quit = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  sgn_token_turn_free (self->turn);
  g_strfreev (self->argv);
  g_strfreev (self->envp);
  g_free (self);
}
