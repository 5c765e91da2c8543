/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-error"

#include "config.h"

#include "core/base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/err.h>

G_DEFINE_QUARK (sgn - error - quark, sgn_error)

/* (transfer full) */
static char *
describe_openssl (unsigned long code)
{
  const char *reason;
  char buffer[256];

  if (ERR_SYSTEM_ERROR (code))
    return g_strdup (g_strerror (ERR_GET_REASON (code)));
  reason = ERR_reason_error_string (code);
  if (reason != NULL)
    return g_strdup (reason);
  ERR_error_string_n (code, buffer, sizeof buffer);
  return g_strdup (buffer);
}

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
  switch (code) {
  case SGN_ERROR_FAILED:
    return "failed";
  case SGN_ERROR_FILE_UNREADABLE:
    return "file-unreadable";
  case SGN_ERROR_FILE_DAMAGED:
    return "file-damaged";
  case SGN_ERROR_FILE_READONLY:
    return "file-readonly";
  case SGN_ERROR_FILE_CHANGED:
    return "file-changed";
  case SGN_ERROR_WRITE_FAILED:
    return "write-failed";
  case SGN_ERROR_FORMAT_UNSUPPORTED:
    return "format-unsupported";
  case SGN_ERROR_NOT_SIGNABLE:
    return "not-signable";
  case SGN_ERROR_ALREADY_SIGNED:
    return "already-signed";
  case SGN_ERROR_NOT_SIGNED:
    return "not-signed";
  case SGN_ERROR_SIGNATURE_DAMAGED:
    return "signature-damaged";
  case SGN_ERROR_PFX_PASSWORD:
    return "pfx-password";
  case SGN_ERROR_PFX_CIPHER:
    return "pfx-cipher";
  case SGN_ERROR_PFX_DAMAGED:
    return "pfx-damaged";
  case SGN_ERROR_PASSWORD_NEEDED:
    return "password-needed";
  case SGN_ERROR_CERT_DAMAGED:
    return "cert-damaged";
  case SGN_ERROR_CERT_MISSING:
    return "cert-missing";
  case SGN_ERROR_CERT_EXPIRED:
    return "cert-expired";
  case SGN_ERROR_CERT_NOT_YET_VALID:
    return "cert-not-yet-valid";
  case SGN_ERROR_KEY_MISSING:
    return "key-missing";
  case SGN_ERROR_KEY_MISMATCH:
    return "key-mismatch";
  case SGN_ERROR_KEY_UNSUPPORTED:
    return "key-unsupported";
  case SGN_ERROR_KEY_FAILED:
    return "key-failed";
  case SGN_ERROR_EKU_MISSING:
    return "eku-missing";
  case SGN_ERROR_PUBLISHER_MISMATCH:
    return "publisher-mismatch";
  case SGN_ERROR_TS_UNREACHABLE:
    return "ts-unreachable";
  case SGN_ERROR_TS_REFUSED:
    return "ts-refused";
  case SGN_ERROR_TS_UNTRUSTED:
    return "ts-untrusted";
  case SGN_ERROR_SELF_CHECK:
    return "self-check";
  case SGN_ERROR_NETWORK:
    return "network";
  case SGN_ERROR_PIN_WRONG:
    return "pin-wrong";
  case SGN_ERROR_PIN_FINAL:
    return "pin-final";
  case SGN_ERROR_PIN_LOCKED:
    return "pin-locked";
  case SGN_ERROR_PIN_NEEDED:
    return "pin-needed";
  case SGN_ERROR_TOKEN_MISSING:
    return "token-missing";
  case SGN_ERROR_TOKEN_AMBIGUOUS:
    return "token-ambiguous";
  case SGN_ERROR_TOKEN_FAILED:
    return "token-failed";
  case SGN_ERROR_TOKEN_KEY_MISSING:
    return "token-key-missing";
  case SGN_ERROR_TOKEN_MECHANISM:
    return "token-mechanism";
  case SGN_ERROR_TOKEN_ADDRESS:
    return "token-address";
  case SGN_ERROR_MODULE_MISSING:
    return "module-missing";
  case SGN_ERROR_MODULE_CRASHED:
    return "module-crashed";
  case SGN_ERROR_MODULE_HANGS:
    return "module-hangs";
  case SGN_ERROR_KEY_WEAK:
    return "key-weak";
  case SGN_ERROR_FILE_EXISTS:
    return "file-exists";
  case SGN_ERROR_SUBJECT:
    return "subject";
  case SGN_ERROR_ISSUER_MISSING:
    return "issuer-missing";
  case SGN_ERROR_HISTORY:
    return "history";
  case SGN_ERROR_KEYRING:
    return "keyring";
  }
  g_return_val_if_reached ("failed");
}

void
sgn_error_set_openssl (GError **error, SgnError code, const char *what)
{
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
