/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"
#include "core/trust/anchors.h"
#include "core/trust/revocation-lists.h"
#include "core/verify/verify.h"

/* --trust PATH… and --no-system-trust; there is one of each in a process. */
const GOptionEntry *sgn_trust_options_get_entries (void);

/* The files that they name are read. */
void sgn_trust_options_add_places (SgnPlaces *places);

/* The anchors they ask for. A path that holds no certificate is an error; a computer without a
 * bundle of its own is only told. (transfer full) */
SgnAnchors *sgn_trust_options_load (GError **error);

/* The lists for --crl PATH... A path without one is an error, and so is a damaged one.
 * (transfer full) */
SgnRevocationLists *sgn_trust_options_load_lists (char **paths, GError **error);

/* The catalogs for --catalog PATH..., judged as @verify says. A path without one is an error.
 * (transfer full) */
SgnCatalogs *
sgn_trust_options_load_catalogs (char **paths, const SgnVerifyOptions *verify, GError **error);
