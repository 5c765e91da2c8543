/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/token/monitor.h"

/* Texts about tokens; (transfer full) unless const. */

const char *sgn_words_token_name (SgnToken *token); /* "YubiKey 5" */
/* "YubiKey 5 · 12345678". (transfer full) */
char *sgn_words_token_title (SgnToken *token);
/* "Model YubiKey YK5 by Yubico". (transfer full) */
char *sgn_words_token_facts (SgnToken *token);
/* "Plugged in: YubiKey 5 with 2 certificates"; @tokens of SgnToken. (transfer full) */
char *sgn_words_plugged_in (GPtrArray *tokens, gboolean ready);
/* The heading, text and button of the question for a PIN; @signer NULL: the token is written to.
 * (transfer full) */
char *sgn_words_pin_heading (SgnToken *token);
/* (transfer full) */
char *sgn_words_pin_body (SgnToken *token, const char *signer, guint n_files);
/* (transfer full) */
char *sgn_words_pin_button (const char *signer, guint n_files);
/* Why @certificate cannot be used at @now (Unix time), or NULL. (transfer full) */
char *sgn_words_unusable (SgnCertificate *certificate, gint64 now);
