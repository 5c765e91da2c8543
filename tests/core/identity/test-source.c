/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/source.h"

#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/provider.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "tests/support/test-ca.h"

/* Answers password questions from a list, then with UNHANDLED. */
#define TEST_TYPE_INTERACTION (test_interaction_get_type ())
G_DECLARE_FINAL_TYPE (TestInteraction, test_interaction, TEST, INTERACTION, GTlsInteraction)

struct _TestInteraction {
  GTlsInteraction parent_instance;

  const char *const *answers;
  guint n_asked;
  guint n_retries;
  gboolean cancel;
  char *description;
};

G_DEFINE_FINAL_TYPE (TestInteraction, test_interaction, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_interaction_ask (GTlsInteraction *interaction,
                      GTlsPassword *password,
                      GCancellable *cancellable,
                      GError **error)
{
  TestInteraction *self = TEST_INTERACTION (interaction);

  if (g_tls_password_get_flags (password) & G_TLS_PASSWORD_RETRY)
    self->n_retries++;
  g_free (self->description);
  self->description = g_strdup (g_tls_password_get_description (password));
  if (self->cancel) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    return G_TLS_INTERACTION_FAILED;
  }
  if (self->answers == NULL || self->answers[self->n_asked] == NULL)
    return G_TLS_INTERACTION_UNHANDLED;
  g_tls_password_set_value (password, (const guchar *) self->answers[self->n_asked++], -1);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_interaction_finalize (GObject *object)
{
  g_free (TEST_INTERACTION (object)->description);
  G_OBJECT_CLASS (test_interaction_parent_class)->finalize (object);
}

static void
test_interaction_class_init (TestInteractionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_interaction_finalize;
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_interaction_ask;
}

static void
test_interaction_init (TestInteraction *self)
{
}

static TestInteraction *
answering (const char *const *answers)
{
  TestInteraction *self = g_object_new (TEST_TYPE_INTERACTION, NULL);

  self->answers = answers;
  return self;
}

typedef struct {
  char *dir;
  char *path;
  char *other;
  TestCert *root;
  TestCert *lower;
  TestCert *leaf;
  GPtrArray *chain;
} Fixture;

static void
setup (Fixture *f, gconstpointer key_type)
{
  f->dir = test_dir_new ();
  f->path = g_build_filename (f->dir, "key.pfx", NULL);
  f->other = g_build_filename (f->dir, "other.crt", NULL);
  f->root = test_root_new ("Root");
  f->lower = test_intermediate_new (f->root, "Lower");
  f->leaf = test_signer_new (f->lower, "Leaf", key_type);
  f->chain = test_certs_list (f->root, f->lower, NULL);
}

static void
teardown (Fixture *f, gconstpointer key_type)
{
  test_dir_remove (f->dir);
  g_free (f->path);
  g_free (f->other);
  test_cert_free (f->leaf);
  test_cert_free (f->lower);
  test_cert_free (f->root);
  g_ptr_array_unref (f->chain);
}

static SgnIdentity *
open_with (Fixture *f, TestInteraction *interaction, gboolean with_other, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GFile) other = g_file_new_for_path (f->other);
  const SgnIdentityFiles files = { .file = file, .certificate = with_other ? other : NULL };

  return sgn_identity_open (&files, G_TLS_INTERACTION (interaction), NULL, error);
}

static void
assert_identity (Fixture *f, SgnIdentity *identity, guint chain)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);
  g_autoptr (GBytes) signature = NULL;

  g_assert_true (
      sgn_certificate_equal (sgn_identity_get_certificate (identity), f->leaf->certificate));
  g_assert_cmpuint (sgn_identity_get_chain (identity)->len, ==, chain);
  signature = sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, NULL);
  g_assert_nonnull (signature);
}

/* Opens f->path with one password, NULL = must open without being asked. */
static void
assert_opens (Fixture *f, const char *password, gboolean with_other, guint chain)
{
  const char *const answers[] = { password, NULL };
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = open_with (f, interaction, with_other, &error);

  g_assert_no_error (error);
  assert_identity (f, identity, chain);
  g_assert_cmpuint (interaction->n_asked, ==, password != NULL ? 1 : 0);
}

