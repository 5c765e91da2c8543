/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pkcs12"

/* Reads PKCS #12 files (RFC 7292). The structure is walked here rather than by PKCS12_parse(),
 * which returns only one key, loses its name, cannot use another library context for the old
 * ciphers, and does not limit the iterations. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/reader.h"
#include "core/base/text.h"
#include "core/identity/read/key-format.h"

/* Files hold a handful of bags; SafeContents may be nested (RFC 7292, 4.2.6), but no known program
 * does it. */
#define MAX_BAGS       1000
#define MAX_DEPTH      4
#define MAX_ITERATIONS 5000000

typedef struct {
  const SgnPasswords *passwords;
  SgnKeyMaterial *material;
  /* what a failed decryption means: PFX_PASSWORD when there is no MAC, else PFX_DAMAGED */
  int failure;
  guint n_bags;
} Walk;

/* PFX (RFC 7292, 4): SEQUENCE { INTEGER 3, ... */
static gboolean
pkcs12_probe (GBytes *data)
{
  SgnReader reader;
  guint8 tag, length, version[3];

  sgn_reader_init_bytes (&reader, data);
  if (!sgn_reader_u8 (&reader, &tag, NULL) || tag != 0x30 ||
      !sgn_reader_u8 (&reader, &length, NULL))
    return FALSE;
  if ((length & 0x80) != 0 && !sgn_reader_skip (&reader, length & 0x7f, NULL))
    return FALSE;
  for (gsize i = 0; i < sizeof version; i++) {
    if (!sgn_reader_u8 (&reader, &version[i], NULL))
      return FALSE;
  }
  /* v3 is the only version (RFC 7292, 4). */
  return version[0] == 0x02 && version[1] == 0x01 && version[2] == 0x03;
}

static gboolean
fail_damaged (GError **error)
{
  sgn_error_set_openssl (error, SGN_ERROR_PFX_DAMAGED, _ ("not a readable PKCS#12 file"));
  return FALSE;
}

static PKCS12 *
parse (GBytes *data, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  g_autoptr (BIO) bio = BIO_new_mem_buf (bytes, (int) size);
  g_autoptr (PKCS12) pfx = PKCS12_init_ex (NID_pkcs7_data, sgn_password_get_context (), NULL);
  PKCS12 *parsed = pfx;

  if (d2i_PKCS12_bio (bio, &parsed) == NULL) {
    pfx = parsed; /* NULL when the parser has freed it */
    fail_damaged (error);
    return NULL;
  }
  return g_steal_pointer (&pfx);
}

static gboolean
check_mac (PKCS12 *pfx, const SgnPasswords *passwords, GError **error)
{
  const ASN1_INTEGER *count = NULL;
  /* The DEFAULT of MacData (RFC 7292, 4). */
  gint64 iterations = 1;

  PKCS12_get0_mac (NULL, NULL, NULL, &count, pfx);
  if (count != NULL && (ASN1_INTEGER_get_int64 (&iterations, count) != 1 || iterations < 1 ||
                        iterations > MAX_ITERATIONS)) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED, _ ("too many iterations"));
    return FALSE;
  }
  ERR_clear_error ();
  for (guint i = 0; i < passwords->n_texts; i++) {
    const char *text = passwords->texts[i];

    if (PKCS12_verify_mac (pfx, text, text != NULL ? (int) strlen (text) : 0) == 1)
      return TRUE;
  }
  sgn_password_set_error (error, SGN_ERROR_PFX_PASSWORD);
  return FALSE;
}

static gboolean
add_certificate (Walk *walk, const PKCS12_SAFEBAG *bag, GError **error)
{
  g_autoptr (X509) x509 = NULL;
  unsigned char *der = NULL;
  int size;
  gboolean added;

  /* The other kind, an SDSI certificate (RFC 7292, 4.2.3), is history. */
  if (PKCS12_SAFEBAG_get_bag_nid (bag) != NID_x509Certificate)
    return TRUE;
  x509 = PKCS12_SAFEBAG_get1_cert (bag);
  if (x509 == NULL || (size = i2d_X509 (x509, &der)) <= 0) {
    sgn_error_set_openssl (error, SGN_ERROR_CERT_DAMAGED, _ ("not an X.509 certificate"));
    return FALSE;
  }
  added = sgn_key_material_add_der (walk->material, der, (gsize) size, error);
  OPENSSL_free (der);
  return added;
}

static gboolean
take_key (Walk *walk, PKCS12_SAFEBAG *bag, EVP_PKEY *key)
{
  char *name;

  if (key == NULL)
    return FALSE;
  g_ptr_array_add (walk->material->keys, key);
  /* A BMPString that anybody may have written (RFC 2985, 5.5.1), so it is made safe to display. */
  name = PKCS12_get_friendlyname (bag);
  if (name != NULL)
    g_hash_table_insert (walk->material->names, key, sgn_text_display (name));
  OPENSSL_free (name);
  return TRUE;
}

