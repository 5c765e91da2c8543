/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* Decides whether the result of a change may replace the file. It is compared with the file as it
 * was: nothing that was good may get worse, and what is new must be flawless. An untrusted or
 * expired certificate is no flaw: the user chose it, and its root may be installed elsewhere. */

#include "config.h"

#include "core/sign/worth.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

/* The finding that determines the verdict. */
static const SgnFinding *
find_reason (const SgnReport *report)
{
  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->severity != SGN_SEVERITY_NOTE)
      return finding;
  }
  return NULL;
}

static gboolean
fail_self_check (const SgnReport *report, SgnVerdict verdict, GError **error)
{
  const SgnFinding *reason = find_reason (report);

  if (report->error != NULL)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SELF_CHECK, report->error->message);
  else if (reason == NULL)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SELF_CHECK,
                 /* Translators: %s is a word of the interface for scripts, such as "changed" */
                 _ ("the result would be “%s”"),
                 sgn_verdict_to_id (verdict));
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SELF_CHECK,
                 /* Translators: words of the interface for scripts, such as "added" and
                  * "trailing-data" */
                 _ ("the result would be “%1$s” because of “%2$s”"),
                 sgn_verdict_to_id (verdict),
                 sgn_finding_code_to_id (reason->code));
  return FALSE;
}

static gboolean
fail_worse (SgnVerdict before, SgnVerdict after, GError **error)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_RESULT_WORSE,
               /* Translators: words of the interface for scripts, such as "valid" and "expired" */
               _ ("“%1$s” before, “%2$s” afterwards"),
               sgn_verdict_to_id (before),
               sgn_verdict_to_id (after));
  return FALSE;
}

static gboolean
fail_time (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_RESULT_WORSE,
                       _ ("only its current timestamp shows that it was signed before the "
                          "certificate expired"));
  return FALSE;
}

gboolean
sgn_sign_has_timestamp (const SgnSignatureReport *signature)
{
  for (guint i = 0; i < signature->timestamps->len; i++) {
    const SgnTimestampReport *stamp = signature->timestamps->pdata[i];

    if (stamp->intact && !stamp->revoked)
      return TRUE;
  }
  return FALSE;
}

/* By any server, because others may trust one that is unknown here. */
static gboolean
has_timestamp_in_time (const SgnSignatureReport *signature)
{
  for (guint i = 0; signature->signer != NULL && i < signature->timestamps->len; i++) {
    const SgnTimestampReport *stamp = signature->timestamps->pdata[i];

    if (stamp->intact && !stamp->revoked &&
        stamp->time <= sgn_certificate_get_not_after (signature->signer))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_same_signer (const SgnSignatureReport *a, const SgnSignatureReport *b)
{
  if (a->signer == NULL || b->signer == NULL)
    return a->signer == b->signer;
  return sgn_certificate_equal (a->signer, b->signer);
}

static gboolean
is_same_content (const SgnSignatureReport *a, const SgnSignatureReport *b)
{
  if (a->digest_stored == NULL || b->digest_stored == NULL)
    return a->digest_stored == b->digest_stored;
  return g_bytes_equal (a->digest_stored, b->digest_stored);
}

/* Removes the signature that equals @one from @left and returns it. */
static const SgnSignatureReport *
take_same (GPtrArray *left, const SgnSignatureReport *one)
{
  for (guint i = 0; i < left->len; i++) {
    const SgnSignatureReport *other = left->pdata[i];

    if (is_same_signer (one, other) && is_same_content (one, other))
      return g_ptr_array_remove_index (left, i);
  }
  return NULL;
}

static gboolean
check_kept (const SgnSignatureReport *before, const SgnSignatureReport *after, GError **error)
{
  if (after == NULL)
    return fail_worse (before->verdict, SGN_VERDICT_UNSIGNED, error);
  if (after->verdict < before->verdict)
    return fail_worse (before->verdict, after->verdict, error);
  /* Without it the signature would end with its certificate, perhaps only in a year, when nobody
   * remembers why. */
  return !has_timestamp_in_time (before) || has_timestamp_in_time (after) || fail_time (error);
}

static gboolean
check_new (const SgnReport *after, GPtrArray *made, GError **error)
{
  for (guint i = 0; i < made->len; i++) {
    const SgnSignatureReport *signature = made->pdata[i];

    /* Up to ADDED the new signature itself would be wrong; the later verdicts concern the
     * certificate and the time. */
    if (signature->verdict <= SGN_VERDICT_ADDED)
      return fail_self_check (after, signature->verdict, error);
  }
  return TRUE;
}

/* Compares every signature, because the verdict of the file is only that of the best one. */
static gboolean
check_signatures (const SgnSignChange *change, const SgnReport *after, GError **error)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  const SgnReport *before = change->before;

  for (guint i = 0; i < after->signatures->len; i++)
    g_ptr_array_add (left, after->signatures->pdata[i]);
  for (guint i = 0; before != NULL && i < before->signatures->len; i++)
    if ((int) i != change->gone && !check_kept (before->signatures->pdata[i],
                                                take_same (left, before->signatures->pdata[i]),
                                                error))
      return FALSE;
  return check_new (after, left, error);
}

static gboolean
makes_signature (SgnAction action)
{
  return action != SGN_ACTION_TIMESTAMPED && action != SGN_ACTION_REMOVED;
}

static gboolean
check_file (const SgnSignChange *change, const SgnReport *after, GError **error)
{
  const SgnReport *before = change->before;

  if (makes_signature (change->action) && after->verdict <= SGN_VERDICT_ADDED)
    return fail_self_check (after, after->verdict, error);
  if (before == NULL || before->signatures->len == 0 || after->verdict >= before->verdict)
    return TRUE;
  return fail_worse (before->verdict, after->verdict, error);
}

gboolean
sgn_sign_check_worth (const SgnSignChange *change,
                      const SgnReport *after,
                      guint expected,
                      GError **error)
{
  SgnVerdict verdict = after->verdict;

  if (expected == 0)
    return verdict == SGN_VERDICT_UNSIGNED || fail_self_check (after, verdict, error);
  if (verdict == SGN_VERDICT_UNREADABLE || verdict == SGN_VERDICT_UNSIGNED ||
      verdict == SGN_VERDICT_CHANGED)
    return fail_self_check (after, verdict, error);
  if (!check_file (change, after, error))
    return FALSE;
  /* An attached signature replaces the others, and was made somewhere else. */
  return change->action == SGN_ACTION_ATTACHED || check_signatures (change, after, error);
}
