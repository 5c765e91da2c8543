/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/digest.h"
#include "core/report/report.h"
#include "core/verify/options.h"

/* Checks every signature of @input. Only cancelling is an error; everything else, also that the
 * file cannot be read, is the report. (transfer full) */
SgnReport *sgn_verify_input (SgnInput *input,
                             const char *name,
                             const SgnVerifyOptions *options,
                             GCancellable *cancellable,
                             GError **error);
SgnReport *sgn_verify_file (GFile *file,
                            const SgnVerifyOptions *options,
                            SgnProgressFunc progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error);
