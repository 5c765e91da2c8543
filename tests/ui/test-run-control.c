/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/samples.h"
#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/base/settings.h"
#include "ui/window/run-control.h"

typedef struct {
  char *dir;
  SgnFileList *files;
  SgnIdentityList *identities;
  SgnTokenList *tokens;
  SgnRunControl *control;
  SgnIdentity *identity;
  GPtrArray *items;
  SgnIdentityItem *needed; /* whose key was asked for last */
  guint started;
  guint ended;
  guint restored;
} Fixture;

static void
on_key_needed (SgnIdentityItem **needed, SgnIdentityItem *item)
{
  *needed = item;
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
on_undone (Fixture *self, GPtrArray *items, GPtrArray *errors)
{
  g_assert_cmpuint (errors->len, ==, 0);
  self->restored = items->len;
}

static void
follow (Fixture *self)
{
  g_signal_connect_swapped (self->control, "key-needed", G_CALLBACK (on_key_needed), &self->needed);
  g_signal_connect_swapped (self->control, "started", G_CALLBACK (count), &self->started);
  g_signal_connect_swapped (self->control, "ended", G_CALLBACK (count), &self->ended);
  g_signal_connect_swapped (self->control, "undone", G_CALLBACK (on_undone), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example GmbH", NULL);

  self->dir = test_dir_new ();
  g_settings_set_string (sgn_settings_get (), "timestamp-server", "none");
  self->identity = test_identity_new (leaf, NULL);
  self->files = sgn_file_list_new ();
  self->tokens = sgn_token_list_new (sgn_settings_get ());
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->control);
  g_object_unref (self->files);
  g_object_unref (self->identities);
  g_object_unref (self->tokens);
  g_object_unref (self->identity);
  g_ptr_array_unref (self->items);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_settings_reset (sgn_settings_get (), "certificates");
  g_settings_reset (sgn_settings_get (), "certificate-file");
  g_settings_reset (sgn_settings_get (), "timestamp-server");
  test_dir_remove (self->dir);
}

static SgnFileItem *
add_program (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GBytes *program = sgn_sample_get_plain ("pe");
  SgnFileItem *item = sgn_file_item_new (file);

  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (program, NULL),
                                      (gssize) g_bytes_get_size (program),
                                      NULL));
  sgn_file_list_append (self->files, item);
  g_ptr_array_add (self->items, item);
  return item;
}

static void
remember_certificate (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->dir, "key.pfx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SgnIdentityList) list = sgn_identity_list_new (sgn_settings_get ());

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  sgn_identity_list_add (list, file, NULL, self->identity);
}

/* Goes on with the certificate that is remembered, if one is; its key is locked. */
static SgnIdentityItem *
start (Fixture *self)
{
  self->identities = sgn_identity_list_new (sgn_settings_get ());
  self->control = sgn_run_control_new (self->files, self->identities, self->tokens);
  follow (self);
  return sgn_identity_list_get_chosen (self->identities);
}

static void
start_open (Fixture *self)
{
  remember_certificate (self);
  sgn_identity_item_set_identity (start (self), self->identity);
}

static void
wait_for_end (Fixture *self)
{
  ui_test_wait (ui_test_is_set, &self->ended);
  g_assert_false (sgn_run_control_is_active (self->control));
}

static void
test_nobody (Fixture *self, gconstpointer data)
{
  g_assert_null (start (self));
  add_program (self, "a.exe");
  g_assert_false (sgn_run_control_can_sign (self->control));
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  g_assert_cmpuint (self->started, ==, 0);
  g_assert_null (self->needed);
  g_assert_cmpuint (sgn_run_control_get_waiting (self->control), ==, 0);
}

static void
test_open_key (Fixture *self, gconstpointer data)
{
  SgnFileItem *item = add_program (self, "a.exe");

  start_open (self);
  g_assert_true (sgn_run_control_can_sign (self->control));
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  g_assert_cmpuint (self->started, ==, 1);
  g_assert_true (sgn_run_control_is_active (self->control));
  wait_for_end (self);
  g_assert_cmpint (sgn_file_item_get_state (item), ==, SGN_FILE_SIGNED);
}

