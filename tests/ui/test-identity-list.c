/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/test-ca.h"
#include "ui/identities/identity-list.h"

#define DAY (24 * 60 * 60)

typedef struct {
  char *dir;
  GSettings *settings;
  GFile *file;
  SgnIdentity *identity;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example GmbH", NULL);
  g_autofree char *path = NULL;

  self->dir = test_dir_new ();
  self->settings = g_settings_new (APPLICATION_ID);
  path = g_build_filename (self->dir, "key.pfx", NULL);
  g_file_set_contents (path, "", 0, NULL);
  self->file = g_file_new_for_path (path);
  self->identity = test_identity_new (leaf, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_settings_reset (self->settings, "certificates");
  g_settings_reset (self->settings, "certificate-file");
  g_clear_object (&self->settings);
  g_clear_object (&self->file);
  g_clear_object (&self->identity);
  test_dir_remove (self->dir);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = sgn_identity_list_new (self->settings);

  g_assert_null (sgn_identity_list_get_chosen (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* What is kept is enough to show the certificate, and never opens the key. */
static void
test_remembered (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) first = sgn_identity_list_new (self->settings);
  g_autoptr (SgnIdentityList) second = NULL;
  SgnIdentityItem *item;

  sgn_identity_list_add (first, self->file, NULL, self->identity);
  g_assert_nonnull (sgn_identity_item_get_identity (sgn_identity_list_get_chosen (first)));

  second = sgn_identity_list_new (self->settings);
  item = sgn_identity_list_get_chosen (second);
  g_assert_nonnull (item);
  g_assert_null (sgn_identity_item_get_identity (item));
  g_assert_cmpstr (sgn_identity_item_get_name (item), ==, "Example GmbH");
  g_assert_cmpstr (sgn_identity_item_get_issuer (item), ==, "Root");
  g_assert_cmpstr (sgn_identity_item_get_origin (item), ==, "key.pfx");
  g_assert_true (g_file_equal (sgn_identity_item_get_file (item), self->file));
}

static void
test_same_file_once (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = sgn_identity_list_new (self->settings);

  sgn_identity_list_add (list, self->file, NULL, self->identity);
  sgn_identity_list_add (list, self->file, NULL, self->identity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

static void
test_forgotten (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = sgn_identity_list_new (self->settings);
  g_autoptr (SgnIdentityList) later = NULL;

  sgn_identity_list_remove (list, sgn_identity_list_add (list, self->file, NULL, self->identity));
  g_assert_null (sgn_identity_list_get_chosen (list));
  later = sgn_identity_list_new (self->settings);
  g_assert_null (sgn_identity_list_get_chosen (later));
}

/* The file is gone since; damaged settings name nothing. */
static void
test_not_there (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = NULL;

  g_settings_set (self->settings, "certificates", "a(ssssx)", NULL);
  g_settings_set_value (self->settings,
                        "certificates",
                        g_variant_new_parsed (
                            "[('', '', 'A', 'B', int64 1), ('/nowhere/x.pfx', '', 'A', 'B', 1)]"));
  g_settings_set_string (self->settings, "certificate-file", "/nowhere/x.pfx");
  list = sgn_identity_list_new (self->settings);
  g_assert_null (sgn_identity_list_get_chosen (list));
}

#define URI   "pkcs11:token=My%20Token;serial=1234;id=%01"
#define TOKEN "('" URI "', '', 'Example GmbH', 'Root', int64 4000000000)"

/* A token may be away at the start; what it is called is known from its address. */
static void
test_token (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = NULL;
  SgnIdentityItem *item;

  g_settings_set_value (self->settings, "certificates", g_variant_new_parsed ("[" TOKEN "]"));
  g_settings_set_string (self->settings, "certificate-file", URI);
  list = sgn_identity_list_new (self->settings);
  item = sgn_identity_list_get_chosen (list);
  g_assert_nonnull (item);
  g_assert_null (sgn_identity_item_get_file (item));
  g_assert_cmpstr (sgn_identity_item_get_uri (item), ==, URI);
  g_assert_cmpstr (sgn_identity_item_get_name (item), ==, "Example GmbH");
  g_assert_cmpstr (sgn_identity_item_get_origin (item), ==, "My Token 1234");
}

/* A second item of the same key takes the place of the first, one with another certificate does
 * not, and a file is no token. */
static void
test_token_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) same = g_variant_ref_sink (g_variant_new_parsed (TOKEN));
  g_autoptr (GVariant) other = g_variant_ref_sink (
      g_variant_new_parsed ("('" URI "', '/nowhere/a.pem', 'A', 'B', int64 4000000000)"));
  g_autoptr (SgnIdentityItem) first = sgn_identity_item_new_for_variant (same);
  g_autoptr (SgnIdentityItem) second = sgn_identity_item_new_for_variant (same);
  g_autoptr (SgnIdentityItem) third = sgn_identity_item_new_for_variant (other);
  g_autoptr (SgnIdentityList) list = sgn_identity_list_new (self->settings);
  g_autoptr (SgnIdentityList) later = NULL;

  sgn_identity_list_add_item (list, first);
  sgn_identity_list_add_item (list, second);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  sgn_identity_list_add_item (list, third);
  sgn_identity_list_add (list, self->file, NULL, self->identity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  later = sgn_identity_list_new (self->settings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, 3);
}

static void
test_damaged_token (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityList) list = NULL;

  g_settings_set_value (self->settings,
                        "certificates",
                        g_variant_new_parsed ("[('pkcs11:slot-id=1', '', 'A', 'B', int64 1)]"));
  g_settings_set_string (self->settings, "certificate-file", "pkcs11:token=Unknown");
  list = sgn_identity_list_new (self->settings);
  g_assert_null (sgn_identity_list_get_chosen (list));
}

static void
test_days (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnIdentityItem) item = sgn_identity_item_new (self->file, NULL);
  gint64 end;

  g_assert_cmpint (sgn_identity_item_get_days_left (item, 0), ==, G_MAXINT);
  sgn_identity_item_set_identity (item, self->identity);
  end = sgn_identity_item_get_not_after (item);
  g_assert_cmpint (sgn_identity_item_get_days_left (item, end - 21 * DAY), ==, 21);
  g_assert_cmpint (sgn_identity_item_get_days_left (item, end), ==, 0);
  g_assert_cmpint (sgn_identity_item_get_days_left (item, end + 1), <, 0);
}

#define ADD(name, func) g_test_add ("/identity-list/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("empty", test_empty);
  ADD ("remembered", test_remembered);
  ADD ("same-file-once", test_same_file_once);
  ADD ("forgotten", test_forgotten);
  ADD ("not-there", test_not_there);
  ADD ("token", test_token);
  ADD ("token-once", test_token_once);
  ADD ("damaged-token", test_damaged_token);
  ADD ("days", test_days);
  return g_test_run ();
}
