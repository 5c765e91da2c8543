/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-verify"

#include "config.h"

#include "core/verify/unproven.h"

/* Containers align to eight bytes. */
#define ALIGNMENT 8
/* Tokens contain three or four certificates. The largest one of a known server has 10 KiB, a
 * signature with its tokens 24 KiB. */
#define STAMP_MAX     (16 * 1024)
#define SIGNATURE_MAX (32 * 1024)
#define TOTAL_MAX     (64 * 1024)

void
sgn_verify_find_rest (GBytes *der, SgnSignedData *signed_data, SgnFindings *ret)
{
  gsize from = sgn_signed_data_get_size (signed_data);
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  const SgnFinding rest = {
    .code = SGN_FINDING_PADDING_DATA,
    .severity = SGN_SEVERITY_ADDED,
    .size = size - from,
    .could_be = sgn_uncovered_judge (data + from, size - from),
  };

  if (rest.could_be != SGN_UNCOVERED_NOTHING)
    sgn_findings_add_copy (ret, &rest);
  else if (size - from >= ALIGNMENT)
    sgn_findings_add (ret, SGN_FINDING_PADDING_LONG, SGN_SEVERITY_NOTE, 0, size - from, NULL);
}

/* Binary data has any size, so it only counts if another program could open it as something
 * else. */
static gboolean
is_mark (SgnUncovered kind)
{
  return !sgn_uncovered_is_harmless (kind) && kind != SGN_UNCOVERED_LARGE;
}

/* @kind: what a signature or timestamp can be opened as that is not one. */
static SgnSeverity
judge (SgnUncovered kind)
{
  return kind != SGN_UNCOVERED_NOTHING ? SGN_SEVERITY_ADDED : SGN_SEVERITY_NOTE;
}

static const char *
describe (const SgnTimestampReport *stamp)
{
  if (!stamp->intact)
    return "broken";
  if (stamp->unread)
    return "not-read";
  return stamp->revoked ? "revoked" : "untrusted";
}

/* Combines the timestamps of one signature that are ignored for the same reason into one
 * finding. */
static guint64
note_timestamps (SgnReport *report, const SgnSignatureReport *signature, const char *reason)
{
  SgnFinding finding = { .code = SGN_FINDING_TIMESTAMP_IGNORED, .detail = reason };
  guint64 largest = 0;
  guint count = 0;

  for (guint i = 0; i < signature->timestamps->len; i++) {
    const SgnTimestampReport *stamp = g_ptr_array_index (signature->timestamps, i);

    if (stamp->counts || !g_str_equal (describe (stamp), reason))
      continue;
    count++;
    finding.size += stamp->size;
    largest = MAX (largest, stamp->size);
    if (is_mark (stamp->could_be))
      finding.could_be = stamp->could_be;
  }
  if (count == 0)
    return 0;
  if (finding.could_be == SGN_UNCOVERED_NOTHING &&
      (largest > STAMP_MAX || finding.size > TOTAL_MAX))
    finding.could_be = SGN_UNCOVERED_LARGE;
  finding.severity = judge (finding.could_be);
  finding.more = count - 1;
  sgn_findings_add_copy (report->findings, &finding);
  return finding.size;
}

static gboolean
passed (const SgnSignatureReport *signature, SgnCheckId check)
{
  return signature->checks[check].status == SGN_CHECK_PASS;
}

static gboolean
is_proven (const SgnSignatureReport *signature)
{
  return passed (signature, SGN_CHECK_CONTENT) && passed (signature, SGN_CHECK_SIGNATURE) &&
         passed (signature, SGN_CHECK_CHAIN);
}

/* Content that matches the file cannot hide data, and page hashes need a lot of space. */
static guint64
get_room (const SgnSignatureReport *signature)
{
  return signature->size - (passed (signature, SGN_CHECK_CONTENT)
                                ? MIN (signature->content_size, signature->size)
                                : 0);
}

/* Broken signatures are reported elsewhere. Unproven ones are only reported if the first one is
 * proven. */
static guint64
note_signature (SgnReport *report, guint index)
{
  const SgnSignatureReport *signature = report->signatures->pdata[index];
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  guint64 size = get_room (signature);
  SgnFinding finding = {
    .code = SGN_FINDING_UNPROVEN_SIGNATURE,
    .size = signature->size,
    .detail = number,
    .could_be = size > SIGNATURE_MAX ? SGN_UNCOVERED_LARGE : SGN_UNCOVERED_NOTHING,
  };
  gboolean told = signature->verdict == SGN_VERDICT_CHANGED ||
                  !is_proven (report->signatures->pdata[0]);

  if (is_proven (signature))
    return 0;
  if (is_mark (signature->could_be))
    finding.could_be = signature->could_be;
  finding.severity = judge (finding.could_be);
  if (finding.severity == SGN_SEVERITY_ADDED || !told)
    sgn_findings_add_copy (report->findings, &finding);
  return size;
}

void
sgn_verify_find_unproven (SgnReport *report)
{
  static const char *const reasons[] = { "broken", "not-read", "revoked", "untrusted" };
  SgnFinding finding = {
    .code = SGN_FINDING_UNPROVEN_SIGNATURE,
    .severity = SGN_SEVERITY_ADDED,
    .could_be = SGN_UNCOVERED_LARGE,
  };

  /* The findings are assigned to each signature at once, so that they are not counted for another
   * one. */
  for (guint i = 0; i < report->signatures->len; i++) {
    guint before = report->findings->len;

    for (guint j = 0; j < G_N_ELEMENTS (reasons); j++)
      finding.size += note_timestamps (report, report->signatures->pdata[i], reasons[j]);
    if (i > 0)
      finding.size += note_signature (report, i);
    sgn_findings_assign (report->findings, before, i + 1);
  }
  if (finding.size > TOTAL_MAX * 2)
    sgn_findings_add_copy (report->findings, &finding);
}
