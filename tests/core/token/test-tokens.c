/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/module/discovery.h"
#include "core/token/token.h"
#include "core/token/uri.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/token/session/session.h"
#include "tests/support/test-token.h"

static TestCert *root;
static TestCert *signer;

static SgnTokenModule *
soft_module (void)
{
  return sgn_token_module_new (TEST_TOKEN_MODULE, NULL, SGN_TOKEN_MODULE_ADDED);
}

static SgnCertificate *
get_certificate (SgnToken *token, guint index)
{
  g_autoptr (SgnTokenCertificate)
      item = g_list_model_get_item (sgn_token_get_certificates (token), index);

  return item != NULL ? sgn_token_certificate_get_certificate (item) : NULL;
}

static void
test_facts (void)
{
  g_autoptr (SgnTokenModule) module = soft_module ();
  g_autoptr (SgnToken) token = test_token_find (module, "One");
  g_autofree char *uri = sgn_token_get_uri (token);
  guint state = 99;

  g_assert_cmpstr (sgn_token_module_get_title (module), ==, "SoftHSM");
  g_assert_cmpstr (sgn_token_get_manufacturer (token), ==, "SoftHSM project");
  g_assert_cmpstr (sgn_token_get_model (token), ==, "SoftHSM v2");
  g_assert_cmpuint (strlen (sgn_token_get_serial (token)), ==, 16);
  g_assert_true (g_str_has_prefix (sgn_token_get_title (token), "One "));
  g_assert_true (sgn_token_is_login_required (token));
  g_assert_false (sgn_token_is_protected (token));
  g_assert_nonnull (strstr (uri, "token=One"));
  g_object_get (token, "pin-state", &state, NULL);
  g_assert_cmpstr (sgn_token_get_label (token), ==, "One");
  g_assert_cmpuint (state, ==, SGN_PIN_STATE_GOOD);
}

/* For signing programs first, the newest first; authorities and attestations are not choices. */
static void
test_certificates (void)
{
  g_autoptr (SgnTokenModule) module = soft_module ();
  g_autoptr (SgnToken) token = test_token_find (module, "One");
  GListModel *list = sgn_token_get_certificates (token);
  g_autoptr (SgnTokenCertificate) first = g_list_model_get_item (list, 0);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 3);
  g_assert_cmpstr (sgn_certificate_get_name (get_certificate (token, 0)), ==, "Newer GmbH");
  g_assert_cmpstr (sgn_certificate_get_name (get_certificate (token, 1)), ==, "Example GmbH");
  g_assert_cmpstr (sgn_certificate_get_name (get_certificate (token, 2)), ==, "Mail only");
  g_assert_true (sgn_token_certificate_is_code_signing (first));
  g_assert_cmpstr (sgn_token_certificate_get_label (first), ==, "newer");
  g_assert_cmpuint (sgn_token_get_authorities (token)->len, ==, 1);
}

static gboolean
choose (GPtrArray *tokens, const char *text, SgnToken **token, SgnTokenCertificate **certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (text, &error);

  g_assert_no_error (error);
  return sgn_tokens_choose (tokens, uri, token, certificate, NULL);
}

static void
assert_chosen (GPtrArray *tokens, const char *text, const char *label, const char *name)
{
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenCertificate) item = NULL;

  g_test_message ("%s", text);
  g_assert_true (choose (tokens, text, &token, &item));
  g_assert_cmpstr (sgn_token_get_label (token), ==, label);
  if (name == NULL)
    g_assert_null (item);
  else
    g_assert_cmpstr (sgn_certificate_get_name (sgn_token_certificate_get_certificate (item)),
                     ==,
                     name);
}

static void
test_choice (void)
{
  g_autoptr (SgnTokenModule) module = soft_module ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens = sgn_tokens_read (module, NULL, &error);
  g_autoptr (SgnToken) one = test_token_find (module, "One");
  g_autofree char *by_serial = g_strdup_printf ("pkcs11:serial=%s;id=%%01",
                                                sgn_token_get_serial (one));
  g_autofree char *upper = g_ascii_strup (sgn_token_get_serial (one), -1);
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenCertificate) item = NULL;

  g_assert_no_error (error);
  assert_chosen (tokens, "One", "One", "Newer GmbH");
  assert_chosen (tokens, upper, "One", "Newer GmbH");
  assert_chosen (tokens, by_serial, "One", "Example GmbH");
  assert_chosen (tokens, "pkcs11:token=One;object=mail", "One", "Mail only");
  assert_chosen (tokens, "pkcs11:token=One;id=%77", "One", NULL);
  assert_chosen (tokens, "pkcs11:token=Two", "Two", NULL);
  /* Only one of them can sign programs. */
  assert_chosen (tokens, "pkcs11:model=SoftHSM%20v2", "One", "Newer GmbH");
  g_assert_false (choose (tokens, "Three", &token, &item));
  g_assert_false (choose (tokens, "pkcs11:token=Twin", &token, &item));
}

