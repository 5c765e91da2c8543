/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"

/* Structures of Authenticode ("Windows Authenticode Portable Executable Signature Format",
 * 2008). */

/* The DER of SpcIndirectDataContent, which is signed. @value is the DER of the value for @type.
 * (transfer full) */
GBytes *
sgn_spc_indirect_data_encode (const char *type, GBytes *value, SgnHash hash, GBytes *digest);

typedef struct {
  char *type;     /* dotted */
  GBytes *value;  /* DER, (nullable) */
  char *hash_oid; /* dotted; may be an unknown algorithm */
  SgnHash hash;   /* valid when hash_known */
  gboolean hash_known;
  GBytes *digest; /* any length */
} SgnSpcIndirectData;

/* SGN_ERROR_SIGNATURE_DAMAGED. On TRUE, clear @ret. */
gboolean sgn_spc_indirect_data_parse (GBytes *content, SgnSpcIndirectData *ret, GError **error);
void sgn_spc_indirect_data_clear (SgnSpcIndirectData *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnSpcIndirectData, sgn_spc_indirect_data_clear)

/* SpcPeImageData as SignTool writes it. @page_hashes: the table, or NULL. (transfer full) */
GBytes *sgn_spc_pe_image_data_encode (GBytes *page_hashes, SgnHash page_hash);
/* Reads the page hash table; *table is NULL if there is none. (transfer full) */
gboolean sgn_spc_pe_image_data_parse (GBytes *value, GBytes **table, SgnHash *hash, GError **error);

/* SpcSpOpusInfo; both arguments are (nullable). The name is written as BMPString. (transfer
 * full) */
GBytes *sgn_spc_opus_info_encode (const char *name, const char *url);
/* Name and URL, made safe to display; NULL if absent or empty. (transfer full) */
gboolean sgn_spc_opus_info_parse (GBytes *value, char **name, char **url, GError **error);

/* SpcStatementType with the one value individualCodeSigning. (transfer full) */
GBytes *sgn_spc_statement_type_encode (void);

/* SpcSipInfo: the subject interface package of Windows that reads the file. */
typedef struct {
  guint32 version;
  guint8 guid[16]; /* in the byte order of the DER */
} SgnSpcSipInfo;

GBytes *sgn_spc_sip_info_encode (const SgnSpcSipInfo *info); /* (transfer full) */
/* SGN_ERROR_SIGNATURE_DAMAGED. */
gboolean sgn_spc_sip_info_parse (GBytes *value, SgnSpcSipInfo *ret, GError **error);

/* The content of a SignedData, without checking anything else; NULL if there is none. (transfer
 * full) */
GBytes *sgn_spc_find_content (GBytes *signature);
