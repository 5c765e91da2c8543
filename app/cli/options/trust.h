/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"
#include "core/revocation/lists.h"
#include "core/trust-lists/store.h"
#include "core/trust/anchors.h"
#include "core/verify/verify.h"

/* The options --trust-source SOURCE, --no-system-trust, --trust PATH... and --certificates PATH....
 * Their values are global. */
const GOptionEntry *sgn_trust_options_get_entries (void);
/* --trust-list FILE... alone. */
const GOptionEntry *sgn_trust_options_get_list_entries (void);

/* Adds the files named by the options as input files. */
void sgn_trust_options_add_places (SgnPlaces *places);

/* The trusted roots. A missing system bundle and a damaged list that was fetched are only reported.
 * Errors: those of reading what the options name, also when --trust contains no certificate.
 * (transfer full) */
SgnAnchors *sgn_trust_options_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The lists of Windows in force, also those of --trust-list. Errors: those of
 * sgn_trust_list_load(). (transfer full) */
SgnTrustStore *sgn_trust_options_open_store (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The lists of --crl PATH.... Errors: those of sgn_revocation_lists_add_path(). (transfer full) */
SgnRevocationLists *sgn_trust_options_load_lists (char **paths,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The catalogs of --catalog PATH..., verified with @verify. Errors: those of
 * sgn_verify_load_catalogs(), also when there is none. (transfer full) */
SgnCatalogs *sgn_trust_options_load_catalogs (char **paths,
                                              const SgnVerifyOptions *verify,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
