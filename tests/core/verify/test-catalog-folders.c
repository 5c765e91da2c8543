/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include <sys/resource.h>

#include <glib/gstdio.h>

#include "core/base/error.h"
#include "core/catalog/make.h"
#include "tests/core/verify/catalogs-fixture.h"

/* Which files of a folder are taken for catalogs. */

typedef struct {
  Publisher *publisher;
  GFile *folder;
  GBytes *catalog; /* of nothing */
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GBytes) list = sgn_catalog_writer_finish (writer, 1778765405);

  f->publisher = publisher_new ();
  f->folder = g_file_new_for_path (f->publisher->folder);
  f->catalog = sgn_catalog_wrap (list);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_bytes_unref (f->catalog);
  g_object_unref (f->folder);
  publisher_free (f->publisher);
}

static guint
count (Fixture *f)
{
  g_autoptr (SgnCatalogs) catalogs = catalogs_load (f->folder, NULL);

  return sgn_catalogs_get_reports (catalogs)->len;
}

static void
test_names (void)
{
  static const struct {
    const char *name;
    gboolean is_catalog;
  } cases[] = {
    { "a.cat", TRUE }, { "A.CAT", TRUE },      { ".cat", TRUE },  { "a.b.cat", TRUE },
    { "cat", FALSE },  { "a.cat.txt", FALSE }, { "acat", FALSE }, { "a.", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sgn_verify_is_catalog_name (cases[i].name), ==, cases[i].is_catalog);
}

/* Folders in folders, eight of them; a link could make them endless. */
static void
test_depth (Fixture *f, gconstpointer unused)
{
  g_autoptr (GString) path = g_string_new (f->publisher->folder);

  for (guint depth = 1; depth <= 9; depth++) {
    g_autofree char *name = NULL;
    g_autoptr (GFile) file = NULL;

    g_string_append (path, "/d");
    g_assert_cmpint (g_mkdir (path->str, 0700), ==, 0);
    name = g_build_filename (&path->str[strlen (f->publisher->folder) + 1], "a.cat", NULL);
    file = publisher_add_file (f->publisher, name, f->catalog);
    g_assert_cmpuint (count (f), ==, MIN (depth, 8));
  }
}

/* A folder with the name of a catalog is a folder. */
static void
test_folder_name (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->publisher->folder, "a.cat", NULL);
  g_autoptr (GFile) file = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_cmpuint (count (f), ==, 0);
  file = publisher_add_file (f->publisher, "a.cat/b.cat", f->catalog);
  g_assert_cmpuint (count (f), ==, 1);
}

/* Nothing is found where nothing may be opened, and that is said. */
static void
test_unreadable (Fixture *f, gconstpointer unused)
{
  const SgnVerifyOptions options = { 0 };
  g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
  g_autoptr (GError) error = NULL;
  struct rlimit before, none;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  none = (struct rlimit){ .rlim_cur = 0, .rlim_max = before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  g_assert_false (sgn_verify_add_catalogs (catalogs, f->folder, &options, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

static void
test_cancelled (Fixture *f, gconstpointer unused)
{
  const SgnVerifyOptions options = { 0 };
  g_autoptr (GFile) file = publisher_add_file (f->publisher, "a.cat", f->catalog);
  GFile *const paths[] = { f->folder, file };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (SgnCatalogs) catalogs = sgn_catalogs_new ();
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_verify_add_catalogs (catalogs, paths[i], &options, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (sgn_catalogs_get_reports (catalogs)->len, ==, 0);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/catalog-folders/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-folders/names", test_names);
  ADD ("depth", test_depth);
  ADD ("folder-name", test_folder_name);
  ADD ("unreadable", test_unreadable);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
