/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Answers the question for a password or PIN: with the one that was given, else by asking on the
 * terminal without showing what is typed. */
#define SGN_TYPE_PROMPT (sgn_prompt_get_type ())
G_DECLARE_FINAL_TYPE (SgnPrompt, sgn_prompt, SGN, PROMPT, GTlsInteraction)

/* @last_try: also when a token has only one try left. */
GTlsInteraction *sgn_prompt_new_for_password (const char *password, gboolean last_try);
/* NULL where there is no terminal. */
GTlsInteraction *sgn_prompt_new_for_terminal (void);
