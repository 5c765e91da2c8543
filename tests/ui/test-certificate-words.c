/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <openssl/pem.h>

#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/certificates/certificate-words.h"
#include "ui/certificates/create-words.h"

#define DAY   ((gint64) 24 * 60 * 60)
#define BEGIN G_GINT64_CONSTANT (1717200000)

static TestCert *
create_certificate (const char *name)
{
  const TestCertSpec spec = { .name = name, .not_before = BEGIN, .not_after = BEGIN + 100 * DAY };

  return test_cert_new (NULL, &spec);
}

static void
assert_status (SgnCertificate *certificate, gint64 now, const char *words, SgnLook look)
{
  g_autofree char *status = sgn_certificate_dup_status (certificate, now);

  g_assert_true (g_str_has_prefix (status, words));
  g_assert_cmpint (sgn_certificate_get_status_look (certificate, now), ==, look);
}

static void
test_status (void)
{
  g_autoptr (TestCert) cert = create_certificate ("Example");

  assert_status (cert->certificate, BEGIN - DAY, "Not valid before", SGN_LOOK_WARN);
  assert_status (cert->certificate, BEGIN + 10 * DAY, "Valid for another 90 days", SGN_LOOK_GOOD);
  assert_status (cert->certificate, BEGIN + 99 * DAY, "Valid for another 1 day", SGN_LOOK_GOOD);
  assert_status (cert->certificate, BEGIN + 101 * DAY, "Expired on", SGN_LOOK_WARN);
}

/* A name in a certificate must not choose a folder. */
static void
test_file_name (void)
{
  g_autoptr (TestCert) cert = create_certificate ("../../etc/passwd");
  g_autofree char *name = sgn_certificate_dup_file_name (cert->certificate);
  g_autofree char *created = sgn_create_dup_file_name (" ../a:b ");

  g_assert_null (strchr (name, '/'));
  g_assert_cmpint (name[0], !=, '.');
  g_assert_true (g_str_has_suffix (name, ".cer"));
  g_assert_cmpstr (created, ==, "-.-a-b.pfx");
}

static void
test_export (void)
{
  g_autoptr (TestCert) cert = create_certificate ("Example");
  g_autoptr (GBytes) der = sgn_certificate_export (cert->certificate, "a.cer");
  g_autoptr (GBytes) pem = sgn_certificate_export (cert->certificate, "a.PEM");
  BIO *bio = BIO_new_mem_buf (g_bytes_get_data (pem, NULL), (int) g_bytes_get_size (pem));
  X509 *back = PEM_read_bio_X509 (bio, NULL, NULL, NULL);

  g_assert_true (g_bytes_equal (der, sgn_certificate_get_der (cert->certificate)));
  g_assert_nonnull (back);
  g_assert_cmpint (X509_cmp (back, cert->x509), ==, 0);
  X509_free (back);
  BIO_free (bio);
}

static void
test_create (void)
{
  g_autoptr (GFile) pfx = g_file_new_for_path ("/tmp/Example.PFX");
  g_autoptr (GFile) root = sgn_create_get_root_file (pfx);

  g_assert_cmpint (sgn_create_get_state (" ", "a", "a"), ==, SGN_CREATE_INCOMPLETE);
  g_assert_cmpint (sgn_create_get_state ("Name", "", ""), ==, SGN_CREATE_INCOMPLETE);
  g_assert_cmpint (sgn_create_get_state ("Name", "a", "b"), ==, SGN_CREATE_DIFFERENT);
  g_assert_cmpint (sgn_create_get_state ("Name", "a", "a"), ==, SGN_CREATE_READY);
  g_assert_cmpstr (g_file_peek_path (root), ==, "/tmp/Example-root.cer");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-words/status", test_status);
  g_test_add_func ("/certificate-words/file-name", test_file_name);
  g_test_add_func ("/certificate-words/export", test_export);
  g_test_add_func ("/certificate-words/create", test_create);
  return g_test_run ();
}
