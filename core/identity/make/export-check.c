/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-export-check"

/* Reads an exported key file back before it is written: a backup that turns out to be empty or
 * unreadable years later is worse than an error now. */

#include "config.h"

#include "core/identity/make/export-check.h"

#include <glib/gi18n-lib.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/read/key-format.h"

static BIGNUM *
get_secret (EVP_PKEY *key)
{
  const char *name = EVP_PKEY_is_a (key, "RSA") ? OSSL_PKEY_PARAM_RSA_D : OSSL_PKEY_PARAM_PRIV_KEY;
  BIGNUM *secret = NULL;

  EVP_PKEY_get_bn_param (key, name, &secret);
  return secret;
}

/* EVP_PKEY_eq() only compares the public halves. */
static gboolean
is_same_key (EVP_PKEY *key, EVP_PKEY *other)
{
  BIGNUM *secret, *read;
  gboolean same;

  if (EVP_PKEY_eq (key, other) != 1)
    return FALSE;
  secret = get_secret (key);
  read = get_secret (other);
  same = secret != NULL && read != NULL && BN_cmp (secret, read) == 0;
  BN_clear_free (secret);
  BN_clear_free (read);
  return same;
}

static gboolean
holds_key (SgnKeyMaterial *material, EVP_PKEY *key)
{
  for (guint i = 0; i < material->keys->len; i++)
    if (is_same_key (key, material->keys->pdata[i]))
      return TRUE;
  /* Without a key there was none to find. */
  return key == NULL;
}

static gboolean
holds (SgnKeyMaterial *material, const SgnExportContent *content)
{
  for (guint i = 0; content->chain != NULL && i < content->chain->len; i++)
    if (!sgn_certificate_is_among (content->chain->pdata[i], material->certificates))
      return FALSE;
  return sgn_certificate_is_among (content->certificate, material->certificates) &&
         holds_key (material, content->key);
}

gboolean
sgn_export_check (GBytes *bytes, const SgnExportContent *contents, guint n_contents, GError **error)
{
  const char *password = contents[0].password;
  g_autoptr (SgnPasswords)
      passwords = sgn_passwords_new (password, password != NULL ? strlen (password) : 0);
  const SgnKeyFormat *format = sgn_key_format_detect (bytes);
  g_autoptr (SgnKeyMaterial) material = NULL;
  gboolean whole;

  if (format != NULL)
    material = format->read (bytes, passwords, NULL);
  whole = material != NULL;
  for (guint i = 0; whole && i < n_contents; i++)
    whole = holds (material, &contents[i]);
  /* Why reading failed is of no interest to the user; that the file is useless is. */
  ERR_clear_error ();
  if (!whole)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FAILED,
                         _ ("the new file does not contain everything that was written to it"));
  return whole;
}
