/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-verify"

/* Finds a file in the catalogs that were given, by its digests. Windows finds driver files and its
 * own programs this way: they carry no signature. Signatures of the catalog become signatures of
 * the file. */

#include "config.h"

#include "core/verify/catalog-lookup.h"

#include "core/base/error.h"
#include "core/catalog/digest.h"

/* "Revoked" counts as well, so that a file is not taken for unsigned when its catalog was
 * revoked. */
gboolean
sgn_verify_catalog_counts (const SgnReport *catalog)
{
  return g_strcmp0 (catalog->format, "cat") == 0 &&
         (catalog->verdict == SGN_VERDICT_REVOKED || catalog->verdict > SGN_VERDICT_ADDED);
}

typedef struct {
  SgnCatalogFile file;
  const SgnCatalogs *catalogs;
  GCancellable *cancellable;
  GHashTable *ignored; /* of SgnReport: catalogs that do not count */
  const SgnReport *catalog;
  SgnCatalogKind kind;
  SgnHash hash;
  GBytes *digest;
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->ignored, g_hash_table_unref);
  g_clear_pointer (&self->digest, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
choose (Search *self, GPtrArray *found)
{
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const SgnReport *report = found->pdata[i];

    if (!sgn_verify_catalog_counts (report))
      g_hash_table_add (self->ignored, (gpointer) report);
    /* The best of several catalogs: Windows is content with one that verifies. */
    else if (self->catalog == NULL || report->verdict > self->catalog->verdict)
      self->catalog = report;
  }
}

static gboolean
search_digest (Search *self, SgnCatalogKind kind, SgnHash hash, GError **error)
{
  g_autoptr (GBytes) digest = NULL;

  if (!sgn_catalog_get_digest (&self->file, kind, hash, &digest, self->cancellable, error))
    return FALSE;
  if (digest == NULL)
    return TRUE;
  choose (self, sgn_catalogs_find (self->catalogs, kind, digest));
  if (self->catalog != NULL) {
    self->kind = kind;
    self->hash = hash;
    self->digest = g_steal_pointer (&digest);
  }
  return TRUE;
}

/* The strongest algorithm that finds the file counts. Digests that only accompany a stronger one
 * are tried last, because each of them requires another pass over the file. */
static gboolean
search_kind (Search *self, SgnCatalogKind kind, GError **error)
{
  guint hashes = sgn_catalogs_get_hashes (self->catalogs, kind, FALSE);
  guint beside = sgn_catalogs_get_hashes (self->catalogs, kind, TRUE) & ~hashes;

  /* All of them in one pass over the file. */
  sgn_input_keep_digests (self->file.input, hashes);
  for (guint round = 0; round < 2; round++) {
    guint tried = round == 0 ? hashes : beside;

    for (guint hash = SGN_N_HASHES; hash-- > 0 && self->catalog == NULL;)
      if ((tried & (1u << hash)) != 0 && !search_digest (self, kind, hash, error))
        return FALSE;
  }
  return TRUE;
}

static gboolean
search (Search *self, GError **error)
{
  SgnCatalogKind kind = sgn_catalog_choose_kind (self->file.subject);

  if (!search_kind (self, kind, error))
    return FALSE;
  if (self->catalog != NULL || kind != SGN_CATALOG_FLAT || self->file.subject == NULL)
    return TRUE;
  /* Scripts and packages may be listed by the whole file or by the digest of their own format. */
  return search_kind (self, SGN_CATALOG_OTHER, error);
}

static void
set_digest (SgnSignatureReport *signature, const Search *found)
{
  SgnCheck *algorithms = &signature->checks[SGN_CHECK_ALGORITHMS];

  g_clear_pointer (&signature->digest_stored, g_bytes_unref);
  g_clear_pointer (&signature->digest_computed, g_bytes_unref);
  signature->digest_stored = g_bytes_ref (found->digest);
  signature->digest_computed = g_bytes_ref (found->digest);
  signature->hash = found->hash;
  signature->hash_known = TRUE;
  /* The chain from the file to the signature is as weak as this digest. */
  if (sgn_hash_is_weak (found->hash) && algorithms->status == SGN_CHECK_PASS) {
    algorithms->status = SGN_CHECK_WARN;
    algorithms->reason = SGN_REASON_WEAK_HASH;
  }
}

static void
add_signatures (const Search *found, SgnReport *report)
{
  guint first = 0;

  for (guint i = 0; i < report->signatures->len; i++)
    /* After the file's own, so that numbers stay unique. */
    first = MAX (first, ((SgnSignatureReport *) report->signatures->pdata[i])->entry + 1);
  for (guint i = 0; i < found->catalog->signatures->len; i++) {
    SgnSignatureReport *signature = sgn_signature_report_copy (
        found->catalog->signatures->pdata[i]);

    signature->entry += first;
    g_free (signature->catalog);
    signature->catalog = g_strdup (found->catalog->name);
    set_digest (signature, found);
    signature->verdict = sgn_signature_report_judge (signature);
    g_ptr_array_add (report->signatures, signature);
  }
}

static void
add_finding (SgnReport *report, SgnFindingCode code, const SgnReport *catalog)
{
  sgn_findings_add (report->findings, code, SGN_SEVERITY_NOTE, 0, 0, catalog->name);
}

static void
add_ignored (const Search *found, SgnReport *report)
{
  GPtrArray *catalogs = sgn_catalogs_get_reports (found->catalogs);

  for (guint i = 0; i < catalogs->len; i++)
    if (g_hash_table_contains (found->ignored, catalogs->pdata[i]))
      add_finding (report, SGN_FINDING_CATALOG_IGNORED, catalogs->pdata[i]);
}

gboolean
sgn_verify_in_catalogs (const SgnVerifyContext *context,
                        SgnInput *input,
                        gboolean *whole,
                        GError **error)
{
  g_auto (Search) found = {
    .file = { input, context->subject },
    .catalogs = context->options->catalogs,
    .cancellable = context->cancellable,
  };

  *whole = FALSE;
  if (found.catalogs == NULL)
    return TRUE;
  found.ignored = g_hash_table_new (NULL, NULL);
  if (!search (&found, error))
    return FALSE;
  if (found.catalog != NULL) {
    *whole = found.kind == SGN_CATALOG_FLAT;
    add_signatures (&found, context->report);
    add_finding (context->report, SGN_FINDING_CATALOG, found.catalog);
  }
  add_ignored (&found, context->report);
  return TRUE;
}
