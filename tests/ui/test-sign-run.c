/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "tests/support/samples.h"
#include "tests/support/test-ca.h"
#include "tests/ui/ui-test.h"
#include "ui/signing/sign-run.h"

typedef struct {
  char *dir;
  GPtrArray *items;
  SgnSignRequest *request;
  guint ended;
} Fixture;

static void
count (guint *counter)
{
  (*counter)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example GmbH", NULL);
  g_autoptr (SgnIdentity) identity = test_identity_new (leaf, NULL);

  self->dir = test_dir_new ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->request = sgn_sign_request_new (identity, NULL);
  self->request->keep_original = TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->items);
  sgn_sign_request_unref (self->request);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_dir_remove (self->dir);
}

static SgnFileItem *
add (Fixture *self, const char *name, const char *octets, gsize size)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  SgnFileItem *item = sgn_file_item_new (file);

  g_assert_true (g_file_set_contents (path, octets, (gssize) size, NULL));
  g_ptr_array_add (self->items, item);
  return item;
}

static SgnFileItem *
add_program (Fixture *self, const char *name)
{
  gsize size;
  const char *octets = g_bytes_get_data (sgn_sample_get_plain ("pe"), &size);

  return add (self, name, octets, size);
}

static char *
read_file (SgnFileItem *item, gsize *size)
{
  char *octets = NULL;

  g_assert_true (
      g_file_load_contents (sgn_file_item_get_file (item), NULL, &octets, size, NULL, NULL));
  return octets;
}

static SgnSignRun *
run (Fixture *self)
{
  SgnSignRun *sign_run = sgn_sign_run_new (self->items, self->request, self->request);

  g_signal_connect_swapped (sign_run, "ended", G_CALLBACK (count), &self->ended);
  ui_test_wait (ui_test_is_set, &self->ended);
  g_assert_false (sgn_sign_run_is_active (sign_run));
  return sign_run;
}

static void
test_sum (Fixture *self, gconstpointer data)
{
  SgnFileItem *good = add_program (self, "good.exe");
  SgnFileItem *bad = add (self, "bad.exe", "MZ", 2);
  g_autoptr (SgnSignRun) sign_run = run (self);
  SgnSignProgressSum sum;

  sgn_sign_run_sum (sign_run, &sum);
  g_assert_cmpuint (self->ended, ==, 1);
  g_assert_cmpuint (sum.total, ==, 2);
  g_assert_cmpuint (sum.done, ==, 2);
  g_assert_cmpuint (sum.written, ==, 1);
  g_assert_cmpuint (sum.failed, ==, 1);
  g_assert_cmpuint (sum.can_undo, ==, 1);
  g_assert_cmpfloat (sum.fraction, ==, 1);
  g_assert_cmpint (sgn_file_item_get_state (good), ==, SGN_FILE_SIGNED);
  g_assert_cmpint (sgn_file_item_get_state (bad), ==, SGN_FILE_FAILED);
}

typedef struct {
  GPtrArray *errors;
  GPtrArray *items;
} Undone;

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undone *undone = user_data;

  undone->errors = sgn_sign_run_undo_finish (SGN_SIGN_RUN (source), result, &undone->items);
}

static gboolean
is_undone (gpointer data)
{
  return ((Undone *) data)->errors != NULL;
}

static void
undo (SgnSignRun *sign_run, guint restored, guint failed)
{
  Undone undone = { 0 };

  sgn_sign_run_undo_async (sign_run, on_undone, &undone);
  ui_test_wait (is_undone, &undone);
  g_assert_cmpuint (undone.items->len, ==, restored);
  g_assert_cmpuint (undone.errors->len, ==, failed);
  g_ptr_array_unref (undone.items);
  g_ptr_array_unref (undone.errors);
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  SgnFileItem *item = add_program (self, "good.exe");
  g_autoptr (SgnSignRun) sign_run = run (self);
  gsize size;
  g_autofree char *after = read_file (item, &size);
  g_autofree char *restored = NULL;

  g_assert_cmpuint (size, >, g_bytes_get_size (sgn_sample_get_plain ("pe")));
  undo (sign_run, 1, 0);
  restored = read_file (item, &size);
  g_assert_cmpmem (restored,
                   size,
                   g_bytes_get_data (sgn_sample_get_plain ("pe"), NULL),
                   g_bytes_get_size (sgn_sample_get_plain ("pe")));
}

/* What somebody wrote since is not overwritten; the others are restored all the same. */
static void
test_undo_changed (Fixture *self, gconstpointer data)
{
  SgnFileItem *changed = add_program (self, "changed.exe");
  SgnFileItem *same = add_program (self, "same.exe");
  g_autoptr (SgnSignRun) sign_run = run (self);
  g_autofree char *octets = NULL;
  gsize size;

  g_assert_true (g_file_replace_contents (sgn_file_item_get_file (changed),
                                          "mine",
                                          4,
                                          NULL,
                                          FALSE,
                                          G_FILE_CREATE_NONE,
                                          NULL,
                                          NULL,
                                          NULL));
  undo (sign_run, 1, 1);
  octets = read_file (changed, &size);
  g_assert_cmpmem (octets, size, "mine", 4);
  g_free (octets);
  octets = read_file (same, &size);
  g_assert_cmpuint (size, ==, g_bytes_get_size (sgn_sample_get_plain ("pe")));
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  SgnFileItem *item = add_program (self, "good.exe");
  g_autoptr (SgnSignRun) sign_run = sgn_sign_run_new (self->items, self->request, self->request);
  SgnSignProgressSum sum;

  g_signal_connect_swapped (sign_run, "ended", G_CALLBACK (count), &self->ended);
  sgn_sign_run_cancel (sign_run);
  g_assert_true (sgn_sign_run_is_stopping (sign_run));
  ui_test_wait (ui_test_is_set, &self->ended);
  sgn_sign_run_sum (sign_run, &sum);
  g_assert_cmpuint (sum.done, ==, 1);
  g_assert_cmpuint (sum.failed, ==, 0);
  g_assert_cmpint (sgn_file_item_get_state (item), !=, SGN_FILE_SIGNING);
}

#define ADD(name, func) g_test_add ("/sign-run/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sum", test_sum);
  ADD ("undo", test_undo);
  ADD ("undo-changed", test_undo_changed);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
