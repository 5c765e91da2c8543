/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"

/* --pass-file, --pass-env and --pass-fd: the password that opens what is read. */
const GOptionEntry *sgn_pass_options_get_entries (void);
/* --new-pass-file, ...: the one for what is written, where that is another. */
const GOptionEntry *sgn_pass_options_get_new_entries (void);

/* NULL: they fit each other; else a sentence. */
const char *sgn_pass_options_check (void);

/* The files that they name are read. */
void sgn_pass_options_add_places (SgnPlaces *places);

/* Answers with the password, or asks on the terminal; NULL without error where there is neither.
 * (transfer full) */
GTlsInteraction *sgn_pass_options_open (GError **error);

/* Nothing is opened any more. At the end of the program this happens by itself. */
void sgn_pass_options_forget (void);

/* The password for a new file called @title: the new one, else the one that opens, else asked for
 * twice on the terminal, else PASSWORD_NEEDED. Free with sgn_password_free. (transfer full) */
char *sgn_pass_options_get_new (const char *title, GError **error);
