/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pem"

/* Reads PEM (RFC 7468): any number of blocks with text between them, as servers and authorities
 * send them. Blocks of other kinds are skipped. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/read/key-format.h"

/* More than the certificates of any system's trust store. */
#define MAX_BLOCKS 10000

typedef struct {
  char *name;
  char *header;
  unsigned char *data;
  long size;
} Block;

static void
block_clear (Block *self)
{
  OPENSSL_free (self->name);
  OPENSSL_free (self->header);
  OPENSSL_clear_free (self->data, (size_t) self->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, block_clear)

static gboolean
pem_probe (GBytes *data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);

  return size > 0 && g_strstr_len (text, (gssize) size, "-----BEGIN ") != NULL;
}

static gboolean
take_key (SgnKeyMaterial *material, EVP_PKEY *key)
{
  if (key != NULL)
    g_ptr_array_add (material->keys, key);
  return key != NULL;
}

static gboolean
fail_damaged (const char *name, GError **error)
{
  g_autofree char *what = g_strdup_printf (_ ("PEM block “%s” is damaged"), name);

  sgn_error_set_openssl (error, SGN_ERROR_PFX_DAMAGED, what);
  return FALSE;
}

static gboolean
add_sealed (SgnKeyMaterial *material,
            const Block *block,
            const SgnPasswords *passwords,
            GError **error)
{
  const unsigned char *data = block->data;
  X509_SIG *sealed = d2i_X509_SIG (NULL, &data, block->size);
  EVP_PKEY *key;

  if (sealed == NULL)
    return fail_damaged (block->name, error);
  key = sgn_password_open_key (sealed, passwords, error);
  X509_SIG_free (sealed);
  return take_key (material, key);
}

static gboolean
add_plain (SgnKeyMaterial *material, const Block *block, GError **error)
{
  const unsigned char *data = block->data;
  EVP_PKEY *key = d2i_AutoPrivateKey (NULL, &data, block->size);

  return take_key (material, key) || fail_damaged (block->name, error);
}

/* Without a callback of its own OpenSSL would ask on the terminal. */
static int
give_password (char *buffer, int size, int writing, void *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (size < 0 || length > (gsize) size)
    return -1;
  if (length > 0)
    memcpy (buffer, text, length); /* NOLINT(bugprone-not-null-terminated-result): has a length */
  return (int) length;
}

/* A traditional OpenSSL key, encrypted as its RFC 1421 headers say. */
static gboolean
add_traditional (SgnKeyMaterial *material,
                 const Block *block,
                 const SgnPasswords *passwords,
                 GError **error)
{
  EVP_CIPHER_INFO cipher;

  if (PEM_get_EVP_CIPHER_INFO (block->header, &cipher) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_CIPHER, _ ("unknown encryption method"));
    return FALSE;
  }
  for (guint i = 0; i < passwords->n_texts; i++) {
    g_auto (Block) opened = { 0 };
    const unsigned char *data;
    EVP_PKEY *key = NULL;
    long size = block->size;

    opened.size = block->size;
    /* PEM_do_header() decrypts in place, so each attempt needs the original bytes. */
    opened.data = OPENSSL_memdup (block->data, (size_t) block->size);
    data = opened.data;
    if (PEM_do_header (&cipher, opened.data, &size, give_password, passwords->texts[i]) == 1) {
      key = d2i_AutoPrivateKey (NULL, &data, size);
      ERR_clear_error (); /* One wrong password in 256 produces what looks like valid padding. */
    }
    if (take_key (material, key))
      return TRUE;
  }
  sgn_password_set_error (error, SGN_ERROR_PFX_PASSWORD);
  return FALSE;
}

