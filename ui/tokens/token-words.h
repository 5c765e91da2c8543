/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/monitor.h"

/* What the window says of tokens; (transfer full) unless const. */

const char *sgn_words_token_name (SgnToken *token); /* "YubiKey 5" */
char *sgn_words_token_title (SgnToken *token);      /* "YubiKey 5 · 12345678" */
/* "Model YubiKey YK5 by Yubico" */
char *sgn_words_token_facts (SgnToken *token);
/* "Plugged in: YubiKey 5 with 2 certificates"; @tokens of SgnToken. */
char *sgn_words_plugged_in (GPtrArray *tokens, gboolean ready);
/* The heading, text and button of the question for a PIN; @signer NULL: nothing is signed, but
 * the token written to. */
char *sgn_words_pin_heading (SgnToken *token);
char *sgn_words_pin_body (SgnToken *token, const char *signer, guint n_files);
char *sgn_words_pin_button (const char *signer, guint n_files);
/* Why @certificate cannot be used at @now (Unix time), or NULL. */
char *sgn_words_unusable (SgnCertificate *certificate, gint64 now);