static gboolean
add_sealed_key (Walk *walk, PKCS12_SAFEBAG *bag, GError **error)
{
  const X509_SIG *sealed = PKCS12_SAFEBAG_get0_pkcs8 (bag);
  GError *cause = NULL;

  if (take_key (walk, bag, sgn_password_open_key (sealed, walk->passwords, &cause)))
    return TRUE;
  /* After the MAC was correct the password is too, so the key itself must be damaged. */
  if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD))
    cause->code = walk->failure;
  g_propagate_error (error, cause);
  return FALSE;
}

static gboolean
add_bags (Walk *walk, const STACK_OF (PKCS12_SAFEBAG) * bags, guint depth, GError **error)
{
  for (int i = 0; i < sk_PKCS12_SAFEBAG_num (bags); i++) {
    PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value (bags, i);
    gboolean good = TRUE;

    if (++walk->n_bags > MAX_BAGS || depth > MAX_DEPTH)
      return fail_damaged (error);
    switch (PKCS12_SAFEBAG_get_nid (bag)) {
    /* RFC 7292, 4.2.1: not encrypted */
    case NID_keyBag:
      good = take_key (walk,
                       bag,
                       sgn_password_take_key ((PKCS8_PRIV_KEY_INFO *) PKCS12_SAFEBAG_get0_p8inf (
                                                  bag),
                                              error));
      break;
    case NID_pkcs8ShroudedKeyBag:
      good = add_sealed_key (walk, bag, error);
      break;
    case NID_certBag:
      good = add_certificate (walk, bag, error);
      break;
    case NID_safeContentsBag:
      good = add_bags (walk, PKCS12_SAFEBAG_get0_safes (bag), depth + 1, error);
      break;
    default:
      break; /* CRLs and secrets are ignored */
    }
    if (!good)
      return FALSE;
  }
  return TRUE;
}

static STACK_OF (PKCS12_SAFEBAG) * open_safe (Walk *walk, PKCS7 *safe, GError **error)
{
  STACK_OF (PKCS12_SAFEBAG) *bags = NULL;

  ERR_clear_error ();
  if (PKCS7_type_is_data (safe)) {
    bags = PKCS12_unpack_p7data (safe);
    if (bags == NULL)
      fail_damaged (error);
    return bags;
  }
  /* Besides data and encryptedData there is envelopedData, for a public key (RFC 7292, 4.1). */
  if (!PKCS7_type_is_encrypted (safe) || safe->d.encrypted == NULL ||
      safe->d.encrypted->enc_data == NULL || safe->d.encrypted->enc_data->algorithm == NULL) {
    sgn_password_set_error (error, SGN_ERROR_PFX_CIPHER); /* used for a public key */
    return NULL;
  }
  if (!sgn_password_check_cost (safe->d.encrypted->enc_data->algorithm, error))
    return NULL;
  for (guint i = 0; i < walk->passwords->n_texts && bags == NULL; i++) {
    const char *text = walk->passwords->texts[i];

    bags = PKCS12_unpack_p7encdata (safe, text, text != NULL ? (int) strlen (text) : 0);
  }
  if (bags == NULL)
    sgn_password_set_error (error, walk->failure);
  return bags;
}

static gboolean
add_safes (Walk *walk, STACK_OF (PKCS7) * safes, GError **error)
{
  for (int i = 0; i < sk_PKCS7_num (safes); i++) {
    STACK_OF (PKCS12_SAFEBAG) *bags = open_safe (walk, sk_PKCS7_value (safes, i), error);
    gboolean good;

    if (bags == NULL)
      return FALSE;
    good = add_bags (walk, bags, 0, error);
    sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
    if (!good)
      return FALSE;
  }
  return TRUE;
}

static SgnKeyMaterial *
pkcs12_read (GBytes *data, const SgnPasswords *passwords, GError **error)
{
  g_autoptr (SgnPasswords) none = sgn_passwords_new (NULL, 0);
  g_autoptr (PKCS12) pfx = parse (data, error);
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  Walk walk = { passwords != NULL ? passwords : none, material, SGN_ERROR_PFX_PASSWORD, 0 };
  STACK_OF (PKCS7) * safes;
  gboolean good;

  if (pfx == NULL)
    return NULL;
  /* The MAC may be missing: in public-key integrity mode (RFC 7292, 3.1), or because a program left
   * it out. */
  if (PKCS12_mac_present (pfx)) {
    if (!check_mac (pfx, walk.passwords, error))
      return NULL;
    walk.failure = SGN_ERROR_PFX_DAMAGED;
  }
  ERR_clear_error ();
  safes = PKCS12_unpack_authsafes (pfx);
  if (safes == NULL) {
    fail_damaged (error);
    return NULL;
  }
  good = add_safes (&walk, safes, error);
  sk_PKCS7_pop_free (safes, PKCS7_free);
  ERR_clear_error ();
  return good ? g_steal_pointer (&material) : NULL;
}

const SgnKeyFormat sgn_key_format_pkcs12 = { "pkcs12", pkcs12_probe, pkcs12_read };
