/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/base/settings.h"
#include "ui/preferences/trust-settings.h"
#include "ui/signing/server-choice.h"

#define OWN "http://tsa.example.org/stamp"

static void
forget (void)
{
  g_settings_reset (sgn_settings_get (), "own-timestamp-servers");
  g_settings_reset (sgn_settings_get (), "timestamp-order");
  g_settings_reset (sgn_settings_get (), "trust-paths");
}

static const char *
get_uri (GPtrArray *choices, guint position)
{
  const SgnServerChoice *choice = g_ptr_array_index (choices, position);

  return sgn_timestamp_server_get_uri (choice->server);
}

/* Without a choice of one's own, automatic means what is shipped. */
static void
test_shipped (void)
{
  g_autoptr (GPtrArray) automatic = sgn_server_choices_get_automatic (sgn_settings_get ());
  g_autoptr (GPtrArray) shipped = sgn_timestamp_servers_get_default ();

  g_assert_cmpuint (automatic->len, ==, shipped->len);
  for (guint i = 0; i < shipped->len; i++)
    g_assert_cmpstr (sgn_timestamp_server_get_uri (g_ptr_array_index (automatic, i)),
                     ==,
                     sgn_timestamp_server_get_uri (g_ptr_array_index (shipped, i)));
}

static void
test_own (void)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (GPtrArray) before = sgn_server_choices_load (settings);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GError) error = NULL;
  const SgnServerChoice *own;

  g_assert_true (sgn_server_choices_add (settings, OWN, NULL));
  after = sgn_server_choices_load (settings);
  g_assert_cmpuint (after->len, ==, before->len + 1);
  own = g_ptr_array_index (after, after->len - 1);
  g_assert_true (own->own && own->enabled);
  g_assert_false (sgn_server_choices_add (settings, OWN, &error));
  g_assert_nonnull (error);
  sgn_server_choices_move (settings, after->len - 1, -(int) (after->len - 1));
  moved = sgn_server_choices_load (settings);
  g_assert_cmpstr (get_uri (moved, 0), ==, OWN);
  g_assert_cmpstr (get_uri (moved, 1), ==, get_uri (before, 0));
  sgn_server_choices_remove (settings, OWN);
  without = sgn_server_choices_load (settings);
  g_assert_cmpuint (without->len, ==, before->len);
  forget ();
}

/* Switching everything off must not mean: no timestamp, and nobody is told. */
static void
test_all_off (void)
{
  GSettings *settings = sgn_settings_get ();
  g_autoptr (GPtrArray) choices = sgn_server_choices_load (settings);
  g_autoptr (GPtrArray) automatic = NULL;

  for (guint i = 0; i < choices->len; i++)
    sgn_server_choices_enable (settings, i, FALSE);
  automatic = sgn_server_choices_get_automatic (settings);
  g_assert_cmpuint (automatic->len, >, 0);
  forget ();
}

/* Settings may have been written by a newer program, or by hand. */
static void
test_nonsense (void)
{
  GSettings *settings = sgn_settings_get ();
  const char *const own[] = { "not an address", "file:///etc/passwd", NULL };
  g_autoptr (GPtrArray) before = sgn_server_choices_load (settings);
  g_autoptr (GPtrArray) after = NULL;

  g_settings_set_strv (settings, "own-timestamp-servers", own);
  g_settings_set_value (settings,
                        "timestamp-order",
                        g_variant_new_parsed ("[('http://gone.example', true), ('', false)]"));
  after = sgn_server_choices_load (settings);
  g_assert_cmpuint (after->len, ==, before->len);
  sgn_server_choices_move (settings, 999, 1);
  sgn_server_choices_move (settings, 0, -1);
  sgn_server_choices_enable (settings, 999, TRUE);
  forget ();
}

static void
test_trust (void)
{
  GSettings *settings = sgn_settings_get ();
  char *folder = test_dir_new ();
  g_autofree char *path = g_build_filename (folder, "root.cer", NULL);
  g_autofree char *other = g_build_filename (folder, "note.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) note = g_file_new_for_path (other);
  g_autoptr (TestCert) root = test_root_new ("Example Root");
  g_autoptr (SgnAnchors) anchors = NULL;
  g_autoptr (SgnAnchors) fewer = NULL;
  g_autoptr (GError) error = NULL;

  test_write_der (path, root->certificate);
  g_assert_true (g_file_set_contents (other, "no certificate", -1, NULL));
  g_assert_false (sgn_trust_settings_add (settings, note, &error));
  g_assert_nonnull (error);
  g_assert_true (sgn_trust_settings_add (settings, file, NULL));
  g_assert_false (sgn_trust_settings_add (settings, file, NULL));
  anchors = sgn_trust_settings_create_anchors (settings);
  g_assert_true (sgn_anchors_contains (anchors, root->certificate));
  sgn_trust_settings_remove (settings, path);
  fewer = sgn_trust_settings_create_anchors (settings);
  g_assert_false (sgn_anchors_contains (fewer, root->certificate));
  test_dir_remove (folder);
  forget ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-choice/shipped", test_shipped);
  g_test_add_func ("/server-choice/own", test_own);
  g_test_add_func ("/server-choice/all-off", test_all_off);
  g_test_add_func ("/server-choice/nonsense", test_nonsense);
  g_test_add_func ("/trust-settings", test_trust);
  return g_test_run ();
}
