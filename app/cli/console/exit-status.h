/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "core/batch/job.h"

SgnExit sgn_exit_for_error (const GError *error);
SgnExit sgn_exit_for_verdict (SgnVerdict verdict, gboolean strict);
/* What an ended job of signing and the like means. */
SgnExit sgn_exit_for_job (SgnJob *job);
