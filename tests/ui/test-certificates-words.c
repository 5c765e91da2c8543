/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <string.h>

#include "core/identity/make/create.h"
#include "tests/support/test-ca.h"
#include "ui/certificates/certificates-words.h"
#include "ui/certificates/export-words.h"
#include "ui/certificates/request-maker.h"
#include "ui/certificates/request-words.h"
#include "ui/certificates/trust-words.h"
#include "ui/identities/identity-expiry.h"

#define DAY ((gint64) 24 * 60 * 60)
#define NOW G_GINT64_CONSTANT (1800000000)

static SgnIdentityItem *
create_item (const char *path, const char *name, const char *issuer, int days)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (
      g_variant_new (SGN_IDENTITY_ITEM_VARIANT, path, "", name, issuer, NOW + days * DAY));

  return sgn_identity_item_new_for_variant (variant);
}

static void
assert_entry (gpointer item, SgnEntryKind kind, const char *line)
{
  g_autofree char *text = sgn_entry_dup_line (item, NOW);

  g_assert_cmpint (sgn_entry_get_kind (item, NOW), ==, kind);
  g_assert_true (g_str_has_prefix (text, line));
}

static void
test_entries (void)
{
  g_autoptr (SgnIdentityItem) good = create_item ("/a.pfx", "A", "CA", 61);
  g_autoptr (SgnIdentityItem) ending = create_item ("/b.pfx", "B", "CA", 60);
  g_autoptr (SgnIdentityItem) expired = create_item ("/c.pfx", "C", "CA", -1);
  g_autoptr (SgnIdentityItem) test = create_item ("/d.pfx", "D", SGN_TEST_ROOT_NAME, 300);
  g_autoptr (GFile) key = g_file_new_for_path ("/e.key");
  g_autoptr (SgnRequestItem) request = sgn_request_item_new (key, key, "E", NOW);

  assert_entry (good, SGN_ENTRY_READY, "until ");
  assert_entry (ending, SGN_ENTRY_ENDING, "60 days left");
  assert_entry (expired, SGN_ENTRY_EXPIRED, "Expired on ");
  assert_entry (test, SGN_ENTRY_TEST, "Only your computers");
  assert_entry (request, SGN_ENTRY_REQUEST, "Waiting");
  g_assert_cmpint (sgn_entry_compare (ending, good, NOW), ==, 0);
  g_assert_cmpint (sgn_entry_compare (request, test, NOW), <, 0);
  g_assert_cmpint (sgn_entry_compare (expired, test, NOW), >, 0);
  g_assert_cmpint (sgn_entry_compare (good, request, NOW), <, 0);
}

/* Without anything known of it, nothing is claimed. */
static void
test_unknown (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/x.pfx");
  g_autoptr (SgnIdentityItem) item = sgn_identity_item_new (file, NULL);
  g_autofree char *status = sgn_entry_dup_status (item, NOW);

  g_assert_cmpstr (status, ==, "needs its password");
  g_assert_null (sgn_identity_dup_warning (item, NOW));
  assert_entry (item, SGN_ENTRY_READY, "needs its password");
}

static void
assert_warning (int days, const char *start, gboolean urgent)
{
  g_autoptr (SgnIdentityItem) item = create_item ("/a.pfx", "A", "CA", days);
  g_autofree char *text = sgn_identity_dup_warning (item, NOW);

  g_assert_cmpint (sgn_identity_is_urgent (item, NOW), ==, urgent);
  g_assert_cmpstr (text, ==, start);
}

static void
test_warnings (void)
{
  assert_warning (61, NULL, FALSE);
  assert_warning (60, "Your certificate “A” expires in 60 days.", FALSE);
  assert_warning (8, "Your certificate “A” expires in 8 days.", FALSE);
  assert_warning (7, "Your certificate “A” expires in 7 days.", TRUE);
  assert_warning (1, "Your certificate “A” expires in 1 day.", TRUE);
  assert_warning (0, "Your certificate “A” expires today.", TRUE);
  assert_warning (-1, "Your certificate “A” has expired.", TRUE);
}

