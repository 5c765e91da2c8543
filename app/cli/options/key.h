/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "app/cli/options/places.h"
#include "core/identity/read/source.h"

/* The options --pkcs12, --cert, --key, --chain, --select and --token. Their values are global. */
const GOptionEntry *sgn_key_options_get_entries (void);

/* An error message, or NULL when the options fit together. */
const char *sgn_key_options_check (void);

/* Adds the files named by the options as input files. */
void sgn_key_options_add_places (SgnPlaces *places);

/* Opens the key for @n_files, asking for a password or PIN if necessary. Errors: those of opening
 * files and tokens. (transfer full) */
SgnIdentity *sgn_key_options_open (guint n_files, GError **error) G_GNUC_WARN_UNUSED_RESULT;
