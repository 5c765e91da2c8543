/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "app/cli/options/places.h"
#include "core/identity/read/source.h"

/* What --pkcs12, --cert, --key, --chain, --select and --token say; there is one of it in a process.
 */
const GOptionEntry *sgn_key_options_get_entries (void);

/* NULL: they fit each other; else a sentence. */
const char *sgn_key_options_check (void);

/* The files that they name are read. */
void sgn_key_options_add_places (SgnPlaces *places);

/* Opens the key for @n_files, asking for the password or PIN where nothing was said about it.
 * (transfer full) */
SgnIdentity *sgn_key_options_open (guint n_files, GError **error);
