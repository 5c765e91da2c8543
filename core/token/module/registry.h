/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/module/module.h"

/* Appends the modules (SgnTokenModule) registered with p11-kit. The configuration is read without
 * loading any module (pkcs11.conf(5)). Modules that only hold trusted roots are left out. */
void sgn_registry_add_modules (GPtrArray *modules);
