/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

/* What becomes of a signature that the file already has, unless the user has said it. Files are
 * often signed twice by mistake (a build that runs again) and sometimes on purpose (a second
 * publisher); losing somebody's signature or timestamp is the worst outcome, so that needs an
 * explicit request. */

#include "config.h"

#include "core/sign/existing.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/subject.h"
#include "core/verify/verify.h"

static gboolean
is_own (const SgnSigning *self, const SgnReport *report)
{
  SgnCertificate *own = sgn_identity_get_certificate (self->request->identity);

  for (guint i = 0; i < report->signatures->len; i++) {
    const SgnSignatureReport *signature = report->signatures->pdata[i];

    if (signature->signer == NULL || !sgn_certificate_equal (signature->signer, own))
      return FALSE;
  }
  return report->signatures->len > 0;
}

/* The signer's own certificate need not be trusted on this computer, as its users may trust it. */
static gboolean
is_accepted (const SgnReport *report, gboolean own)
{
  return report->verdict == SGN_VERDICT_VALID ||
         report->verdict == SGN_VERDICT_REVOCATION_UNKNOWN ||
         (own && report->verdict == SGN_VERDICT_UNTRUSTED);
}

static gboolean
needs_timestamp (const SgnSigning *self, const SgnReport *report, gboolean own)
{
  const SgnSignRequest *request = self->request;
  const SgnTimestampReport *stamp = report->headline != NULL ? report->headline->timestamp : NULL;

  /* A missing timestamp is no reason to touch the signature of somebody else if none was
   * required. */
  if (request->timestamp_servers->len == 0 || (request->timestamp_optional && !own) ||
      (sgn_subject_get_caps (self->subject) & SGN_FORMAT_NO_TIMESTAMP) != 0)
    return FALSE;
  return stamp == NULL || !stamp->counts;
}

static void
refuse (const SgnReport *report, gboolean accepted, GError **error)
{
  const SgnSignatureReport *headline = report->headline;
  const char *name = headline != NULL && headline->signer != NULL
                         ? sgn_certificate_get_name (headline->signer)
                         : "?";

  if (accepted)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_ALREADY_SIGNED,
                 /* Translators: the name of a publisher */
                 _ ("by “%s”, without the requested timestamp; you can replace the signature or "
                    "add another one"),
                 name);
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_ALREADY_SIGNED,
                 /* Translators: the name of a publisher, then a word of the interface for scripts,
                  * such as "expired" */
                 _ ("by “%1$s”, but it is only “%2$s” here; you can replace the signature or add "
                    "another one"),
                 name,
                 sgn_verdict_to_id (report->verdict));
}

/* Decides whether the intact signatures of @report are kept. Those that Windows accepts now are, if
 * they have the requested timestamp. Signatures by the same identity are replaced. Nothing signed
 * by others is lost. */
static gboolean
choose (const SgnSigning *self, SgnReport *report, SgnReport **keep, GError **error)
{
  gboolean own = is_own (self, report);
  gboolean accepted = is_accepted (report, own);

  /* Inside another file everything intact is kept: the request was about the file around it. */
  if (self->inside || (accepted && !needs_timestamp (self, report, own))) {
    *keep = sgn_report_ref (report);
    return TRUE;
  }
  /* The same identity signs again, so nothing that belongs to others is lost. */
  if (own && report->verdict > SGN_VERDICT_ADDED)
    return TRUE;
  refuse (report, accepted, error);
  return FALSE;
}

/* Signing a file whose signature is broken would make a changed file look good, so it requires an
 * explicit request to replace the signature. */
gboolean
sgn_signing_check_existing (SgnSigning *self,
                            const char *name,
                            SgnReport **keep,
                            GCancellable *cancellable,
                            GError **error)
{
  const SgnVerifyOptions options = { .anchors = self->request->anchors };
  g_autoptr (SgnReport) report = NULL;
  SgnExisting existing = self->request->existing;

  *keep = NULL;
  if (self->existing->len == 0 || existing == SGN_EXISTING_REPLACE)
    return TRUE;
  if (existing == SGN_EXISTING_REFUSE) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_ALREADY_SIGNED,
                         _ ("the file is already signed"));
    return FALSE;
  }
  report = sgn_verify_input (self->subject->input, name, &options, cancellable, error);
  if (report == NULL)
    return FALSE;
  if (report->verdict == SGN_VERDICT_CHANGED || report->verdict == SGN_VERDICT_UNREADABLE) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_ALREADY_SIGNED,
                         _ ("the signature in the file is broken and can only be replaced"));
    return FALSE;
  }
  if (existing == SGN_EXISTING_SKIP_VALID)
    return choose (self, report, keep, error);
  /* The existing signatures stay, so afterwards they must be as good as they are now. */
  self->before = g_steal_pointer (&report);
  return TRUE;
}
