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

static gboolean
add_sealed_key (SgnKeyMaterial *material,
                X509_SIG *sealed,
                const SgnPasswords *passwords,
                GError **error)
{
  EVP_PKEY *key = sgn_password_open_key (sealed, passwords, error);

  if (key != NULL)
    g_ptr_array_add (material->keys, key);
  return key != NULL;
}

/* An EncryptedPrivateKeyInfo (RFC 5958, 3). (nullable): something else */
static X509_SIG *
parse_sealed (const guint8 *bytes, gsize size)
{
  const unsigned char *data = bytes;
  X509_SIG *sealed = d2i_X509_SIG (NULL, &data, (long) size);

  ERR_clear_error ();
  return sealed;
}

static SgnKeyMaterial *
der_read (GBytes *data, const SgnPasswords *passwords, GError **error)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (X509_SIG) sealed = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  if (sgn_key_material_add_der (material, bytes, size, NULL) ||
      sgn_key_material_add_pkcs7 (material, bytes, size, NULL))
    return g_steal_pointer (&material);
  /* Before the plain forms, so that a wrong password is reported as such. */
  if (passwords != NULL)
    sealed = parse_sealed (bytes, size);
  if (sealed != NULL)
    return add_sealed_key (material, sealed, passwords, error) ? g_steal_pointer (&material) : NULL;
  if (passwords != NULL && add_key (material, bytes, size))
    return g_steal_pointer (&material);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_PFX_DAMAGED,
                       _ ("neither a certificate nor a key"));
  return NULL;
}

const SgnKeyFormat sgn_key_format_der = { "der", der_probe, der_read };
