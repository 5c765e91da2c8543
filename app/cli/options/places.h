/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* The files that a command reads and those that it writes, told apart by device and inode, whatever
 * ways lead to them: nothing is written over what is read, and nothing twice. */
typedef struct _SgnPlaces SgnPlaces;

SgnPlaces *sgn_places_new (void);
void sgn_places_free (SgnPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnPlaces, sgn_places_free)

/* Is read; NULL is nothing. Folders: perhaps also the files in them. */
void sgn_places_read (SgnPlaces *self, const char *path);
void sgn_places_read_all (SgnPlaces *self, char **paths);
void sgn_places_read_folders (SgnPlaces *self, char **paths);

/* Is read, and may be written in its place. */
void sgn_places_read_input (SgnPlaces *self, GFile *file);

/* Is written. @own (nullable): the file that it is made of, in whose place it may come. */
void sgn_places_write (SgnPlaces *self, GFile *file, GFile *own);

/* FALSE and a sentence. */
gboolean sgn_places_check (SgnPlaces *self, GError **error);
