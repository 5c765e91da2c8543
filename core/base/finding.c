/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-finding"

/* The list of what was noticed about a file. Whoever finds something adds it with a code and a
 * severity; the verdict follows from the severities, and sentences are made of the codes in
 * core/words. */

#include "config.h"

#include "core/base/finding.h"

static const char *const ids[SGN_N_FINDINGS] = {
  [SGN_FINDING_TRAILING_DATA] = "trailing-data",
  [SGN_FINDING_PADDING_DATA] = "padding-data",
  [SGN_FINDING_PADDING_LONG] = "padding-long",
  [SGN_FINDING_UNKNOWN_ENTRY] = "unknown-entry",
  [SGN_FINDING_UNSIGNED_ATTRIBUTE] = "unsigned-attribute",
  [SGN_FINDING_EXTRA_CERTIFICATE] = "extra-certificate",
  [SGN_FINDING_REVOCATION_LIST] = "revocation-list",
  [SGN_FINDING_CHECKSUM] = "checksum",
  [SGN_FINDING_PAGE_HASHES] = "page-hashes",
  [SGN_FINDING_SECTION_OUTSIDE] = "section-outside",
  [SGN_FINDING_NESTED_BROKEN] = "nested-broken",
  [SGN_FINDING_UNUSED_TABLE] = "unused-table",
  [SGN_FINDING_ATTRIBUTE_ORDER] = "attribute-order",
  [SGN_FINDING_HASH_MIX] = "hash-mix",
  [SGN_FINDING_TIMESTAMP_IGNORED] = "timestamp-ignored",
  [SGN_FINDING_LINE_ENDS] = "line-ends",
  [SGN_FINDING_GAP_DATA] = "gap-data",
  [SGN_FINDING_DUPLICATE_ENTRY] = "duplicate-entry",
  [SGN_FINDING_ENTRY_MISMATCH] = "entry-mismatch",
  [SGN_FINDING_UNSIGNED_ENTRY] = "unsigned-entry",
  [SGN_FINDING_PART_OF_SET] = "part-of-set",
  [SGN_FINDING_FREE_SPACE] = "free-space",
  [SGN_FINDING_ORPHAN] = "orphan",
  [SGN_FINDING_SLACK] = "slack",
  [SGN_FINDING_MISPLACED] = "misplaced",
  [SGN_FINDING_EXTERNAL_CABINET] = "external-cabinet",
  [SGN_FINDING_NAMES_UNSIGNED] = "names-unsigned",
  [SGN_FINDING_READING] = "reading",
  [SGN_FINDING_STALE_DIRECTORY] = "stale-directory",
  [SGN_FINDING_LEFTOVERS] = "leftovers",
  [SGN_FINDING_UNPROVEN_SIGNATURE] = "unproven-signature",
  [SGN_FINDING_CATALOG] = "catalog",
  [SGN_FINDING_CATALOG_IGNORED] = "catalog-ignored",
  [SGN_FINDING_CONTENT_INSIDE] = "content-inside",
  [SGN_FINDING_SEALED] = "sealed",
  [SGN_FINDING_OUTDATED] = "outdated-method",
  [SGN_FINDING_MISNAMED] = "misnamed",
  [SGN_FINDING_FOREIGN_SIGNATURE] = "foreign-signature",
};

static void
finding_free (gpointer data)
{
  SgnFinding *self = data;

  g_free ((char *) self->detail);
  g_free (self);
}

SgnFindings *
sgn_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

static gboolean
is_same (const SgnFinding *a, const SgnFinding *b)
{
  return a->code == b->code && a->severity == b->severity && a->signature == b->signature &&
         a->could_be == b->could_be && a->offset == b->offset && a->size == b->size &&
         g_strcmp0 (a->detail, b->detail) == 0;
}

/* The finding that only counts @new: an equal one, or the last of its kind if their maximum number
 * is reached. NULL: add @new. */
static SgnFinding *
find_counting (SgnFindings *self, const SgnFinding *new)
{
  SgnFinding *last = NULL;
  guint count = 0;

  for (guint i = 0; i < self->len; i++) {
    SgnFinding *finding = self->pdata[i];

    if (is_same (finding, new))
      return finding;
    if (finding->code != new->code || finding->severity != new->severity)
      continue;
    count++;
    if (finding->signature == new->signature)
      last = finding;
  }
  return count >= SGN_FINDINGS_MAX ? last : NULL;
}

void
sgn_findings_add_copy (SgnFindings *self, const SgnFinding *finding)
{
  SgnFinding *counting, *new;

  g_return_if_fail (self != NULL);

  counting = find_counting (self, finding);
  if (counting != NULL) {
    counting->more++;
    return;
  }
  new = g_memdup2 (finding, sizeof *finding);
  new->detail = g_strdup (finding->detail);
  g_ptr_array_add (self, new);
}

void
sgn_findings_add (SgnFindings *self,
                  SgnFindingCode code,
                  SgnSeverity severity,
                  guint64 offset,
                  guint64 size,
                  const char *detail)
{
  const SgnFinding finding = { code, severity, offset, size, detail, SGN_UNCOVERED_NOTHING, 0, 0 };

  sgn_findings_add_copy (self, &finding);
}

SgnSeverity
sgn_severity_of_uncovered (SgnUncovered kind)
{
  return sgn_uncovered_is_harmless (kind) ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED;
}

void
sgn_findings_add_uncovered (SgnFindings *self,
                            SgnFindingCode code,
                            SgnUncovered kind,
                            guint64 offset,
                            guint64 size,
                            const char *detail)
{
  const SgnFinding finding = {
    code, sgn_severity_of_uncovered (kind), offset, size, detail, kind, 0, 0
  };

  if (kind != SGN_UNCOVERED_NOTHING)
    sgn_findings_add_copy (self, &finding);
}

void
sgn_findings_assign (SgnFindings *self, guint from, guint signature)
{
  for (guint i = from; i < self->len; i++) {
    SgnFinding *finding = self->pdata[i];

    if (finding->signature == 0)
      finding->signature = signature;
  }
}

gboolean
sgn_finding_is_cut_off (const SgnFinding *self)
{
  return self->code == SGN_FINDING_SECTION_OUTSIDE &&
         g_strcmp0 (self->detail, SGN_FINDING_DETAIL_MISSING) == 0;
}

const char *
sgn_finding_code_to_id (SgnFindingCode code)
{
  g_return_val_if_fail (code < SGN_N_FINDINGS, "unknown");

  return ids[code];
}
