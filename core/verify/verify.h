/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/digest.h"
#include "core/report/report.h"
#include "core/verify/options.h"

/* Verifies all signatures of a file. Only cancelling is an error (G_IO_ERROR_CANCELLED); everything
 * else, including an unreadable file, is part of the report. @name is shown in the report;
 * @progress is (nullable). (transfer full) */
SgnReport *sgn_verify_input (SgnInput *input,
                             const char *name,
                             const SgnVerifyOptions *options,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
SgnReport *sgn_verify_file (GFile *file,
                            const SgnVerifyOptions *options,
                            SgnProgressFunc progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
