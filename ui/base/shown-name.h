/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The name of @file without its folder, safe for display. (transfer full) */
char *sgn_shown_name (GFile *file);

/* The same with its folder. (transfer full) */
char *sgn_shown_path (GFile *file);
