/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/spc.h"
#include "core/format/format.h"

/* The content of most formats: SpcIndirectDataContent of SpcSipInfo and one digest. */

/* (transfer full) */
GBytes *sgn_sip_encode (const SgnSpcSipInfo *info, SgnHash hash, GBytes *digest);

/* What @content states, in @ret (not computed, not compared); SGN_ERROR_FAILED when it was made for
 * another kind of file. The version is not compared: signing programs differ in it. NULL for @info:
 * the GUID is any but that of another kind. */
gboolean
sgn_sip_parse (GBytes *content, const SgnSpcSipInfo *info, SgnContentResult *ret, GError **error);

/* create_content and verify_content of a format whose digest covers @ranges of @input. */
GBytes *sgn_sip_create_content (const SgnSpcSipInfo *info,
                                SgnInput *input,
                                const SgnRanges *ranges,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error);
gboolean sgn_sip_verify_content (const SgnSpcSipInfo *info,
                                 SgnInput *input,
                                 const SgnRanges *ranges,
                                 GBytes *content,
                                 SgnContentResult *ret,
                                 GCancellable *cancellable,
                                 GError **error);