static void
assert_fails (Fixture *f, const char *password, gboolean with_other, int code)
{
  const char *const answers[] = { password, NULL };
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with (f, interaction, with_other, &error));
  g_assert_error (error, SGN_ERROR, code);
  g_assert_nonnull (strstr (error->message, "key.pfx"));
}

static void
test_pfx (Fixture *f, gconstpointer key_type)
{
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  assert_opens (f, "secret", FALSE, 1);
}

static void
test_pfx_ciphers (Fixture *f, gconstpointer unused)
{
  const int ciphers[] = { NID_aes_128_cbc,
                          NID_aes_256_cbc,
                          NID_des_ede3_cbc,
                          NID_pbe_WithSHA1And40BitRC2_CBC,
                          NID_pbe_WithSHA1And128BitRC2_CBC,
                          NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
                          NID_pbe_WithSHA1And128BitRC4 };

  for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++) {
    for (guint no_mac = 0; no_mac < 2; no_mac++) {
      const TestPfxSpec spec = { .password = "secret", .cipher = ciphers[i], .no_mac = no_mac };

      test_write_pfx (f->path, f->leaf, f->chain, &spec);
      assert_opens (f, "secret", FALSE, 1);
      assert_fails (f, "wrong", FALSE, SGN_ERROR_PFX_PASSWORD);
    }
  }
  g_assert_false (OSSL_PROVIDER_available (NULL, "legacy"));
}

static void
test_pfx_no_password (Fixture *f, gconstpointer unused)
{
  const char *const passwords[] = { NULL, "" };
  const int ciphers[] = { NID_aes_256_cbc, NID_pbe_WithSHA1And40BitRC2_CBC };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (ciphers); j++) {
      for (guint no_mac = 0; no_mac < 2; no_mac++) {
        const TestPfxSpec spec = { .password = passwords[i],
                                   .cipher = ciphers[j],
                                   .no_mac = no_mac };

        test_write_pfx (f->path, f->leaf, f->chain, &spec);
        assert_opens (f, NULL, FALSE, 1);
      }
    }
  }
}

static void
test_pfx_plain (Fixture *f, gconstpointer unused)
{
  test_write_pfx (f->path,
                  f->leaf,
                  f->chain,
                  &(TestPfxSpec){ .no_encryption = TRUE, .no_mac = TRUE });
  assert_opens (f, NULL, FALSE, 1);
}

static void
test_pfx_non_ascii (Fixture *f, gconstpointer unused)
{
  const char *const passwords[] = { "Grüße", "Grüße€", "пароль", "🔑" };
  const int ciphers[] = { NID_aes_256_cbc, NID_pbe_WithSHA1And3_Key_TripleDES_CBC };

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (ciphers); j++) {
      for (guint raw = 0; raw < 2; raw++) {
        const TestPfxSpec spec = { .password = passwords[i], .cipher = ciphers[j], .raw = raw };

        test_write_pfx (f->path, f->leaf, f->chain, &spec);
        assert_opens (f, passwords[i], FALSE, 1);
        assert_fails (f, "Grusse", FALSE, SGN_ERROR_PFX_PASSWORD);
      }
    }
  }
}

static void
test_pfx_iterations (Fixture *f, gconstpointer unused)
{
  test_write_pfx (f->path,
                  f->leaf,
                  f->chain,
                  &(TestPfxSpec){ .password = "secret", .iterations = 600000 });
  assert_opens (f, "secret", FALSE, 1);
}

static void
test_pfx_truncated (Fixture *f, gconstpointer unused)
{
  g_autofree char *data = NULL;
  gsize size;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .password = "secret" });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize cut = 8; cut < size; cut += 37) {
    g_assert_true (g_file_set_contents (f->path, data, (gssize) cut, NULL));
    assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_DAMAGED);
  }
}

