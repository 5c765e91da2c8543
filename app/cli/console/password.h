/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Where a password comes from; at most one is set. */
typedef struct {
  char *file;        /* "-": standard input */
  char *environment; /* name of a variable */
  int descriptor;    /* -1: not given */
} SgnPasswordSource;

/* Secrets of this process never reach a core file, a debugger or a trace. */
void sgn_password_protect (void);

/* The first line of the source: without its line end. Wipe and free with sgn_password_free.
 * (transfer full) */
char *sgn_password_read (const SgnPasswordSource *source, GError **error);
void sgn_password_free (gpointer password);
