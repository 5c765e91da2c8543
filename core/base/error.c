/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-error"

/* Errors of all rooms. The identifiers are part of the reports, so they never change; what users
 * read about each code is in core/words. */

#include "config.h"

#include "core/base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/err.h>

static const char *const ids[SGN_N_ERRORS] = {
  [SGN_ERROR_FAILED] = "failed",
  [SGN_ERROR_FILE_UNREADABLE] = "file-unreadable",
  [SGN_ERROR_FILE_DAMAGED] = "file-damaged",
  [SGN_ERROR_FILE_READONLY] = "file-readonly",
  [SGN_ERROR_FILE_CHANGED] = "file-changed",
  [SGN_ERROR_WRITE_FAILED] = "write-failed",
  [SGN_ERROR_FORMAT_UNSUPPORTED] = "format-unsupported",
  [SGN_ERROR_FORMAT_FOREIGN] = "format-foreign",
  [SGN_ERROR_NOT_SIGNABLE] = "not-signable",
  [SGN_ERROR_ALREADY_SIGNED] = "already-signed",
  [SGN_ERROR_NOT_SIGNED] = "not-signed",
  [SGN_ERROR_SIGNATURE_DAMAGED] = "signature-damaged",
  [SGN_ERROR_PFX_PASSWORD] = "pfx-password",
  [SGN_ERROR_PFX_CIPHER] = "pfx-cipher",
  [SGN_ERROR_PFX_DAMAGED] = "pfx-damaged",
  [SGN_ERROR_PASSWORD_NEEDED] = "password-needed",
  [SGN_ERROR_CERT_DAMAGED] = "cert-damaged",
  [SGN_ERROR_CERT_MISSING] = "cert-missing",
  [SGN_ERROR_CERT_EXPIRED] = "cert-expired",
  [SGN_ERROR_CERT_NOT_YET_VALID] = "cert-not-yet-valid",
  [SGN_ERROR_KEY_MISSING] = "key-missing",
  [SGN_ERROR_KEY_MISMATCH] = "key-mismatch",
  [SGN_ERROR_KEY_UNSUPPORTED] = "key-unsupported",
  [SGN_ERROR_KEY_FAILED] = "key-failed",
  [SGN_ERROR_EKU_MISSING] = "eku-missing",
  [SGN_ERROR_PUBLISHER_MISMATCH] = "publisher-mismatch",
  [SGN_ERROR_TS_UNREACHABLE] = "ts-unreachable",
  [SGN_ERROR_TS_BUSY] = "ts-busy",
  [SGN_ERROR_TS_DENIED] = "ts-denied",
  [SGN_ERROR_TS_ADDRESS] = "ts-address",
  [SGN_ERROR_TS_REFUSED] = "ts-refused",
  [SGN_ERROR_TS_UNTRUSTED] = "ts-untrusted",
  [SGN_ERROR_SELF_CHECK] = "self-check",
  [SGN_ERROR_NETWORK] = "network",
  [SGN_ERROR_PIN_WRONG] = "pin-wrong",
  [SGN_ERROR_PIN_FINAL] = "pin-final",
  [SGN_ERROR_PIN_LOCKED] = "pin-locked",
  [SGN_ERROR_PIN_NEEDED] = "pin-needed",
  [SGN_ERROR_TOKEN_MISSING] = "token-missing",
  [SGN_ERROR_TOKEN_AMBIGUOUS] = "token-ambiguous",
  [SGN_ERROR_TOKEN_FAILED] = "token-failed",
  [SGN_ERROR_TOKEN_KEY_MISSING] = "token-key-missing",
  [SGN_ERROR_TOKEN_MECHANISM] = "token-mechanism",
  [SGN_ERROR_TOKEN_ADDRESS] = "token-address",
  [SGN_ERROR_MODULE_MISSING] = "module-missing",
  [SGN_ERROR_MODULE_CRASHED] = "module-crashed",
  [SGN_ERROR_MODULE_HANGS] = "module-hangs",
  [SGN_ERROR_KEY_WEAK] = "key-weak",
  [SGN_ERROR_FILE_EXISTS] = "file-exists",
  [SGN_ERROR_SUBJECT] = "subject",
  [SGN_ERROR_ISSUER_MISSING] = "issuer-missing",
  [SGN_ERROR_HISTORY] = "history",
  [SGN_ERROR_KEYRING] = "keyring",
  [SGN_ERROR_TOO_COSTLY] = "too-costly",
  [SGN_ERROR_RESULT_WORSE] = "result-worse",
  [SGN_ERROR_LIST_REFUSED] = "list-refused",
};

G_DEFINE_QUARK (sgn - error - quark, sgn_error)

/* (transfer full) */
static char *
describe_openssl (unsigned long code)
{
  const char *reason;
  char buffer[256];

  /* OpenSSL has no texts for errno. */
  if (ERR_SYSTEM_ERROR (code))
    return g_strdup (g_strerror (ERR_GET_REASON (code)));
  reason = ERR_reason_error_string (code);
  if (reason != NULL)
    return g_strdup (reason);
  ERR_error_string_n (code, buffer, sizeof buffer);
  return g_strdup (buffer);
}

/* Both domains occur: GIO for files of the desktop, GFileError from the functions of GLib. */
static gboolean
is_readonly (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY) ||
         g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
         g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
         g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS);
}

const char *
sgn_error_code_to_id (SgnError code)
{
  g_return_val_if_fail (code < SGN_N_ERRORS, "failed");

  return ids[code];
}

void
sgn_error_set_openssl (GError **error, SgnError code, const char *what)
{
  /* The oldest entry is the cause; the later ones are the functions it went through. */
  unsigned long first = ERR_get_error ();
  g_autofree char *reason = NULL;

  ERR_clear_error ();
  if (first == 0) {
    g_set_error_literal (error, SGN_ERROR, code, what);
    return;
  }
  reason = describe_openssl (first);
  g_set_error (error, SGN_ERROR, code, "%s: %s", what, reason);
}

void
sgn_error_take_io (GError **error, SgnError fallback, GError *cause)
{
  SgnError code = fallback;

  if (cause->domain == SGN_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, cause);
    return;
  }
  if (fallback == SGN_ERROR_WRITE_FAILED && is_readonly (cause))
    code = SGN_ERROR_FILE_READONLY;
  g_set_error_literal (error, SGN_ERROR, code, cause->message);
  g_error_free (cause);
}

void
sgn_error_set_errno (GError **error, SgnError fallback, int number, const char *what)
{
  sgn_error_take_io (error,
                     fallback,
                     g_error_new (G_IO_ERROR,
                                  g_io_error_from_errno (number),
                                  "%s: %s",
                                  what,
                                  g_strerror (number)));
}