/* OpenSSL's trust settings follow the certificate; they are ignored here. */
static gboolean
add_certificate (SgnKeyMaterial *material, const Block *block, GError **error)
{
  const unsigned char *end = block->data;
  g_autoptr (X509) x509 = NULL;
  gsize size = (gsize) block->size;

  if (g_str_equal (block->name, PEM_STRING_X509_TRUSTED)) {
    x509 = d2i_X509 (NULL, &end, block->size);
    ERR_clear_error ();
    if (x509 != NULL)
      size = (gsize) (end - block->data);
  }
  return sgn_key_material_add_der (material, block->data, size, error);
}

/* certutil labels any data "CERTIFICATE". */
static gboolean
add_armoured (SgnKeyMaterial *material,
              const Block *block,
              const SgnPasswords *passwords,
              GError **error)
{
  g_autoptr (GBytes) data = g_bytes_new_static (block->data, (gsize) block->size);
  const SgnKeyFormat *format = sgn_key_format_detect (data);
  g_autoptr (SgnKeyMaterial) inside = NULL;

  /* PEM inside PEM is nobody's file; reading it could go on for ever. */
  if (format == NULL || format == &sgn_key_format_pem)
    return fail_damaged (block->name, error);
  inside = format->read (data, passwords, error);
  if (inside != NULL)
    sgn_key_material_take (material, inside);
  return inside != NULL;
}

static gboolean
is_certificate (const Block *block)
{
  const unsigned char *data = block->data;
  g_autoptr (X509) x509 = d2i_X509 (NULL, &data, block->size);

  ERR_clear_error ();
  return x509 != NULL;
}

static gboolean
add_block (SgnKeyMaterial *material,
           const Block *block,
           const SgnPasswords *passwords,
           GError **error)
{
  const char *name = block->name;

  if (g_str_equal (name, "PKCS12") || g_str_equal (name, "PFX") ||
      (g_str_equal (name, PEM_STRING_X509) && !is_certificate (block)))
    return add_armoured (material, block, passwords, error);
  if (g_str_equal (name, PEM_STRING_X509) || g_str_equal (name, PEM_STRING_X509_OLD) ||
      g_str_equal (name, PEM_STRING_X509_TRUSTED))
    return add_certificate (material, block, error);
  if (g_str_equal (name, PEM_STRING_PKCS7) || g_str_equal (name, PEM_STRING_PKCS7_SIGNED) ||
      g_str_equal (name, PEM_STRING_CMS))
    return sgn_key_material_add_pkcs7 (material, block->data, (gsize) block->size, error);
  if (!g_str_has_suffix (name, "PRIVATE KEY") || passwords == NULL)
    return TRUE; /* parameters, requests, CRLs */
  /* "ENCRYPTED PRIVATE KEY" (RFC 7468, 11). */
  if (g_str_equal (name, PEM_STRING_PKCS8))
    return add_sealed (material, block, passwords, error);
  /* "Proc-Type: 4,ENCRYPTED" (RFC 1421, 4.6.1.1). */
  if (strstr (block->header, "ENCRYPTED") != NULL)
    return add_traditional (material, block, passwords, error);
  return add_plain (material, block, error);
}

static SgnKeyMaterial *
pem_read (GBytes *data, const SgnPasswords *passwords, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  g_autoptr (BIO) bio = BIO_new_mem_buf (bytes, (int) size);
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();

  for (guint i = 0; i < MAX_BLOCKS; i++) {
    g_auto (Block) block = { 0 };

    if (PEM_read_bio (bio, &block.name, &block.header, &block.data, &block.size) != 1) {
      /* No further "-----BEGIN" is how the end of the file shows. */
      if (ERR_GET_REASON (ERR_peek_last_error ()) != PEM_R_NO_START_LINE) {
        fail_damaged ("?", error);
        return NULL;
      }
      break;
    }
    ERR_clear_error ();
    if (!add_block (material, &block, passwords, error))
      return NULL;
  }
  ERR_clear_error ();
  return g_steal_pointer (&material);
}

const SgnKeyFormat sgn_key_format_pem = { "pem", pem_probe, pem_read };
