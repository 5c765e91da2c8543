/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "app/cli/console/output.h"

/* Starts the work on @jobs; @callback when all have ended. */
typedef void (*SgnRunFunc) (GPtrArray *jobs,
                            gpointer data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* Makes a job of each file, runs them and prints what became of them in the order of @files, each
 * as soon as all before it have been printed. An interrupt from the terminal cancels: every file
 * is then either old or complete. Returns the worst status. */
SgnExit sgn_run_jobs (char **files, SgnRunFunc func, gpointer data, const SgnOutput *output);

/* Ends the program by the signal that interrupted sgn_run_jobs(), if one did. */
void sgn_run_end (void);
