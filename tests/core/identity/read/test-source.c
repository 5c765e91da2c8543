/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/objects.h>
#include <openssl/pem.h>
#include <string.h>

#include "core/base/openssl.h"
#include "tests/core/identity/read/source-fixture.h"

static void
test_pfx_only_certificates (SourceFixture *f, gconstpointer unused)
{
  test_write_der (f->path, f->leaf->certificate);
  source_assert_fails (f, NULL, FALSE, SGN_ERROR_KEY_MISSING);
}

static void
test_questions (SourceFixture *f, gconstpointer unused)
{
  const char *const answers[] = { "wrong", "also wrong", "secret", NULL };
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  identity = source_open (f, interaction, FALSE, &error);
  g_assert_no_error (error);
  source_assert_identity (f, identity, 1);
  g_assert_cmpuint (interaction->n_asked, ==, 3);
  g_assert_cmpuint (interaction->n_retries, ==, 2);
  g_assert_cmpstr (interaction->description, ==, "key.pfx");
  g_assert_cmpstr (sgn_identity_get_origin (identity), ==, "key.pfx");
}

/* Somebody who always gives the same wrong answer is not asked for ever. */
static void
test_questions_end (SourceFixture *f, gconstpointer unused)
{
  const char *answers[101] = { NULL };
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (answers); i++)
    answers[i] = "wrong";
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  g_assert_null (source_open (f, interaction, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
  g_assert_cmpuint (interaction->n_asked, <, 20);
}

static void
test_questions_cancelled (SourceFixture *f, gconstpointer unused)
{
  g_autoptr (TestInteraction) interaction = test_interaction_new (NULL);
  g_autoptr (GError) error = NULL;

  interaction->cancel = TRUE;
  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  g_assert_null (source_open (f, interaction, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nobody_to_ask (SourceFixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  source_assert_fails (f, NULL, FALSE, SGN_ERROR_PASSWORD_NEEDED);
  g_assert_null (source_open (f, NULL, FALSE, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED);
}

static void
test_key_files (SourceFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = test_certs_list (f->leaf, f->lower, f->root, NULL);

  test_write_pem (f->other, all);
  for (guint pem = 0; pem < 2; pem++) {
    test_write_key (f->path, f->leaf->key, NULL, pem);
    source_assert_opens (f, NULL, TRUE, 1);
    source_assert_fails (f, NULL, FALSE, SGN_ERROR_CERT_MISSING);
    test_write_key (f->path, f->leaf->key, "Grüße", pem);
    source_assert_opens (f, "Grüße", TRUE, 1);
    source_assert_fails (f, "wrong", TRUE, SGN_ERROR_PFX_PASSWORD);
    source_assert_fails (f, NULL, TRUE, SGN_ERROR_PASSWORD_NEEDED);
  }
}

static void
test_certificate_kinds (SourceFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = test_certs_list (f->root, f->lower, f->leaf, NULL);

  test_write_key (f->path, f->leaf->key, NULL, TRUE);
  test_write_pkcs7 (f->other, all, TRUE);
  source_assert_opens (f, NULL, TRUE, 1);
  test_write_pkcs7 (f->other, all, FALSE);
  source_assert_opens (f, NULL, TRUE, 1);
  test_write_der (f->other, f->leaf->certificate);
  source_assert_opens (f, NULL, TRUE, 0);
}

static void
write_traditional (SourceFixture *f, const char *password)
{
  const EVP_CIPHER *cipher = password != NULL ? EVP_aes_128_cbc () : NULL;
  const guint8 *octets = (const guint8 *) password;
  int size = password != NULL ? (int) strlen (password) : 0;
  g_autoptr (GPtrArray) all = test_certs_list (f->leaf, NULL);
  g_autoptr (BIO) bio = BIO_new_file (f->path, "wb");
  EVP_PKEY *key = f->leaf->key;
  int written = PEM_write_bio_PrivateKey_traditional (bio, key, cipher, octets, size, NULL, NULL);

  g_assert_cmpint (written, ==, 1);
  test_write_pem (f->other, all);
}

static void
test_traditional_key (SourceFixture *f, gconstpointer key_type)
{
  write_traditional (f, NULL);
  source_assert_opens (f, NULL, TRUE, 0);
  write_traditional (f, "secret");
  source_assert_opens (f, "secret", TRUE, 0);
  source_assert_fails (f, "wrong", TRUE, SGN_ERROR_PFX_PASSWORD);
}

static void
guess (SourceFixture *f, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);

    source_assert_fails (f, text, TRUE, SGN_ERROR_PFX_PASSWORD);
  }
}

/* Every 256th wrong password leaves what looks like padding; nothing else tells these kinds of file
 * that it is wrong. */
static void
test_many_guesses (SourceFixture *f, gconstpointer unused)
{
  write_traditional (f, "secret");
  guess (f, 2000);
  test_write_key (f->path, f->leaf->key, "secret", TRUE);
  guess (f, 300);
  test_write_key (f->path, f->leaf->key, "secret", FALSE);
  guess (f, 300);
  test_write_pfx (f->path,
                  f->leaf,
                  NULL,
                  &(TestPfxSpec){ .password = "secret", .iterations = 1, .no_mac = TRUE });
  guess (f, 2000);
}

static void
test_all_in_one_pem (SourceFixture *f, gconstpointer unused)
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
  source_assert_opens (f, NULL, FALSE, 1);
}

static void
test_mismatch (SourceFixture *f, gconstpointer unused)
{
  test_write_key (f->path, f->root->key, NULL, TRUE);
  test_write_der (f->other, f->leaf->certificate);
  source_assert_fails (f, NULL, TRUE, SGN_ERROR_KEY_MISMATCH);
}

static void
test_chain_files (SourceFixture *f, gconstpointer unused)
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
  source_assert_identity (f, identity, 1);
}

static void
test_not_a_key (SourceFixture *f, gconstpointer unused)
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
    g_assert_null (source_open (f, NULL, FALSE, &error));
    g_assert_true (g_error_matches (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED) ||
                   g_error_matches (error, SGN_ERROR, SGN_ERROR_CERT_DAMAGED));
  }
}

