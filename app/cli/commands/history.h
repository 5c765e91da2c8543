/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"

/* Tells to standard error what went wrong with the history; signing does not fail for it. Returns
 * @status. */
SgnExit sgn_history_tell (SgnExit status);
