/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/trust/anchors.h"

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "tests/support/test-ca.h"

#define NOBODY 65534

static void
test_add (void)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (TestCert) a = test_root_new ("Root");
  g_autoptr (TestCert) twin = test_root_new ("Root");
  g_autoptr (TestCert) other = test_root_new ("Other");
  g_autoptr (GPtrArray) found = NULL;

  sgn_anchors_add (anchors, a->certificate);
  sgn_anchors_add (anchors, a->certificate);
  g_assert_cmpuint (sgn_anchors_get_size (anchors), ==, 1);
  g_assert_true (sgn_anchors_contains (anchors, a->certificate));
  g_assert_false (sgn_anchors_contains (anchors, twin->certificate));
  sgn_anchors_add (anchors, twin->certificate);
  found = sgn_anchors_find (anchors, X509_get_subject_name (a->x509));
  g_assert_cmpuint (found->len, ==, 2);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = sgn_anchors_find (anchors, X509_get_subject_name (other->x509));
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_path (void)
{
  char *dir = test_dir_new ();
  g_autofree char *pem = g_build_filename (dir, "a.pem", NULL);
  g_autofree char *der = g_build_filename (dir, "b.crt", NULL);
  g_autofree char *text = g_build_filename (dir, "README", NULL);
  g_autofree char *pipe = g_build_filename (dir, "c.pem", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (dir);
  g_autoptr (GFile) file = g_file_new_for_path (pem);
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (SgnAnchors) again = sgn_anchors_new ();
  g_autoptr (TestCert) a = test_root_new ("A");
  g_autoptr (TestCert) b = test_root_new ("B");
  g_autoptr (TestCert) c = test_root_new ("C");
  g_autoptr (GPtrArray) both = test_certs_list (a, b, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text, "hello", -1, NULL));
  g_assert_false (sgn_anchors_add_path (anchors, folder, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
  g_clear_error (&error);
  test_write_pem (pem, both);
  test_write_der (der, c->certificate);
  g_assert_true (sgn_anchors_add_path (anchors, file, &error));
  g_assert_cmpuint (sgn_anchors_get_size (anchors), ==, 2);
  g_assert_true (sgn_anchors_add_path (anchors, folder, &error));
  g_assert_cmpuint (sgn_anchors_get_size (anchors), ==, 3);
  g_assert_true (sgn_anchors_contains (anchors, c->certificate));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (sgn_anchors_add_path (again, folder, &error));
  test_dir_remove (dir);
  g_assert_false (sgn_anchors_add_path (anchors, file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

/* Nobody may look into it, which differs from a folder in which there is nothing. */
static void
test_unreadable (void)
{
  char *dir = test_dir_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (dir);
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (GError) error = NULL;
  gboolean added;

  g_assert_cmpint (chmod (dir, 0), ==, 0);
  g_assert_true (getuid () != 0 || seteuid (NOBODY) == 0);
  added = sgn_anchors_add_path (anchors, folder, &error);
  g_assert_cmpint (seteuid (getuid ()), ==, 0);
  g_assert_false (added);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
  test_dir_remove (dir);
}

static void
test_system (void)
{
  g_autoptr (SgnAnchors) anchors = sgn_anchors_new ();
  g_autoptr (SgnAnchors) again = sgn_anchors_new ();
  g_autoptr (TestCert) other = test_root_new ("Other");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!sgn_anchors_add_system (anchors, &error)) {
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
    g_test_skip ("no root certificates on this system");
    return;
  }
  g_test_message ("loaded in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_true (sgn_anchors_add_system (again, &error));
  g_assert_cmpuint (sgn_anchors_get_size (anchors), >, 10);
  g_assert_cmpuint (sgn_anchors_get_size (anchors), ==, sgn_anchors_get_size (again));
  g_assert_false (sgn_anchors_contains (anchors, other->certificate));
  sgn_anchors_add (anchors, other->certificate);
  g_assert_true (sgn_anchors_contains (anchors, other->certificate));
  g_assert_false (sgn_anchors_contains (again, other->certificate));
}

/* What the quick reading finds is what a whole parse finds. */
static void
test_system_complete (void)
{
  g_autoptr (SgnAnchors) system = sgn_anchors_new ();
  g_autoptr (GFile) bundle = g_file_new_for_path ("/etc/ssl/certs/ca-certificates.crt");
  g_autoptr (GPtrArray) all = sgn_certificates_load (bundle, NULL);
  g_autoptr (GError) error = NULL;

  if (all == NULL) {
    g_test_skip ("no such bundle on this system");
    return;
  }
  g_assert_true (sgn_anchors_add_system (system, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sgn_anchors_get_size (system), ==, all->len);
  for (guint i = 0; i < all->len; i++) {
    X509 *x509 = sgn_certificate_get_x509 (all->pdata[i]);
    g_autoptr (GPtrArray) found = sgn_anchors_find (system, X509_get_subject_name (x509));

    g_assert_true (sgn_anchors_contains (system, all->pdata[i]));
    g_assert_cmpuint (found->len, >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchors/add", test_add);
  g_test_add_func ("/anchors/path", test_path);
  g_test_add_func ("/anchors/unreadable", test_unreadable);
  g_test_add_func ("/anchors/system", test_system);
  g_test_add_func ("/anchors/system-complete", test_system_complete);
  return g_test_run ();
}
