/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-finding"

#include "config.h"

#include "core/base/finding.h"

static void
finding_free (gpointer data)
{
  SgnFinding *self = data;

  g_free (self->detail);
  g_free (self);
}

SgnFindings *
sgn_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

void
sgn_findings_add (SgnFindings *self,
                  SgnFindingCode code,
                  SgnSeverity severity,
                  guint64 offset,
                  guint64 size,
                  const char *detail)
{
  SgnFinding *finding;

  g_return_if_fail (self != NULL);

  finding = g_new0 (SgnFinding, 1);
  finding->code = code;
  finding->severity = severity;
  finding->offset = offset;
  finding->size = size;
  finding->detail = g_strdup (detail);
  g_ptr_array_add (self, finding);
}

const char *
sgn_finding_code_to_id (SgnFindingCode code)
{
  switch (code) {
  case SGN_FINDING_TRAILING_DATA:
    return "trailing-data";
  case SGN_FINDING_PADDING_DATA:
    return "padding-data";
  case SGN_FINDING_PADDING_LONG:
    return "padding-long";
  case SGN_FINDING_UNKNOWN_ENTRY:
    return "unknown-entry";
  case SGN_FINDING_UNSIGNED_ATTRIBUTE:
    return "unsigned-attribute";
  case SGN_FINDING_EXTRA_CERTIFICATE:
    return "extra-certificate";
  case SGN_FINDING_REVOCATION_LIST:
    return "revocation-list";
  case SGN_FINDING_CHECKSUM:
    return "checksum";
  case SGN_FINDING_PAGE_HASHES:
    return "page-hashes";
  case SGN_FINDING_SECTION_OUTSIDE:
    return "section-outside";
  case SGN_FINDING_NESTED_BROKEN:
    return "nested-broken";
  case SGN_FINDING_UNUSED_TABLE:
    return "unused-table";
  case SGN_FINDING_ATTRIBUTE_ORDER:
    return "attribute-order";
  case SGN_FINDING_HASH_MIX:
    return "hash-mix";
  case SGN_FINDING_TIMESTAMP_IGNORED:
    return "timestamp-ignored";
  case SGN_FINDING_LINE_ENDS:
    return "line-ends";
  case SGN_FINDING_GAP_DATA:
    return "gap-data";
  case SGN_FINDING_DUPLICATE_ENTRY:
    return "duplicate-entry";
  case SGN_FINDING_ENTRY_MISMATCH:
    return "entry-mismatch";
  case SGN_FINDING_UNSIGNED_ENTRY:
    return "unsigned-entry";
  case SGN_FINDING_PART_OF_SET:
    return "part-of-set";
  case SGN_FINDING_FREE_SPACE:
    return "free-space";
  case SGN_FINDING_ORPHAN:
    return "orphan";
  case SGN_FINDING_SLACK:
    return "slack";
  case SGN_FINDING_MISPLACED:
    return "misplaced";
  case SGN_FINDING_EXTERNAL_CABINET:
    return "external-cabinet";
  case SGN_FINDING_CATALOG:
    return "catalog";
  case SGN_FINDING_CATALOG_IGNORED:
    return "catalog-ignored";
  case SGN_N_FINDINGS:
    break;
  }
  g_return_val_if_reached ("unknown");
}
