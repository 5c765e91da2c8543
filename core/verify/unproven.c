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
  SgnUncovered kind = sgn_uncovered_judge (data + from, size - from);

  if (kind != SGN_UNCOVERED_NOTHING)
    sgn_findings_add_uncovered_as (ret,
                                   SGN_FINDING_PADDING_DATA,
                                   SGN_SEVERITY_ADDED,
                                   kind,
                                   0,
                                   size - from,
                                   NULL);
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
  guint before = report->findings->len;
  SgnUncovered kind = SGN_UNCOVERED_NOTHING;
  guint64 largest = 0;
  guint64 size = 0;
  guint count = 0;

  for (guint i = 0; i < signature->timestamps->len; i++) {
    const SgnTimestampReport *stamp = g_ptr_array_index (signature->timestamps, i);

    if (stamp->counts || !g_str_equal (describe (stamp), reason))
      continue;
    count++;
    size += stamp->size;
    largest = MAX (largest, stamp->size);
    if (is_mark (stamp->could_be))
      kind = stamp->could_be;
  }
  if (kind == SGN_UNCOVERED_NOTHING && (largest > STAMP_MAX || size > TOTAL_MAX))
    kind = SGN_UNCOVERED_LARGE;
  if (count > 0)
    sgn_findings_add_uncovered_as (report->findings,
                                   SGN_FINDING_TIMESTAMP_IGNORED,
                                   kind != SGN_UNCOVERED_NOTHING ? SGN_SEVERITY_ADDED
                                                                 : SGN_SEVERITY_NOTE,
                                   kind,
                                   0,
                                   size,
                                   reason);
  if (report->findings->len > before)
    ((SgnFinding *) report->findings->pdata[before])->more = count - 1;
  return size;
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
  SgnUncovered kind = size > SIGNATURE_MAX ? SGN_UNCOVERED_LARGE : SGN_UNCOVERED_NOTHING;
  gboolean told = signature->verdict == SGN_VERDICT_CHANGED ||
                  !is_proven (report->signatures->pdata[0]);

  if (is_proven (signature))
    return 0;
  if (is_mark (signature->could_be))
    kind = signature->could_be;
  if (kind != SGN_UNCOVERED_NOTHING || !told)
    sgn_findings_add_uncovered_as (report->findings,
                                   SGN_FINDING_UNPROVEN_SIGNATURE,
                                   kind != SGN_UNCOVERED_NOTHING ? SGN_SEVERITY_ADDED
                                                                 : SGN_SEVERITY_NOTE,
                                   kind,
                                   0,
                                   signature->size,
                                   number);
  return size;
}

void
sgn_verify_find_unproven (SgnReport *report)
{
  static const char *const reasons[] = { "broken", "not-read", "revoked", "untrusted" };
  guint64 total = 0;

  /* The findings are assigned to each signature at once, so that they are not counted for another
   * one. */
  for (guint i = 0; i < report->signatures->len; i++) {
    guint before = report->findings->len;

    for (guint j = 0; j < G_N_ELEMENTS (reasons); j++)
      total += note_timestamps (report, report->signatures->pdata[i], reasons[j]);
    if (i > 0)
      total += note_signature (report, i);
    sgn_findings_assign (report->findings, before, i + 1);
  }
  if (total > TOTAL_MAX * 2)
    sgn_findings_add_uncovered_as (report->findings,
                                   SGN_FINDING_UNPROVEN_SIGNATURE,
                                   SGN_SEVERITY_ADDED,
                                   SGN_UNCOVERED_LARGE,
                                   0,
                                   total,
                                   NULL);
}
