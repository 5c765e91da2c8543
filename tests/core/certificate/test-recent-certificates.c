/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-recent-certificates"

#include "config.h"

#include "core/base/error.h"
#include "core/certificate/recent.h"
#include "tests/support/test-ca.h"

static GBytes *
copy_der (TestCert *cert)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (sgn_certificate_get_der (cert->certificate), &size);

  return g_bytes_new (data, size);
}

static void
test_same (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GBytes) der = copy_der (cert);
  g_autoptr (GBytes) again = copy_der (cert);
  g_autoptr (SgnCertificate) first = sgn_certificate_new (der, NULL);
  g_autoptr (SgnCertificate) second = sgn_certificate_new (again, NULL);

  g_assert_nonnull (first);
  g_assert_true (first == second);
}

/* What could not be read is no more readable the second time. */
static void
test_damaged (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  GBytes *der = sgn_certificate_get_der (cert->certificate);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (der, 0, g_bytes_get_size (der) - 1);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_certificate_new (part, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_DAMAGED);
  }
}

/* More than are remembered; each is itself all the same. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) test_cert_free);

  for (guint i = 0; i < 70; i++)
    g_ptr_array_add (all, test_root_new ("Root"));
  for (guint i = 0; i < 3 * all->len; i++) {
    TestCert *cert = all->pdata[i * 11 % all->len];
    g_autoptr (GBytes) der = copy_der (cert);
    g_autoptr (SgnCertificate) found = sgn_certificate_new (der, NULL);

    g_assert_nonnull (found);
    g_assert_true (sgn_certificate_equal (found, cert->certificate));
  }
}

/* The first one of many has made room, and goes with its last owner. */
static void
test_forgotten (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GBytes) der = copy_der (cert);
  SgnCertificate *certificate = sgn_certificate_new (der, NULL);
  gpointer watched = certificate;

  g_object_add_weak_pointer (G_OBJECT (certificate), &watched);
  g_object_unref (certificate);
  g_assert_nonnull (watched);
  test_many ();
  g_assert_null (watched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recent-certificates/same", test_same);
  g_test_add_func ("/recent-certificates/damaged", test_damaged);
  g_test_add_func ("/recent-certificates/many", test_many);
  g_test_add_func ("/recent-certificates/forgotten", test_forgotten);
  return g_test_run ();
}
