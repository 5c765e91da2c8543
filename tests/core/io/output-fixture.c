/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-output"

#include "config.h"

#include "tests/core/io/output-fixture.h"

#include <glib/gstdio.h>

#include "core/io/output-private.h"

static void
output_set_up (OutputFixture *self, gconstpointer data)
{
  sgn_temporary_set_usual (GPOINTER_TO_INT (data));
  self->folder = g_dir_make_tmp ("signet-output-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "a.exe", NULL);
  self->file = g_file_new_for_path (self->path);
  g_assert_true (g_file_set_contents (self->path, "0123456789", -1, NULL));
}

static GPtrArray *
list_names (OutputFixture *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (self->folder, name, NULL));
  g_dir_close (dir);
  return names;
}

static void
output_tear_down (OutputFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = list_names (self);

  for (guint i = 0; i < names->len; i++)
    g_assert_cmpint (g_remove (names->pdata[i]), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->file);
  g_free (self->path);
  g_free (self->folder);
}

void
output_assert_count (OutputFixture *self, guint expected)
{
  g_autoptr (GPtrArray) names = list_names (self);

  g_assert_cmpuint (names->len, ==, expected);
}

void
output_assert_content (OutputFixture *self, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

const SgnOutputOptions *
output_backup (const char *suffix)
{
  static SgnOutputOptions options;

  options.backup_suffix = suffix;
  return &options;
}

SgnInput *
output_open_view (OutputFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnInput) input = sgn_input_new_for_file (self->file, &error);
  g_autoptr (SgnPatch) patch = sgn_patch_new ();
  g_autoptr (GBytes) middle = g_bytes_new_static ("ab", 2);
  g_autoptr (GBytes) end = g_bytes_new_static ("XYZ", 3);
  SgnInput *view;

  g_assert_no_error (error);
  sgn_patch_replace (patch, 2, 2, middle);
  sgn_patch_replace (patch, 10, 0, end);
  view = sgn_input_new_patched (input, patch, &error);
  g_assert_no_error (error);
  return view;
}

void
output_add (const char *name, OutputTest test)
{
  static const struct {
    const char *name;
    SgnTemporary temporary;
  } ways[] = {
    { "nameless", SGN_TEMPORARY_NAMELESS },
    { "named", SGN_TEMPORARY_NAMED },
    { "stays-nameless", SGN_TEMPORARY_STAYS_NAMELESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strdup_printf ("/output/%s/%s", ways[i].name, name);

    g_test_add (path,
                OutputFixture,
                GINT_TO_POINTER (ways[i].temporary),
                output_set_up,
                test,
                output_tear_down);
  }
}
