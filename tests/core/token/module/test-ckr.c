/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/module/ckr.h"

#include <libp11.h>
#include <openssl/err.h>
#include <p11-kit/pkcs11.h>
#include <string.h>

/* What a module answers becomes what the user can do about it. */
static void
test_codes (void)
{
  static const struct {
    gulong answer;
    SgnError code;
  } cases[] = {
    { CKR_PIN_INCORRECT, SGN_ERROR_PIN_WRONG },
    { CKR_PIN_INVALID, SGN_ERROR_PIN_WRONG },
    { CKR_PIN_LEN_RANGE, SGN_ERROR_PIN_WRONG },
    { CKR_PIN_LOCKED, SGN_ERROR_PIN_LOCKED },
    { CKR_DEVICE_REMOVED, SGN_ERROR_TOKEN_MISSING },
    { CKR_TOKEN_NOT_PRESENT, SGN_ERROR_TOKEN_MISSING },
    { CKR_MECHANISM_INVALID, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_MECHANISM_PARAM_INVALID, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_KEY_TYPE_INCONSISTENT, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_KEY_FUNCTION_NOT_PERMITTED, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_FUNCTION_NOT_SUPPORTED, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_KEY_SIZE_RANGE, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_CURVE_NOT_SUPPORTED, SGN_ERROR_TOKEN_MECHANISM },
    { CKR_GENERAL_ERROR, SGN_ERROR_KEY_FAILED },
    { CKR_DEVICE_ERROR, SGN_ERROR_KEY_FAILED },
    { 0x80000001, SGN_ERROR_KEY_FAILED }, /* a maker's own */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("0x%lx", cases[i].answer);
    g_assert_cmpint (sgn_ckr_to_code (cases[i].answer, SGN_ERROR_KEY_FAILED), ==, cases[i].code);
  }
}

/* A refused PIN is never sent again: that must not look like a session that can be made anew. */
static void
test_session_lost (void)
{
  static const struct {
    gulong answer;
    gboolean lost;
  } cases[] = {
    { CKR_GENERAL_ERROR, TRUE },
    { CKR_FUNCTION_FAILED, TRUE },
    { CKR_DEVICE_ERROR, TRUE },
    { CKR_DEVICE_REMOVED, TRUE },
    { CKR_TOKEN_NOT_PRESENT, TRUE },
    { CKR_KEY_HANDLE_INVALID, TRUE },
    { CKR_OBJECT_HANDLE_INVALID, TRUE },
    { CKR_OPERATION_ACTIVE, TRUE },
    { CKR_OPERATION_NOT_INITIALIZED, TRUE },
    { CKR_SESSION_CLOSED, TRUE },
    { CKR_SESSION_HANDLE_INVALID, TRUE },
    { CKR_SESSION_COUNT, TRUE },
    { CKR_USER_NOT_LOGGED_IN, TRUE },
    { CKR_CRYPTOKI_NOT_INITIALIZED, TRUE },
    { CKR_PIN_INCORRECT, FALSE },
    { CKR_PIN_LOCKED, FALSE },
    { CKR_PIN_EXPIRED, FALSE },
    { CKR_MECHANISM_INVALID, FALSE },
    { CKR_FUNCTION_CANCELED, FALSE },
    { 0x80000001, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("0x%lx", cases[i].answer);
    g_assert_cmpint (sgn_ckr_is_session_lost (cases[i].answer), ==, cases[i].lost);
  }
}

static void
test_description (void)
{
  g_autofree char *known = sgn_ckr_describe (CKR_PIN_LOCKED);
  g_autofree char *none = sgn_ckr_describe (0);

  g_assert_nonnull (strstr (known, "0xa4"));
  g_assert_cmpuint (strlen (known), >, strlen (", 0xa4"));
  g_assert_cmpstr (none, ==, "0x0");
}

/* Of several errors in OpenSSL's queue, the module's counts. The queue is empty afterwards. */
static void
test_queue (void)
{
  ERR_clear_error ();
  g_assert_cmpuint (sgn_ckr_take (), ==, 0);
  ERR_raise (ERR_LIB_EVP, ERR_R_MALLOC_FAILURE);
  g_assert_cmpuint (sgn_ckr_take (), ==, 0);
  ERR_raise (ERR_get_CKR_code (), (int) CKR_PIN_LOCKED);
  ERR_raise (ERR_LIB_EVP, ERR_R_MALLOC_FAILURE);
  g_assert_cmpuint (sgn_ckr_take (), ==, CKR_PIN_LOCKED);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/ckr/codes", test_codes);
  g_test_add_func ("/token/ckr/session-lost", test_session_lost);
  g_test_add_func ("/token/ckr/description", test_description);
  g_test_add_func ("/token/ckr/queue", test_queue);
  return g_test_run ();
}
