/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/make/join.h"

#include <openssl/objects.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/identity/make/export-check.h"
#include "tests/support/answer.h"
#include "tests/support/test-ca.h"

typedef struct {
  char *dir;
  TestCert *root;
  TestCert *intermediate;
  TestCert *leaf;
  SgnIdentity *identity;
} Fixture;

static void
setup (Fixture *f, gconstpointer key_type)
{
  g_autoptr (GPtrArray) others = NULL;

  f->dir = test_dir_new ();
  f->root = test_root_new ("Root");
  f->intermediate = test_intermediate_new (f->root, "Intermediate");
  f->leaf = test_signer_new (f->intermediate, "Größe", key_type);
  others = test_certs_list (f->root, f->intermediate, NULL);
  f->identity = test_identity_new (f->leaf, others);
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  g_object_unref (f->identity);
  test_cert_free (f->leaf);
  test_cert_free (f->intermediate);
  test_cert_free (f->root);
  test_dir_remove (f->dir);
}

static GFile *
save (Fixture *f, SgnExport kind, const char *password)
{
  g_autofree char *name = g_strconcat ("out", sgn_export_get_suffix (kind), NULL);
  g_autofree char *path = g_build_filename (f->dir, name, NULL);
  GFile *file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_identity_save (f->identity, kind, file, password, TRUE, &error));
  g_assert_no_error (error);
  return file;
}

static GBytes *export(SgnExport kind, SgnIdentity *identity, const char *password, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const SgnKeyFile file = { .identities = one };

  g_ptr_array_add (one, identity);
  return sgn_key_file_export (&file, kind, password, error);
}

static void
test_with_key (Fixture *f, gconstpointer key_type)
{
  const SgnExport kinds[] = { SGN_EXPORT_PFX, SGN_EXPORT_PFX_OLD, SGN_EXPORT_PEM };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GFile) file = save (f, kinds[i], "Grüße");
    const SgnIdentityFiles files = { .file = file };
    g_autoptr (GTlsInteraction) right = test_answer_new ("Grüße");
    g_autoptr (GTlsInteraction) wrong = test_answer_new ("Grusse");
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnIdentity) opened = NULL;

    g_assert_null (sgn_identity_open (&files, wrong, NULL, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_PFX_PASSWORD);
    g_clear_error (&error);
    opened = sgn_identity_open (&files, right, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (
        sgn_certificate_equal (sgn_identity_get_certificate (opened), f->leaf->certificate));
    g_assert_cmpuint (sgn_identity_get_chain (opened)->len, ==, 1);
    g_assert_true (sgn_certificate_equal (sgn_identity_get_root (opened), f->root->certificate));
    g_assert_cmpint (EVP_PKEY_eq (sgn_identity_get_file_key (opened), f->leaf->key), ==, 1);
    if (kinds[i] != SGN_EXPORT_PEM)
      g_assert_cmpstr (sgn_identity_get_alias (opened), ==, "Größe");
  }
}

static void
test_without_key (Fixture *f, gconstpointer key_type)
{
  g_autoptr (GFile) cer = save (f, SGN_EXPORT_CER, NULL);
  g_autoptr (GFile) p7b = save (f, SGN_EXPORT_P7B, NULL);
  g_autoptr (GPtrArray) one = sgn_certificates_load (cer, NULL);
  g_autoptr (GPtrArray) all = sgn_certificates_load (p7b, NULL);

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (sgn_certificate_equal (one->pdata[0], f->leaf->certificate));
  g_assert_cmpuint (all->len, ==, 3);
}

static void
test_pem_without_key (Fixture *f, gconstpointer key_type)
{
  const SgnExportContent content = {
    .certificate = f->leaf->certificate,
    .chain = sgn_identity_get_chain (f->identity),
  };
  g_autoptr (GBytes) bytes = sgn_export (SGN_EXPORT_PEM, &content, NULL);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  g_assert_null (g_strstr_len (text, (gssize) size, "PRIVATE"));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "CERTIFICATE"));
}

static void
test_never_bare (Fixture *f, gconstpointer key_type)
{
  const SgnExport kinds[] = { SGN_EXPORT_PFX, SGN_EXPORT_PFX_OLD, SGN_EXPORT_PEM };
  const char *passwords[] = { NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (passwords); j++) {
      g_autoptr (GError) error = NULL;

      g_assert_null (export(kinds[i], f->identity, passwords[j], &error));
      g_assert_error (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED);
    }
  }
}

