/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Appends references to the objects in @more. */
void sgn_chain_option_append (GPtrArray *list, GPtrArray *more);

/* Prints a sentence to standard error for each certificate in the files @chain that is not
 * embedded. */
void sgn_chain_option_tell_left_out (SgnIdentity *identity, GPtrArray *chain);

/* Downloads missing certificates in the chains of @identities (of SgnIdentity), prints what was
 * downloaded, and replaces the identities. Errors: those of sgn_aia_fetch(). */
gboolean sgn_chain_option_complete (GPtrArray *identities,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a certificate without a key; adds downloaded certificates to @chain (of
 * SgnCertificate). */
gboolean sgn_chain_option_complete_certificate (SgnCertificate *certificate,
                                                GPtrArray *chain,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
