/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"

/* Prints history errors to standard error. They do not make signing fail. Returns @status. */
SgnExit sgn_history_tell (SgnExit status);
