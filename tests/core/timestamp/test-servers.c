/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/servers.h"

#include <string.h>

#include "core/base/error.h"
#include "tests/support/test-ca.h"

#define LIST                                                                                       \
  "{\"version\": 1, \"servers\": ["                                                                \
  "{\"id\": \"first\", \"name\": \"First\", \"url\": \"http://first.example/tsa\","                \
  " \"kinds\": [\"rfc3161\"], \"min_interval_s\": 15, \"default\": true},"                         \
  "{\"id\": \"second\", \"name\": \"Second\", \"url\": \"http://second.example\","                 \
  " \"kinds\": [\"rfc3161\"]}],"                                                                   \
  " \"retired\": {\"old.example\": \"second\", \"lost.example\": \"third\"}}"

static char *folder;

/* The list is looked for anew each time. */
static void
ship_list (gboolean there)
{
  g_autofree char *path = g_build_filename (folder, "timestamp-servers.json", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);

  g_assert_true (g_file_set_contents (path, LIST, -1, NULL));
  g_setenv ("SIGNET_DATADIR", there ? folder : nowhere, TRUE);
}

static void
test_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  ship_list (TRUE);
  all = sgn_timestamp_servers_load (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 2);
  chosen = sgn_timestamp_servers_get_default ();
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_cmpstr (sgn_timestamp_server_get_id (chosen->pdata[0]), ==, "first");
  g_assert_true (sgn_timestamp_server_is_default (chosen->pdata[0]));
}

/* An address of the list stands for its server, that of a retired one for the successor; another
 * address of a known host keeps the pace of that host. */
static void
test_for_uri (void)
{
  static const struct {
    const char *text;
    const char *id;
    const char *name;
    const char *uri;
    guint interval;
  } cases[] = {
    { "http://first.example/tsa", "first", "First", "http://first.example/tsa", 15 },
    { "HTTP://First.Example/TSA/", "first", "First", "http://first.example/tsa", 15 },
    { "http://second.example/", "second", "Second", "http://second.example", 0 },
    { "https://old.example/any", "second", "Second", "http://second.example", 0 },
    { "http://first.example/new",
      "http://first.example/new",
      "First",
      "http://first.example/new",
      15 },
    { "http://lost.example/", "http://lost.example/", "lost.example", "http://lost.example/", 0 },
    { "https://Other.Example/a",
      "https://Other.Example/a",
      "other.example",
      "https://Other.Example/a",
      0 },
  };

  ship_list (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnTimestampServer) server = sgn_timestamp_server_for_uri (cases[i].text, &error);

    g_test_message ("%s", cases[i].text);
    g_assert_no_error (error);
    g_assert_cmpstr (sgn_timestamp_server_get_id (server), ==, cases[i].id);
    g_assert_cmpstr (sgn_timestamp_server_get_name (server), ==, cases[i].name);
    g_assert_cmpstr (sgn_timestamp_server_get_uri (server), ==, cases[i].uri);
    g_assert_cmpuint (sgn_timestamp_server_get_min_interval (server), ==, cases[i].interval);
  }
}

static void
test_no_address (void)
{
  static const char *const cases[] = { "",
                                       "first.example",
                                       "ftp://first.example/",
                                       "http:///tsa",
                                       "http://f\xc3\xbcrst.example/",
                                       "ftp://user:secret@first.example/?key=secret" };

  ship_list (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i]);
    g_assert_null (sgn_timestamp_server_for_uri (cases[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FAILED);
    g_assert_null (strstr (error->message, "secret"));
  }
}

/* Without its list, nobody is asked unbidden, and an address given still works. */
static void
test_no_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (SgnTimestampServer) server = NULL;

  ship_list (FALSE);
  chosen = sgn_timestamp_servers_get_default ();
  g_assert_cmpuint (chosen->len, ==, 0);
  server = sgn_timestamp_server_for_uri ("http://user:secret@first.example/tsa?key=secret", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sgn_timestamp_server_get_name (server), ==, "first.example");
  g_assert_cmpstr (sgn_timestamp_server_get_shown_uri (server), ==, "http://first.example/tsa");
}

/* What is no address is shown as it is, where a name is missing. */
static void
test_name (void)
{
  g_autoptr (SgnTimestampServer) none = sgn_timestamp_server_new ("a", "", "no address", 0);
  g_autoptr (SgnTimestampServer) turned = sgn_timestamp_server_new ("a", "A\u202e\nB", "x", 0);

  g_assert_cmpstr (sgn_timestamp_server_get_name (none),
                   ==,
                   sgn_timestamp_server_get_shown_uri (none));
  g_assert_null (strstr (sgn_timestamp_server_get_name (turned), "\u202e"));
  g_assert_null (strchr (sgn_timestamp_server_get_name (turned), '\n'));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = test_dir_new ();
  g_test_add_func ("/timestamp/servers/shipped", test_shipped);
  g_test_add_func ("/timestamp/servers/for-uri", test_for_uri);
  g_test_add_func ("/timestamp/servers/no-address", test_no_address);
  g_test_add_func ("/timestamp/servers/no-list", test_no_list);
  g_test_add_func ("/timestamp/servers/name", test_name);
  status = g_test_run ();
  test_dir_remove (folder);
  return status;
}
