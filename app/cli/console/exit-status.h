/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "core/batch/job.h"

/* The exit status for an error, for a verdict (@strict: only valid signatures are good), and for a
 * finished job that changed a file. */
SgnExit sgn_exit_for_error (const GError *error);
SgnExit sgn_exit_for_verdict (SgnVerdict verdict, gboolean strict);
SgnExit sgn_exit_for_job (SgnJob *job);
