/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* The source of a password; at most one member is set. */
typedef struct {
  char *file;        /* "-": standard input */
  char *environment; /* name of the variable */
  int descriptor;    /* -1: none */
} SgnPasswordSource;

/* Keeps secrets of this process out of core files, debuggers and traces. */
void sgn_password_protect (void);

/* Reads the first line of the source, without its line end. Free it with sgn_password_free(), which
 * wipes it. Errors: FILE_UNREADABLE, PASSWORD_NEEDED. (transfer full) */
char *sgn_password_read (const SgnPasswordSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_password_free (gpointer password);
