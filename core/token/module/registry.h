/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* The modules registered with p11-kit, read from its configuration without loading any of them
 * (pkcs11.conf(5)). Those for trusted roots only are left out. */
void sgn_registry_add_modules (GPtrArray *modules);
