/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-der"

/* Reads a single certificate, certificates in PKCS #7, or a private key in DER. Nothing in the
 * encoding says which of them it is, so each is tried. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/read/key-format.h"

/* Certificate, PKCS #7, PKCS #8 and the traditional key formats all start with a SEQUENCE. */
static gboolean
der_probe (GBytes *data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  return size > 2 && bytes[0] == 0x30;
}

static gboolean
add_key (SgnKeyMaterial *material, const guint8 *bytes, gsize size)
{
  const unsigned char *data = bytes;
  /* PrivateKeyInfo (RFC 5958, 2), RSAPrivateKey (RFC 8017, A.1.2) or ECPrivateKey (RFC 5915,
   * 3). */
  EVP_PKEY *key = d2i_AutoPrivateKey (NULL, &data, (long) size);

  ERR_clear_error ();
  if (key != NULL)
    g_ptr_array_add (material->keys, key);
  return key != NULL;
}

/* Reads an EncryptedPrivateKeyInfo. FALSE without an error when @data is something else. */
static gboolean
add_sealed_key (SgnKeyMaterial *material,
                const guint8 *bytes,
                gsize size,
                const SgnPasswords *passwords,
                GError **error)
{
  const unsigned char *data = bytes;
  X509_SIG *sealed = d2i_X509_SIG (NULL, &data, (long) size);
  EVP_PKEY *key;

  ERR_clear_error ();
  if (sealed == NULL)
    return FALSE;
  key = sgn_password_open_key (sealed, passwords, error);
  X509_SIG_free (sealed);
  if (key != NULL)
    g_ptr_array_add (material->keys, key);
  return key != NULL;
}

static SgnKeyMaterial *
der_read (GBytes *data, const SgnPasswords *passwords, GError **error)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  GError *cause = NULL;

  if (sgn_key_material_add_der (material, bytes, size, NULL) ||
      sgn_key_material_add_pkcs7 (material, bytes, size, NULL))
    return g_steal_pointer (&material);
  /* An EncryptedPrivateKeyInfo (RFC 5958, 3) before the plain forms, so that a wrong password is
   * reported as such. */
  if (passwords != NULL && (add_sealed_key (material, bytes, size, passwords, &cause) ||
                            (cause == NULL && add_key (material, bytes, size))))
    return g_steal_pointer (&material);
  if (cause == NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PFX_DAMAGED,
                         _ ("neither a certificate nor a key"));
  else
    g_propagate_error (error, cause);
  return NULL;
}

const SgnKeyFormat sgn_key_format_der = { "der", der_probe, der_read };
