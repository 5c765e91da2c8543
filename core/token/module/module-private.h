/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The command whose process runs the module, and its environment; both NULL-terminated. (transfer
 * full) */
char **sgn_token_module_get_command (SgnTokenModule *self);
char **sgn_token_module_get_environment (SgnTokenModule *self);

/* While a signature is made, nobody else may call the module, so polling skips modules that are in
 * use. Every begin needs an end. */
void sgn_token_module_begin_use (SgnTokenModule *self);
void sgn_token_module_end_use (SgnTokenModule *self);
gboolean sgn_token_module_is_used (SgnTokenModule *self);
