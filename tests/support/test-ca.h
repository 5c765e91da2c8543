/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "core/certificate/certificate.h"
#include "core/identity/identity.h"

/* A certificate authority in memory. Whatever fails aborts the test. */

/* A certificate with its key. */
typedef struct {
  X509 *x509;
  EVP_PKEY *key;
  SgnCertificate *certificate;
} TestCert;

/* What a certificate shall be; everything but @name may stay 0 or NULL. */
typedef struct {
  const char *name;         /* the CN */
  const char *organization; /* O */
  /* "ec-p256" (default), "ec-p384", "ec-p521", "ec-k256", "ec-explicit", "rsa-1024", "rsa-2048",
   * "rsa-3072", "rsa-4096", "rsa-pss", "dsa-1024", "sm2", "ed25519". RSA keys are made once per
   * kind and process and reused; EC keys are new each time. */
  const char *key_type;
  EVP_PKEY *key;           /* instead of a new one; takes its own reference */
  const char *hash;        /* "sha256" (default), "sha1", "md5", ... of the issuer's signature */
  gint64 not_before;       /* Unix time; default: one day ago */
  gint64 not_after;        /* default: a year from now */
  guint64 serial;          /* default: counted */
  gboolean ca;             /* basicConstraints CA and keyCertSign */
  int path_length;         /* of a CA plus one: 1 = pathlen:0; 0 = none */
  const char *usages;      /* EKU as OpenSSL writes it: "codeSigning"; NULL: no extension */
  const char *key_usage;   /* "digitalSignature"; default by @ca; "" = no extension */
  const char *const *more; /* further extensions: name, value, name, value, ..., NULL */
} TestCertSpec;

/* Issued by @issuer, or self-signed when NULL. (transfer full) */
TestCert *test_cert_new (TestCert *issuer, const TestCertSpec *spec);
void test_cert_free (TestCert *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestCert, test_cert_free)

/* The usual kinds, all EC P-256 unless said. (transfer full) */
TestCert *test_root_new (const char *name);
TestCert *test_intermediate_new (TestCert *issuer, const char *name);
TestCert *test_signer_new (TestCert *issuer, const char *name, const char *key_type);
TestCert *test_tsa_new (TestCert *issuer, const char *name, const char *key_type);

EVP_PKEY *test_key_new (const char *key_type); /* (transfer full) */

/* The certificates of @first and the following, up to NULL. (transfer full) */
GPtrArray *test_certs_list (TestCert *first, ...) G_GNUC_NULL_TERMINATED;
/* An identity with @leaf's key; @others of SgnCertificate (nullable). (transfer full) */
SgnIdentity *test_identity_new (TestCert *leaf, GPtrArray *others);

/* Files. @others of SgnCertificate (nullable); paths are overwritten. */
typedef struct {
  const char *password; /* UTF-8; NULL is not the same as "" */
  gboolean raw;         /* password octets as Latin-1, the way old OpenSSL took UTF-8 */
  int cipher;           /* NID of the PBE; 0: AES-256 */
  int iterations;       /* 0: 2048 */
  gboolean no_mac;
  gboolean no_encryption;
} TestPfxSpec;

void test_write_pfx (const char *path, TestCert *leaf, GPtrArray *others, const TestPfxSpec *spec);
void test_write_pem (const char *path, GPtrArray *certificates);
void test_write_der (const char *path, SgnCertificate *certificate);
void test_write_pkcs7 (const char *path, GPtrArray *certificates, gboolean pem);
/* PKCS#8, encrypted with @password unless NULL. */
void test_write_key (const char *path, EVP_PKEY *key, const char *password, gboolean pem);

/* A new folder for files, removed with all of them at the end of the test. (transfer full) */
char *test_dir_new (void);
void test_dir_remove (char *path); /* consumes @path */