static void
assert_successor (GListStore *list, guint position, guint successor)
{
  g_autoptr (SgnIdentityItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_autoptr (SgnIdentityItem) wanted = g_list_model_get_item (G_LIST_MODEL (list), successor);

  g_assert_true (sgn_identity_find_successor (G_LIST_MODEL (list), item, NOW) == wanted);
}

static void
test_successor (void)
{
  static const struct {
    const char *name;
    const char *issuer;
    int days;
  } all[] = {
    { "A", "CA", 20 },  { "A", "Other CA", 400 },
    { "A", "CA", 300 }, { "A", SGN_TEST_ROOT_NAME, 900 },
    { "B", "CA", 800 }, { "C", "CA", -20 },
    { "C", "CA", -10 },
  };
  g_autoptr (GListStore) list = g_list_store_new (SGN_TYPE_IDENTITY_ITEM);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *path = g_strdup_printf ("/%u.pfx", i);
    g_autoptr (SgnIdentityItem) item = create_item (path, all[i].name, all[i].issuer, all[i].days);

    g_list_store_append (list, item);
  }
  assert_successor (list, 0, 1);
  assert_successor (list, 1, 1);
  assert_successor (list, 3, 3); /* nothing takes the place of a test certificate */
  assert_successor (list, 4, 4);
  assert_successor (list, 5, 5); /* none that is valid */
}

static SgnRequestForm
create_form (void)
{
  return (SgnRequestForm){ "Example GmbH", "", "", "de", "", "", "", "secret", "secret", FALSE };
}

static void
assert_fault (const SgnRequestForm *form, gboolean complete, const char *part)
{
  g_autofree char *fault = sgn_request_form_dup_fault (form);

  g_assert_cmpint (sgn_request_form_is_complete (form), ==, complete);
  if (part == NULL)
    g_assert_null (fault);
  else
    g_assert_nonnull (strstr (fault, part));
}

static void
test_form (void)
{
  SgnRequestForm form = create_form ();
  g_autofree char *name = sgn_request_form_dup_file_name (&form);
  g_auto (GStrv) parts = sgn_request_form_get_parts (&form);
  const char *const wanted[] = { "C", "de", "O", "Example GmbH", "CN", "Example GmbH", NULL };

  g_assert_cmpstr (name, ==, "Example GmbH.key");
  g_assert_true (g_strv_equal ((const char *const *) parts, wanted));
  assert_fault (&form, TRUE, NULL);
  form.again = "Secret";
  assert_fault (&form, TRUE, "passwords differ");
  form.again = "";
  assert_fault (&form, FALSE, NULL);
  form = create_form ();
  form.country = "DEU";
  assert_fault (&form, TRUE, "C ");
  form = create_form ();
  form.organization = " ";
  assert_fault (&form, FALSE, NULL);
}

/* A token asks for its PIN by itself. */
static void
test_token_form (void)
{
  SgnRequestForm form = create_form ();
  g_autofree char *name = NULL;

  form.password = "";
  form.again = "left over";
  form.on_token = TRUE;
  assert_fault (&form, TRUE, NULL);
  name = sgn_request_form_dup_file_name (&form);
  g_assert_cmpstr (name, ==, "Example GmbH.csr");
}

/* A name must not choose a folder. */
static void
test_form_name (void)
{
  SgnRequestForm form = create_form ();
  g_autofree char *name = NULL;

  form.name = "../../etc/passwd";
  name = sgn_request_form_dup_file_name (&form);
  g_assert_null (strchr (name, '/'));
  g_assert_cmpint (name[0], !=, '.');
}

/* No other file is ever replaced by a request. */
static void
test_request_file (void)
{
  char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "a.key", NULL);
  g_autofree char *taken = g_build_filename (dir, "a.csr", NULL);
  g_autoptr (GFile) key = g_file_new_for_path (path);
  g_autoptr (GFile) first = sgn_request_get_file (key);
  g_autoptr (GFile) second = NULL;
  g_autofree char *name = NULL;

  g_assert_cmpstr (g_file_peek_path (first), ==, taken);
  g_file_set_contents (taken, "", 0, NULL);
  second = sgn_request_get_file (key);
  name = g_file_get_basename (second);
  g_assert_cmpstr (name, ==, "a-2.csr");
  test_dir_remove (dir);
}

