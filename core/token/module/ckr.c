/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-ckr"

/* What modules answer (PKCS #11 2.40, 5.1), as errors of this program. Modules differ in which
 * value they use, so whole groups have one meaning. */

#include "config.h"

#include "core/token/module/ckr.h"

#include <libp11.h>
#include <openssl/err.h>
#include <p11-kit/p11-kit.h>

gulong
sgn_ckr_take (void)
{
  gulong answer = 0;

  /* The oldest entries first; libp11 adds the cause last. */
  for (unsigned long code; (code = ERR_get_error ()) != 0;) {
    if (ERR_GET_LIB (code) == ERR_get_CKR_code ())
      answer = (gulong) ERR_GET_REASON (code);
  }
  return answer;
}

char *
sgn_ckr_describe (gulong answer)
{
  const char *text = answer != 0 ? p11_kit_strerror (answer) : NULL;

  return text != NULL ? g_strdup_printf ("%s, 0x%lx", text, answer)
                      : g_strdup_printf ("0x%lx", answer);
}

SgnError
sgn_ckr_to_code (gulong answer, SgnError otherwise)
{
  switch (answer) {
  case CKR_PIN_INCORRECT:
  case CKR_PIN_INVALID:
  case CKR_PIN_LEN_RANGE:
    return SGN_ERROR_PIN_WRONG;
  case CKR_PIN_LOCKED:
    return SGN_ERROR_PIN_LOCKED;
  case CKR_DEVICE_REMOVED:
  case CKR_TOKEN_NOT_PRESENT:
    return SGN_ERROR_TOKEN_MISSING;
  case CKR_MECHANISM_INVALID:
  case CKR_MECHANISM_PARAM_INVALID:
  case CKR_KEY_TYPE_INCONSISTENT:
  case CKR_KEY_FUNCTION_NOT_PERMITTED:
  case CKR_FUNCTION_NOT_SUPPORTED:
  case CKR_KEY_SIZE_RANGE:
  case CKR_CURVE_NOT_SUPPORTED:
    return SGN_ERROR_TOKEN_MECHANISM;
  default:
    return otherwise;
  }
}

gboolean
sgn_ckr_is_session_lost (gulong answer)
{
  switch (answer) {
  /* These three say nothing, and a new session helps surprisingly often. */
  case CKR_GENERAL_ERROR:
  case CKR_FUNCTION_FAILED:
  case CKR_DEVICE_ERROR:
  case CKR_DEVICE_REMOVED:
  case CKR_TOKEN_NOT_PRESENT:
  case CKR_KEY_HANDLE_INVALID:
  case CKR_OBJECT_HANDLE_INVALID:
  case CKR_OPERATION_ACTIVE:
  case CKR_OPERATION_NOT_INITIALIZED:
  case CKR_SESSION_CLOSED:
  case CKR_SESSION_HANDLE_INVALID:
  case CKR_SESSION_COUNT:
  case CKR_USER_NOT_LOGGED_IN:
  case CKR_CRYPTOKI_NOT_INITIALIZED:
    return TRUE;
  default:
    return FALSE;
  }
}
