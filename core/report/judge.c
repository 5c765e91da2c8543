/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-report"

/* How the verdict follows from the checks: they decide the verdict of each signature, and one
 * signature, the headline, decides that of the file. Which one depends on the programs that use the
 * file. */

#include "config.h"

#include "core/report/report.h"

static gboolean
failed (const SgnSignatureReport *self, SgnCheckId check)
{
  return self->checks[check].status == SGN_CHECK_FAIL;
}

gboolean
sgn_signature_report_is_verified (const SgnSignatureReport *self)
{
  return self->checks[SGN_CHECK_CONTENT].status == SGN_CHECK_PASS &&
         self->checks[SGN_CHECK_SIGNATURE].status == SGN_CHECK_PASS;
}

static gboolean
is_intact (const SgnSignatureReport *self)
{
  return self->verdict != SGN_VERDICT_CHANGED && sgn_signature_report_is_verified (self);
}

static gboolean
has_finding (const SgnReport *self, SgnSeverity severity)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const SgnFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->severity == severity)
      return TRUE;
  }
  return FALSE;
}

static void
note (SgnReport *self, SgnFindingCode code, guint number, const char *detail)
{
  guint before = self->findings->len;

  sgn_findings_add (self->findings, code, SGN_SEVERITY_NOTE, 0, 0, detail);
  sgn_findings_assign (self->findings, before, number);
}

/* Notes broken signatures other than the one that the headline describes. */
static void
note_broken_beside (SgnReport *self, const SgnSignatureReport *headline)
{
  for (guint i = 1; i < self->signatures->len; i++) {
    const SgnSignatureReport *signature = g_ptr_array_index (self->signatures, i);
    g_autofree char *number = g_strdup_printf ("%u", i + 1);

    if (signature != headline && signature->verdict == SGN_VERDICT_CHANGED)
      note (self, SGN_FINDING_NESTED_BROKEN, i + 1, number);
  }
}

static gboolean
is_current (const SgnSignatureReport *self)
{
  return self->checks[SGN_CHECK_ALGORITHMS].status == SGN_CHECK_PASS;
}

/* Whether @other may decide the verdict instead of @first. In Windows only if the first one is
 * intact but uses an outdated algorithm and the other a current one, which is why files are signed
 * twice. Firmware does not support nested signatures. */
static gboolean
may_replace (SgnSeveral several, const SgnSignatureReport *first, const SgnSignatureReport *other)
{
  if (!is_intact (first) || !is_intact (other) || other->of_signature)
    return FALSE;
  return (several == SGN_SEVERAL_ANY && other->nested == 0) ||
         (first->verdict >= SGN_VERDICT_EXPIRED && !is_current (first) && is_current (other));
}

static SgnSignatureReport *
choose_best (SgnSeveral several, GPtrArray *signatures)
{
  SgnSignatureReport *first = g_ptr_array_index (signatures, 0);
  SgnSignatureReport *best = first;

  for (guint i = 1; i < signatures->len; i++) {
    SgnSignatureReport *other = g_ptr_array_index (signatures, i);

    if (other->verdict > best->verdict && may_replace (several, first, other))
      best = other;
  }
  return best;
}

/* Nested signatures do not count for readers that require every signature to be good. */
static SgnSignatureReport *
choose_worst (GPtrArray *signatures)
{
  SgnSignatureReport *worst = g_ptr_array_index (signatures, 0);

  for (guint i = 1; i < signatures->len; i++) {
    SgnSignatureReport *other = g_ptr_array_index (signatures, i);

    if (other->nested == 0 && other->verdict < worst->verdict)
      worst = other;
  }
  return worst;
}

static GPtrArray *
list_signatures (const SgnReport *self, gboolean in_catalog)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->signatures->len; i++) {
    SgnSignatureReport *signature = g_ptr_array_index (self->signatures, i);

    if ((signature->catalog != NULL) == in_catalog)
      g_ptr_array_add (list, signature);
  }
  return list;
}

/* A signature in a catalog cannot make up for a bad signature inside the file. */
static SgnSignatureReport *
choose_headline (const SgnReport *self)
{
  g_autoptr (GPtrArray) own = list_signatures (self, FALSE);
  g_autoptr (GPtrArray) listed = list_signatures (self, TRUE);
  SgnSignatureReport *inside = NULL;
  SgnSignatureReport *outside = NULL;

  if (own->len > 0)
    inside = self->several == SGN_SEVERAL_ALL ? choose_worst (own)
                                              : choose_best (self->several, own);
  if (listed->len > 0)
    outside = choose_best (SGN_SEVERAL_FIRST, listed);
  if (inside == NULL || outside == NULL)
    return inside != NULL ? inside : outside;
  return is_intact (inside) && outside->verdict > inside->verdict ? outside : inside;
}

