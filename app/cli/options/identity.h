/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/read/source.h"

/* Opens the key in @files; if there are several, prints which one is used. Errors: those of
 * sgn_identity_open_all(). (transfer full) */
SgnIdentity *sgn_identity_option_open (const SgnIdentityFiles *files,
                                       GTlsInteraction *interaction,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Prints a sentence to standard error for each key (of SgnIdentity) except @taken. */
void sgn_identity_option_tell_others (GPtrArray *all, SgnIdentity *taken);

/* Prints a sentence to standard error for each reason why signatures by @identities may not be
 * accepted. */
void sgn_identity_option_warn (GPtrArray *identities);
