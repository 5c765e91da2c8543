/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/error.h"
#include "core/token/module/module.h"
#include "core/token/module/process.h"

/* Says why a call failed: that the module answered @answer (CKR_*, 0: nothing), or what became of
 * its process. @loaded: the module had started. Returns the answer, 0 when it was the process. */
gulong sgn_token_fault_set (SgnTokenModule *module,
                            SgnTokenProcess *process,
                            gboolean loaded,
                            gulong answer,
                            SgnError otherwise,
                            GError **error);