static void
test_export (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example", NULL);
  guint n_choices;
  const SgnExportChoice *choices = sgn_export_get_choices (&n_choices);

  for (guint i = 0; i < n_choices; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes)
        good = sgn_export_choice_make (&choices[i], leaf->certificate, NULL, leaf->key, "x", NULL);
    g_autoptr (GBytes)
        bare = sgn_export_choice_make (&choices[i], leaf->certificate, NULL, leaf->key, "", &error);

    g_assert_nonnull (good);
    g_assert_cmpint (bare == NULL, ==, choices[i].with_key); /* never a key without a password */
  }
}

static void
test_trust (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example", NULL);
  g_autofree char *own = sgn_trust_dup_own_name (leaf->certificate);
  g_autofree char *name = sgn_trust_dup_root_name (leaf->certificate);
  guint n_steps;
  const SgnTrustStep *steps = sgn_trust_get_steps (&n_steps);

  g_assert_cmpstr (own, ==, "Example.cer");
  g_assert_cmpstr (name, ==, "Example-root.cer");
  for (guint i = 0; i < n_steps; i++) {
    g_autofree char *command = sgn_trust_step_dup_command (&steps[i], leaf->certificate);

    g_assert_true (command == NULL || strstr (command, "%s") == NULL);
  }
}

static void
test_requests (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  char *dir = test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "a.key", NULL);
  g_autoptr (GFile) key = g_file_new_for_path (path);
  g_autoptr (SgnRequestItem) item = sgn_request_item_new (key, key, "A", NOW);
  g_autoptr (GListStore) list = sgn_requests_load (settings);
  g_autoptr (GListStore) again = NULL;
  g_autoptr (GListStore) later = NULL;
  g_autoptr (SgnRequestItem) back = NULL;

  g_list_store_append (list, item);
  g_file_set_contents (path, "key", -1, NULL);
  again = sgn_requests_load (settings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  back = g_list_model_get_item (G_LIST_MODEL (again), 0);
  g_assert_cmpstr (sgn_request_item_get_name (back), ==, "A");
  g_assert_cmpint (sgn_request_item_get_made (back), ==, NOW);
  g_assert_true (g_file_equal (sgn_request_item_get_key (back), key));
  test_dir_remove (dir); /* what has lost its key waits for nothing */
  later = sgn_requests_load (settings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, 0);
  g_settings_reset (settings, "certificate-requests");
}

/* A token is not asked for only because the program starts. */
static void
test_token_request (void)
{
  const char *const uri = "pkcs11:token=T;serial=1;id=%01";
  g_autoptr (GFile) file = g_file_new_for_path ("/a.csr");
  g_autoptr (SgnRequestItem) item = sgn_request_item_new_for_token (uri, file, "A", NOW);
  g_autoptr (GVariant) variant = g_variant_ref_sink (sgn_request_item_to_variant (item));
  g_autoptr (SgnRequestItem) back = sgn_request_item_new_for_variant (variant);
  g_autofree char *place = sgn_entry_dup_place (back);

  g_assert_cmpstr (sgn_request_item_get_uri (back), ==, uri);
  g_assert_null (sgn_request_item_get_key (back));
  g_assert_cmpstr (place, ==, "T 1");
}

static void
test_days_left (void)
{
  g_autofree char *gone = sgn_identity_dup_days_left (-1);
  g_autofree char *last = sgn_identity_dup_days_left (1);
  g_autofree char *many = sgn_identity_dup_days_left (21);

  g_assert_cmpstr (gone, ==, "expired");
  g_assert_cmpstr (last, ==, "1 day left");
  g_assert_cmpstr (many, ==, "21 days left");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificates-words/entries", test_entries);
  g_test_add_func ("/certificates-words/unknown", test_unknown);
  g_test_add_func ("/certificates-words/warnings", test_warnings);
  g_test_add_func ("/certificates-words/successor", test_successor);
  g_test_add_func ("/certificates-words/form", test_form);
  g_test_add_func ("/certificates-words/form-token", test_token_form);
  g_test_add_func ("/certificates-words/form-name", test_form_name);
  g_test_add_func ("/certificates-words/request-file", test_request_file);
  g_test_add_func ("/certificates-words/export", test_export);
  g_test_add_func ("/certificates-words/trust", test_trust);
  g_test_add_func ("/certificates-words/requests", test_requests);
  g_test_add_func ("/certificates-words/requests-token", test_token_request);
  g_test_add_func ("/certificates-words/days-left", test_days_left);
  return g_test_run ();
}
