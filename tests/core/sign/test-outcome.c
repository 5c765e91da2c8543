/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-outcome"

#include "config.h"

#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/sign/outcome.h"
#include "core/sign/request.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* What can be undone, and the words of the interface for scripts. */

typedef struct {
  Publisher *publisher;
  GFile *file;
  GBytes *plain;
  SgnOutcome *outcome;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->publisher = publisher_new ();
  self->publisher->request->keep_original = TRUE;
  self->publisher->request->backup_suffix = g_strdup (".bak");
  self->plain = sgn_sample_get_plain ("pe");
  self->file = publisher_add_file (self->publisher, "setup.exe", self->plain);
  self->outcome = sgn_sign_file (self->file, self->publisher->request, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sgn_outcome_free (self->outcome);
  g_object_unref (self->file);
  publisher_free (self->publisher);
}

static void
assert_refused (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_sign_undo (self->outcome, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_CHANGED);
}

/* The backup goes with the signature. Whoever undoes it twice might lose what came after. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) restored = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (publisher_count_files (self->publisher), ==, 2);
  g_assert_true (sgn_sign_undo (self->outcome, &error));
  g_assert_no_error (error);
  restored = publisher_load (self->file);
  g_assert_true (g_bytes_equal (restored, self->plain));
  g_assert_cmpuint (publisher_count_files (self->publisher), ==, 1);
  assert_refused (self);
}

/* The same bytes, written by somebody else. */
static void
test_rewritten (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) content = publisher_load (self->file);
  g_autoptr (GFile) same = publisher_add_file (self->publisher, "setup.exe", content);

  assert_refused (self);
  g_assert_cmpuint (publisher_count_files (self->publisher), ==, 2);
}

/* A file that was deleted does not come back. */
static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_remove (g_file_peek_path (self->file)), ==, 0);
  assert_refused (self);
  g_assert_false (g_file_query_exists (self->file, NULL));
}

/* A kept signature and a kept timestamp are the same to a script: nothing was written. */
static void
test_actions (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (SgnAction action = SGN_ACTION_SIGNED; action <= SGN_ACTION_ATTACHED; action++) {
    const char *id = sgn_action_to_id (action);
    gboolean is_skipped = g_str_equal (id, "skipped");

    g_assert_true (g_hash_table_add (ids, (gpointer) id) || is_skipped);
    g_assert_true (sgn_action_is_change (action) == !is_skipped);
  }
  g_assert_cmpuint (g_hash_table_size (ids), ==, SGN_ACTION_ATTACHED);
}

static void
test_existing_ids (void)
{
  SgnExisting found = SGN_EXISTING_REPLACE;

  for (SgnExisting existing = SGN_EXISTING_SKIP_VALID; existing <= SGN_EXISTING_REFUSE;
       existing++) {
    g_assert_true (sgn_existing_from_id (sgn_existing_to_id (existing), &found));
    g_assert_cmpint (found, ==, existing);
  }
  g_assert_true (sgn_existing_from_id ("append", &found));
  g_assert_cmpint (found, ==, SGN_EXISTING_APPEND);
  g_assert_false (sgn_existing_from_id ("Replace", &found));
  g_assert_false (sgn_existing_from_id ("", &found));
  g_assert_cmpint (found, ==, SGN_EXISTING_APPEND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/outcome/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("undo", test_undo);
  ADD ("rewritten", test_rewritten);
  ADD ("deleted", test_deleted);
  g_test_add_func ("/outcome/actions", test_actions);
  g_test_add_func ("/outcome/existing-ids", test_existing_ids);
  return g_test_run ();
}
