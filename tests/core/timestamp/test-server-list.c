/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/server-list.h"

#include <string.h>

#include "core/base/error.h"
#include "core/timestamp/servers.h"
#include "tests/support/test-ca.h"

static char *folder;

static GFile *
write_list (const char *text)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "servers.json", NULL);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
  return g_steal_pointer (&file);
}

static SgnServerList *
read_list (const char *text, GError **error)
{
  g_autoptr (GFile) file = write_list (text);

  return sgn_server_list_read (file, error);
}

#define SERVER(members) "{\"version\": 1, \"servers\": [{" members "}]}"
#define NAMED           "\"id\": \"a\", \"name\": \"A\", "
#define FULL            NAMED "\"url\": \"http://a.example/\", \"kinds\": [\"rfc3161\"]"
#define RETIRED(value)  "{\"version\": 1, \"servers\": [], \"retired\": " value "}"

/* What may be left out has a value; members that nobody knows are passed over. */
static void
test_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnServerList) bare = read_list (SERVER (FULL ", \"colour\": \"red\""), &error);
  g_autoptr (SgnServerList) full = NULL;
  const SgnServerEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (bare->entries->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (bare->retired), ==, 0);
  entry = bare->entries->pdata[0];
  g_assert_cmpstr (entry->id, ==, "a");
  g_assert_cmpstr (entry->name, ==, "A");
  g_assert_cmpstr (entry->uri, ==, "http://a.example/");
  g_assert_cmpuint (entry->min_interval, ==, 0);
  g_assert_false (entry->is_default);

  full = read_list (SERVER (FULL ", \"min_interval_s\": 3600, \"default\": true"), &error);
  g_assert_no_error (error);
  entry = full->entries->pdata[0];
  g_assert_cmpuint (entry->min_interval, ==, 3600);
  g_assert_true (entry->is_default);
}

/* A server of Authenticode's own protocol alone cannot be used, but is no mistake either. */
static void
test_other_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnServerList)
      list = read_list (SERVER (NAMED
                                "\"url\": \"https://a.example\", \"kinds\": [\"authenticode\"]"),
                        &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->entries->len, ==, 0);
}

/* Hosts are compared in lower case. */
static void
test_retired (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnServerList) list = read_list (RETIRED ("{\"Old.Example\": \"a\"}"), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (list->retired, "old.example"), ==, "a");
}

/* A list that is not as described is refused as a whole, and what is wrong in it is named. */
static void
test_refused (void)
{
  static const struct {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "version" },
    { "[]", "version" },
    { "{\"servers\": []}", "version" },
    { "{\"version\": 2, \"servers\": []}", "version" },
    { "{\"version\": \"1\", \"servers\": []}", "version" },
    { "{\"version\": 1}", "servers" },
    { "{\"version\": 1, \"servers\": {}}", "servers" },
    { "{\"version\": 1, \"servers\": [1]}", "servers" },
    { SERVER ("\"name\": \"A\""), "“id”" },
    { SERVER ("\"id\": 1"), "“id”" },
    { SERVER ("\"id\": \"\""), "“id”" },
    { SERVER ("\"id\": [\"a\"]"), "“id”" },
    { SERVER ("\"id\": \"a\""), "“name”" },
    { SERVER (NAMED "\"kinds\": []"), "“url”" },
    { SERVER (NAMED "\"url\": \"a.example\""), "“url”" },
    { SERVER (NAMED "\"url\": \"http:///path\""), "“url”" },
    { SERVER (NAMED "\"url\": \"ftp://a.example/\""), "“url”" },
    { SERVER (NAMED "\"url\": \"http://a.example:port/\""), "“url”" },
    { SERVER (FULL ", \"min_interval_s\": \"1\""), "“min_interval_s”" },
    { SERVER (FULL ", \"min_interval_s\": -1"), "“min_interval_s”" },
    { SERVER (FULL ", \"min_interval_s\": 3601"), "“min_interval_s”" },
    { SERVER (FULL ", \"default\": 1"), "“default”" },
    { SERVER (NAMED "\"url\": \"http://a.example\""), "“kinds”" },
    { SERVER (NAMED "\"url\": \"http://a.example\", \"kinds\": \"rfc3161\""), "“kinds”" },
    { SERVER (NAMED "\"url\": \"http://a.example\", \"kinds\": [3161]"), "“kinds”" },
    { RETIRED ("[]"), "“retired”" },
    { RETIRED ("{\"old.example\": 1}"), "“retired”" },
    { "{", "list of timestamp servers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_null (read_list (cases[i].text, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

static char *
repeat (const char *text, guint count)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "," : "", text);
  return g_string_free (all, FALSE);
}

static void
test_limits (void)
{
  static const struct {
    guint count;
    gboolean good;
  } cases[] = { { 100, TRUE }, { 101, FALSE } };
  g_autofree char *space = g_strnfill (256 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *servers = repeat ("{" FULL "}", cases[i].count);
    g_autofree char *text = g_strdup_printf ("{\"version\": 1, \"servers\": [%s]}", servers);
    g_autoptr (SgnServerList) list = read_list (text, NULL);

    g_assert_cmpint (list != NULL, ==, cases[i].good);
  }
  space = g_realloc (space, 256 * 1024 + sizeof SERVER (FULL));
  g_strlcpy (space + 256 * 1024, SERVER (FULL), sizeof SERVER (FULL));
  g_assert_null (read_list (space, &error));
  g_assert_nonnull (strstr (error->message, "too large"));
}

static void
test_not_there (void)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "missing.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) servers = NULL;

  g_assert_null (sgn_server_list_read (file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
  g_clear_error (&error);
  servers = sgn_timestamp_servers_load (file, &error);
  g_assert_null (servers);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = test_dir_new ();
  g_test_add_func ("/timestamp/server-list/members", test_members);
  g_test_add_func ("/timestamp/server-list/other-kinds", test_other_kinds);
  g_test_add_func ("/timestamp/server-list/retired", test_retired);
  g_test_add_func ("/timestamp/server-list/refused", test_refused);
  g_test_add_func ("/timestamp/server-list/limits", test_limits);
  g_test_add_func ("/timestamp/server-list/not-there", test_not_there);
  status = g_test_run ();
  test_dir_remove (folder);
  return status;
}
