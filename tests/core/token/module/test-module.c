/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/module/module.h"

#include <unistd.h>

#include "core/token/module/discovery.h"
#include "core/token/module/gate.h"
#include "core/token/module/module-private.h"
#include "tests/support/test-ca.h"

#define SERVER "unix:path=/run/user/1/p11-kit/pkcs11"

static void
assert_command (SgnTokenModule *module, const char *wanted)
{
  g_auto (GStrv) command = sgn_token_module_get_command (module);
  g_autofree char *line = g_strjoinv ("|", command);

  g_assert_cmpstr (line, ==, wanted);
}

static void
assert_variable (SgnTokenModule *module, const char *name, const char *wanted)
{
  g_auto (GStrv) environment = sgn_token_module_get_environment (module);

  g_assert_cmpstr (g_environ_getenv (environment, name), ==, wanted);
}

/* A library runs in p11-kit, a socket behind its client, a command by itself (pkcs11.conf(5)). */
static void
test_command (void)
{
  static const struct {
    const char *path;
    gboolean remote;
    const char *command;
    const char *address; /* of the server that the process shall ask */
  } cases[] = {
    { "/lib/a.so", FALSE, "p11-kit|remote|/lib/a.so", NULL },
    { SERVER, TRUE, "p11-kit|remote|" P11_MODULE_PATH "/p11-kit-client.so", SERVER },
    { "|ssh 'my host' p11-kit", TRUE, "ssh|my host|p11-kit", NULL },
    /* with a quote missing, it is no command */
    { "|ssh 'my", TRUE, "p11-kit|remote|" P11_MODULE_PATH "/p11-kit-client.so", NULL },
  };

  g_setenv ("P11_KIT_SERVER_ADDRESS", "unix:path=/gate", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnTokenModule) module = NULL;

    if (cases[i].remote)
      module = sgn_token_module_new_remote (cases[i].path, NULL, SGN_TOKEN_MODULE_ADDED);
    else
      module = sgn_token_module_new (cases[i].path, NULL, SGN_TOKEN_MODULE_ADDED);
    assert_command (module, cases[i].command);
    assert_variable (module, "P11_KIT_SERVER_ADDRESS", cases[i].address);
  }
}

/* Some modules crash without it. */
static void
test_user (void)
{
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new ("/lib/a.so", NULL, SGN_TOKEN_MODULE_ADDED);

  g_unsetenv ("USER");
  assert_variable (module, "USER", g_get_user_name ());
  g_setenv ("USER", "somebody", TRUE);
  assert_variable (module, "USER", "somebody");
}

/* A link is the same library, a copy is another one. */
static void
test_library (void)
{
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (g_object_unref);
  char *folder = test_dir_new ();
  g_autofree char *path = g_build_filename (folder, "a.so", NULL);
  g_autofree char *link = g_build_filename (folder, "link.so", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.so", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.so", NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (g_file_set_contents (copy, "", 0, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_ptr_array_add (modules, sgn_token_module_new (path, NULL, SGN_TOKEN_MODULE_ADDED));
  g_ptr_array_add (modules, sgn_token_module_new (missing, NULL, SGN_TOKEN_MODULE_ADDED));
  g_assert_true (sgn_token_modules_contain (modules, path));
  g_assert_true (sgn_token_modules_contain (modules, link));
  g_assert_false (sgn_token_modules_contain (modules, copy));
  g_assert_false (sgn_token_modules_contain (modules, missing));
  test_dir_remove (folder);
}

static void
test_title (void)
{
  g_autoptr (SgnTokenModule)
      named = sgn_token_module_new ("/lib/a.so", "A\nB", SGN_TOKEN_MODULE_ADDED);
  g_autoptr (SgnTokenModule)
      bare = sgn_token_module_new ("/lib/a.so", NULL, SGN_TOKEN_MODULE_ADDED);
  g_autoptr (SgnTokenModule)
      remote = sgn_token_module_new_remote ("|ssh host", NULL, SGN_TOKEN_MODULE_ADDED);

  g_assert_cmpstr (sgn_token_module_get_title (named), ==, "A B");
  g_assert_cmpstr (sgn_token_module_get_title (bare), ==, "a.so");
  g_assert_cmpstr (sgn_token_module_get_title (remote), ==, "|ssh host");
}

static void
test_origin (void)
{
  static const char *const ids[] = {
    [SGN_TOKEN_MODULE_REGISTERED] = "registered",
    [SGN_TOKEN_MODULE_FOUND] = "found",
    [SGN_TOKEN_MODULE_ADDED] = "added",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (sgn_token_module_origin_to_id (i), ==, ids[i]);
}

/* The server that the program was told of comes first; the gate takes its place in the environment,
 * so this is asked of what was there before. */
static void
test_inherited (void)
{
  g_autoptr (GPtrArray) modules = sgn_token_modules_discover ();

  g_assert_cmpstr (sgn_tokens_get_inherited_address (), ==, SERVER);
  g_assert_cmpuint (modules->len, >, 0);
  g_assert_true (sgn_token_module_is_remote (modules->pdata[0]));
  g_assert_cmpstr (sgn_token_module_get_path (modules->pdata[0]), ==, SERVER);
}

int
main (int argc, char **argv)
{
  g_setenv ("P11_KIT_SERVER_ADDRESS", SERVER, TRUE);
  sgn_tokens_init ();
  sgn_tokens_init (); /* a second time changes nothing */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/module/command", test_command);
  g_test_add_func ("/token/module/user", test_user);
  g_test_add_func ("/token/module/library", test_library);
  g_test_add_func ("/token/module/title", test_title);
  g_test_add_func ("/token/module/origin", test_origin);
  g_test_add_func ("/token/module/inherited", test_inherited);
  return g_test_run ();
}
