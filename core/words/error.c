/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/words/phrases.h"

static const char *
phrase_file_error (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_FILE_UNREADABLE:
    return _ ("The file cannot be read.");
  case SGN_ERROR_FILE_DAMAGED:
    return _ ("The file is damaged.");
  case SGN_ERROR_FILE_READONLY:
    return _ ("The file cannot be written.");
  case SGN_ERROR_FILE_CHANGED:
    return _ ("The file was changed while it was being processed. It was left as it is.");
  case SGN_ERROR_WRITE_FAILED:
    return _ ("The file could not be written. The original was kept.");
  case SGN_ERROR_FORMAT_UNSUPPORTED:
    return _ ("Signet does not sign or check this kind of file.");
  case SGN_ERROR_FORMAT_FOREIGN:
    return _ ("Another program signs this kind of file.");
  case SGN_ERROR_NOT_SIGNABLE:
    return _ ("This file must not be signed.");
  case SGN_ERROR_ALREADY_SIGNED:
    return _ ("The file is already signed.");
  case SGN_ERROR_NOT_SIGNED:
    return _ ("The file is not signed.");
  case SGN_ERROR_SIGNATURE_DAMAGED:
    return _ ("The signature in the file is damaged.");
  case SGN_ERROR_TOO_COSTLY:
    return _ ("Checking this file would take too much time or memory.");
  case SGN_ERROR_SELF_CHECK:
    return _ ("The new signature did not pass the check. The original was kept.");
  case SGN_ERROR_RESULT_WORSE:
    return _ ("The file would be worth less than before. Nothing was written.");
  default:
    return NULL;
  }
}

static const char *
phrase_key_error (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_PFX_PASSWORD:
    return _ ("The password does not open this file.");
  case SGN_ERROR_PFX_CIPHER:
    return _ ("This certificate file uses encryption that is not supported.");
  case SGN_ERROR_PFX_DAMAGED:
    return _ ("This certificate file is damaged.");
  case SGN_ERROR_PASSWORD_NEEDED:
    return _ ("A password is needed to open this file.");
  case SGN_ERROR_CERT_DAMAGED:
    return _ ("This file is not a certificate.");
  case SGN_ERROR_CERT_MISSING:
    return _ ("The certificate for the private key is missing.");
  case SGN_ERROR_CERT_EXPIRED:
    return _ ("The certificate has expired.");
  case SGN_ERROR_CERT_NOT_YET_VALID:
    return _ ("The certificate is not valid yet.");
  case SGN_ERROR_KEY_MISSING:
    return _ ("The file has a certificate, but no private key.");
  case SGN_ERROR_KEY_MISMATCH:
    return _ ("The private key does not belong to this certificate.");
  case SGN_ERROR_KEY_UNSUPPORTED:
    return _ ("Windows does not accept signatures made with this kind of key.");
  case SGN_ERROR_KEY_WEAK:
    return _ ("The key of this certificate is too short to be safe.");
  case SGN_ERROR_KEY_FAILED:
    return _ ("The private key could not sign.");
  case SGN_ERROR_EKU_MISSING:
    return _ ("This certificate is not made for signing programs.");
  case SGN_ERROR_PUBLISHER_MISMATCH:
    return _ ("The package names another publisher than the certificate.");
  default:
    return NULL;
  }
}

static const char *
phrase_token_error (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_PIN_WRONG:
    return _ ("The PIN is wrong.");
  case SGN_ERROR_PIN_FINAL:
    return _ ("Only one try is left. A wrong PIN blocks the token.");
  case SGN_ERROR_PIN_LOCKED:
    return _ ("The PIN is blocked. Unblock it with the software of the token’s maker.");
  case SGN_ERROR_PIN_NEEDED:
    return _ ("A PIN is needed to use this token.");
  case SGN_ERROR_TOKEN_MISSING:
    return _ ("The token is not connected.");
  case SGN_ERROR_TOKEN_AMBIGUOUS:
    return _ ("More than one token or key fits this choice.");
  case SGN_ERROR_TOKEN_FAILED:
    return _ ("The token reported an error.");
  case SGN_ERROR_TOKEN_KEY_MISSING:
    return _ ("This key is not on the token.");
  case SGN_ERROR_TOKEN_MECHANISM:
    return _ ("The token cannot make this kind of signature.");
  case SGN_ERROR_TOKEN_ADDRESS:
    return _ ("This does not name a token.");
  case SGN_ERROR_MODULE_MISSING:
    return _ ("The driver of the token cannot be loaded.");
  case SGN_ERROR_MODULE_CRASHED:
    return _ ("The driver of the token crashed.");
  case SGN_ERROR_MODULE_HANGS:
    return _ ("The driver of the token does not answer.");
  default:
    return NULL;
  }
}

static const char *
phrase_keeping_error (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_FILE_EXISTS:
    return _ ("There is a file of this name already. Nothing was written.");
  case SGN_ERROR_SUBJECT:
    return _ ("No certificate can be asked for under this name.");
  case SGN_ERROR_ISSUER_MISSING:
    return _ ("The missing intermediate certificate could not be fetched.");
  case SGN_ERROR_HISTORY:
    return _ ("The history of signatures cannot be used.");
  case SGN_ERROR_KEYRING:
    return _ ("The password could not be kept in the keyring.");
  default:
    return NULL;
  }
}

static const char *
phrase_network_error (SgnError code)
{
  switch ((int) code) {
  case SGN_ERROR_TS_UNREACHABLE:
    return _ ("The timestamp server does not answer.");
  case SGN_ERROR_TS_BUSY:
    return _ ("The timestamp server is busy or out of order.");
  case SGN_ERROR_TS_DENIED:
    return _ ("The timestamp server wants a login, or does not accept this one.");
  case SGN_ERROR_TS_ADDRESS:
    return _ ("There is no timestamp server at this address.");
  case SGN_ERROR_TS_REFUSED:
    return _ ("The timestamp server refused, or its answer was wrong.");
  case SGN_ERROR_TS_UNTRUSTED:
    return _ ("The timestamp was refused: its certificate is not trusted.");
  case SGN_ERROR_NETWORK:
    return _ ("The network is not reachable.");
  default:
    return _ ("Something went wrong.");
  }
}

const char *
sgn_phrase_error (SgnError code)
{
  const char *phrase = phrase_file_error (code);

  if (phrase == NULL)
    phrase = phrase_key_error (code);
  if (phrase == NULL)
    phrase = phrase_token_error (code);
  if (phrase == NULL)
    phrase = phrase_keeping_error (code);
  return phrase != NULL ? phrase : phrase_network_error (code);
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
