/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-export"
#include "config.h"

#include "core/identity/export.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/new-key.h"

#define ITERATIONS     100000
#define OLD_ITERATIONS 2000 /* what Windows itself writes */
#define NO_MAC         (-1)

static const struct {
  const char *id;
  const char *suffix;
  gboolean takes_key;
} kinds[SGN_N_EXPORTS] = {
  [SGN_EXPORT_PFX] = { "pfx", ".pfx", TRUE },  [SGN_EXPORT_PFX_OLD] = { "pfx-old", ".pfx", TRUE },
  [SGN_EXPORT_PEM] = { "pem", ".pem", TRUE },  [SGN_EXPORT_CER] = { "cer", ".cer", FALSE },
  [SGN_EXPORT_P7B] = { "p7b", ".p7b", FALSE },
};

const char *
sgn_export_to_id (SgnExport kind)
{
  g_return_val_if_fail (kind < SGN_N_EXPORTS, NULL);
  return kinds[kind].id;
}

gboolean
sgn_export_from_id (const char *id, SgnExport *ret)
{
  for (guint i = 0; i < SGN_N_EXPORTS; i++) {
    if (g_str_equal (kinds[i].id, id)) {
      *ret = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
sgn_export_get_suffix (SgnExport kind)
{
  g_return_val_if_fail (kind < SGN_N_EXPORTS, NULL);
  return kinds[kind].suffix;
}

gboolean
sgn_export_takes_key (SgnExport kind)
{
  g_return_val_if_fail (kind < SGN_N_EXPORTS, FALSE);
  return kinds[kind].takes_key;
}

static STACK_OF (X509) * stack_chain (const SgnExportContent *content)
{
  STACK_OF (X509) *stack = sk_X509_new_null ();

  for (guint i = 0; content->chain != NULL && i < content->chain->len; i++)
    sk_X509_push (stack, sgn_certificate_get_x509 (content->chain->pdata[i]));
  return stack;
}

/* OpenSSL's own MAC is one of SHA-256, which old Windows does not know. */
static PKCS12 *
make_old_pfx (const SgnExportContent *content, const char *name, STACK_OF (X509) * others)
{
  const int cipher = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
  X509 *x509 = sgn_certificate_get_x509 (content->certificate);
  g_autoptr (PKCS12) pfx = PKCS12_create (content->password,
                                          name,
                                          content->key,
                                          x509,
                                          others,
                                          cipher,
                                          cipher,
                                          OLD_ITERATIONS,
                                          NO_MAC,
                                          0);

  if (pfx != NULL &&
      PKCS12_set_mac (pfx, content->password, -1, NULL, 0, OLD_ITERATIONS, EVP_sha1 ()) == 1)
    return g_steal_pointer (&pfx);
  return NULL;
}

static PKCS12 *
make_pfx (const SgnExportContent *content, const char *name, STACK_OF (X509) * others)
{
  return PKCS12_create (content->password,
                        name,
                        content->key,
                        sgn_certificate_get_x509 (content->certificate),
                        others,
                        NID_aes_256_cbc,
                        NID_aes_256_cbc,
                        ITERATIONS,
                        ITERATIONS,
                        0);
}

static GBytes *
pfx_to_bytes (SgnExport kind, const SgnExportContent *content)
{
  const char *own = sgn_certificate_get_name (content->certificate);
  const char *name = content->name != NULL ? content->name : own;
  STACK_OF (X509) *others = stack_chain (content);
  g_autoptr (PKCS12) pfx = kind == SGN_EXPORT_PFX_OLD ? make_old_pfx (content, name, others)
                                                      : make_pfx (content, name, others);
  unsigned char *data = NULL;
  int size = pfx != NULL ? i2d_PKCS12 (pfx, &data) : 0;
  GBytes *bytes = size > 0 ? g_bytes_new (data, (gsize) size) : NULL;

  sk_X509_free (others);
  OPENSSL_free (data);
  return bytes;
}

static gboolean
append_pem (GByteArray *array, SgnCertificate *certificate)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long size = 0;

  if (PEM_write_bio_X509 (bio, sgn_certificate_get_x509 (certificate)) == 1)
    size = BIO_get_mem_data (bio, &data);
  g_byte_array_append (array, (const guint8 *) data, (guint) MAX (size, 0));
  return size > 0;
}

static GBytes *
pem_to_bytes (const SgnExportContent *content, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gboolean written = TRUE;

  if (content->key != NULL) {
    g_autoptr (GBytes) key = sgn_key_seal (content->key, content->password, error);
    gsize size;
    const guint8 *data;

    if (key == NULL)
      return NULL;
    data = g_bytes_get_data (key, &size);
    g_byte_array_append (array, data, (guint) size);
  }
  written = append_pem (array, content->certificate);
  for (guint i = 0; written && content->chain != NULL && i < content->chain->len; i++)
    written = append_pem (array, content->chain->pdata[i]);
  return written ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

/* SignedData without signers (RFC 2315, 9.1). */
static GBytes *
p7b_to_bytes (const SgnExportContent *content)
{
  g_autoptr (PKCS7) bundle = PKCS7_new ();
  unsigned char *data = NULL;
  gboolean filled;
  GBytes *bytes;
  int size;

  filled = PKCS7_set_type (bundle, NID_pkcs7_signed) == 1 &&
           PKCS7_content_new (bundle, NID_pkcs7_data) == 1 && PKCS7_set_detached (bundle, 1) == 1 &&
           PKCS7_add_certificate (bundle, sgn_certificate_get_x509 (content->certificate)) == 1;
  for (guint i = 0; filled && content->chain != NULL && i < content->chain->len; i++)
    filled = PKCS7_add_certificate (bundle, sgn_certificate_get_x509 (content->chain->pdata[i])) ==
             1;
  size = filled ? i2d_PKCS7 (bundle, &data) : 0;
  bytes = size > 0 ? g_bytes_new (data, (gsize) size) : NULL;
  OPENSSL_free (data);
  return bytes;
}

static gboolean
check_key (SgnExport kind, const SgnExportContent *content, GError **error)
{
  if (content->key == NULL && kind != SGN_EXPORT_PEM) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_KEY_MISSING,
                         _ ("a PFX file needs a private key"));
    return FALSE;
  }
  if (content->key == NULL)
    return TRUE;
  if (X509_check_private_key (sgn_certificate_get_x509 (content->certificate), content->key) != 1) {
    ERR_clear_error ();
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_MISMATCH,
                 _ ("the key does not belong to the certificate of %s"),
                 sgn_certificate_get_name (content->certificate));
    return FALSE;
  }
  if (content->password != NULL && *content->password != '\0')
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_PASSWORD_NEEDED,
                       _ ("the private key needs a password"));
  return FALSE;
}

