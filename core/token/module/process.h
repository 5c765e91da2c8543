/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The process that runs a vendor's PKCS #11 module, and its watchdog. p11-kit connects them:
 * p11-kit-client.so in this process, `p11-kit remote` in the other. */
typedef struct _SgnTokenProcess SgnTokenProcess;

/* What happened to the process. */
typedef enum {
  SGN_TOKEN_PROCESS_RUNNING,
  SGN_TOKEN_PROCESS_EXPIRED,   /* killed because it did not answer in time */
  SGN_TOKEN_PROCESS_CANCELLED, /* killed because the user cancelled */
  SGN_TOKEN_PROCESS_CRASHED,   /* ended by a signal */
  SGN_TOKEN_PROCESS_ENDED,     /* exited on its own */
  SGN_TOKEN_PROCESS_UNSTARTED, /* could not be started */
} SgnTokenProcessState;

/* Prepares the connection. The process starts as soon as p11-kit-client.so connects, so load that
 * next. @module names what other programs take turns on. All arguments are copied. Errors:
 * MODULE_MISSING. (transfer full) */
SgnTokenProcess *sgn_token_process_new (const char *module,
                                        const char *const *argv,
                                        const char *const *envp,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Call when loading is complete: if there is no connection by now, there will be none. */
void sgn_token_process_loaded (SgnTokenProcess *self);

/* Between enter and leave the process must answer within @milliseconds, or it is killed. After
 * cancelling it has one second. A caller waiting for the answer then gets an error immediately. */
void sgn_token_process_enter (SgnTokenProcess *self, guint milliseconds, GCancellable *cancellable);
void sgn_token_process_leave (SgnTokenProcess *self);

/* With @ending, waits briefly for a process that has closed its connection. */
SgnTokenProcessState sgn_token_process_get_state (SgnTokenProcess *self, gboolean ending);
/* The number of the signal, or the exit status, with which the process ended. */
int sgn_token_process_get_end (SgnTokenProcess *self);

/* Ends the process, by force only if it does not exit after its connection was closed. */
void sgn_token_process_free (SgnTokenProcess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenProcess, sgn_token_process_free)
