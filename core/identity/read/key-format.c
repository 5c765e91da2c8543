/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-key-format"
#include "config.h"

#include "core/identity/read/key-format.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pkcs7.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/certificate/certificate.h"

#define SGN_KEY_FORMAT(name) &sgn_key_format_##name,
static const SgnKeyFormat *const formats[] = {
#include "core/identity/read/key-formats.inc"
};
#undef SGN_KEY_FORMAT

static void
free_key (gpointer key)
{
  EVP_PKEY_free (key);
}

SgnKeyMaterial *
sgn_key_material_new (void)
{
  SgnKeyMaterial *self = g_new0 (SgnKeyMaterial, 1);

  self->keys = g_ptr_array_new_with_free_func (free_key);
  self->certificates = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
sgn_key_material_free (SgnKeyMaterial *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->certificates);
  g_hash_table_unref (self->names);
  g_free (self);
}

gboolean
sgn_key_material_add_der (SgnKeyMaterial *self, gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GBytes) der = g_bytes_new (data, size);
  SgnCertificate *certificate = sgn_certificate_new (der, error);

  ERR_clear_error ();
  if (certificate == NULL)
    return FALSE;
  g_ptr_array_add (self->certificates, certificate);
  return TRUE;
}

static gpointer
copy_object (gconstpointer object, gpointer user_data)
{
  return g_object_ref ((gpointer) object);
}

void
sgn_key_material_take (SgnKeyMaterial *self, SgnKeyMaterial *other)
{
  g_ptr_array_extend (self->certificates, other->certificates, copy_object, NULL);
  for (guint i = 0; i < other->keys->len; i++) {
    EVP_PKEY *key = other->keys->pdata[i];
    const char *name = g_hash_table_lookup (other->names, key);

    EVP_PKEY_up_ref (key);
    g_ptr_array_add (self->keys, key);
    if (name != NULL)
      g_hash_table_insert (self->names, key, g_strdup (name));
  }
}

static gboolean
add_stack (SgnKeyMaterial *self, const STACK_OF (X509) * stack, GError **error)
{
  for (int i = 0; i < sk_X509_num (stack); i++) {
    unsigned char *der = NULL;
    int size = i2d_X509 (sk_X509_value (stack, i), &der);
    gboolean added = size > 0 && sgn_key_material_add_der (self, der, (gsize) size, error);

    OPENSSL_free (der);
    if (!added)
      return FALSE;
  }
  return TRUE;
}

gboolean
sgn_key_material_add_pkcs7 (SgnKeyMaterial *self, gconstpointer data, gsize size, GError **error)
{
  const unsigned char *end = data;
  g_autoptr (PKCS7) bundle = d2i_PKCS7 (NULL, &end, (long) size);

  if (bundle == NULL || !PKCS7_type_is_signed (bundle) || bundle->d.sign == NULL) {
    sgn_error_set_openssl (error, SGN_ERROR_CERT_DAMAGED, _ ("not PKCS #7 with certificates"));
    return FALSE;
  }
  return add_stack (self, bundle->d.sign->cert, error);
}

const SgnKeyFormat *
sgn_key_format_detect (GBytes *data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (formats[i]->probe (data))
      return formats[i];
  }
  return NULL;
}
