/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/spc.h"
#include "core/format/format.h"

/* The content of most formats: SpcIndirectDataContent with SpcSipInfo and one digest. */

/* SpcIndirectDataContent as DER. (transfer full) */
GBytes *sgn_sip_encode (const SgnSpcSipInfo *info, SgnHash hash, GBytes *digest);

/* Reads @content into @ret; nothing is computed or compared. SGN_ERROR_FAILED if it was made for
 * another format. The version is ignored, because signing programs differ in it. If @info is NULL,
 * any GUID is accepted except that of another format. */
gboolean
sgn_sip_parse (GBytes *content, const SgnSpcSipInfo *info, SgnContentResult *ret, GError **error);

/* create_content and verify_content for a format whose digest covers @ranges of @input. (transfer
 * full) */
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
