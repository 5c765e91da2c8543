/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* The sentence for each error, which says what it means for the user. What exactly failed is the
 * message of the GError and follows in parentheses. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/words/phrases.h"

static const char *const phrases[] = {
  [SGN_ERROR_FAILED] = N_ ("Something went wrong."),
  [SGN_ERROR_FILE_UNREADABLE] = N_ ("The file cannot be read."),
  [SGN_ERROR_FILE_DAMAGED] = N_ ("The file is damaged."),
  [SGN_ERROR_FILE_READONLY] = N_ ("The file cannot be written."),
  [SGN_ERROR_FILE_CHANGED] = N_ (
      "The file was changed while it was being processed. It was left as it is."),
  [SGN_ERROR_WRITE_FAILED] = N_ ("The file could not be written. The original was kept."),
  [SGN_ERROR_FORMAT_UNSUPPORTED] = N_ ("Signet does not sign or check this kind of file."),
  [SGN_ERROR_FORMAT_FOREIGN] = N_ ("This kind of file is signed with another program."),
  [SGN_ERROR_NOT_SIGNABLE] = N_ ("This file must not be signed."),
  [SGN_ERROR_ALREADY_SIGNED] = N_ ("The file is already signed."),
  [SGN_ERROR_NOT_SIGNED] = N_ ("The file is not signed."),
  [SGN_ERROR_SIGNATURE_DAMAGED] = N_ ("The signature in the file is damaged."),
  [SGN_ERROR_PFX_PASSWORD] = N_ ("The password does not open this file."),
  [SGN_ERROR_PFX_CIPHER] = N_ ("This certificate file uses encryption that is not supported."),
  [SGN_ERROR_PFX_DAMAGED] = N_ ("This certificate file is damaged."),
  [SGN_ERROR_PASSWORD_NEEDED] = N_ ("A password is needed to open this file."),
  [SGN_ERROR_CERT_DAMAGED] = N_ ("This file is not a certificate."),
  [SGN_ERROR_CERT_MISSING] = N_ ("The certificate for the private key is missing."),
  [SGN_ERROR_CERT_EXPIRED] = N_ ("The certificate has expired."),
  [SGN_ERROR_CERT_NOT_YET_VALID] = N_ ("The certificate is not valid yet."),
  [SGN_ERROR_KEY_MISSING] = N_ ("The file has a certificate, but no private key."),
  [SGN_ERROR_KEY_MISMATCH] = N_ ("The private key does not belong to this certificate."),
  [SGN_ERROR_KEY_UNSUPPORTED] = N_ (
      "Windows does not accept signatures made with this kind of key."),
  [SGN_ERROR_KEY_FAILED] = N_ ("The private key could not sign."),
  [SGN_ERROR_EKU_MISSING] = N_ ("This certificate is not meant for code signing."),
  [SGN_ERROR_PUBLISHER_MISMATCH] = N_ (
      "The package names a different publisher than the certificate."),
  [SGN_ERROR_TS_UNREACHABLE] = N_ ("The timestamp server does not respond."),
  [SGN_ERROR_TS_BUSY] = N_ ("The timestamp server is busy or out of order."),
  [SGN_ERROR_TS_DENIED] = N_ ("The timestamp server requires a login or did not accept this one."),
  [SGN_ERROR_TS_ADDRESS] = N_ ("There is no timestamp server at this address."),
  [SGN_ERROR_TS_REFUSED] = N_ (
      "The timestamp server refused the request or its response was invalid."),
  [SGN_ERROR_TS_UNTRUSTED] = N_ ("The timestamp was refused: its certificate is not trusted."),
  [SGN_ERROR_SELF_CHECK] = N_ ("The new signature did not pass the check. The original was kept."),
  [SGN_ERROR_NETWORK] = N_ ("The network is not reachable."),
  [SGN_ERROR_PIN_WRONG] = N_ ("The PIN is wrong."),
  [SGN_ERROR_PIN_FINAL] = N_ ("Only one try is left. A wrong PIN blocks the token."),
  [SGN_ERROR_PIN_LOCKED] = N_ (
      "The PIN is blocked. Unblock it with the software from the token’s manufacturer."),
  [SGN_ERROR_PIN_NEEDED] = N_ ("A PIN is needed to use this token."),
  [SGN_ERROR_TOKEN_MISSING] = N_ ("The token is not connected."),
  [SGN_ERROR_TOKEN_AMBIGUOUS] = N_ ("More than one token or key matches this choice."),
  [SGN_ERROR_TOKEN_FAILED] = N_ ("The token reported an error."),
  [SGN_ERROR_TOKEN_KEY_MISSING] = N_ ("This key is not on the token."),
  [SGN_ERROR_TOKEN_MECHANISM] = N_ ("The token cannot make this kind of signature."),
  [SGN_ERROR_TOKEN_ADDRESS] = N_ ("This is not the address of a token."),
  [SGN_ERROR_MODULE_MISSING] = N_ ("The driver for the token cannot be loaded."),
  [SGN_ERROR_MODULE_CRASHED] = N_ ("The driver for the token crashed."),
  [SGN_ERROR_MODULE_HANGS] = N_ ("The driver for the token does not respond."),
  [SGN_ERROR_KEY_WEAK] = N_ ("The key of this certificate is too short to be safe."),
  [SGN_ERROR_FILE_EXISTS] = N_ ("A file with this name already exists. Nothing was written."),
  [SGN_ERROR_SUBJECT] = N_ ("A certificate cannot be requested for this name."),
  [SGN_ERROR_ISSUER_MISSING] = N_ ("The missing intermediate certificate could not be downloaded."),
  [SGN_ERROR_HISTORY] = N_ ("The signature history cannot be used."),
  [SGN_ERROR_KEYRING] = N_ ("The password could not be stored in the keyring."),
  [SGN_ERROR_TOO_COSTLY] = N_ ("Checking this file would take too much time or memory."),
  [SGN_ERROR_RESULT_WORSE] = N_ ("The result would be worse than before. Nothing was written."),
  [SGN_ERROR_LIST_REFUSED] = N_ ("This is not a trust list that can be believed."),
};

/* A new code needs a sentence, too. */
G_STATIC_ASSERT (G_N_ELEMENTS (phrases) == SGN_N_ERRORS);

const char *
sgn_phrase_error (SgnError code)
{
  g_return_val_if_fail (code < SGN_N_ERRORS, "");

  return _ (phrases[code]);
}

char *
sgn_phrase_fault (const GError *error)
{
  return error->domain == SGN_ERROR ? g_strdup (sgn_phrase_error (error->code))
                                    : sgn_text_line (error->message);
}

char *
sgn_phrase_gerror (const GError *error)
{
  g_autofree char *detail = sgn_text_line (error->message);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Cancelled."));
  if (error->domain != SGN_ERROR)
    return g_steal_pointer (&detail);
  if (detail[0] == '\0')
    return g_strdup (sgn_phrase_error (error->code));
  /* Translators: a sentence about a failure, then its technical detail */
  return g_strdup_printf (_ ("%1$s (%2$s)"), sgn_phrase_error (error->code), detail);
}