/* The headline describes one problem only. This adds a note so that it does not hide outdated
 * algorithms. */
static void
note_outdated (SgnReport *self, const SgnSignatureReport *headline)
{
  const SgnCheck *algorithms = &headline->checks[SGN_CHECK_ALGORITHMS];
  guint index = 0;

  g_ptr_array_find (self->signatures, headline, &index);
  if (algorithms->status == SGN_CHECK_WARN && headline->verdict != SGN_VERDICT_WEAK &&
      is_intact (headline))
    note (self, SGN_FINDING_OUTDATED, index + 1, sgn_reason_to_id (algorithms->reason));
}

/* Only line ends were changed, nothing else was added to the file. */
static gboolean
has_line_ends_only (const SgnReport *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->findings->len; i++) {
    const SgnFinding *finding = g_ptr_array_index (self->findings, i);

    if (finding->code == SGN_FINDING_LINE_ENDS)
      found = TRUE;
    else if (finding->severity != SGN_SEVERITY_NOTE)
      return FALSE;
  }
  return found;
}

static SgnReason
get_coverage_reason (const SgnReport *self, gboolean is_covered)
{
  if (is_covered)
    return SGN_REASON_NONE;
  return has_line_ends_only (self) ? SGN_REASON_LINE_ENDS : SGN_REASON_DATA_ADDED;
}

static void
set_coverage (SgnReport *self)
{
  gboolean added = has_finding (self, SGN_SEVERITY_ADDED);
  gboolean changed = has_finding (self, SGN_SEVERITY_CHANGED);

  for (guint i = 0; i < self->signatures->len; i++) {
    SgnSignatureReport *signature = g_ptr_array_index (self->signatures, i);
    SgnCheck *coverage = &signature->checks[SGN_CHECK_COVERAGE];

    /* Added data concerns every signature, since none of them covers it. */
    coverage->status = added || changed ? SGN_CHECK_FAIL : SGN_CHECK_PASS;
    coverage->reason = get_coverage_reason (self, !added && !changed);
    signature->verdict = changed ? SGN_VERDICT_CHANGED : sgn_signature_report_judge (signature);
  }
}

SgnVerdict
sgn_signature_report_judge (SgnSignatureReport *self)
{
  /* From bad to good: what is reported is always the worst that applies. A revoked certificate
   * comes before added data because the whole file is then suspect. */
  if (failed (self, SGN_CHECK_CONTENT) || failed (self, SGN_CHECK_SIGNATURE))
    return SGN_VERDICT_CHANGED;
  if (failed (self, SGN_CHECK_REVOCATION))
    return SGN_VERDICT_REVOKED;
  if (failed (self, SGN_CHECK_COVERAGE))
    return SGN_VERDICT_ADDED;
  if (failed (self, SGN_CHECK_ALGORITHMS))
    return SGN_VERDICT_UNTRUSTED;
  if (failed (self, SGN_CHECK_CHAIN) || failed (self, SGN_CHECK_USAGE) ||
      !sgn_signature_report_is_verified (self))
    return SGN_VERDICT_UNTRUSTED;
  if (failed (self, SGN_CHECK_VALIDITY))
    return SGN_VERDICT_EXPIRED;
  if (self->checks[SGN_CHECK_REVOCATION].status == SGN_CHECK_UNKNOWN)
    return SGN_VERDICT_REVOCATION_UNKNOWN;
  if (self->checks[SGN_CHECK_ALGORITHMS].status != SGN_CHECK_PASS)
    return SGN_VERDICT_WEAK;
  return SGN_VERDICT_VALID;
}

SgnVerdict
sgn_report_judge (SgnReport *self)
{
  self->headline = NULL;
  if (self->error != NULL)
    return SGN_VERDICT_UNREADABLE;
  if (self->signatures->len == 0)
    return SGN_VERDICT_UNSIGNED;

  set_coverage (self);
  self->headline = choose_headline (self);
  g_return_val_if_fail (self->headline != NULL, SGN_VERDICT_UNSIGNED);
  note_broken_beside (self, self->headline);
  note_outdated (self, self->headline);
  return self->headline->verdict;
}

gint64
sgn_signature_report_get_time (const SgnSignatureReport *self, gint64 now)
{
  return self->timestamp != NULL && self->timestamp->counts ? self->timestamp->time : now;
}
