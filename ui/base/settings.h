/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The settings of the program; one object for all. (transfer none) */
GSettings *sgn_settings_get (void);
