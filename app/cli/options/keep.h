/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "app/cli/console/command.h"
#include "core/identity/read/source.h"

/* What the commands about certificates share: one failure, one warning, fetching a chain. */

/* Prints "signet-cli COMMAND: sentence" for @error; its exit status, at least KEY. */
SgnExit sgn_keep_fail (const SgnCommand *command, const GError *error);

/* A sentence to standard error for each reason why one of @identities will not sign well. */
void sgn_keep_warn (GPtrArray *identities);

/* A sentence to standard error for each key but @taken. */
void sgn_keep_tell_others (GPtrArray *all, SgnIdentity *taken);

/* The key that @files mean; of several, tells which one is taken. (transfer full) */
SgnIdentity *
sgn_keep_open (const SgnIdentityFiles *files, GTlsInteraction *interaction, GError **error);

/* (nullable) for NULL. (transfer full) */
GFile *sgn_keep_file (const char *path);
GPtrArray *sgn_keep_files (char **paths);

/* A sentence to standard error for each certificate of the files @chain that is not embedded. */
void sgn_keep_tell_left_out (SgnIdentity *identity, GPtrArray *chain);

/* Of objects. */
void sgn_keep_append (GPtrArray *list, GPtrArray *more);

/* Fetches from the network what the chains of @identities lack, and tells what was fetched; they
 * are replaced. */
gboolean sgn_keep_complete (GPtrArray *identities, GError **error);
/* The same for a certificate without key: what is fetched comes to @chain (of SgnCertificate). */
gboolean sgn_keep_complete_chain (SgnCertificate *certificate, GPtrArray *chain, GError **error);
