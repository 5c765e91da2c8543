/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The command in whose process the module runs, and its environment. (transfer full) */
char **sgn_token_module_get_command (SgnTokenModule *self);
char **sgn_token_module_get_environment (SgnTokenModule *self);

/* Signing goes before looking: while somebody signs, nobody else asks the module. */
void sgn_token_module_begin_use (SgnTokenModule *self);
void sgn_token_module_end_use (SgnTokenModule *self);
gboolean sgn_token_module_is_used (SgnTokenModule *self);
