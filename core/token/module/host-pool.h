/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/host.h"
#include "core/token/module/module.h"

/* The process of a module between two uses, kept while somebody wants that. From any thread. */

/* The process that ran last and is still good, or NULL. (transfer full) */
SgnTokenHost *sgn_host_pool_take (SgnTokenModule *module);
/* Keeps @host for the next one when somebody wants that, else ends it. (transfer full) */
void sgn_host_pool_give (SgnTokenModule *module, SgnTokenHost *host);

/* Each TRUE is to be followed by a FALSE; with the last one the process that waits ends. While it
 * is to be kept, the module holds on to a process, and the process to the module. */
void sgn_host_pool_keep (SgnTokenModule *module, gboolean keep);
