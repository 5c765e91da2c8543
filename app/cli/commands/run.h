/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "app/cli/console/output.h"

/* Starts work on @jobs and calls @callback when all have ended. */
typedef void (*SgnRunFunc) (GPtrArray *jobs,
                            gpointer data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* Runs a job for each file and prints the results in the order of @files, each as soon as all
 * earlier ones are printed. An interrupt from the terminal cancels; every file is then either
 * unchanged or complete. Returns the worst status. */
SgnExit sgn_run_jobs (char **files, SgnRunFunc func, gpointer data, const SgnOutput *output);

/* If a signal interrupted sgn_run_jobs(), ends the program by that signal. */
void sgn_run_end (void);
