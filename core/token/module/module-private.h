/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/host.h"
#include "core/token/module/module.h"

/* The command in whose process the module runs, and its environment. (transfer full) */
char **sgn_token_module_get_command (SgnTokenModule *self);
char **sgn_token_module_get_environment (SgnTokenModule *self);

/* The process that ran last and is still good, or NULL: it belongs to the caller then. */
SgnTokenHost *sgn_token_module_take_idle (SgnTokenModule *self);
/* Keeps @host for the next one when somebody wants that, else ends it. (transfer full) */
void sgn_token_module_give_idle (SgnTokenModule *self, SgnTokenHost *host);

/* While it is to be kept, the module holds on to a process, and the process to the module. */
void sgn_token_module_keep_idle (SgnTokenModule *self, gboolean keep);

/* Signing goes before looking: while somebody signs, nobody else asks the module. */
void sgn_token_module_begin_use (SgnTokenModule *self);
void sgn_token_module_end_use (SgnTokenModule *self);
gboolean sgn_token_module_is_used (SgnTokenModule *self);
