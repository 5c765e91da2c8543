/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Answers requests for a password or PIN, either with a given one or by asking on the terminal
 * without echo. */
#define SGN_TYPE_PROMPT (sgn_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN, PROMPT, GTlsInteraction)

/* @last_try also answers when the token has only one try left. (transfer full) */
GTlsInteraction *sgn_prompt_new_for_password (const char *password,
                                              gboolean last_try) G_GNUC_WARN_UNUSED_RESULT;
/* NULL when there is no terminal. (transfer full) */
GTlsInteraction *sgn_prompt_new_for_terminal (void) G_GNUC_WARN_UNUSED_RESULT;