/* The files wait until the key is open, and are not signed twice. */
static void
test_key_needed (Fixture *self, gconstpointer data)
{
  SgnIdentityItem *chosen;

  remember_certificate (self);
  chosen = start (self);
  add_program (self, "a.exe");
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  g_assert_true (self->needed == chosen);
  g_assert_cmpuint (self->started, ==, 0);
  g_assert_cmpuint (sgn_run_control_get_waiting (self->control), ==, 1);
  sgn_identity_item_set_identity (chosen, self->identity);
  sgn_run_control_resume (self->control);
  g_assert_cmpuint (self->started, ==, 1);
  wait_for_end (self);
  sgn_run_control_resume (self->control);
  g_assert_cmpuint (self->started, ==, 1);
}

static void
test_forget_waiting (Fixture *self, gconstpointer data)
{
  SgnIdentityItem *chosen;

  remember_certificate (self);
  chosen = start (self);
  add_program (self, "a.exe");
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  sgn_run_control_forget_waiting (self->control);
  sgn_identity_item_set_identity (chosen, self->identity);
  sgn_run_control_resume (self->control);
  g_assert_cmpuint (self->started, ==, 0);
}

/* One run is at work at a time. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  start_open (self);
  add_program (self, "a.exe");
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  sgn_run_control_stamp (self->control, self->items);
  g_assert_cmpuint (self->started, ==, 1);
  wait_for_end (self);
  g_assert_cmpuint (self->ended, ==, 1);
}

static void
test_copy (Fixture *self, gconstpointer data)
{
  SgnFileItem *item = add_program (self, "a.exe");
  g_autofree char *path = g_build_filename (self->dir, "copy.exe", NULL);
  g_autoptr (GFile) copy = g_file_new_for_path (path);
  g_autofree char *original = NULL;
  gsize size;

  start_open (self);
  sgn_run_control_sign (self->control, self->items, FALSE, copy);
  wait_for_end (self);
  g_assert_true (g_file_query_exists (copy, NULL));
  g_assert_true (g_file_get_contents (g_file_peek_path (sgn_file_item_get_file (item)),
                                      &original,
                                      &size,
                                      NULL));
  g_assert_cmpuint (size, ==, g_bytes_get_size (sgn_sample_get_plain ("pe")));
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  start_open (self);
  add_program (self, "a.exe");
  add_program (self, "b.exe");
  sgn_run_control_undo (self->control);
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  wait_for_end (self);
  sgn_run_control_undo (self->control);
  ui_test_wait (ui_test_is_set, &self->restored);
  g_assert_cmpuint (self->restored, ==, 2);
}

/* Whatever ends after the window is gone is told to nobody. */
static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (SgnSignRun) run = NULL;
  guint ended = 0;

  start_open (self);
  add_program (self, "a.exe");
  sgn_run_control_sign (self->control, self->items, FALSE, NULL);
  run = g_object_ref (sgn_run_control_get_run (self->control));
  g_signal_connect_swapped (run, "ended", G_CALLBACK (count), &ended);
  sgn_run_control_close (self->control);
  ui_test_wait (ui_test_is_set, &ended);
  g_assert_cmpuint (self->ended, ==, 0);
  sgn_run_control_resume_with_token (self->control, NULL, NULL);
}

#define ADD(name, func) g_test_add ("/run-control/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nobody", test_nobody);
  ADD ("open-key", test_open_key);
  ADD ("key-needed", test_key_needed);
  ADD ("forget-waiting", test_forget_waiting);
  ADD ("busy", test_busy);
  ADD ("copy", test_copy);
  ADD ("undo", test_undo);
  ADD ("close", test_close);
  return g_test_run ();
}
