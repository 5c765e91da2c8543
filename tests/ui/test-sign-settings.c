/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "core/timestamp/servers.h"
#include "ui/signing/sign-settings.h"

static const char *const keys[] = {
  "timestamp-server", "existing",    "digest", "output-mode", "output-folder",
  "description",      "page-hashes", "url",    "backup",      "deep",
};

static GSettings *
create_settings (void)
{
  GSettings *settings = g_settings_new (APPLICATION_ID);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
  return settings;
}

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = create_settings ();
  g_autoptr (SgnSignRequest) request = sgn_sign_settings_create_request (settings, NULL, NULL);
  g_autofree char *server = sgn_sign_settings_describe_server (settings);

  g_assert_cmpint (request->hash, ==, SGN_HASH_SHA256);
  g_assert_cmpint (request->existing, ==, SGN_EXISTING_SKIP_VALID);
  g_assert_null (request->program_name);
  g_assert_null (request->program_url);
  g_assert_null (request->output);
  g_assert_cmpstr (request->backup_suffix, ==, ".orig");
  g_assert_true (request->keep_original);
  g_assert_false (request->timestamp_optional);
  g_assert_false (request->deep);
  g_assert_cmpuint (request->timestamp_servers->len, >, 0);
  g_assert_cmpstr (server, ==, "Timestamp: automatic");
}

static void
test_chosen (void)
{
  g_autoptr (GSettings) settings = create_settings ();
  g_autoptr (SgnSignRequest) request = NULL;
  g_autofree char *folder = NULL;

  g_settings_set_string (settings, "digest", "sha512");
  g_settings_set_string (settings, "existing", "replace");
  g_settings_set_string (settings, "description", "  Acme Setup ");
  g_settings_set_string (settings, "url", " ");
  g_settings_set_string (settings, "output-mode", "folder");
  g_settings_set_string (settings, "output-folder", "/srv/out");
  g_settings_set_boolean (settings, "page-hashes", TRUE);
  g_settings_set_boolean (settings, "deep", TRUE);
  request = sgn_sign_settings_create_request (settings, NULL, NULL);
  folder = g_file_get_path (request->output);

  g_assert_cmpint (request->hash, ==, SGN_HASH_SHA512);
  g_assert_cmpint (request->existing, ==, SGN_EXISTING_REPLACE);
  g_assert_cmpstr (request->program_name, ==, "Acme Setup");
  g_assert_null (request->program_url);
  g_assert_cmpstr (folder, ==, "/srv/out");
  g_assert_true (request->output_is_folder);
  g_assert_false (request->overwrite);
  g_assert_null (request->backup_suffix);
  g_assert_true (request->page_hashes);
  g_assert_true (request->deep);
}

static void
assert_server (const char *choice, guint count, const char *first, const char *label)
{
  g_autoptr (GSettings) settings = create_settings ();
  g_autoptr (GPtrArray) servers = NULL;
  g_autofree char *shown = NULL;

  g_settings_set_string (settings, "timestamp-server", choice);
  servers = sgn_sign_settings_get_servers (settings);
  shown = sgn_sign_settings_describe_server (settings);
  g_assert_cmpuint (servers->len, ==, count);
  if (count > 0)
    g_assert_cmpstr (sgn_timestamp_server_get_uri (servers->pdata[0]), ==, first);
  g_assert_cmpstr (shown, ==, label);
}

/* A choice that cannot be read never means "without a timestamp". */
static void
test_servers (void)
{
  g_autoptr (GPtrArray) usual = sgn_timestamp_servers_get_default ();
  const char *first = sgn_timestamp_server_get_uri (usual->pdata[0]);

  assert_server ("none", 0, NULL, "Timestamp: none");
  assert_server ("http://stamp.example/x", 1, "http://stamp.example/x", "Timestamp: stamp.example");
  assert_server ("nonsense", usual->len, first, "Timestamp: automatic");
  assert_server ("", usual->len, first, "Timestamp: automatic");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-settings/defaults", test_defaults);
  g_test_add_func ("/sign-settings/chosen", test_chosen);
  g_test_add_func ("/sign-settings/servers", test_servers);
  return g_test_run ();
}
