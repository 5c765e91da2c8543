/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"
#include "core/token/token.h"

/* The options --token, --module, --last-try, --token-wait and --token-timeout. */
const GOptionEntry *sgn_token_options_get_entries (void);
/* Only --token and --last-try, for commands that write to a token. */
const GOptionEntry *sgn_token_options_get_place_entries (void);
/* Only --module and --token-timeout. */
const GOptionEntry *sgn_token_options_get_module_entries (void);
gboolean sgn_token_options_are_given (void);

/* Whether --module was given. */
gboolean sgn_token_options_names_modules (void);
gboolean sgn_token_options_allow_last_try (void);

/* The modules to use, of SgnTokenModule: those of --module, else the registered ones. @found adds
 * those that were only found. (transfer full) */
GPtrArray *sgn_token_options_get_modules (gboolean found) G_GNUC_WARN_UNUSED_RESULT;

/* The token named by --token. Errors: TOKEN_MISSING, TOKEN_AMBIGUOUS, TOKEN_ADDRESS and those of
 * modules. (transfer full) */
SgnToken *sgn_token_options_find (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Unlocks the key for @n_files. @certificate (nullable) is the file with its certificate; @chain of
 * GFile. Errors: those of sgn_token_session_open(). (transfer full) */
SgnIdentity *sgn_token_options_open (GFile *certificate,
                                     GPtrArray *chain,
                                     guint n_files,
                                     GTlsInteraction *interaction,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the batch: logs out and wipes the PIN. */
void sgn_token_options_close (void);
