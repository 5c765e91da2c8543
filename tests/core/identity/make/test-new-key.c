/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/make/new-key.h"

#include <openssl/pem.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/make/save.h"
#include "core/identity/read/source.h"
#include "tests/support/answer.h"
#include "tests/support/test-ca.h"

static EVP_PKEY *
open_key (GBytes *pem, const char *password, GError **error)
{
  char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "key.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GTlsInteraction) answer = password != NULL ? test_answer_new (password) : NULL;
  EVP_PKEY *key;

  g_assert_true (sgn_save (file, pem, SGN_SAVE_PRIVATE, NULL));
  key = sgn_private_key_open (file, answer, NULL, error);
  test_dir_remove (dir);
  return key;
}

static void
test_kinds (void)
{
  for (SgnKeyKind kind = 0; kind < SGN_N_KEY_KINDS; kind++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EVP_PKEY) key = sgn_key_new (kind, &error);
    g_autoptr (EVP_PKEY) opened = NULL;
    g_autoptr (GBytes) sealed = NULL;
    const char *title = sgn_key_kind_get_title (kind);
    SgnKeyKind again;

    g_assert_no_error (error);
    g_assert_true (sgn_key_kind_from_id (sgn_key_kind_to_id (kind), &again));
    g_assert_cmpint (again, ==, kind);
    g_assert_true (g_str_has_prefix (title, EVP_PKEY_get0_type_name (key)));
    sealed = sgn_key_seal (key, "Grüße", &error);
    g_assert_no_error (error);
    opened = open_key (sealed, "Grüße", &error);
    g_assert_no_error (error);
    g_assert_cmpint (EVP_PKEY_eq (key, opened), ==, 1);
  }
}

static void
test_different (void)
{
  g_autoptr (EVP_PKEY) first = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (EVP_PKEY) second = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);

  g_assert_cmpint (EVP_PKEY_eq (first, second), ==, 0);
}

/* Only somebody with the password, and with time for each guess. */
static void
test_sealing (void)
{
  g_autoptr (EVP_PKEY) key = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  g_autoptr (GBytes) sealed = sgn_key_seal (key, "secret", NULL);
  g_autoptr (BIO)
      bio = BIO_new_mem_buf (g_bytes_get_data (sealed, NULL), (int) g_bytes_get_size (sealed));
  X509_SIG *sig = PEM_read_bio_PKCS8 (bio, NULL, NULL, NULL);
  const X509_ALGOR *algorithm;
  const ASN1_OBJECT *object;
  PBE2PARAM *scheme;
  PBKDF2PARAM *kdf;
  g_autoptr (GError) error = NULL;

  g_assert_null (open_key (sealed, "Secret", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
  X509_SIG_get0 (sig, &algorithm, NULL);
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  g_assert_cmpint (OBJ_obj2nid (object), ==, NID_pbes2);
  scheme = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBE2PARAM), algorithm->parameter);
  kdf = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM), scheme->keyfunc->parameter);
  g_assert_cmpint (OBJ_obj2nid (scheme->encryption->algorithm), ==, NID_aes_256_cbc);
  g_assert_cmpint (OBJ_obj2nid (kdf->prf->algorithm), ==, NID_hmacWithSHA256);
  g_assert_cmpint (ASN1_INTEGER_get (kdf->iter), >=, 600000);
  g_assert_cmpint (ASN1_STRING_length (kdf->salt->value.octet_string), >=, 16);
  PBKDF2PARAM_free (kdf);
  PBE2PARAM_free (scheme);
  X509_SIG_free (sig);
}

static void
test_never_bare (void)
{
  g_autoptr (EVP_PKEY) key = sgn_key_new (SGN_KEY_KIND_EC_P256, NULL);
  const char *passwords[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_key_seal (key, passwords[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED);
  }
}

static void
test_unknown_kind (void)
{
  SgnKeyKind kind;

  g_assert_false (sgn_key_kind_from_id ("rsa-2048", &kind));
  g_assert_false (sgn_key_kind_from_id ("", &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/new-key/kinds", test_kinds);
  g_test_add_func ("/new-key/different", test_different);
  g_test_add_func ("/new-key/sealing", test_sealing);
  g_test_add_func ("/new-key/never-bare", test_never_bare);
  g_test_add_func ("/new-key/unknown-kind", test_unknown_kind);
  return g_test_run ();
}
