/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"

/* What the digest of a package does not cover: sectors and ends of sectors outside all streams,
 * names and order of entries, and bytes after the signature in its stream. */

#include "config.h"
#include "core/format/msi/msi-package.h"

#include "core/base/text.h"
#include "core/base/uncovered.h"

/* Windows' tools leave old data in free sectors: the signature from before timestamping, old
 * tables. More than this size, or data that can be opened as a file, is suspicious. */
#define LEFT_MAX ((guint64) 64 * 1024)

static void
add_space (SgnFindings *ret, SgnFindingCode code, SgnSeverity severity, const SgnCfbSpace *space)
{
  const SgnFinding finding = {
    .code = code,
    .severity = severity,
    .offset = space->offset,
    .size = space->size,
    .could_be = space->kind,
  };

  if (space->size > 0)
    sgn_findings_add_copy (ret, &finding);
}

static SgnSeverity
judge (const SgnCfbSpace *space, guint64 max)
{
  gboolean is_known = !sgn_uncovered_is_harmless (space->kind) &&
                      space->kind != SGN_UNCOVERED_LARGE;

  return is_known || space->size > max ? SGN_SEVERITY_ADDED : SGN_SEVERITY_NOTE;
}

/* Windows' own writer leaves old contents of its buffer as slack, also in packages that Microsoft
 * signed: up to a sector less one byte after the mini stream. */
static SgnSeverity
judge_slack (const SgnCfbSpace *space)
{
  return sgn_uncovered_opens_in_place (space->kind) && space->kind != SGN_UNCOVERED_TEXT
             ? SGN_SEVERITY_ADDED
             : SGN_SEVERITY_NOTE;
}

/* CVE-2020-1464: the signature covers streams, so it does not cover a JAR after them. */
static void
find_in_spaces (const MsiPackage *self, SgnFindings *ret)
{
  SgnCfbSpaces spaces;

  if (!sgn_cfb_find_spaces (self->cfb, &spaces, NULL))
    return;
  /* Nothing that Windows writes is after the last sector, at any size. */
  add_space (ret, SGN_FINDING_TRAILING_DATA, SGN_SEVERITY_ADDED, &spaces.behind);
  add_space (ret, SGN_FINDING_PADDING_LONG, SGN_SEVERITY_NOTE, &spaces.zeros);
  add_space (ret, SGN_FINDING_FREE_SPACE, judge (&spaces.free, LEFT_MAX), &spaces.free);
  /* Sectors in chains that no directory entry begins: no writer leaves these by accident. */
  add_space (ret, SGN_FINDING_ORPHAN, SGN_SEVERITY_ADDED, &spaces.orphaned);
  add_space (ret, SGN_FINDING_SLACK, judge_slack (&spaces.slack), &spaces.slack);
  add_space (ret,
             SGN_FINDING_GAP_DATA,
             judge (&spaces.unused, SGN_UNCOVERED_LARGE_SIZE),
             &spaces.unused);
}

static void
add_entry (const MsiPackage *self,
           SgnFindings *ret,
           SgnFindingCode code,
           SgnSeverity severity,
           guint32 id)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self->cfb, id);
  g_autofree char *name = sgn_text_from_utf16 (entry->name, entry->name_size, FALSE);

  sgn_findings_add (ret, code, severity, sgn_cfb_get_offset (self->cfb, id), entry->size, name);
}

/* Only for packages without MsiDigitalSignatureEx, which would not match once an empty stream was
 * added. */
static void
add_free_names (const MsiPackage *self, SgnFindings *ret)
{
  guint64 size;
  SgnUncovered kind = sgn_msi_judge_names (self, &size);
  const SgnFinding finding = {
    .code = SGN_FINDING_NAMES_UNSIGNED,
    .severity = sgn_severity_of_uncovered (kind),
    .size = size,
    .could_be = kind,
  };

  sgn_findings_add_copy (ret, &finding);
}

static void
find_in_names (const MsiPackage *self, SgnFindings *ret)
{
  guint32 misordered = sgn_cfb_find_misordered (self->cfb);
  guint32 movable = sgn_msi_find_movable (self);

  if (self->signature == SGN_CFB_NONE)
    return;
  if (misordered != SGN_CFB_NONE)
    add_entry (self, ret, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, misordered);
  if (self->signature_ex == SGN_CFB_NONE)
    add_free_names (self, ret);
  else if (movable != SGN_CFB_NONE)
    add_entry (self, ret, SGN_FINDING_NAMES_UNSIGNED, SGN_SEVERITY_NOTE, movable);
}

static void
find_in_signature (const MsiPackage *self, SgnFindings *ret)
{
  g_auto (MsiSignature) signature = { 0 };

  if (!sgn_msi_package_read_signature (self, &signature, NULL) || signature.padding_size == 0)
    return;
  sgn_findings_add (ret,
                    signature.padding_is_zero ? SGN_FINDING_PADDING_LONG : SGN_FINDING_PADDING_DATA,
                    signature.padding_is_zero ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                    sgn_cfb_get_offset (self->cfb, self->signature),
                    signature.padding_size,
                    NULL);
}

static void
find_misplaced (const MsiPackage *self, SgnFindings *ret)
{
  guint32 id = sgn_msi_find_misplaced (self);

  if (id != SGN_CFB_NONE)
    sgn_findings_add (ret,
                      SGN_FINDING_MISPLACED,
                      SGN_SEVERITY_NOTE,
                      sgn_cfb_get_offset (self->cfb, id),
                      sgn_cfb_get_entry (self->cfb, id)->size,
                      NULL);
}

void
sgn_msi_find_anomalies (const MsiPackage *self, SgnFindings *ret)
{
  find_in_spaces (self, ret);
  find_in_names (self, ret);
  find_in_signature (self, ret);
  find_misplaced (self, ret);
  sgn_msi_find_cabinets (self, ret);
}
