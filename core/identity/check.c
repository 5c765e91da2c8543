/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-identity"

/* Whether certificate and key may sign programs, and whether Windows would accept it. */

#include "config.h"

#include "core/identity/identity.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/base/error.h"
#include "core/base/oid.h"

/* Windows considers shorter RSA keys weak; public authorities have required 3072 bits since 2021
 * (CA/Browser Forum, Code Signing Baseline Requirements, 6.1.5). */
#define MIN_RSA_BITS 2048

/* The NIST curves, the only ones that every Windows since Vista knows. */
static gboolean
is_supported_curve (EVP_PKEY *key)
{
  char group[64] = "";

  if (EVP_PKEY_get_group_name (key, group, sizeof group, NULL) != 1)
    return FALSE;
  switch (OBJ_txt2nid (group)) {
  case NID_X9_62_prime256v1:
  case NID_secp384r1:
  case NID_secp521r1:
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
sgn_identity_check_key (SgnCertificate *certificate, EVP_PKEY *key, GError **error)
{
  const char *title = sgn_certificate_get_key_title (certificate);

  if (EVP_PKEY_is_a (key, "RSA") && EVP_PKEY_get_bits (key) < MIN_RSA_BITS) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_WEAK,
                 _ ("%s is too short; at least %d bits are required"),
                 title,
                 MIN_RSA_BITS);
    return FALSE;
  }
  /* "RSA-PSS" is a type of its own in OpenSSL and does not get past this point. */
  if (EVP_PKEY_is_a (key, "RSA"))
    return TRUE;
  if (EVP_PKEY_is_a (key, "EC") && is_supported_curve (key) &&
      !sgn_certificate_has_explicit_curve (certificate))
    return TRUE;
  ERR_clear_error ();
  if (sgn_certificate_has_explicit_curve (certificate))
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_KEY_UNSUPPORTED,
                         _ ("its curve is given by parameters instead of by name"));
  else
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_UNSUPPORTED,
                 _ ("Windows does not accept %s"),
                 title);
  return FALSE;
}

static gboolean
check_usage (SgnCertificate *certificate, GError **error)
{
  /* Without the extension OpenSSL reports all bits set, as a key without it may be used for
   * anything (RFC 5280, 4.2.1.3). */
  if (!(X509_get_key_usage (sgn_certificate_get_x509 (certificate)) & KU_DIGITAL_SIGNATURE)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_EKU_MISSING,
                 _ ("the key usage of %s does not allow digital signatures"),
                 sgn_certificate_get_name (certificate));
    return FALSE;
  }
  /* No extendedKeyUsage at all means no restriction either (RFC 5280, 4.2.1.12). */
  if (sgn_certificate_get_usages (certificate) == NULL ||
      sgn_certificate_has_usage (certificate, SGN_OID_EKU_CODE_SIGNING) ||
      sgn_certificate_has_usage (certificate, SGN_OID_EKU_ANY) ||
      sgn_certificate_has_usage (certificate, SGN_OID_EKU_ANY_MS))
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_EKU_MISSING,
               _ ("the certificate of %s is not meant for code signing"),
               sgn_certificate_get_name (certificate));
  return FALSE;
}

static char *
format_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_format (date, "%F") : g_strdup ("?");
}

static gboolean
check_time (SgnCertificate *certificate, gint64 time, GError **error)
{
  g_autofree char *date = NULL;

  if (time > sgn_certificate_get_not_after (certificate)) {
    date = format_date (sgn_certificate_get_not_after (certificate));
    g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_EXPIRED, _ ("valid until %s"), date);
    return FALSE;
  }
  if (time < sgn_certificate_get_not_before (certificate)) {
    date = format_date (sgn_certificate_get_not_before (certificate));
    g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_NOT_YET_VALID, _ ("valid from %s"), date);
    return FALSE;
  }
  return TRUE;
}

gboolean
sgn_identity_check (SgnIdentity *self, gint64 time, GError **error)
{
  g_return_val_if_fail (SGN_IS_IDENTITY (self), FALSE);

  return check_usage (sgn_identity_get_certificate (self), error) &&
         check_time (sgn_identity_get_certificate (self), time, error);
}

gboolean
sgn_identity_check_certificate (SgnCertificate *certificate, gint64 time, GError **error)
{
  EVP_PKEY *key;

  g_return_val_if_fail (SGN_IS_CERTIFICATE (certificate), FALSE);

  key = X509_get0_pubkey (sgn_certificate_get_x509 (certificate));
  if (key == NULL) {
    sgn_error_set_openssl (error, SGN_ERROR_KEY_UNSUPPORTED, _ ("unknown type of key"));
    return FALSE;
  }
  return sgn_identity_check_key (certificate, key, error) && check_usage (certificate, error) &&
         check_time (certificate, time, error);
}
