/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/io/input.h"

/* A file, memory, or a view: pieces of another input that is never a view itself. */
struct _SgnInput {
  gatomicrefcount ref_count;
  guint64 size;
  guint64 number; /* no other input of this process has it */

  GFile *file;
  char *name;  /* (nullable) without folders */
  char *shown; /* its name in messages */
  int fd;      /* -1: no file */
  struct stat opened;

  GBytes *bytes;

  SgnInput *bottom; /* of a view, whose pieces may be of others too */
  GArray *pieces;   /* of SgnPiece */
  GArray *starts;   /* of guint64: where each piece starts in the view */

  /* Only at the bottom of all views. */
  SgnInput *beside;   /* (nullable) */
  GData *attachments; /* what others remember of it */
};

/* The pieces an input is made of, in order: a range of the file or memory at the bottom of all
 * views, a range of another such input, or literal octets. */
typedef struct {
  GBytes *literal;  /* NULL: a range */
  SgnInput *source; /* of this input, no view; NULL: of the bottom input */
  guint64 offset;
  guint64 length;
} SgnPiece;

/* Takes the pieces of a view of @bottom, which is no view. (transfer full) */
SgnInput *sgn_input_new_for_pieces (SgnInput *bottom, GArray *pieces, guint64 size);

/* The input below all views, @self where it is none. (transfer none) */
SgnInput *sgn_input_get_bottom (SgnInput *self);

/* What somebody remembers, under a name of their own, of the input at the bottom of all views; it
 * goes away with that input, before the file is closed. NULL takes it away. */
void sgn_input_attach (SgnInput *self, const char *name, gpointer data, GDestroyNotify free_func);
/* (transfer none) (nullable) */
gpointer sgn_input_get_attachment (SgnInput *self, const char *name);

/* Takes a file that has no name. (transfer full) */
SgnInput *sgn_input_new_for_descriptor (int fd, GError **error);

/* The bottom input (transfer none) and, in @ret, the pieces of [offset, offset + length) of @self,
 * neighbouring ranges merged. Pieces own their literal and source. */
SgnInput *sgn_input_get_pieces (SgnInput *self, guint64 offset, guint64 length, GArray **ret);

GArray *sgn_pieces_new (void);
/* Takes the reference of @literal. */
void sgn_pieces_add (GArray *self, GBytes *literal, guint64 offset, guint64 length);
/* Adds the pieces of [offset, offset + length) of @input, which must lie inside of it. */
void sgn_pieces_add_range (GArray *self, SgnInput *input, guint64 offset, guint64 length);
/* Adds all of an input that is not below the view they are for. */
void sgn_pieces_add_all (GArray *self, SgnInput *input);
/* The input whose range @piece is, in a view of @bottom. (transfer none) */
SgnInput *sgn_piece_get_input (const SgnPiece *piece, SgnInput *bottom);
