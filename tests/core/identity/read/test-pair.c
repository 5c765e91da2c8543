/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/read/pair.h"

#include "core/base/error.h"
#include "tests/support/test-ca.h"

#define DAY ((gint64) 24 * 60 * 60)

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
add (SgnKeyMaterial *material, TestCert *cert, const char *alias)
{
  EVP_PKEY_up_ref (cert->key);
  g_ptr_array_add (material->keys, cert->key);
  g_ptr_array_add (material->certificates, g_object_ref (cert->certificate));
  if (alias != NULL)
    g_hash_table_insert (material->names, cert->key, g_strdup (alias));
}

static TestCert *
make (const char *name, const char *usages, gint64 until)
{
  const TestCertSpec spec = { .name = name, .usages = usages, .not_after = until };

  return test_cert_new (NULL, &spec);
}

static SgnCertificate *
get (GPtrArray *list, guint index)
{
  return sgn_identity_get_certificate (list->pdata[index]);
}

/* Code signing before anything else, valid before expired, newest first. */
static void
test_order (void)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (TestCert) web = make ("web", "serverAuth", now () + 900 * DAY);
  g_autoptr (TestCert) old = make ("old", "codeSigning", now () - DAY / 2);
  g_autoptr (TestCert) first = make ("first", "codeSigning", now () + 10 * DAY);
  g_autoptr (TestCert) second = make ("second", "codeSigning", now () + 300 * DAY);
  g_autoptr (TestCert) root = test_root_new ("root");
  g_autoptr (GPtrArray) list = NULL;

  add (material, root, NULL);
  add (material, web, "web");
  add (material, old, "old");
  add (material, first, "one");
  add (material, second, NULL);
  list = sgn_pair (material->certificates, material, "x", now (), NULL);
  g_assert_cmpuint (list->len, ==, 5);
  g_assert_true (get (list, 0) == second->certificate);
  g_assert_true (get (list, 1) == first->certificate);
  g_assert_true (get (list, 2) == old->certificate);
  g_assert_true (get (list, 3) == web->certificate);
  g_assert_true (get (list, 4) == root->certificate);
  g_assert_cmpstr (sgn_identity_get_alias (list->pdata[1]), ==, "one");
  g_assert_null (sgn_identity_get_alias (list->pdata[0]));
}

static void
assert_selects (GPtrArray *list, const char *name, TestCert *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnIdentity) identity = sgn_pair_select (list, name, &error);

  g_assert_no_error (error);
  g_assert_true (sgn_identity_get_certificate (identity) == wanted->certificate);
}

static void
test_select (void)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (TestCert) a = make ("A", "codeSigning", now () + 300 * DAY);
  g_autoptr (TestCert) b = make ("B", "codeSigning", now () + 200 * DAY);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) colons = g_string_new (NULL);
  g_autofree char *upper = NULL;
  g_autoptr (GError) error = NULL;
  const char *sha1 = sgn_certificate_get_sha1 (b->certificate);

  add (material, a, "the first");
  add (material, b, "the second");
  list = sgn_pair (material->certificates, material, "x", now (), NULL);
  for (guint i = 0; i < 40; i += 2)
    g_string_append_printf (colons, "%s%.2s", i > 0 ? ":" : "", sha1 + i);
  upper = g_ascii_strup (sgn_certificate_get_sha256 (b->certificate), -1);
  assert_selects (list, NULL, a);
  assert_selects (list, "the second", b);
  assert_selects (list, sha1, b);
  assert_selects (list, colons->str, b);
  assert_selects (list, upper, b);
  g_assert_null (sgn_pair_select (list, "the third", &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING);
  g_assert_nonnull (strstr (error->message, "the first, the second"));
}

static void
assert_fails (SgnKeyMaterial *material, SgnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_pair (material->certificates, material, "x", now (), &error));
  g_assert_error (error, SGN_ERROR, (int) code);
}

static void
test_nothing (void)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (TestCert) a = make ("A", "codeSigning", 0);
  g_autoptr (TestCert) b = make ("B", "codeSigning", 0);

  assert_fails (material, SGN_ERROR_KEY_MISSING);
  g_ptr_array_add (material->certificates, g_object_ref (a->certificate));
  assert_fails (material, SGN_ERROR_KEY_MISSING);
  EVP_PKEY_up_ref (b->key);
  g_ptr_array_add (material->keys, b->key);
  assert_fails (material, SGN_ERROR_KEY_MISMATCH);
  g_ptr_array_set_size (material->certificates, 0);
  assert_fails (material, SGN_ERROR_CERT_MISSING);
}

/* One that Windows does not accept hides no other, and is named when it is alone. */
static void
test_unsupported (void)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (TestCert) weak = test_signer_new (NULL, "weak", "rsa-1024");
  g_autoptr (TestCert) ed = test_signer_new (NULL, "ed", "ed25519");
  g_autoptr (TestCert) good = test_signer_new (NULL, "good", "ec-p256");
  g_autoptr (GPtrArray) list = NULL;

  add (material, weak, NULL);
  assert_fails (material, SGN_ERROR_KEY_WEAK);
  add (material, ed, NULL);
  assert_fails (material, SGN_ERROR_KEY_WEAK);
  add (material, good, NULL);
  list = sgn_pair (material->certificates, material, "x", now (), NULL);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_twice (void)
{
  g_autoptr (SgnKeyMaterial) material = sgn_key_material_new ();
  g_autoptr (TestCert) a = make ("A", "codeSigning", 0);
  g_autoptr (GPtrArray) list = NULL;

  add (material, a, NULL);
  add (material, a, NULL);
  list = sgn_pair (material->certificates, material, "x", now (), NULL);
  g_assert_cmpuint (list->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pair/order", test_order);
  g_test_add_func ("/pair/select", test_select);
  g_test_add_func ("/pair/nothing", test_nothing);
  g_test_add_func ("/pair/unsupported", test_unsupported);
  g_test_add_func ("/pair/twice", test_twice);
  return g_test_run ();
}
