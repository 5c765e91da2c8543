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

/* NULL without an error when this particular file cannot be signed. */
static GBytes *
create (SgnSubject *subject, SgnHash hash, GCancellable *cancellable, GError **error)
{
  const SgnContentOptions options = { .hash = hash };
  GError *local = NULL;
  GBytes *content;

  if (!g_str_equal (sgn_format_get_content_type (subject->format), SGN_OID_SPC_INDIRECT_DATA))
    return NULL;
  content = subject->format->create_content (subject->self, &options, cancellable, &local);
  if (g_error_matches (local, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE))
    g_clear_error (&local);
  if (local != NULL)
    g_propagate_error (error, local);
  return content;
}

GBytes *
sgn_catalog_get_content (SgnSubject *subject,
                         SgnHash hash,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) content = create (subject, hash, cancellable, error);
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (content == NULL || !sgn_spc_indirect_data_parse (content, &data, error))
    return NULL;
  /* Formats with page hashes or several digests cannot be looked up by one. */
  if (!data.hash_known || data.hash != hash ||
      g_bytes_get_size (data.digest) != sgn_hash_get_size (hash))
    return NULL;
  return g_steal_pointer (&content);
}

GBytes *
sgn_catalog_get_digest (SgnInput *input,
                        SgnSubject *subject,
                        SgnCatalogKind kind,
                        SgnHash hash,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (SgnRanges) whole = sgn_ranges_new ();
  g_autoptr (GBytes) content = NULL;
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (kind == SGN_CATALOG_FLAT) {
    sgn_ranges_add (whole, 0, sgn_input_get_size (input));
    return sgn_digest_range (input, whole, hash, cancellable, error);
  }
  content = sgn_catalog_get_content (subject, hash, cancellable, error);
  if (content == NULL || !sgn_spc_indirect_data_parse (content, &data, error))
    return NULL;
  return g_bytes_ref (data.digest);
}