/* Whatever is wrong inside, it is one of our errors and nothing crashes. */
static void
test_pfx_flipped (Fixture *f, gconstpointer unused)
{
  g_autofree char *data = NULL;
  gsize size;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .no_encryption = TRUE, .no_mac = TRUE });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize i = 0; i < size; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnIdentity) identity = NULL;

    data[i] = (char) (data[i] ^ 0x11);
    g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
    data[i] = (char) (data[i] ^ 0x11);
    identity = open_with (f, NULL, FALSE, &error);
    g_assert_true (identity != NULL || error->domain == SGN_ERROR);
  }
}

static void
test_pfx_cipher (Fixture *f, gconstpointer unused)
{
  const guint8 aes[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01 };
  g_autofree char *data = NULL;
  gsize size;
  guint replaced = 0;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ .password = "secret", .no_mac = TRUE });
  g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
  for (gsize i = 0; i + sizeof aes < size; i++) {
    if (memcmp (data + i, aes, sizeof aes) != 0)
      continue;
    data[i + sizeof aes] = 0x7d; /* an AES mode that does not exist */
    replaced++;
  }
  g_assert_cmpuint (replaced, >, 0);
  g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
  assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_CIPHER);
}

/* A count that would keep us busy for hours is refused before it is begun. */
static void
test_pfx_endless (Fixture *f, gconstpointer unused)
{
  const guint8 wanted[] = { 0x02, 0x03, 0x01, 0x00, 0x00 };
  const guint8 endless[] = { 0x02, 0x03, 0x7f, 0xff, 0xff };

  for (guint no_mac = 0; no_mac < 2; no_mac++) {
    const TestPfxSpec spec = { .password = "secret", .iterations = 0x10000, .no_mac = no_mac };
    g_autofree char *data = NULL;
    gsize size;
    guint replaced = 0;

    test_write_pfx (f->path, f->leaf, NULL, &spec);
    g_assert_true (g_file_get_contents (f->path, &data, &size, NULL));
    for (gsize i = 0; i + sizeof wanted <= size; i++) {
      if (memcmp (data + i, wanted, sizeof wanted) != 0)
        continue;
      memcpy (data + i, endless, sizeof endless);
      replaced++;
    }
    g_assert_cmpuint (replaced, >, 0);
    g_assert_true (g_file_set_contents (f->path, data, (gssize) size, NULL));
    assert_fails (f, "secret", FALSE, SGN_ERROR_PFX_DAMAGED);
  }
}

static void
test_pfx_only_certificates (Fixture *f, gconstpointer unused)
{
  test_write_der (f->path, f->leaf->certificate);
  assert_fails (f, NULL, FALSE, SGN_ERROR_KEY_MISSING);
}

static void
test_questions (Fixture *f, gconstpointer unused)
{
  const char *const answers[] = { "wrong", "also wrong", "secret", NULL };
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  identity = open_with (f, interaction, FALSE, &error);
  g_assert_no_error (error);
  assert_identity (f, identity, 1);
  g_assert_cmpuint (interaction->n_asked, ==, 3);
  g_assert_cmpuint (interaction->n_retries, ==, 2);
  g_assert_cmpstr (interaction->description, ==, "key.pfx");
  g_assert_cmpstr (sgn_identity_get_origin (identity), ==, "key.pfx");
}

