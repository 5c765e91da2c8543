/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The modules on this computer, of SgnTokenModule: first those registered with p11-kit, then
 * unregistered ones at known locations. Modules that only hold trusted roots are left out.
 * (transfer full) */
GPtrArray *sgn_token_modules_discover (void) G_GNUC_WARN_UNUSED_RESULT;
