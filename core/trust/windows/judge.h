/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/chain.h"
#include "core/trust/windows/disallowed.h"
#include "core/trust/windows/root-list.h"

/* Applies what Windows' list says of the root at the end of @chain, which is otherwise graded, to a
 * signature made at @time (seconds since the Unix epoch; without a proven time: now). */
void sgn_windows_judge_root (const SgnRootRule *rule, SgnChain *chain, gint64 time);

/* Whether a certificate of @chain must never be believed; no timestamp helps. */
void sgn_windows_judge_disallowed (SgnDisallowed *disallowed, SgnChain *chain);
