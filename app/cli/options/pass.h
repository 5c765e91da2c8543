/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"

/* --pass-file, --pass-env and --pass-fd: the password of the input file. */
const GOptionEntry *sgn_pass_options_get_entries (void);
/* --new-pass-file, ...: the password of the output file, if it is different. */
const GOptionEntry *sgn_pass_options_get_new_entries (void);

/* An error message, or NULL when the options fit together. */
const char *sgn_pass_options_check (void);

/* Adds the files named by the options as input files. */
void sgn_pass_options_add_places (SgnPlaces *places);

/* *ret answers with the password or asks on the terminal; it is NULL if neither is possible.
 * (transfer full) */
gboolean sgn_pass_options_open (GTlsInteraction **ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Wipes the password when everything is open. Also happens when the program ends. */
void sgn_pass_options_forget (void);

/* The password for the new file @title: the new one, else the one of the input file, else asked
 * for twice on the terminal. Free it with sgn_password_free(). Errors: PASSWORD_NEEDED.
 * (transfer full) */
char *sgn_pass_options_get_new (const char *title, GError **error) G_GNUC_WARN_UNUSED_RESULT;
