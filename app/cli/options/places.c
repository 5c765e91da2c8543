/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/places.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n.h>

#include "core/base/error.h"

/* Identifies a file by device and inode, or an unused name in a folder by those of the folder. */
typedef struct {
  dev_t device;
  ino_t inode;
  char *name; /* NULL: the file exists */
  char *shown;
  char *path;        /* of outputs: path with all links resolved */
  gboolean is_input; /* of inputs: the file may be replaced */
  gboolean in_place; /* of outputs */
} Place;

struct _SgnPlaces {
  GArray *read;    /* of Place */
  GArray *written; /* of Place */
};

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_free (place->name);
  g_free (place->shown);
  g_free (place->path);
}

SgnPlaces *
sgn_places_new (void)
{
  SgnPlaces *self = g_new0 (SgnPlaces, 1);

  self->read = g_array_new (FALSE, FALSE, sizeof (Place));
  self->written = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->read, place_clear);
  g_array_set_clear_func (self->written, place_clear);
  return self;
}

void
sgn_places_free (SgnPlaces *self)
{
  g_array_unref (self->read);
  g_array_unref (self->written);
  g_free (self);
}

/* FALSE when not even the folder exists, so that nothing can be read or written. */
static gboolean
find (const char *path, Place *ret)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;
  gboolean there = stat (path, &status) == 0;

  memset (ret, 0, sizeof *ret);
  if (!there && stat (folder, &status) != 0)
    return FALSE;
  ret->device = status.st_dev;
  ret->inode = status.st_ino;
  ret->name = there ? NULL : g_path_get_basename (path);
  ret->shown = g_filename_display_name (path);
  return TRUE;
}

static gboolean
is_same (const Place *a, const Place *b)
{
  return a->device == b->device && a->inode == b->inode && g_strcmp0 (a->name, b->name) == 0;
}

static void
add_read (SgnPlaces *self, const char *path, gboolean is_input)
{
  Place place;

  if (path == NULL || !find (path, &place))
    return;
  place.is_input = is_input;
  g_array_append_val (self->read, place);
}

void
sgn_places_read_input (SgnPlaces *self, GFile *file)
{
  add_read (self, g_file_peek_path (file), TRUE);
}

/* (nullable) (transfer full) */
static char *
get_local_path (const char *path)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

void
sgn_places_read (SgnPlaces *self, const char *path)
{
  g_autofree char *local = get_local_path (path);

  add_read (self, local, FALSE);
}

void
sgn_places_read_all (SgnPlaces *self, char **paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    sgn_places_read (self, paths[i]);
}

static void
add_folder (SgnPlaces *self, const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *inside = g_build_filename (path, name, NULL);

    add_read (self, inside, TRUE);
  }
  g_clear_pointer (&folder, g_dir_close);
}

void
sgn_places_read_folders (SgnPlaces *self, char **paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
    g_autofree char *local = get_local_path (paths[i]);

    add_read (self, local, FALSE);
    if (local != NULL)
      add_folder (self, local);
  }
}

/* Different hard links of a file are separate outputs, so names are compared, too. */
static gboolean
is_in_place (const char *path, GFile *own)
{
  const char *other = own != NULL ? g_file_peek_path (own) : NULL;
  g_autofree char *first = realpath (path, NULL);
  g_autofree char *second = other != NULL ? realpath (other, NULL) : NULL;

  return (first != NULL && g_strcmp0 (first, second) == 0) || g_strcmp0 (path, other) == 0;
}

void
sgn_places_write (SgnPlaces *self, GFile *file, GFile *own)
{
  const char *path = g_file_peek_path (file);
  Place place;

  if (path == NULL || !find (path, &place))
    return;
  place.in_place = is_in_place (path, own);
  place.path = realpath (path, NULL);
  g_array_append_val (self->written, place);
}

static gboolean
is_same_target (const Place *a, const Place *b)
{
  return is_same (a, b) && g_strcmp0 (a->path, b->path) == 0;
}

static gboolean
check_read (SgnPlaces *self, const Place *written, GError **error)
{
  for (guint i = 0; i < self->read->len; i++) {
    const Place *read = &g_array_index (self->read, Place, i);

    if (!is_same (read, written) || (written->in_place && read->is_input))
      continue;
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_FAILED,
                 /* Translators: two names of one file */
                 _ ("%1$s would be overwritten: it is the input file %2$s."),
                 written->shown,
                 read->shown);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_written (SgnPlaces *self, guint index, GError **error)
{
  const Place *written = &g_array_index (self->written, Place, index);

  for (guint i = 0; i < index; i++)
    if (is_same_target (&g_array_index (self->written, Place, i), written)) {
      g_set_error (error,
                   SGN_ERROR,
                   SGN_ERROR_FAILED,
                   _ ("Two of the files would be written to the same place: %s"),
                   written->shown);
      return FALSE;
    }
  return TRUE;
}

gboolean
sgn_places_check (SgnPlaces *self, GError **error)
{
  for (guint i = 0; i < self->written->len; i++)
    if (!check_read (self, &g_array_index (self->written, Place, i), error) ||
        !check_written (self, i, error))
      return FALSE;
  return TRUE;
}
