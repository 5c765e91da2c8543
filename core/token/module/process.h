/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The process in which somebody else's PKCS#11 module runs, and the watch over it. p11-kit speaks
 * to it: p11-kit-client.so in this process, `p11-kit remote` in the other. */
typedef struct _SgnTokenProcess SgnTokenProcess;

/* What happened to the process. */
typedef enum {
  SGN_TOKEN_PROCESS_RUNNING,
  SGN_TOKEN_PROCESS_EXPIRED,   /* killed because it did not answer */
  SGN_TOKEN_PROCESS_CANCELLED, /* killed because the user did not want to wait */
  SGN_TOKEN_PROCESS_CRASHED,   /* ended by a signal */
  SGN_TOKEN_PROCESS_ENDED,     /* ended by itself */
  SGN_TOKEN_PROCESS_UNSTARTED, /* could not be started */
} SgnTokenProcessState;

/* Opens the way; the process starts when p11-kit-client.so connects, so this is followed at once by
 * loading it. @module: for whom else to wait. All are copied. */
SgnTokenProcess *sgn_token_process_new (const char *module,
                                        const char *const *argv,
                                        const char *const *envp,
                                        GError **error);

/* Tells that the loading is over: without a connection there will be none. */
void sgn_token_process_loaded (SgnTokenProcess *self);

/* Between these two the process must answer within @milliseconds, else it is killed; cancelling
 * leaves it a second. Whoever waits for an answer then gets an error at once. */
void sgn_token_process_enter (SgnTokenProcess *self, guint milliseconds, GCancellable *cancellable);
void sgn_token_process_leave (SgnTokenProcess *self);

/* Waits a moment for the end of a process that has closed its connection when @ending. */
SgnTokenProcessState sgn_token_process_get_state (SgnTokenProcess *self, gboolean ending);
/* The signal or exit status the process ended with. */
int sgn_token_process_get_end (SgnTokenProcess *self);
GPid sgn_token_process_get_pid (SgnTokenProcess *self);

/* Ends the process: friendly first, for it has seen the end of the connection. */
void sgn_token_process_free (SgnTokenProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenProcess, sgn_token_process_free)
