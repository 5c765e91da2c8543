/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/token/module/module.h"
#include "core/token/module/process.h"

/* Sets @error for a failed call: either from the module's return value @answer (CKR_*, 0 for none)
 * or from what happened to its process. @loaded tells whether the module had started. Returns
 * @answer, or 0 when the process was the reason. */
gulong sgn_token_fault_set (SgnTokenModule *module,
                            SgnTokenProcess *process,
                            gboolean loaded,
                            gulong answer,
                            SgnError otherwise,
                            GError **error);
