/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/identity/make/create.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/identity/read/source.h"
#include "tests/support/test-ca.h"

/* Gives always the same answer. */
#define TEST_TYPE_INTERACTION (test_interaction_get_type ())
G_DECLARE_FINAL_TYPE (TestInteraction, test_interaction, TEST, INTERACTION, GTlsInteraction)

struct _TestInteraction {
  GTlsInteraction parent_instance;
};

G_DEFINE_FINAL_TYPE (TestInteraction, test_interaction, G_TYPE_TLS_INTERACTION)

static GTlsInteractionResult
test_interaction_ask (GTlsInteraction *interaction,
                      GTlsPassword *password,
                      GCancellable *cancellable,
                      GError **error)
{
  g_tls_password_set_value (password, (const guchar *) "Grüße", -1);
  return G_TLS_INTERACTION_HANDLED;
}

static void
test_interaction_class_init (TestInteractionClass *class)
{
  G_TLS_INTERACTION_CLASS (class)->ask_password = test_interaction_ask;
}

static void
test_interaction_init (TestInteraction *self)
{
}

typedef struct {
  char *dir;
  GFile *pfx;
  GFile *root;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  g_autofree char *pfx = NULL;
  g_autofree char *root = NULL;

  f->dir = test_dir_new ();
  pfx = g_build_filename (f->dir, "test.pfx", NULL);
  root = g_build_filename (f->dir, "root.cer", NULL);
  f->pfx = g_file_new_for_path (pfx);
  f->root = g_file_new_for_path (root);
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  g_object_unref (f->pfx);
  g_object_unref (f->root);
  test_dir_remove (f->dir);
}

static gboolean
create (Fixture *f, const char *name, guint days, const char *password, GError **error)
{
  const SgnTestIdentity identity = { name, days, password, f->pfx, f->root, TRUE };

  return sgn_identity_create_test (&identity, error);
}

static void
test_create (Fixture *f, gconstpointer unused)
{
  g_autoptr (GTlsInteraction) interaction = g_object_new (TEST_TYPE_INTERACTION, NULL);
  const SgnIdentityFiles files = { .file = f->pfx };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (GError) error = NULL;
  SgnCertificate *certificate;
  GStatBuf info;

  g_assert_true (create (f, "Jürgen", 30, "Grüße", &error));
  g_assert_no_error (error);
  identity = sgn_identity_open (&files, interaction, NULL, &error);
  g_assert_no_error (error);
  roots = sgn_certificates_load (f->root, &error);
  g_assert_no_error (error);
  certificate = sgn_identity_get_certificate (identity);
  g_assert_cmpstr (sgn_certificate_get_name (certificate), ==, "Jürgen");
  g_assert_true (sgn_certificate_has_usage (certificate, "1.3.6.1.5.5.7.3.3"));
  g_assert_cmpstr (sgn_certificate_get_key_title (certificate), ==, "EC P-256");
  g_assert_true (sgn_certificate_is_issued_by (certificate, roots->pdata[0]));
  g_assert_true (sgn_certificate_is_ca (roots->pdata[0]));
  g_assert_nonnull (strstr (sgn_certificate_get_organization (roots->pdata[0]), "test"));
  g_assert_true (sgn_identity_is_chain_complete (identity));
  g_assert_true (sgn_identity_check (identity, now, NULL));
  g_assert_true (sgn_identity_check (identity, now + 29 * 86400, NULL));
  g_assert_false (sgn_identity_check (identity, now + 31 * 86400, NULL));
  g_assert_cmpint (g_stat (g_file_peek_path (f->pfx), &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_different (Fixture *f, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_size, second_size;

  g_assert_true (create (f, "A", 1, "secret", NULL));
  g_assert_true (g_file_load_contents (f->root, NULL, &first, &first_size, NULL, NULL));
  g_assert_true (create (f, "A", 1, "secret", NULL));
  g_assert_true (g_file_load_contents (f->root, NULL, &second, &second_size, NULL, NULL));
  g_assert_true (first_size != second_size || memcmp (first, second, first_size) != 0);
}

static void
assert_refused (Fixture *f, const char *name, guint days, const char *password, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (create (f, name, days, password, &error));
  g_assert_error (error, SGN_ERROR, code);
  g_assert_false (g_file_query_exists (f->pfx, NULL));
  g_assert_false (g_file_query_exists (f->root, NULL));
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  g_autofree char *longest = g_strnfill (65, 'x');

  assert_refused (f, "", 30, "secret", SGN_ERROR_FAILED);
  assert_refused (f, longest, 30, "secret", SGN_ERROR_FAILED);
  assert_refused (f, "A", 0, "secret", SGN_ERROR_FAILED);
  assert_refused (f, "A", G_MAXUINT, "secret", SGN_ERROR_FAILED);
  assert_refused (f, "A", 30, "", SGN_ERROR_PASSWORD_NEEDED);
}

static void
test_unwritable (Fixture *f, gconstpointer unused)
{
  g_autoptr (GFile) nowhere = g_file_get_child (f->pfx, "absent/test.pfx");
  const SgnTestIdentity identity = { "A", 30, "secret", nowhere, f->root, TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_identity_create_test (&identity, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_WRITE_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/create/" name, Fixture, NULL, setup, func, teardown)
  ADD ("create", test_create);
  ADD ("different", test_different);
  ADD ("refused", test_refused);
  ADD ("unwritable", test_unwritable);
  return g_test_run ();
}
