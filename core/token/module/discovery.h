/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The modules of this computer: those registered with p11-kit, then those at known places that are
 * not registered. Without those that hold only trusted roots. Of SgnTokenModule. (transfer full) */
GPtrArray *sgn_token_modules_discover (void);
