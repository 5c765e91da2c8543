/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* Answers of authorities, kept below the user's cache folder for later runs. Nothing in it is
 * believed: whoever reads an answer checks its signature and validity as if it had just arrived.
 * What cannot be read or written is simply not there. */

/* Names an exchange: the SHA-256 of the address and the question (nullable). (transfer full) */
char *sgn_answer_cache_get_key (const char *uri, GBytes *question) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): there is none. (transfer full) */
GBytes *sgn_answer_cache_load (const char *key) G_GNUC_WARN_UNUSED_RESULT;
void sgn_answer_cache_store (const char *key, GBytes *answer);

/* A host that did not answer is left alone for some minutes, by later runs too. */
gboolean sgn_answer_cache_is_silent (const char *host);
void sgn_answer_cache_note_silent (const char *host);

/* The folder, for whoever restricts what this process may write. (transfer full) */
char *sgn_answer_cache_get_folder (void) G_GNUC_WARN_UNUSED_RESULT;