static void
test_absent (SourceFixture *f, gconstpointer unused)
{
  source_assert_fails (f, NULL, FALSE, SGN_ERROR_FILE_UNREADABLE);
}

static void
test_load (SourceFixture *f, gconstpointer unused)
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
test_corpus (SourceFixture *f, gconstpointer unused)
{
  const char *const answers[] = { "CodeSign123!", NULL };
  const char *corpus = g_getenv ("SIGNET_CORPUS");
  g_autofree char *path = g_build_filename (corpus != NULL ? corpus : "",
                                            "signtool",
                                            "test-ca",
                                            "authenticode-test-cert.pfx",
                                            NULL);
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
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
test_async (SourceFixture *f, gconstpointer unused)
{
  const char *const answers[] = { "secret", NULL };
  g_autoptr (TestInteraction) interaction = test_interaction_new (answers);
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  const SgnIdentityFiles files = { .file = file };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  test_write_pfx (f->path, f->leaf, f->chain, &(TestPfxSpec){ .password = "secret" });
  sgn_identity_open_all_async (&files, G_TLS_INTERACTION (interaction), NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  all = sgn_identity_open_all_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  source_assert_identity (f, g_ptr_array_index (all, 0), 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, key, func)                                                                       \
  g_test_add ("/source/" name, SourceFixture, key, source_set_up, func, source_tear_down)
  ADD ("only-certificates", NULL, test_pfx_only_certificates);
  ADD ("questions", NULL, test_questions);
  ADD ("questions-end", NULL, test_questions_end);
  ADD ("questions-cancelled", NULL, test_questions_cancelled);
  ADD ("nobody-to-ask", NULL, test_nobody_to_ask);
  ADD ("key-files", NULL, test_key_files);
  ADD ("certificate-kinds", NULL, test_certificate_kinds);
  ADD ("traditional-key/ec", NULL, test_traditional_key);
  ADD ("traditional-key/rsa", "rsa-2048", test_traditional_key);
  ADD ("many-guesses", NULL, test_many_guesses);
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
