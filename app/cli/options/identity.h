/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/read/source.h"

/* The key that @files mean; of several, tells which one is taken. (transfer full) */
SgnIdentity *sgn_identity_option_open (const SgnIdentityFiles *files,
                                       GTlsInteraction *interaction,
                                       GError **error);

/* A sentence to standard error for each key (of SgnIdentity) but @taken. */
void sgn_identity_option_tell_others (GPtrArray *all, SgnIdentity *taken);

/* A sentence to standard error for each reason why one of @identities will not sign well. */
void sgn_identity_option_warn (GPtrArray *identities);
