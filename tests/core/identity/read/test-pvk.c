/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/pem.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/read/key-format.h"
#include "core/identity/read/source.h"
#include "tests/support/answer.h"
#include "tests/support/test-ca.h"

enum { BARE, WEAK, STRONG };

static int
give_password (char *buffer, int size, int writing, void *text)
{
  memcpy (buffer, text, strlen (text));
  return (int) strlen (text);
}

static GBytes *
make (EVP_PKEY *key, int level, const char *password)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long size;

  g_assert_cmpint (i2b_PVK_bio_ex (bio,
                                   key,
                                   level,
                                   give_password,
                                   (void *) password,
                                   sgn_password_get_context (),
                                   NULL),
                   >,
                   0);
  size = BIO_get_mem_data (bio, &data);
  return g_bytes_new (data, (gsize) size);
}

static SgnKeyMaterial *
read_with (GBytes *data, const char *password, GError **error)
{
  gsize size = password != NULL ? strlen (password) : 0;
  g_autoptr (SgnPasswords) passwords = sgn_passwords_new (password, size);

  g_assert_true (sgn_key_format_detect (data) == &sgn_key_format_pvk);
  return sgn_key_format_pvk.read (data, passwords, error);
}

static void
test_levels (void)
{
  g_autoptr (EVP_PKEY) key = test_key_new ("rsa-2048");

  for (int level = BARE; level <= STRONG; level++) {
    g_autoptr (GBytes) data = make (key, level, "secret");
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnKeyMaterial) material = NULL;

    material = read_with (data, level == BARE ? NULL : "secret", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (material->keys->len, ==, 1);
    g_assert_cmpint (EVP_PKEY_eq (material->keys->pdata[0], key), ==, 1);
    if (level == BARE)
      continue;
    g_assert_null (read_with (data, "Secret", &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
    g_clear_error (&error);
    g_assert_null (read_with (data, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
  }
}

static void
test_damaged (void)
{
  g_autoptr (EVP_PKEY) key = test_key_new ("rsa-2048");
  g_autoptr (GBytes) data = make (key, BARE, "");
  gsize size = g_bytes_get_size (data);

  for (gsize cut = 4; cut < size; cut += 7) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (data, 0, cut);
    g_autoptr (GError) error = NULL;

    g_assert_null (read_with (part, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED);
  }
}

/* Lengths that promise more than there is. */
static void
test_lengths (void)
{
  g_autoptr (EVP_PKEY) key = test_key_new ("rsa-2048");
  g_autoptr (GBytes) data = make (key, STRONG, "secret");
  gsize size = g_bytes_get_size (data);

  for (gsize offset = 16; offset < 24; offset++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (data, NULL), size);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (SgnKeyMaterial) material = NULL;
    g_autoptr (GError) error = NULL;

    copy[offset] ^= 0x7f;
    changed = g_bytes_new (copy, size);
    material = read_with (changed, "secret", &error);
    g_assert_null (material);
    g_assert_nonnull (error);
  }
}

/* The pair that MakeCert and the authorities of its time handed out. */
static void
test_with_spc (void)
{
  char *dir = test_dir_new ();
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", "rsa-2048");
  g_autoptr (GPtrArray) list = test_certs_list (leaf, root, NULL);
  g_autoptr (GBytes) pvk = make (leaf->key, WEAK, "secret");
  g_autofree char *key_path = g_build_filename (dir, "key.pvk", NULL);
  g_autofree char *spc_path = g_build_filename (dir, "certificates.spc", NULL);
  g_autoptr (GFile) key = g_file_new_for_path (key_path);
  g_autoptr (GFile) spc = g_file_new_for_path (spc_path);
  g_autoptr (GTlsInteraction) answer = test_answer_new ("secret");
  const SgnIdentityFiles files = { .file = key, .certificate = spc };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  g_assert_true (g_file_set_contents (key_path,
                                      g_bytes_get_data (pvk, NULL),
                                      (gssize) g_bytes_get_size (pvk),
                                      NULL));
  test_write_pkcs7 (spc_path, list, FALSE);
  identity = sgn_identity_open (&files, answer, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      sgn_certificate_equal (sgn_identity_get_certificate (identity), leaf->certificate));
  test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pvk/levels", test_levels);
  g_test_add_func ("/pvk/damaged", test_damaged);
  g_test_add_func ("/pvk/lengths", test_lengths);
  g_test_add_func ("/pvk/with-spc", test_with_spc);
  return g_test_run ();
}
