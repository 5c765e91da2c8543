/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/identity/identity.h"

/* Adds references to the objects of @more. */
void sgn_chain_option_append (GPtrArray *list, GPtrArray *more);

/* A sentence to standard error for each certificate of the files @chain that is not embedded. */
void sgn_chain_option_tell_left_out (SgnIdentity *identity, GPtrArray *chain);

/* Fetches from the network what the chains of @identities lack, and tells what was fetched; they
 * are replaced. */
gboolean sgn_chain_option_complete (GPtrArray *identities, GError **error);
/* The same for a certificate without key: what is fetched comes to @chain (of SgnCertificate). */
gboolean sgn_chain_option_complete_certificate (SgnCertificate *certificate,
                                                GPtrArray *chain,
                                                GError **error);
