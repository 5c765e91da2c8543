/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/hash.h"

/* Authenticode's own structures (Windows Authenticode Portable Executable Signature Format). */

/* SpcIndirectDataContent, whole SEQUENCE: what is signed. @value is the DER of the type's value.
 * (transfer full) */
GBytes *
sgn_spc_indirect_data_encode (const char *type, GBytes *value, SgnHash hash, GBytes *digest);

typedef struct {
  char *type;     /* dotted */
  GBytes *value;  /* DER, (nullable) */
  char *hash_oid; /* dotted: may be an algorithm we do not know */
  SgnHash hash;   /* valid when hash_known */
  gboolean hash_known;
  GBytes *digest; /* any length */
} SgnSpcIndirectData;

gboolean sgn_spc_indirect_data_parse (GBytes *content, SgnSpcIndirectData *ret, GError **error);
void sgn_spc_indirect_data_clear (SgnSpcIndirectData *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SgnSpcIndirectData, sgn_spc_indirect_data_clear)

/* SpcPeImageData as SignTool writes it. @page_hashes: the table, or NULL. (transfer full) */
GBytes *sgn_spc_pe_image_data_encode (GBytes *page_hashes, SgnHash page_hash);
/* The page hash table inside, or *table = NULL. */
gboolean sgn_spc_pe_image_data_parse (GBytes *value, GBytes **table, SgnHash *hash, GError **error);

/* SpcSpOpusInfo; both may be NULL. The name is written as BMPString. (transfer full) */
GBytes *sgn_spc_opus_info_encode (const char *name, const char *url);
gboolean sgn_spc_opus_info_parse (GBytes *value, char **name, char **url, GError **error);

/* SpcStatementType with the one value individualCodeSigning. (transfer full) */
GBytes *sgn_spc_statement_type_encode (void);

/* SpcSipInfo: which of Windows' subject interface packages reads the file. */
typedef struct {
  guint32 version;
  guint8 guid[16]; /* as its octets stand in the DER */
} SgnSpcSipInfo;

GBytes *sgn_spc_sip_info_encode (const SgnSpcSipInfo *info); /* (transfer full) */
gboolean sgn_spc_sip_info_parse (GBytes *value, SgnSpcSipInfo *ret, GError **error);

/* The content in a SignedData, of which nothing else is looked at; NULL where there is none.
 * (transfer full) */
GBytes *sgn_spc_find_content (GBytes *signature);
