/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pvk"

/* Reads PVK files, which MakeCert and the old SignCode used for keys. Microsoft never documented
 * the format; it is known from other programs that read it. All numbers are little-endian. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/reader.h"
#include "core/identity/read/key-format.h"

#define MAGIC       0xb0b5f11e
#define RSA_MAGIC   0x32415352 /* "RSA2", after the BLOBHEADER */
#define DSA_MAGIC   0x32535344 /* "DSS2" */
#define HEADER_SIZE 24
#define BLOB_HEADER 8 /* BLOBHEADER (PUBLICKEYSTRUC), never encrypted */
#define KEY_SIZE    16
/* 40 bits, once the limit for export from the USA. */
#define WEAK_SIZE 5
/* The same limits as in OpenSSL; an RSA key of 16384 bits has about 9 KiB. */
#define MAX_SALT 10240
#define MAX_BLOB 102400

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER, EVP_CIPHER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

/* Private key files of Microsoft's MakeCert: magic, reserved, key type, encrypted, salt size, blob
 * size; salt; PRIVATEKEYBLOB, encrypted with RC4 of 128 or 40 bits. */
typedef struct {
  gboolean sealed;
  GBytes *salt;
  GBytes *blob;
} Pvk;

static void
pvk_clear (Pvk *self)
{
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->blob, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pvk, pvk_clear)

static gboolean
pvk_probe (GBytes *data)
{
  SgnReader reader;
  guint32 magic;

  sgn_reader_init_bytes (&reader, data);
  return sgn_reader_u32 (&reader, &magic, NULL) && magic == MAGIC;
}

static gboolean
parse (GBytes *data, Pvk *ret)
{
  guint32 fields[HEADER_SIZE / sizeof (guint32)];
  gsize salt_size, blob_size;
  SgnReader reader;

  sgn_reader_init_bytes (&reader, data);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (!sgn_reader_u32 (&reader, &fields[i], NULL))
      return FALSE;
  }
  salt_size = fields[4];
  blob_size = fields[5];
  if (salt_size > MAX_SALT || blob_size > MAX_BLOB || blob_size < BLOB_HEADER + sizeof (guint32) ||
      sgn_reader_get_left (&reader) < salt_size + blob_size || (fields[3] != 0 && salt_size == 0))
    return FALSE;
  /* There is no salt without encryption, so it tells as well as the flag does. */
  ret->sealed = fields[3] != 0 || salt_size > 0;
  ret->salt = g_bytes_new_from_bytes (data, HEADER_SIZE, salt_size);
  ret->blob = g_bytes_new_from_bytes (data, HEADER_SIZE + salt_size, blob_size);
  return TRUE;
}

/* SHA-1 of salt and password; a weak key keeps only five bytes of it. */
static gboolean
derive (const Pvk *self, const char *password, gboolean weak, guint8 *key)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  gsize size;
  const guint8 *salt = g_bytes_get_data (self->salt, &size);
  gboolean good = EVP_DigestInit_ex (context, EVP_sha1 (), NULL) == 1 &&
                  EVP_DigestUpdate (context, salt, size) == 1 &&
                  EVP_DigestUpdate (context, password, strlen (password)) == 1 &&
                  EVP_DigestFinal_ex (context, digest, NULL) == 1;

  /* A 40-bit key is still passed to RC4 as 128 bits, filled up with zeros. */
  memcpy (key, digest, KEY_SIZE);
  if (weak)
    memset (key + WEAK_SIZE, 0, KEY_SIZE - WEAK_SIZE);
  OPENSSL_cleanse (digest, sizeof digest);
  return good;
}

static gboolean
has_magic (const guint8 *blob, gsize size)
{
  SgnReader reader;
  guint32 magic;

  sgn_reader_init (&reader, blob, size);
  return sgn_reader_skip (&reader, BLOB_HEADER, NULL) && sgn_reader_u32 (&reader, &magic, NULL) &&
         (magic == RSA_MAGIC || magic == DSA_MAGIC);
}

/* Decrypts @blob in place. FALSE when the password is wrong: there is no checksum, only the
 * magic number of the decrypted key. */
static gboolean
decrypt (const EVP_CIPHER *rc4, const guint8 *key, guint8 *blob, gsize size)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int length = 0;

  return EVP_DecryptInit_ex2 (context, rc4, key, NULL, NULL) == 1 &&
         EVP_DecryptUpdate (context,
                            blob + BLOB_HEADER,
                            &length,
                            blob + BLOB_HEADER,
                            (int) (size - BLOB_HEADER)) == 1 &&
         has_magic (blob, size);
}

static EVP_PKEY *
read_blob (const guint8 *blob, gsize size)
{
  const unsigned char *data = blob;

  return has_magic (blob, size) ? b2i_PrivateKey (&data, (long) size) : NULL;
}

/* NULL when the password is wrong. */
static EVP_PKEY *
try_password (const Pvk *self, const EVP_CIPHER *rc4, const char *password, gboolean weak)
{
  gsize size;
  gconstpointer sealed = g_bytes_get_data (self->blob, &size);
  guint8 *blob = g_memdup2 (sealed, size);
  guint8 key[KEY_SIZE];
  EVP_PKEY *opened = NULL;

  if (derive (self, password, weak, key) && decrypt (rc4, key, blob, size))
    opened = read_blob (blob, size);
  OPENSSL_cleanse (key, sizeof key);
  OPENSSL_cleanse (blob, size);
  g_free (blob);
  return opened;
}

static EVP_PKEY *
open_sealed (const Pvk *self, const SgnPasswords *passwords, GError **error)
{
  g_autoptr (EVP_CIPHER) rc4 = EVP_CIPHER_fetch (sgn_password_get_context (), "RC4", NULL);
  EVP_PKEY *key = NULL;

  ERR_clear_error ();
  if (rc4 == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PFX_CIPHER,
                         _ ("RC4, which requires OpenSSL's legacy provider"));
    return NULL;
  }
  for (guint i = 0; i < passwords->n_texts && key == NULL; i++) {
    const char *text = passwords->texts[i] != NULL ? passwords->texts[i] : "";

    /* Nothing in the file tells the length of the key. */
    key = try_password (self, rc4, text, FALSE);
    if (key == NULL)
      key = try_password (self, rc4, text, TRUE);
  }
  ERR_clear_error ();
  if (key == NULL)
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD, _ ("wrong password"));
  return key;
}

static EVP_PKEY *
open_plain (const Pvk *self, GError **error)
{
  gsize size;
  const guint8 *blob = g_bytes_get_data (self->blob, &size);
  EVP_PKEY *key = read_blob (blob, size);

  if (key == NULL)
    sgn_error_set_openssl (error, SGN_ERROR_PFX_DAMAGED, _ ("not a readable PVK file"));
  return key;
}

static SgnKeyMaterial *
pvk_read (GBytes *data, const SgnPasswords *passwords, GError **error)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_auto (Pvk) pvk = { 0 };
  EVP_PKEY *key;

  if (passwords == NULL)
    return g_steal_pointer (&material);
  if (!parse (data, &pvk)) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED, _ ("not a readable PVK file"));
    return NULL;
  }
  key = pvk.sealed ? open_sealed (&pvk, passwords, error) : open_plain (&pvk, error);
  if (key == NULL)
    return NULL;
  g_ptr_array_add (material->keys, key);
  return g_steal_pointer (&material);
}

const SgnKeyFormat sgn_key_format_pvk = { "pvk", pvk_probe, pvk_read };
