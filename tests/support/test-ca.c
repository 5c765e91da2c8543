/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/test-ca.h"

#include <glib/gstdio.h>
#include <openssl/conf.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include "core/base/openssl.h"

#define DAY (24 * 60 * 60)

static GMutex rsa_lock;
static GHashTable *rsa_keys;

static EVP_PKEY *
generate (const char *algorithm, void (*setup) (EVP_PKEY_CTX *, const char *), const char *argument)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, algorithm, NULL);
  EVP_PKEY *key = NULL;

  g_assert_nonnull (context);
  g_assert_cmpint (EVP_PKEY_keygen_init (context), ==, 1);
  if (setup != NULL)
    setup (context, argument);
  g_assert_cmpint (EVP_PKEY_keygen (context, &key), ==, 1);
  return key;
}

static void
setup_rsa (EVP_PKEY_CTX *context, const char *bits)
{
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_keygen_bits (context, atoi (bits)), ==, 1);
}

static void
setup_ec (EVP_PKEY_CTX *context, const char *group)
{
  g_assert_cmpint (EVP_PKEY_CTX_set_group_name (context, group), ==, 1);
}

static void
setup_explicit (EVP_PKEY_CTX *context, const char *group)
{
  setup_ec (context, group);
  g_assert_cmpint (EVP_PKEY_CTX_set_ec_param_enc (context, OPENSSL_EC_EXPLICIT_CURVE), ==, 1);
}

static EVP_PKEY *
generate_dsa (int bits)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "DSA", NULL);
  g_autoptr (EVP_PKEY_CTX) of_parameters = NULL;
  g_autoptr (EVP_PKEY) parameters = NULL;
  EVP_PKEY *key = NULL;

  g_assert_cmpint (EVP_PKEY_paramgen_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_dsa_paramgen_bits (context, bits), ==, 1);
  g_assert_cmpint (EVP_PKEY_paramgen (context, &parameters), ==, 1);
  of_parameters = EVP_PKEY_CTX_new_from_pkey (NULL, parameters, NULL);
  g_assert_cmpint (EVP_PKEY_keygen_init (of_parameters), ==, 1);
  g_assert_cmpint (EVP_PKEY_keygen (of_parameters, &key), ==, 1);
  return key;
}

static EVP_PKEY *
shared_rsa (const char *key_type, const char *algorithm, const char *bits)
{
  EVP_PKEY *key;

  g_mutex_lock (&rsa_lock);
  if (rsa_keys == NULL)
    rsa_keys = g_hash_table_new (g_str_hash, g_str_equal);
  key = g_hash_table_lookup (rsa_keys, key_type);
  if (key == NULL) {
    key = generate (algorithm, setup_rsa, bits);
    g_hash_table_insert (rsa_keys, g_strdup (key_type), key);
  }
  EVP_PKEY_up_ref (key);
  g_mutex_unlock (&rsa_lock);
  return key;
}

EVP_PKEY *
test_key_new (const char *key_type)
{
  if (key_type == NULL || g_str_equal (key_type, "ec-p256"))
    return generate ("EC", setup_ec, "P-256");
  if (g_str_equal (key_type, "ec-p384"))
    return generate ("EC", setup_ec, "P-384");
  if (g_str_equal (key_type, "ec-p521"))
    return generate ("EC", setup_ec, "P-521");
  if (g_str_equal (key_type, "ec-k256"))
    return generate ("EC", setup_ec, "secp256k1");
  if (g_str_equal (key_type, "ec-explicit"))
    return generate ("EC", setup_explicit, "P-256");
  if (g_str_equal (key_type, "ed25519"))
    return generate ("ED25519", NULL, NULL);
  if (g_str_equal (key_type, "sm2"))
    return generate ("SM2", NULL, NULL);
  if (g_str_equal (key_type, "dsa-1024"))
    return generate_dsa (1024);
  if (g_str_equal (key_type, "rsa-pss"))
    return shared_rsa (key_type, "RSA-PSS", "2048");
  g_assert_true (g_str_has_prefix (key_type, "rsa-"));
  return shared_rsa (key_type, "RSA", key_type + strlen ("rsa-"));
}

static void
set_name (X509 *x509, const TestCertSpec *spec)
{
  X509_NAME *name = X509_get_subject_name (x509);

  if (spec->organization != NULL)
    g_assert_cmpint (X509_NAME_add_entry_by_txt (name,
                                                 "O",
                                                 MBSTRING_UTF8,
                                                 (const guint8 *) spec->organization,
                                                 -1,
                                                 -1,
                                                 0),
                     ==,
                     1);
  if (spec->name != NULL)
    g_assert_cmpint (X509_NAME_add_entry_by_txt (name,
                                                 "CN",
                                                 MBSTRING_UTF8,
                                                 (const guint8 *) spec->name,
                                                 -1,
                                                 -1,
                                                 0),
                     ==,
                     1);
}

static void
set_times (X509 *x509, const TestCertSpec *spec)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 not_before = spec->not_before != 0 ? spec->not_before : now - DAY;
  gint64 not_after = spec->not_after != 0 ? spec->not_after : now + 365 * DAY;

  g_assert_nonnull (ASN1_TIME_set (X509_getm_notBefore (x509), (time_t) not_before));
  g_assert_nonnull (ASN1_TIME_set (X509_getm_notAfter (x509), (time_t) not_after));
}

