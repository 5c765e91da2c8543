/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/host.h"
#include "core/token/module/module.h"

/* Keeps the process of a module running between two uses for as long as somebody needs it.
 * Thread-safe. */

/* The process that was used last if it still works. (nullable) (transfer full) */
SgnTokenHost *sgn_host_pool_take (SgnTokenModule *module) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps @host for the next use if somebody asked for that, otherwise ends it. Takes ownership of
 * @host. */
void sgn_host_pool_give (SgnTokenModule *module, SgnTokenHost *host);

/* Every TRUE needs a FALSE; the last one ends the idle process. Meanwhile the module and its
 * process hold references to each other. */
void sgn_host_pool_keep (SgnTokenModule *module, gboolean keep);
