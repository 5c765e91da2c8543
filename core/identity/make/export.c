/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-export"

/* Turns keys and certificates into the files that other programs read: PFX for Windows, PEM for
 * OpenSSL and servers, CER and P7B for certificates alone. PFX has a file of its own (pfx-write.c);
 * nothing is written to disk here. */

#include "config.h"

#include "core/identity/make/export.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/make/export-check.h"
#include "core/identity/make/new-key.h"
#include "core/identity/make/pfx-write.h"

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

static gboolean
append_pem (GByteArray *array, SgnCertificate *certificate)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long size = 0;

  if (PEM_write_bio_X509 (bio, sgn_certificate_get_x509 (certificate)) == 1)
    /* A certificate in PEM is text (RFC 7468, 5), so files can be joined by appending. */
    size = BIO_get_mem_data (bio, &data);
  g_byte_array_append (array, (const guint8 *) data, (guint) MAX (size, 0));
  return size > 0;
}

static gboolean
append_key (GByteArray *array, const SgnExportContent *content, GError **error)
{
  g_autoptr (GBytes) key = sgn_key_seal (content->key, content->password, error);
  gsize size;
  const guint8 *data;

  if (key == NULL)
    return FALSE;
  data = g_bytes_get_data (key, &size);
  g_byte_array_append (array, data, (guint) size);
  return TRUE;
}

static gboolean
append_content (GByteArray *array,
                const SgnExportContent *content,
                GPtrArray *written,
                GError **error)
{
  g_autoptr (GPtrArray) chain = sgn_export_take_chain (content, written);

  /* Each key directly before its certificate, so that a reader sees which belong together. */
  if ((content->key != NULL && !append_key (array, content, error)) ||
      !append_pem (array, content->certificate))
    return FALSE;
  for (guint i = 0; i < chain->len; i++)
    if (!append_pem (array, chain->pdata[i]))
      return FALSE;
  return TRUE;
}

static GBytes *
pem_to_bytes (const SgnExportContent *contents, guint n_contents, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GPtrArray) written = sgn_export_list_own (contents, n_contents);

  for (guint i = 0; i < n_contents; i++)
    if (!append_content (array, &contents[i], written, error))
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static gboolean
add_to_bundle (PKCS7 *bundle, GPtrArray *certificates)
{
  for (guint i = 0; i < certificates->len; i++)
    if (PKCS7_add_certificate (bundle, sgn_certificate_get_x509 (certificates->pdata[i])) != 1)
      return FALSE;
  return TRUE;
}

/* SignedData without signers (RFC 2315, 9.1). */
static GBytes *
p7b_to_bytes (const SgnExportContent *contents, guint n_contents)
{
  g_autoptr (GPtrArray) all = sgn_export_list_own (contents, n_contents);
  g_autoptr (PKCS7) bundle = PKCS7_new ();
  unsigned char *data = NULL;
  gboolean filled;
  GBytes *bytes;
  int size;

  for (guint i = 0; i < n_contents; i++)
    g_ptr_array_unref (sgn_export_take_chain (&contents[i], all));
  /* PKCS #7 has no content type of its own for certificates, so this "degenerate" form is used by
   * everybody. Detached: no content at all, not an empty one. */
  filled = PKCS7_set_type (bundle, NID_pkcs7_signed) == 1 &&
           PKCS7_content_new (bundle, NID_pkcs7_data) == 1 && PKCS7_set_detached (bundle, 1) == 1 &&
           add_to_bundle (bundle, all);
  size = filled ? i2d_PKCS7 (bundle, &data) : 0;
  bytes = size > 0 ? g_bytes_new (data, (gsize) size) : NULL;
  OPENSSL_free (data);
  return bytes;
}

/* A PFX file without a key would only be a list of certificates, but look like a backup of the
 * key. */
static gboolean
check_key (SgnExport kind, const SgnExportContent *content, GError **error)
{
  if (content->key == NULL && kind != SGN_EXPORT_PEM) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_KEY_MISSING,
                         _ ("a PFX file must contain a private key"));
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

static gboolean
check_keys (SgnExport kind, const SgnExportContent *contents, guint n_contents, GError **error)
{
  for (guint i = 0; kinds[kind].takes_key && i < n_contents; i++)
    if (!check_key (kind, &contents[i], error))
      return FALSE;
  return TRUE;
}

static GBytes *
make (SgnExport kind, const SgnExportContent *contents, guint n_contents, GError **error)
{
  switch (kind) {
  case SGN_EXPORT_PFX:
  case SGN_EXPORT_PFX_OLD:
    return sgn_pfx_write (contents, n_contents, kind == SGN_EXPORT_PFX_OLD);
  case SGN_EXPORT_PEM:
    return pem_to_bytes (contents, n_contents, error);
  case SGN_EXPORT_CER:
    return g_bytes_ref (sgn_certificate_get_der (contents[0].certificate));
  case SGN_EXPORT_P7B:
    return p7b_to_bytes (contents, n_contents);
  case SGN_N_EXPORTS:
  default:
    g_return_val_if_reached (NULL);
  }
}

GBytes *
sgn_export_several (SgnExport kind,
                    const SgnExportContent *contents,
                    guint n_contents,
                    GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (kind < SGN_N_EXPORTS && n_contents > 0, NULL);

  if (!check_keys (kind, contents, n_contents, error))
    return NULL;
  bytes = make (kind, contents, n_contents, &cause);
  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (bytes == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_FAILED, _ ("the file could not be created"));
  /* Certificates can be had again; keys cannot. */
  if (bytes == NULL ||
      (kinds[kind].takes_key && !sgn_export_check (bytes, contents, n_contents, error)))
    return NULL;
  return g_steal_pointer (&bytes);
}

GBytes *
sgn_export (SgnExport kind, const SgnExportContent *content, GError **error)
{
  g_return_val_if_fail (SGN_IS_CERTIFICATE (content->certificate), NULL);

  return sgn_export_several (kind, content, 1, error);
}