static void
test_choice_errors (void)
{
  g_autoptr (SgnTokenModule) module = soft_module ();
  g_autoptr (GPtrArray) tokens = sgn_tokens_read (module, NULL, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (SgnTokenUri) twins = sgn_token_uri_parse ("Twin", NULL);
  g_autoptr (SgnTokenUri) missing = sgn_token_uri_parse ("Three", NULL);
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenCertificate) item = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_tokens_choose (tokens, twins, &token, &item, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_false (sgn_tokens_choose (tokens, missing, &token, &item, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING);
  g_clear_error (&error);
  g_assert_false (sgn_tokens_choose (none, NULL, &token, &item, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_MISSING);
}

static void
check_module_error (const char *path, const char *fault, int code)
{
  g_autoptr (SgnTokenModule) module = sgn_token_module_new (path, NULL, SGN_TOKEN_MODULE_ADDED);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tokens = NULL;

  g_test_message ("%s %s", path, fault);
  test_token_set_fault (fault);
  sgn_token_module_set_timeout (module, code == SGN_ERROR_MODULE_HANGS ? 400 : 20000);
  tokens = sgn_tokens_read (module, NULL, &error);
  g_assert_error (error, SGN_ERROR, code);
  g_assert_null (tokens);
  test_token_set_fault ("");
}

static void
test_module_errors (void)
{
  const char *faulty = g_getenv ("SIGNET_TEST_MODULE");

  check_module_error ("/no/such/module.so", "", SGN_ERROR_MODULE_MISSING);
  check_module_error ("/etc/passwd", "", SGN_ERROR_MODULE_MISSING);
  check_module_error (faulty, "crash-at-start", SGN_ERROR_MODULE_CRASHED);
  check_module_error (faulty, "crash-at-list", SGN_ERROR_MODULE_CRASHED);
  check_module_error (faulty, "hang-at-start", SGN_ERROR_MODULE_HANGS);
  check_module_error (faulty, "hang-at-list", SGN_ERROR_MODULE_HANGS);
}

/* What starts modules may not be installed. */
static void
test_no_starter (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  const char *faulty = g_getenv ("SIGNET_TEST_MODULE");

  g_setenv ("PATH", "/nowhere", TRUE);
  check_module_error (faulty, "", SGN_ERROR_MODULE_MISSING);
  g_setenv ("PATH", path, TRUE);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* A module that does not answer holds nobody who wants to go. */
static void
test_cancel (void)
{
  g_autoptr (SgnTokenModule) module = test_token_faulty_module ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  test_token_set_fault ("hang-at-list");
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (sgn_tokens_read (module, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (sgn_tokens_read (module, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_token_set_fault ("");
}

/* A bad module is an error of its own and never in the way of the others. */
static void
test_several_modules (void)
{
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  const GError *first;

  test_token_set_fault ("crash-at-list");
  g_ptr_array_add (modules, test_token_faulty_module ());
  g_ptr_array_add (modules, soft_module ());
  tokens = sgn_tokens_read_all (modules, &errors, NULL);
  g_assert_cmpuint (tokens->len, ==, 4);
  first = errors->pdata[0];
  g_assert_error (first, SGN_ERROR, SGN_ERROR_MODULE_CRASHED);
  g_assert_null (errors->pdata[1]);
  test_token_set_fault ("");
}

static void
test_remote_command (void)
{
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new_remote ("|p11-kit remote " TEST_TOKEN_MODULE,
                                            "Elsewhere",
                                            SGN_TOKEN_MODULE_ADDED);
  g_autoptr (SgnToken) token = test_token_find (module, "One");

  g_assert_true (sgn_token_module_is_remote (module));
  g_assert_cmpstr (sgn_certificate_get_name (get_certificate (token, 0)), ==, "Newer GmbH");
}

static void
test_discover (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "pkcs11", "modules", NULL);
  g_autofree char *file = g_build_filename (folder, "test.module", NULL);
  g_autoptr (GPtrArray) modules = NULL;
  gboolean softhsm = FALSE;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (file, "# x\nremote: |ssh host\nmodule:\n", -1, NULL));
  modules = sgn_token_modules_discover ();
  g_assert_cmpuint (modules->len, >, 1);
  for (guint i = 0; i < modules->len; i++) {
    const char *path = sgn_token_module_get_path (modules->pdata[i]);

    g_test_message ("%s", path);
    g_assert_null (strstr (path, "p11-kit-trust"));
    softhsm |= strstr (path, "libsofthsm2.so") != NULL;
    if (g_str_equal (path, "|ssh host"))
      file[0] = '\0';
  }
  g_assert_true (softhsm);
  g_assert_cmpint (file[0], ==, '\0');
}

static gboolean
is_discovered (const char *library)
{
  g_autoptr (GPtrArray) modules = sgn_token_modules_discover ();

  for (guint i = 0; i < modules->len; i++) {
    SgnTokenModule *module = modules->pdata[i];

    if (sgn_token_module_get_origin (module) == SGN_TOKEN_MODULE_REGISTERED &&
        g_str_has_suffix (sgn_token_module_get_path (module), library))
      return TRUE;
  }
  return FALSE;
}

/* A user's file of the same name says only what the system's should not. */
static void
test_merged (void)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "pkcs11", NULL);
  g_autofree char *folder = g_build_filename (own, "modules", NULL);
  g_autofree char *file = g_build_filename (folder, "softhsm2.module", NULL);
  g_autofree char *globals = g_build_filename (own, "pkcs11.conf", NULL);
  g_autofree char *disabled = g_strdup_printf ("disable-in: other, %s\n", g_get_prgname ());

  if (!g_file_test ("/usr/share/p11-kit/modules/softhsm2.module", G_FILE_TEST_EXISTS)) {
    g_test_skip ("SoftHSM is not registered");
    return;
  }
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (file, "priority: 5\n", -1, NULL));
  g_assert_true (is_discovered ("libsofthsm2.so"));
  g_assert_true (g_file_set_contents (file, disabled, -1, NULL));
  g_assert_false (is_discovered ("libsofthsm2.so"));
  g_assert_true (g_file_set_contents (file, "enable-in: other\n", -1, NULL));
  g_assert_false (is_discovered ("libsofthsm2.so"));
  g_assert_true (g_file_set_contents (globals, "user-config: none\n", -1, NULL));
  g_assert_true (is_discovered ("libsofthsm2.so"));
  g_assert_true (g_file_set_contents (globals, "user-config: only\n", -1, NULL));
  g_assert_true (g_file_set_contents (file, "priority: 5\n", -1, NULL));
  g_assert_false (is_discovered ("libsofthsm2.so"));
  g_assert_no_errno (g_remove (globals));
  g_assert_no_errno (g_remove (file));
}

static void
fill_tokens (void)
{
  static const char *const attestation[] = { "1.3.6.1.4.1.41482.3.3", "DER:0403050403", NULL };
  const TestCertSpec newer = { .name = "Newer GmbH",
                               .usages = "codeSigning",
                               .not_after = g_get_real_time () / G_USEC_PER_SEC + 900 * 86400 };
  const TestCertSpec mail = { .name = "Mail only", .usages = "emailProtection" };
  const TestCertSpec attested = { .name = "Attested", .more = attestation };
  g_autoptr (TestCert) second = test_cert_new (root, &newer);
  g_autoptr (TestCert) third = test_cert_new (root, &mail);
  g_autoptr (TestCert) fourth = test_cert_new (root, &attested);

  test_token_make ("One");
  test_token_make ("Two");
  test_token_make ("Twin");
  test_token_make ("Twin");
  test_token_put ("One", signer, "signer", 1, TRUE);
  test_token_put_certificate ("One", third, "mail", 3);
  test_token_put_certificate ("One", second, "newer", 2);
  test_token_put_certificate ("One", fourth, "attested", 4);
  test_token_put_certificate ("One", root, "root", 5);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!test_token_set_up ()) {
    g_print ("1..0 # SKIP SoftHSM is not installed\n");
    return 0;
  }
  root = test_root_new ("Token Root");
  signer = test_signer_new (root, "Example GmbH", "ec-p256");
  fill_tokens ();
  g_test_add_func ("/token/tokens/facts", test_facts);
  g_test_add_func ("/token/tokens/certificates", test_certificates);
  g_test_add_func ("/token/tokens/choice", test_choice);
  g_test_add_func ("/token/tokens/choice-errors", test_choice_errors);
  g_test_add_func ("/token/tokens/module-errors", test_module_errors);
  g_test_add_func ("/token/tokens/no-starter", test_no_starter);
  g_test_add_func ("/token/tokens/cancel", test_cancel);
  g_test_add_func ("/token/tokens/several-modules", test_several_modules);
  g_test_add_func ("/token/tokens/remote-command", test_remote_command);
  g_test_add_func ("/token/tokens/discover", test_discover);
  g_test_add_func ("/token/tokens/merged", test_merged);
  status = g_test_run ();
  test_cert_free (signer);
  test_cert_free (root);
  test_token_tear_down ();
  return status;
}
