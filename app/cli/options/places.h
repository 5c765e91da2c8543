/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The input and output files of a command, identified by device and inode whatever paths lead to
 * them. No output may overwrite an input or another output. */
typedef struct _SgnPlaces SgnPlaces;

SgnPlaces *sgn_places_new (void) G_GNUC_WARN_UNUSED_RESULT;
void sgn_places_free (SgnPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPlaces, sgn_places_free)

/* Adds input files; @path is (nullable). With folders, the files in them count, too. */
void sgn_places_read (SgnPlaces *self, const char *path);
void sgn_places_read_all (SgnPlaces *self, char **paths);
void sgn_places_read_folders (SgnPlaces *self, char **paths);

/* Adds an input file that may be replaced by its own output. */
void sgn_places_read_input (SgnPlaces *self, GFile *file);

/* Adds an output file. @own (nullable) is the input that it is made from and may replace. */
void sgn_places_write (SgnPlaces *self, GFile *file, GFile *own);

/* FALSE with an error when an output would overwrite an input or another output. Errors:
 * FILE_EXISTS. */
gboolean sgn_places_check (SgnPlaces *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
