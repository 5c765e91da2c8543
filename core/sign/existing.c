/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-sign"

#include "config.h"

#include "core/sign/existing.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

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

/* One's own certificate is accepted by whom it is for, even if this computer does not know it. */
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
                 _ ("by “%s”, without the timestamp that was asked for; the signature can be "
                    "replaced, or another one added"),
                 name);
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_ALREADY_SIGNED,
                 /* Translators: the name of a publisher, then a word of the interface for scripts,
                  * such as "expired" */
                 _ ("by “%1$s”, but “%2$s” is all that can be said of it here; the signature can "
                    "be replaced, or another one added"),
                 name,
                 sgn_verdict_to_id (report->verdict));
}

gboolean
sgn_signing_choose (const SgnSigning *self, SgnReport *report, SgnReport **keep, GError **error)
{
  gboolean own = is_own (self, report);
  gboolean accepted = is_accepted (report, own);

  if (self->inside || (accepted && !needs_timestamp (self, report, own))) {
    *keep = sgn_report_ref (report);
    return TRUE;
  }
  if (own && report->verdict > SGN_VERDICT_ADDED)
    return TRUE;
  refuse (report, accepted, error);
  return FALSE;
}
