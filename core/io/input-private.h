/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/io/input.h"

/* A file, memory, or a view: pieces of other inputs, none of which is a view. */
struct _SgnInput {
  gatomicrefcount ref_count;
  guint64 size;
  guint64 number; /* unique in this process */

  GFile *file;
  char *name;  /* (nullable) without folders */
  char *shown; /* name for messages */
  int fd;      /* -1: no file */
  struct stat opened;

  GBytes *bytes;

  SgnInput *bottom; /* of a view, whose pieces may also come from other inputs */
  GArray *pieces;   /* of SgnPiece */
  GArray *starts;   /* of guint64: where each piece starts in the view */

  /* Only in the input at the bottom of all views. */
  SgnInput *beside;   /* (nullable) */
  GData *attachments; /* data that other modules attach */
};

/* A piece of a view: literal bytes, or a range of the bottom input or of another file or memory. */
typedef struct {
  GBytes *literal;  /* NULL: a range */
  SgnInput *source; /* the input of the range, not a view; NULL: the bottom input */
  guint64 offset;
  guint64 length;
} SgnPiece;

/* Makes a view of @bottom, which must not be a view. Takes @pieces. (transfer full) */
SgnInput *sgn_input_new_for_pieces (SgnInput *bottom, GArray *pieces, guint64 size);

/* The input below all views; @self if it is not a view. (transfer none) */
SgnInput *sgn_input_get_bottom (SgnInput *self);

/* Attaches data under a name to the input at the bottom of all views. It is freed with that input,
 * before its file is closed. NULL removes it. */
void sgn_input_attach (SgnInput *self, const char *name, gpointer data, GDestroyNotify free_func);
/* The attached data. (transfer none) (nullable) */
gpointer sgn_input_get_attachment (SgnInput *self, const char *name);

/* Makes an input of a file without name; takes @fd. (transfer full) */
SgnInput *sgn_input_new_for_descriptor (int fd, GError **error);

/* Returns the bottom input (transfer none); @ret receives the pieces of [offset, offset +
 * length) of @self, with neighbouring ranges merged (transfer full). Pieces own their literal
 * and source. */
SgnInput *sgn_input_get_pieces (SgnInput *self, guint64 offset, guint64 length, GArray **ret);

GArray *sgn_pieces_new (void);
/* Takes the reference to @literal. */
void sgn_pieces_add (GArray *self, GBytes *literal, guint64 offset, guint64 length);
/* Adds the pieces of [offset, offset + length) of @input, which must be inside it. */
void sgn_pieces_add_range (GArray *self, SgnInput *input, guint64 offset, guint64 length);
/* Adds all of an input other than the bottom of the view that the pieces are for. */
void sgn_pieces_add_all (GArray *self, SgnInput *input);
/* The input that @piece, in a view of @bottom, is a range of. (transfer none) */
SgnInput *sgn_piece_get_input (const SgnPiece *piece, SgnInput *bottom);
