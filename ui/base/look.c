/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/base/look.h"

SgnLook
sgn_look_for_verdict (SgnVerdict verdict)
{
  switch (verdict) {
  case SGN_VERDICT_CHANGED:
  case SGN_VERDICT_REVOKED:
    return SGN_LOOK_BAD;
  case SGN_VERDICT_ADDED:
  case SGN_VERDICT_UNTRUSTED:
  case SGN_VERDICT_EXPIRED:
  case SGN_VERDICT_WEAK:
    return SGN_LOOK_WARN;
  case SGN_VERDICT_REVOCATION_UNKNOWN:
  case SGN_VERDICT_VALID:
    return SGN_LOOK_GOOD;
  case SGN_VERDICT_UNREADABLE:
  case SGN_VERDICT_UNSIGNED:
  case SGN_N_VERDICTS:
  default:
    return SGN_LOOK_NEUTRAL;
  }
}

SgnLook
sgn_look_for_check (SgnCheckStatus status)
{
  switch (status) {
  case SGN_CHECK_PASS:
    return SGN_LOOK_GOOD;
  case SGN_CHECK_WARN:
    return SGN_LOOK_WARN;
  case SGN_CHECK_FAIL:
    return SGN_LOOK_BAD;
  case SGN_CHECK_UNKNOWN:
  case SGN_CHECK_SKIPPED:
  default:
    return SGN_LOOK_NEUTRAL;
  }
}

const char *
sgn_look_get_icon (SgnLook look)
{
  static const char *const icons[] = {
    [SGN_LOOK_NEUTRAL] = "sgn-unsigned-symbolic",
    [SGN_LOOK_GOOD] = "sgn-signed-symbolic",
    [SGN_LOOK_WARN] = "sgn-unconfirmed-symbolic",
    [SGN_LOOK_BAD] = "sgn-changed-symbolic",
  };

  g_return_val_if_fail (look < G_N_ELEMENTS (icons), NULL);
  return icons[look];
}

const char *
sgn_look_get_style (SgnLook look)
{
  static const char *const styles[] = { NULL, "success", "warning", "error" };

  g_return_val_if_fail (look < G_N_ELEMENTS (styles), NULL);
  return styles[look];
}

const char *
sgn_look_get_card (SgnLook look)
{
  static const char *const cards[] = { "neutral", "good", "warn", "bad" };

  g_return_val_if_fail (look < G_N_ELEMENTS (cards), NULL);
  return cards[look];
}