static void
add_extension (X509 *x509, X509 *issuer, const char *name, const char *value)
{
  X509V3_CTX context;
  CONF *conf = NCONF_new (NULL); /* some extensions refuse to be read without one */
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  X509V3_set_nconf (&context, conf);
  extension = X509V3_EXT_nconf (NULL, &context, name, value);
  g_assert_nonnull (extension);
  g_assert_cmpint (X509_add_ext (x509, extension, -1), ==, 1);
  X509_EXTENSION_free (extension);
  NCONF_free (conf);
}

static void
add_extensions (X509 *x509, X509 *issuer, const TestCertSpec *spec)
{
  g_autofree char *constraints = g_strdup ("critical,CA:TRUE");

  if (spec->ca && spec->path_length > 0) {
    g_free (constraints);
    constraints = g_strdup_printf ("critical,CA:TRUE,pathlen:%d", spec->path_length - 1);
  }
  if (spec->ca)
    add_extension (x509, issuer, "basicConstraints", constraints);
  if (spec->key_usage == NULL)
    add_extension (x509,
                   issuer,
                   "keyUsage",
                   spec->ca ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
  else if (*spec->key_usage != '\0')
    add_extension (x509, issuer, "keyUsage", spec->key_usage);
  if (spec->usages != NULL)
    add_extension (x509, issuer, "extendedKeyUsage", spec->usages);
  add_extension (x509, issuer, "subjectKeyIdentifier", "hash");
  for (guint i = 0; spec->more != NULL && spec->more[i] != NULL; i += 2)
    add_extension (x509, issuer, spec->more[i], spec->more[i + 1]);
}

static void
sign (X509 *x509, EVP_PKEY *key, const char *hash)
{
  gboolean own_hash = EVP_PKEY_is_a (key, "ED25519");
  const EVP_MD *md = own_hash ? NULL : EVP_get_digestbyname (hash != NULL ? hash : "sha256");

  g_assert_true (own_hash || md != NULL);
  g_assert_cmpint (X509_sign (x509, key, md), >, 0);
}

/* From its DER, so that it is what a reader of a file would have. */
static X509 *
reparse (X509 *x509)
{
  unsigned char *data = NULL;
  int size = i2d_X509 (x509, &data);
  const unsigned char *end = data;
  X509 *result;

  g_assert_cmpint (size, >, 0);
  result = d2i_X509 (NULL, &end, size);
  g_assert_nonnull (result);
  OPENSSL_free (data);
  return result;
}

TestCert *
test_cert_new (TestCert *issuer, const TestCertSpec *spec)
{
  static gint next_serial = 0x1000;
  g_autoptr (X509) x509 = X509_new ();
  TestCert *self = g_new0 (TestCert, 1);
  guint64 serial = spec->serial;

  if (serial == 0)
    serial = (guint64) g_atomic_int_add (&next_serial, 1);
  self->key = spec->key != NULL ? spec->key : test_key_new (spec->key_type);
  if (spec->key != NULL)
    EVP_PKEY_up_ref (self->key);
  X509_set_version (x509, X509_VERSION_3);
  ASN1_INTEGER_set_uint64 (X509_get_serialNumber (x509), serial);
  set_name (x509, spec);
  set_times (x509, spec);
  g_assert_cmpint (X509_set_pubkey (x509, self->key), ==, 1);
  X509_set_issuer_name (x509, X509_get_subject_name (issuer != NULL ? issuer->x509 : x509));
  add_extensions (x509, issuer != NULL ? issuer->x509 : x509, spec);
  sign (x509, issuer != NULL ? issuer->key : self->key, spec->hash);
  self->x509 = reparse (x509);
  self->certificate = sgn_certificate_new_for_x509 (self->x509);
  g_assert_nonnull (self->certificate);
  return self;
}

void
test_cert_free (TestCert *self)
{
  if (self == NULL)
    return;
  X509_free (self->x509);
  EVP_PKEY_free (self->key);
  g_object_unref (self->certificate);
  g_free (self);
}

TestCert *
test_root_new (const char *name)
{
  return test_cert_new (NULL, &(TestCertSpec){ .name = name, .ca = TRUE });
}

TestCert *
test_intermediate_new (TestCert *issuer, const char *name)
{
  return test_cert_new (issuer, &(TestCertSpec){ .name = name, .ca = TRUE });
}

TestCert *
test_signer_new (TestCert *issuer, const char *name, const char *key_type)
{
  const TestCertSpec spec = {
    .name = name,
    .organization = "Example Software",
    .key_type = key_type,
    .usages = "codeSigning",
  };

  return test_cert_new (issuer, &spec);
}

TestCert *
test_tsa_new (TestCert *issuer, const char *name, const char *key_type)
{
  const TestCertSpec spec = {
    .name = name,
    .organization = "Example Time",
    .key_type = key_type,
    .usages = "critical,timeStamping",
  };

  return test_cert_new (issuer, &spec);
}

GPtrArray *
test_certs_list (TestCert *first, ...)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  va_list args;

  va_start (args, first);
  for (TestCert *cert = first; cert != NULL; cert = va_arg (args, TestCert *))
    g_ptr_array_add (list, g_object_ref (cert->certificate));
  va_end (args);
  return list;
}

SgnIdentity *
test_identity_new (TestCert *leaf, GPtrArray *others)
{
  g_autoptr (GError) error = NULL;
  SgnIdentity *identity;

  identity = sgn_identity_new_for_key (leaf->certificate, others, leaf->key, "test", &error);
  g_assert_no_error (error);
  return identity;
}

char *
test_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("signet-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
test_dir_remove (char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      test_dir_remove (g_steal_pointer (&child));
    else
      g_remove (child);
  }
  g_rmdir (path);
  g_free (path);
}
