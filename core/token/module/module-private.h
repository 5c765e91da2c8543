/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"
#include "core/token/module/process.h"

/* The library through which a module in another process is called. */
#define SGN_TOKEN_CLIENT P11_MODULE_PATH "/p11-kit-client.so"
/* A hostile module could state any number of slots. */
#define SGN_TOKEN_MAX_SLOTS 1024

/* The command whose process runs the module, and its environment; both NULL-terminated. (transfer
 * full) */
char **sgn_token_module_get_command (SgnTokenModule *self);
char **sgn_token_module_get_environment (SgnTokenModule *self);
/* Prepares this process; see sgn_token_process_new(). Errors: MODULE_MISSING. (transfer full) */
SgnTokenProcess *sgn_token_module_start (SgnTokenModule *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* While a signature is made, nobody else may call the module, so polling skips modules that are in
 * use. Every begin needs an end. */
void sgn_token_module_begin_use (SgnTokenModule *self);
void sgn_token_module_end_use (SgnTokenModule *self);
gboolean sgn_token_module_is_used (SgnTokenModule *self);