static GBytes *
make (SgnExport kind, const SgnExportContent *content, GError **error)
{
  switch (kind) {
  case SGN_EXPORT_PFX:
  case SGN_EXPORT_PFX_OLD:
    return pfx_to_bytes (kind, content);
  case SGN_EXPORT_PEM:
    return pem_to_bytes (content, error);
  case SGN_EXPORT_CER:
    return g_bytes_ref (sgn_certificate_get_der (content->certificate));
  case SGN_EXPORT_P7B:
    return p7b_to_bytes (content);
  case SGN_N_EXPORTS:
  default:
    g_return_val_if_reached (NULL);
  }
}

GBytes *
sgn_export (SgnExport kind, const SgnExportContent *content, GError **error)
{
  GError *cause = NULL;
  GBytes *bytes;

  g_return_val_if_fail (kind < SGN_N_EXPORTS, NULL);
  g_return_val_if_fail (SGN_IS_CERTIFICATE (content->certificate), NULL);

  if (kinds[kind].takes_key && !check_key (kind, content, error))
    return NULL;
  bytes = make (kind, content, &cause);
  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (bytes == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_FAILED, _ ("the file could not be made"));
  return bytes;
}

static GPtrArray *
join_chain (SgnIdentity *identity)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *chain = sgn_identity_get_chain (identity);

  for (guint i = 0; i < chain->len; i++)
    g_ptr_array_add (all, g_object_ref (chain->pdata[i]));
  if (sgn_identity_get_root (identity) != NULL)
    g_ptr_array_add (all, g_object_ref (sgn_identity_get_root (identity)));
  return all;
}

GBytes *
sgn_export_identity (SgnExport kind, SgnIdentity *identity, const char *password, GError **error)
{
  g_autoptr (GPtrArray) chain = join_chain (identity);
  const SgnExportContent content = {
    .certificate = sgn_identity_get_certificate (identity),
    .chain = chain,
    .key = sgn_identity_get_file_key (identity),
    .name = sgn_identity_get_alias (identity),
    .password = password,
  };

  if (content.key == NULL && sgn_export_takes_key (kind)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_UNSUPPORTED,
                 _ ("the key cannot leave %s"),
                 sgn_identity_get_origin (identity));
    return NULL;
  }
  return sgn_export (kind, &content, error);
}
