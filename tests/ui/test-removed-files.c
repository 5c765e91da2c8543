/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include "ui/window/removed-files.h"

typedef struct {
  SgnFileList *files;
  SgnFileItem *items[5]; /* held by the list, or by what was removed */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->files = sgn_file_list_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->items); i++) {
    g_autofree char *path = g_strdup_printf ("/nowhere/%u.exe", i);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_autoptr (SgnFileItem) item = sgn_file_item_new (file);

    sgn_file_list_append (self->files, item);
    self->items[i] = item;
  }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->files);
}

static SgnRemovedFiles *
take (Fixture *self, const guint *places, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, self->items[places[i]]);
  return sgn_removed_files_new (self->files, items);
}

static void
assert_list (Fixture *self, const guint *places, guint n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->files)), ==, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (SgnFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), i);

    g_assert_true (item == self->items[places[i]]);
  }
}

/* Neighbours and both ends come back to where they were, in whatever order they went. */
static void
test_restore (Fixture *self, gconstpointer data)
{
  const guint all[] = { 0, 1, 2, 3, 4 };
  const guint gone[] = { 4, 0, 3 };
  const guint left[] = { 1, 2 };
  SgnRemovedFiles *removed = take (self, gone, G_N_ELEMENTS (gone));

  assert_list (self, left, G_N_ELEMENTS (left));
  g_assert_true (sgn_removed_files_restore (removed) == self->items[4]);
  assert_list (self, all, G_N_ELEMENTS (all));
  sgn_removed_files_free (removed);
}

static void
test_describe (Fixture *self, gconstpointer data)
{
  const guint one[] = { 1 };
  const guint two[] = { 0, 2 };
  SgnRemovedFiles *first = take (self, one, G_N_ELEMENTS (one));
  SgnRemovedFiles *second = take (self, two, G_N_ELEMENTS (two));
  g_autofree char *single = sgn_removed_files_describe (first);
  g_autofree char *several = sgn_removed_files_describe (second);

  g_assert_cmpstr (single, ==, "Removed “1.exe” from the list");
  g_assert_cmpstr (several, ==, "Removed 2 files from the list");
  sgn_removed_files_free (first);
  sgn_removed_files_free (second);
}

static void
test_signing_stays (Fixture *self, gconstpointer data)
{
  const guint all[] = { 0, 1, 2, 3, 4 };
  const guint one[] = { 2 };
  g_autoptr (SgnJob) job = sgn_job_new (sgn_file_item_get_file (self->items[2]));

  sgn_file_item_sign (self->items[2], job);
  g_assert_null (take (self, one, G_N_ELEMENTS (one)));
  assert_list (self, all, G_N_ELEMENTS (all));
}

#define ADD(name, func) g_test_add ("/removed-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("restore", test_restore);
  ADD ("describe", test_describe);
  ADD ("signing-stays", test_signing_stays);
  return g_test_run ();
}
