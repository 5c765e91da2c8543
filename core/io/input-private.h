/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <sys/stat.h>

#include "core/io/digest.h"
#include "core/io/input.h"
#include "core/io/output-private.h"
#include "core/io/patch.h"

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
  SgnInput *beside;    /* (nullable) */
  GHashTable *digests; /* description of what was hashed to GBytes; see digest.c */
  guint kept_hashes;   /* computed in each pass; see sgn_input_keep_digests() */
  GArray *sums;        /* (nullable) of ranges that were hashed; see sum.c */
  SgnDraft *draft;     /* (nullable): a copy under way; see output-draft.c */
  SgnProgressFunc progress;
  gpointer progress_data;
};

/* Takes the pieces of a view of @bottom, which is no view. (transfer full) */
SgnInput *sgn_input_new_for_pieces (SgnInput *bottom, GArray *pieces, guint64 size);

/* The input below all views, @self where it is none. (transfer none) */
SgnInput *sgn_input_get_bottom (SgnInput *self);

/* Takes a file that has no name. (transfer full) */
SgnInput *sgn_input_new_for_descriptor (int fd, GError **error);

GArray *sgn_pieces_new (void);
/* Takes the reference of @literal. */
void sgn_pieces_add (GArray *self, GBytes *literal, guint64 offset, guint64 length);
/* Adds the pieces of [offset, offset + length) of @input, which must lie inside of it. */
void sgn_pieces_add_range (GArray *self, SgnInput *input, guint64 offset, guint64 length);
/* Adds all of an input that is not below the view they are for. */
void sgn_pieces_add_all (GArray *self, SgnInput *input);
/* The input whose range @piece is, in a view of @bottom. (transfer none) */
SgnInput *sgn_piece_get_input (const SgnPiece *piece, SgnInput *bottom);
