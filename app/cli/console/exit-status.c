/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/exit-status.h"

#include "core/base/error.h"

static SgnExit
for_code (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_CERT_EXPIRED:
  case SGN_ERROR_CERT_NOT_YET_VALID:
    return SGN_EXIT_EXPIRED;
  case SGN_ERROR_PFX_PASSWORD:
  case SGN_ERROR_PFX_CIPHER:
  case SGN_ERROR_PFX_DAMAGED:
  case SGN_ERROR_PASSWORD_NEEDED:
  case SGN_ERROR_CERT_DAMAGED:
  case SGN_ERROR_CERT_MISSING:
  case SGN_ERROR_KEY_MISSING:
  case SGN_ERROR_KEY_MISMATCH:
  case SGN_ERROR_KEY_UNSUPPORTED:
  case SGN_ERROR_KEY_WEAK:
  case SGN_ERROR_KEY_FAILED:
  case SGN_ERROR_EKU_MISSING:
  case SGN_ERROR_PIN_WRONG:
  case SGN_ERROR_PIN_FINAL:
  case SGN_ERROR_PIN_LOCKED:
  case SGN_ERROR_PIN_NEEDED:
  case SGN_ERROR_TOKEN_MISSING:
  case SGN_ERROR_TOKEN_AMBIGUOUS:
  case SGN_ERROR_TOKEN_FAILED:
  case SGN_ERROR_TOKEN_KEY_MISSING:
  case SGN_ERROR_TOKEN_MECHANISM:
  case SGN_ERROR_TOKEN_ADDRESS:
  case SGN_ERROR_MODULE_MISSING:
  case SGN_ERROR_MODULE_CRASHED:
  case SGN_ERROR_MODULE_HANGS:
    return SGN_EXIT_KEY;
  default:
    return SGN_EXIT_FAILED;
  }
}

SgnExit
sgn_exit_for_error (const GError *error)
{
  if (error->domain != SGN_ERROR)
    return SGN_EXIT_FAILED;
  return for_code (error->code);
}

SgnExit
sgn_exit_for_verdict (SgnVerdict verdict, gboolean strict)
{
  switch (verdict) {
  case SGN_VERDICT_CHANGED:
    return SGN_EXIT_CHANGED;
  case SGN_VERDICT_UNSIGNED:
    return SGN_EXIT_UNSIGNED;
  case SGN_VERDICT_REVOKED:
  case SGN_VERDICT_ADDED:
  case SGN_VERDICT_UNTRUSTED:
  case SGN_VERDICT_EXPIRED:
    return SGN_EXIT_UNTRUSTED;
  case SGN_VERDICT_REVOCATION_UNKNOWN:
  case SGN_VERDICT_WEAK:
    return strict ? SGN_EXIT_UNTRUSTED : SGN_EXIT_GOOD;
  case SGN_VERDICT_VALID:
    return SGN_EXIT_GOOD;
  case SGN_VERDICT_UNREADABLE:
  case SGN_N_VERDICTS:
  default:
    return SGN_EXIT_FAILED;
  }
}

SgnExit
sgn_exit_for_job (SgnJob *job)
{
  const SgnOutcome *outcome = sgn_job_get_outcome (job);
  const GError *error = sgn_job_get_error (job);

  if (error != NULL)
    return sgn_exit_for_error (error);
  if (outcome == NULL)
    return SGN_EXIT_FAILED;
  return outcome->timestamp_error != NULL ? SGN_EXIT_NO_TIMESTAMP : SGN_EXIT_GOOD;
}