/* Somebody who always gives the same wrong answer is not asked for ever. */
static void
test_questions_end (Fixture *f, gconstpointer unused)
{
  const char *answers[101] = { NULL };
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (answers); i++)
    answers[i] = "wrong";
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  g_assert_null (open_with (f, interaction, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
  g_assert_cmpuint (interaction->n_asked, <, 20);
}

static void
test_questions_cancelled (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestInteraction) interaction = answering (NULL);
  g_autoptr (GError) error = NULL;

  interaction->cancel = TRUE;
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  g_assert_null (open_with (f, interaction, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nobody_to_ask (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  assert_fails (f, NULL, FALSE, SGN_ERROR_PASSWORD_NEEDED);
  g_assert_null (open_with (f, NULL, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED);
}

static void
test_key_files (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = test_certs_list (f->leaf, f->lower, f->root, NULL);

  test_write_pem (f->other, all);
  for (guint pem = 0; pem < 2; pem++) {
    test_write_key (f->path, f->leaf->key, NULL, pem);
    assert_opens (f, NULL, TRUE, 1);
    assert_fails (f, NULL, FALSE, SGN_ERROR_CERT_MISSING);
    test_write_key (f->path, f->leaf->key, "Grüße", pem);
    assert_opens (f, "Grüße", TRUE, 1);
    assert_fails (f, "wrong", TRUE, SGN_ERROR_PFX_PASSWORD);
    assert_fails (f, NULL, TRUE, SGN_ERROR_PASSWORD_NEEDED);
  }
}

static void
test_certificate_kinds (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = test_certs_list (f->root, f->lower, f->leaf, NULL);

  test_write_key (f->path, f->leaf->key, NULL, TRUE);
  test_write_pkcs7 (f->other, all, TRUE);
  assert_opens (f, NULL, TRUE, 1);
  test_write_pkcs7 (f->other, all, FALSE);
  assert_opens (f, NULL, TRUE, 1);
  test_write_der (f->other, f->leaf->certificate);
  assert_opens (f, NULL, TRUE, 0);
}

static void
test_traditional_key (Fixture *f, gconstpointer key_type)
{
  const char *const passwords[] = { NULL, "secret" };
  g_autoptr (GPtrArray) all = test_certs_list (f->leaf, NULL);

  test_write_pem (f->other, all);
  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++) {
    g_autoptr (BIO) bio = BIO_new_file (f->path, "wb");
    const EVP_CIPHER *cipher = passwords[i] != NULL ? EVP_aes_128_cbc () : NULL;

    g_assert_cmpint (PEM_write_bio_PrivateKey_traditional (bio,
                                                           f->leaf->key,
                                                           cipher,
                                                           (const guint8 *) passwords[i],
                                                           cipher != NULL ? 6 : 0,
                                                           NULL,
                                                           NULL),
                     ==,
                     1);
    g_clear_pointer (&bio, BIO_free_all);
    assert_opens (f, passwords[i], TRUE, 0);
    if (cipher != NULL)
      assert_fails (f, "wrong", TRUE, SGN_ERROR_PFX_PASSWORD);
  }
}

static void
test_all_in_one_pem (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = test_certs_list (f->lower, f->leaf, NULL);
  g_autofree char *key = NULL;
  g_autofree char *certificates = NULL;
  g_autofree char *both = NULL;

  test_write_key (f->path, f->leaf->key, NULL, TRUE);
  test_write_pem (f->other, all);
  g_assert_true (g_file_get_contents (f->path, &key, NULL, NULL));
  g_assert_true (g_file_get_contents (f->other, &certificates, NULL, NULL));
  both = g_strconcat ("Bag Attributes\n", certificates, "a remark\n", key, NULL);
  g_assert_true (g_file_set_contents (f->path, both, -1, NULL));
  assert_opens (f, NULL, FALSE, 1);
}

static void
test_mismatch (Fixture *f, gconstpointer unused)
{
  test_write_key (f->path, f->root->key, NULL, TRUE);
  test_write_der (f->other, f->leaf->certificate);
  assert_fails (f, NULL, TRUE, SGN_ERROR_KEY_MISMATCH);
}

static void
test_chain_files (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->dir, "chain.p7b", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);
  const SgnIdentityFiles files = { .file = file, .chain = chain };
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_write_pfx (f->path, f->leaf, NULL, &(TestPfxSpec){ 0 });
  test_write_pkcs7 (path, f->chain, FALSE);
  g_ptr_array_add (chain, g_file_new_for_path (path));
  identity = sgn_identity_open (&files, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_identity (f, identity, 1);
}

static void
test_not_a_key (Fixture *f, gconstpointer unused)
{
  const char *const texts[] = { "",
                                "hello",
                                "0",
                                "0\202",
                                "-----BEGIN PRIVATE KEY-----\nAAAA\n",
                                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (f->path, texts[i], -1, NULL));
    g_assert_null (open_with (f, NULL, FALSE, &error));
    g_assert_true (g_error_matches (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED) ||
                   g_error_matches (error, SGN_ERROR, SGN_ERROR_CERT_DAMAGED));
  }
}

static void
test_absent (Fixture *f, gconstpointer unused)
{
  assert_fails (f, NULL, FALSE, SGN_ERROR_FILE_UNREADABLE);
}

static void
test_load (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *certificates = NULL;
  g_autofree char *both = NULL;

  /* a sealed key beside the certificates must not be in the way */
  test_write_key (f->other, f->leaf->key, "secret", TRUE);
  test_write_pem (f->path, f->chain);
  g_assert_true (g_file_get_contents (f->other, &key, NULL, NULL));
  g_assert_true (g_file_get_contents (f->path, &certificates, NULL, NULL));
  both = g_strconcat (key, certificates, NULL);
  g_assert_true (g_file_set_contents (f->path, both, -1, NULL));
  loaded = sgn_certificates_load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->len, ==, 2);
  g_assert_true (g_file_set_contents (f->path, key, -1, NULL));
  g_assert_null (sgn_certificates_load (file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
}

/* A file that others made. */
static void
test_corpus (Fixture *f, gconstpointer unused)
{
  const char *const answers[] = { "CodeSign123!", NULL };
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "",
                                            "signtool",
                                            "test-ca",
                                            "authenticode-test-cert.pfx",
                                            NULL);
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const SgnIdentityFiles files = { .file = file };
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_query_exists (file, NULL)) {
    g_test_skip ("no corpus");
    return;
  }
  identity = sgn_identity_open (&files, G_TLS_INTERACTION (interaction), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (interaction->n_asked, ==, 1);
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static void
test_async (Fixture *f, gconstpointer unused)
{
  const char *const answers[] = { "secret", NULL };
  g_autoptr (TestInteraction) interaction = answering (answers);
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  const SgnIdentityFiles files = { .file = file };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  sgn_identity_open_async (&files, G_TLS_INTERACTION (interaction), NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  identity = sgn_identity_open_finish (result, &error);
  g_assert_no_error (error);
  assert_identity (f, identity, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, key, func) g_test_add ("/source/" name, Fixture, key, setup, func, teardown)
  ADD ("pfx/p256", "ec-p256", test_pfx);
  ADD ("pfx/p384", "ec-p384", test_pfx);
  ADD ("pfx/p521", "ec-p521", test_pfx);
  ADD ("pfx/rsa", "rsa-2048", test_pfx);
  ADD ("pfx/ciphers", NULL, test_pfx_ciphers);
  ADD ("pfx/no-password", NULL, test_pfx_no_password);
  ADD ("pfx/plain", NULL, test_pfx_plain);
  ADD ("pfx/non-ascii", NULL, test_pfx_non_ascii);
  ADD ("pfx/iterations", NULL, test_pfx_iterations);
  ADD ("pfx/truncated", NULL, test_pfx_truncated);
  ADD ("pfx/flipped", NULL, test_pfx_flipped);
  ADD ("pfx/cipher", NULL, test_pfx_cipher);
  ADD ("pfx/endless", NULL, test_pfx_endless);
  ADD ("only-certificates", NULL, test_pfx_only_certificates);
  ADD ("questions", NULL, test_questions);
  ADD ("questions-end", NULL, test_questions_end);
  ADD ("questions-cancelled", NULL, test_questions_cancelled);
  ADD ("nobody-to-ask", NULL, test_nobody_to_ask);
  ADD ("key-files", NULL, test_key_files);
  ADD ("certificate-kinds", NULL, test_certificate_kinds);
  ADD ("traditional-key/ec", NULL, test_traditional_key);
  ADD ("traditional-key/rsa", "rsa-2048", test_traditional_key);
  ADD ("all-in-one-pem", NULL, test_all_in_one_pem);
  ADD ("mismatch", NULL, test_mismatch);
  ADD ("chain-files", NULL, test_chain_files);
  ADD ("not-a-key", NULL, test_not_a_key);
  ADD ("absent", NULL, test_absent);
  ADD ("load", NULL, test_load);
  ADD ("corpus", NULL, test_corpus);
  ADD ("async", NULL, test_async);
  return g_test_run ();
}
