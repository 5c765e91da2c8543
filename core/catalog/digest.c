/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-catalog"

/* The digest by which a file is found in a catalog. For programs it is that of their own signature
 * (without checksum and certificate table), so that signing the program does not change it; for
 * everything else that of the whole file. */

#include "config.h"

#include "core/catalog/digest.h"

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/io/digest.h"

SgnCatalogKind
sgn_catalog_choose_kind (const SgnSubject *subject)
{
  if (subject != NULL && (subject->format->caps & SGN_FORMAT_IN_CATALOGS) != 0)
    return SGN_CATALOG_PE;
  return SGN_CATALOG_FLAT;
}

/* *ret is NULL if this particular file cannot be signed. */
static gboolean
create (SgnSubject *subject, SgnHash hash, GBytes **ret, GCancellable *cancellable, GError **error)
{
  const SgnContentOptions options = { .hash = hash };
  g_autoptr (GError) local = NULL;

  *ret = NULL;
  if (!g_str_equal (sgn_format_get_content_type (subject->format), SGN_OID_SPC_INDIRECT_DATA))
    return TRUE;
  *ret = subject->format->create_content (subject->self, &options, cancellable, &local);
  if (*ret != NULL || g_error_matches (local, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
sgn_catalog_get_content (SgnSubject *subject,
                         SgnHash hash,
                         GBytes **ret,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnSpcIndirectData) data = { 0 };

  *ret = NULL;
  if (!create (subject, hash, &content, cancellable, error))
    return FALSE;
  if (content == NULL)
    return TRUE;
  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  if (data.hash_known && data.hash == hash &&
      g_bytes_get_size (data.digest) == sgn_hash_get_size (hash))
    *ret = g_steal_pointer (&content);
  return TRUE;
}

gboolean
sgn_catalog_get_digest (const SgnCatalogFile *file,
                        SgnCatalogKind kind,
                        SgnHash hash,
                        GBytes **ret,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (SgnRanges) whole = sgn_ranges_new ();
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnSpcIndirectData) data = { 0 };

  *ret = NULL;
  if (kind == SGN_CATALOG_FLAT) {
    sgn_ranges_add (whole, 0, sgn_input_get_size (file->input));
    *ret = sgn_digest_range (file->input, whole, hash, cancellable, error);
    return *ret != NULL;
  }
  if (!sgn_catalog_get_content (file->subject, hash, &content, cancellable, error))
    return FALSE;
  if (content == NULL)
    return TRUE;
  if (!sgn_spc_indirect_data_parse (content, &data, error))
    return FALSE;
  *ret = g_bytes_ref (data.digest);
  return TRUE;
}
