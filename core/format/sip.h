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
gboolean sgn_sip_parse (GBytes *content,
                        const SgnSpcSipInfo *info,
                        SgnContentResult *ret,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE with FAILED if @data is not for the format of @info; see sgn_sip_parse(). */
gboolean sgn_sip_check_kind (const SgnSpcIndirectData *data,
                             const SgnSpcSipInfo *info,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A file whose digest covers some ranges of it. */
typedef struct {
  const SgnSpcSipInfo *info; /* as for sgn_sip_parse() */
  SgnInput *input;
  const SgnRanges *ranges;
} SgnSipFile;

/* create_content and verify_content of such a file. (transfer full) */
GBytes *sgn_sip_create_content (const SgnSipFile *self,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_sip_verify_content (const SgnSipFile *self,
                                 GBytes *content,
                                 SgnContentResult *ret,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