static void
test_wrong_key (Fixture *f, gconstpointer key_type)
{
  g_autoptr (EVP_PKEY) other = test_key_new (key_type);
  const SgnExportContent content = {
    .certificate = f->root->certificate,
    .key = other,
    .password = "secret",
  };
  const SgnExportContent keyless = { .certificate = f->leaf->certificate, .password = "secret" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (sgn_export (SGN_EXPORT_PFX, &content, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_MISMATCH);
  g_assert_null (sgn_export (SGN_EXPORT_PFX_OLD, &keyless, &missing));
  g_assert_error (missing, SGN_ERROR, SGN_ERROR_KEY_MISSING);
}

static GBytes *
sign_elsewhere (gpointer key,
                SgnHash hash,
                GBytes *digest,
                GCancellable *cancellable,
                GError **error)
{
  g_assert_not_reached ();
}

static void
test_key_elsewhere (Fixture *f, gconstpointer key_type)
{
  g_autoptr (SgnIdentity) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) cer = NULL;

  token = sgn_identity_new (f->leaf->certificate, NULL, "token", sign_elsewhere, NULL, NULL);
  g_assert_null (sgn_identity_get_file_key (token));
  g_assert_null (export(SGN_EXPORT_PFX, token, "secret", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_KEY_UNSUPPORTED);
  cer = export(SGN_EXPORT_CER, token, NULL, NULL);
  g_assert_true (g_bytes_equal (cer, sgn_certificate_get_der (f->leaf->certificate)));
}

/* Windows before 10 1709 knows nothing newer than this. */
static void
test_old_algorithms (Fixture *f, gconstpointer key_type)
{
  g_autoptr (GBytes) bytes = export(SGN_EXPORT_PFX_OLD, f->identity, "x", NULL);
  const unsigned char *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (PKCS12) pfx = d2i_PKCS12 (NULL, &data, (long) g_bytes_get_size (bytes));
  STACK_OF (PKCS7) *safes = PKCS12_unpack_authsafes (pfx);
  const X509_ALGOR *mac;
  const ASN1_OBJECT *object;

  PKCS12_get0_mac (NULL, &mac, NULL, NULL, pfx);
  X509_ALGOR_get0 (&object, NULL, NULL, mac);
  g_assert_cmpint (OBJ_obj2nid (object), ==, NID_sha1);
  for (int i = 0; i < sk_PKCS7_num (safes); i++) {
    PKCS7 *safe = sk_PKCS7_value (safes, i);

    if (PKCS7_type_is_encrypted (safe))
      g_assert_cmpint (OBJ_obj2nid (safe->d.encrypted->enc_data->algorithm->algorithm),
                       ==,
                       NID_pbe_WithSHA1And3_Key_TripleDES_CBC);
  }
  sk_PKCS7_pop_free (safes, PKCS7_free);
}

static void
test_extend (Fixture *f, gconstpointer key_type)
{
  g_autoptr (SgnIdentity) bare = test_identity_new (f->leaf, NULL);
  g_autoptr (GPtrArray) more = test_certs_list (f->root, f->intermediate, NULL);
  g_autoptr (SgnIdentity) extended = NULL;

  g_assert_false (sgn_identity_is_chain_complete (bare));
  sgn_identity_set_alias (bare, "alias");
  extended = sgn_identity_extend (bare, more, NULL);
  g_assert_true (sgn_identity_is_chain_complete (extended));
  g_assert_cmpuint (sgn_identity_get_chain (extended)->len, ==, 1);
  g_assert_cmpstr (sgn_identity_get_alias (extended), ==, "alias");
}

/* A second key of the same authority, a third that is its own, and a certificate of nobody. */
static SgnKeyFile *
make_several (Fixture *f)
{
  SgnKeyFile *file = g_new0 (SgnKeyFile, 1);
  g_autoptr (GPtrArray) issuers = test_certs_list (f->root, f->intermediate, NULL);
  TestCert *second = test_signer_new (f->intermediate, "Second", "ec-p256");
  TestCert *third = test_root_new ("Third");
  TestCert *nobody = test_root_new ("Nobody");

  file->identities = g_ptr_array_new_with_free_func (g_object_unref);
  file->certificates = test_certs_list (nobody, second, f->root, NULL);
  g_ptr_array_add (file->identities, g_object_ref (f->identity));
  g_ptr_array_add (file->identities, test_identity_new (second, issuers));
  g_ptr_array_add (file->identities, test_identity_new (third, NULL));
  sgn_identity_set_alias (file->identities->pdata[1], "zweiter Schlüssel");
  test_cert_free (second);
  test_cert_free (third);
  test_cert_free (nobody);
  return file;
}

static SgnIdentity *
find_same (GPtrArray *identities, SgnIdentity *wanted)
{
  for (guint i = 0; i < identities->len; i++)
    if (sgn_certificate_equal (sgn_identity_get_certificate (identities->pdata[i]),
                               sgn_identity_get_certificate (wanted)))
      return identities->pdata[i];
  return NULL;
}

static void
check_same (SgnIdentity *read, SgnIdentity *written, SgnExport kind)
{
  g_assert_nonnull (read);
  g_assert_cmpint (EVP_PKEY_eq (sgn_identity_get_file_key (read),
                                sgn_identity_get_file_key (written)),
                   ==,
                   1);
  g_assert_cmpuint (sgn_identity_get_chain (read)->len, ==, sgn_identity_get_chain (written)->len);
  if (kind != SGN_EXPORT_PEM && sgn_identity_get_alias (written) != NULL)
    g_assert_cmpstr (sgn_identity_get_alias (read), ==, sgn_identity_get_alias (written));
}

static void
test_several (Fixture *f, gconstpointer key_type)
{
  const SgnExport kinds[] = { SGN_EXPORT_PFX, SGN_EXPORT_PFX_OLD, SGN_EXPORT_PEM };
  g_autoptr (SgnKeyFile) written = make_several (f);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_build_filename (f->dir, "several", NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    const SgnIdentityFiles files = { .file = file };
    g_autoptr (GTlsInteraction) answer = test_answer_new ("Grüße");
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnKeyFile) read = NULL;

    g_assert_true (sgn_key_file_save (written, kinds[i], file, "Grüße", TRUE, &error));
    g_assert_no_error (error);
    read = sgn_key_file_open (&files, answer, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (read->identities->len, ==, 3);
    g_assert_cmpuint (read->n_useless, ==, 0);
    g_assert_cmpuint (read->certificates->len, ==, 6); /* each once */
    for (guint j = 0; j < 3; j++)
      check_same (find_same (read->identities, written->identities->pdata[j]),
                  written->identities->pdata[j],
                  kinds[i]);
  }
}

static void
test_select (Fixture *f, gconstpointer key_type)
{
  g_autoptr (SgnKeyFile) file = make_several (f);
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_key_file_select (file, "none of them", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
  g_assert_cmpuint (file->identities->len, ==, 3);
  g_assert_true (sgn_key_file_select (file, "zweiter Schlüssel", NULL));
  g_assert_cmpuint (file->identities->len, ==, 1);
  g_assert_cmpuint (file->certificates->len, ==, 3); /* what belongs to nobody stays */
  g_assert_true (sgn_key_file_select (file, NULL, NULL));
}

/* What was written is read back: another key under the same certificate is found. */
static void
test_checked (Fixture *f, gconstpointer key_type)
{
  const char *password = "secret";
  SgnExportContent content = {
    .certificate = f->leaf->certificate,
    .key = f->leaf->key,
    .password = password,
  };
  g_autoptr (GPtrArray) chain = test_certs_list (f->root, NULL);
  g_autoptr (GBytes) bytes = sgn_export (SGN_EXPORT_PFX, &content, NULL);
  g_autoptr (EVP_PKEY) other = test_key_new (key_type);
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_export_check (bytes, &content, 1, NULL));
  content.key = other;
  g_assert_false (sgn_export_check (bytes, &content, 1, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
  content.key = f->leaf->key;
  content.chain = chain;
  g_assert_false (sgn_export_check (bytes, &content, 1, NULL));
  content.chain = NULL;
  content.password = "another";
  g_assert_false (sgn_export_check (bytes, &content, 1, NULL));
}

static void
test_ids (Fixture *f, gconstpointer key_type)
{
  SgnExport kind;

  for (SgnExport i = 0; i < SGN_N_EXPORTS; i++) {
    g_assert_true (sgn_export_from_id (sgn_export_to_id (i), &kind));
    g_assert_cmpint (kind, ==, i);
  }
  g_assert_false (sgn_export_from_id ("jks", &kind));
}

#define ADD(path, func, type) g_test_add ("/export/" path, Fixture, type, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("with-key/ec", test_with_key, "ec-p256");
  ADD ("with-key/rsa", test_with_key, "rsa-3072");
  ADD ("without-key", test_without_key, "ec-p384");
  ADD ("pem-without-key", test_pem_without_key, "ec-p256");
  ADD ("never-bare", test_never_bare, "ec-p256");
  ADD ("wrong-key", test_wrong_key, "ec-p256");
  ADD ("key-elsewhere", test_key_elsewhere, "ec-p256");
  ADD ("old-algorithms", test_old_algorithms, "ec-p256");
  ADD ("extend", test_extend, "ec-p256");
  ADD ("several", test_several, "ec-p256");
  ADD ("select", test_select, "ec-p256");
  ADD ("checked", test_checked, "ec-p256");
  ADD ("ids", test_ids, "ec-p256");
  return g_test_run ();
}
