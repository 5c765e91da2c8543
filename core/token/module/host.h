/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <libp11.h>

#include "core/base/error.h"

typedef struct _SgnTokenModule SgnTokenModule;

/* A running module, reached through libp11. It has one owner at a time, and answers one question
 * at a time. */
typedef struct _SgnTokenHost SgnTokenHost;

/* Starts a process for the module. MODULE_MISSING, MODULE_CRASHED, MODULE_HANGS. */
SgnTokenHost *
sgn_token_host_start (SgnTokenModule *module, GCancellable *cancellable, GError **error);
/* Every key from it must be freed before. */
void sgn_token_host_free (SgnTokenHost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTokenHost, sgn_token_host_free)

/* Asks anew which tokens there are. What came from the last time is gone with it. */
gboolean sgn_token_host_enumerate (SgnTokenHost *self, GCancellable *cancellable, GError **error);
/* Logs out and forgets tokens and PINs; every key must be freed before. */
void sgn_token_host_forget (SgnTokenHost *self);
guint sgn_token_host_get_n_slots (SgnTokenHost *self);
/* The slot when an initialized token is in it, else NULL. */
PKCS11_SLOT *sgn_token_host_get_slot (SgnTokenHost *self, guint index);

/* Around every other call into libp11. @factor: of the module's time for an answer. */
void sgn_token_host_enter (SgnTokenHost *self, guint factor, GCancellable *cancellable);
void sgn_token_host_leave (SgnTokenHost *self);

/* Says why the last call failed: what the module answered, or what became of its process.
 * Returns the answer (CKR_*), 0 when it was the process. */
gulong sgn_token_host_set_error (SgnTokenHost *self, SgnError otherwise, GError **error);

/* A question for a PIN that libp11 asks in the middle of a signature (always-authenticate keys).
 * FALSE: there is none. The text belongs to the callee. */
typedef const char *(*SgnTokenPinFunc) (gpointer user_data);
void sgn_token_host_set_pin_func (SgnTokenHost *self, SgnTokenPinFunc func, gpointer user_data);

/* Is the process still there? */
gboolean sgn_token_host_is_alive (SgnTokenHost *self);
GPid sgn_token_host_get_pid (SgnTokenHost *self);
