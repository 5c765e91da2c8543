/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader-private.h"
#include "core/archive/cfb/store.h"
#include "core/archive/cfb/tree.h"
#include "core/archive/cfb/writer.h"

/* The state of the file after the changes so far; the SgnCfb it began with is never touched. */
struct _SgnCfbWriter {
  const SgnCfb *cfb;
  CfbStore store;
  GError *error;
  CfbTree *tree;
  GArray *entries; /* these and the following as in SgnCfb, with the changes */
  GArray *difat_sectors;
  GArray *fat_sectors;
  GArray *directory_sectors;
  GArray *mini_fat_sectors;
  GArray *mini_sectors;
  GHashTable *fat; /* changed values, by sector */
  GHashTable *mini_fat;
  guint32 n_sectors; /* in the new file */
  guint64 end;       /* minimum size of the new file, whose last sector may be incomplete */
  guint32 next;      /* lowest sector that can be free */
  guint32 next_mini; /* lowest mini sector that can be free */
  gboolean removed;
};

/* spare.c */
/* Takes the lowest free sector and marks it as the end of a chain; CFB_ENDOFCHAIN after an
 * error. */
guint32 sgn_cfb_take_sector (SgnCfbWriter *self);
/* Free a sector or mini sector and wipe its bytes. */
void sgn_cfb_give_sector (SgnCfbWriter *self, guint32 sector);
guint32 sgn_cfb_take_mini (SgnCfbWriter *self);
void sgn_cfb_give_mini (SgnCfbWriter *self, guint32 mini);
/* Whether it can be taken: marked as free, and used by nothing that was read. */
gboolean sgn_cfb_is_free (const SgnCfbWriter *self, guint32 sector);
gboolean sgn_cfb_is_mini_free (const SgnCfbWriter *self, guint32 mini);
/* Values of the FAT and mini FAT with all changes; CFB_FREESECT after their end. */
guint32 sgn_cfb_get_value (const SgnCfbWriter *self, guint32 sector);
void sgn_cfb_set_value (SgnCfbWriter *self, guint32 sector, guint32 value);
guint32 sgn_cfb_get_mini_value (const SgnCfbWriter *self, guint32 mini);
void sgn_cfb_set_mini_value (SgnCfbWriter *self, guint32 mini, guint32 value);
guint64 sgn_cfb_writer_get_mini_offset (const SgnCfbWriter *self, guint32 mini);
/* Adds a sector to a chain and to its list @sectors. FALSE after an error. */
gboolean sgn_cfb_extend (SgnCfbWriter *self, GArray *sectors);

/* shrink.c */
/* Frees what is no longer needed. */
void sgn_cfb_shrink (SgnCfbWriter *self);
