/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"
#include "core/token/token.h"

/* What --token, --module, --last-try, --token-wait and --token-timeout say. */
const GOptionEntry *sgn_token_options_get_entries (void);
/* Only --token and --last-try: where a token is written to. */
const GOptionEntry *sgn_token_options_get_place_entries (void);
/* Only --module and --token-timeout. */
const GOptionEntry *sgn_token_options_get_module_entries (void);
gboolean sgn_token_options_are_given (void);

/* Did the user say which modules to ask? */
gboolean sgn_token_options_names_modules (void);
gboolean sgn_token_options_allow_last_try (void);

/* The modules that may be asked: those of --module, else the registered ones; with those that are
 * only @found when asked for. Of SgnTokenModule. (transfer full) */
GPtrArray *sgn_token_options_get_modules (gboolean found);

/* The token that --token names. (transfer full) */
SgnToken *sgn_token_options_find (GError **error);

/* Unlocks the key for @n_files. @certificate (nullable): its certificate. @chain: of GFile.
 * (transfer full) */
SgnIdentity *sgn_token_options_open (GFile *certificate,
                                     GPtrArray *chain,
                                     guint n_files,
                                     GTlsInteraction *interaction,
                                     GError **error);
/* The end of the batch: logs out and wipes the PIN. */
void sgn_token_options_close (void);
