/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader.h"

#define CFB_HEADER_SIZE 512
#define CFB_SLOTS       109 /* addresses of FAT sectors in the header */
#define CFB_MINI_SHIFT  6
#define CFB_CUTOFF      4096 /* shorter streams are in the mini stream */
#define CFB_ENTRY_SHIFT 7

/* Offsets of header fields. */
#define CFB_AT_N_DIRECTORY    40
#define CFB_AT_N_FAT          44
#define CFB_AT_DIRECTORY      48
#define CFB_AT_FIRST_MINI_FAT 60
#define CFB_AT_N_MINI_FAT     64
#define CFB_AT_FIRST_DIFAT    68
#define CFB_AT_N_DIFAT        72
#define CFB_AT_SLOTS          76

/* Values in the FAT that are no sectors. */
#define CFB_DIFSECT    ((guint32) 0xfffffffc)
#define CFB_FATSECT    ((guint32) 0xfffffffd)
#define CFB_ENDOFCHAIN ((guint32) 0xfffffffe)
#define CFB_FREESECT   ((guint32) 0xffffffff)

#define CFB_RED   0
#define CFB_BLACK 1

/* [MS-CFB] 2.8: the octets from here on serve as locks and hold no data. */
#define CFB_RANGE_LOCK ((guint64) 0x7fffff00)

typedef struct {
  guint64 offset;
  guint64 length;
} CfbExtent;

struct _SgnCfb {
  SgnInput *input;
  guint64 size;
  guint16 major;
  guint shift;       /* of a sector's size */
  guint32 n_sectors; /* in the file, the last one may be cut */

  GArray *difat_sectors; /* of guint32 */
  GArray *fat_sectors;
  GArray *directory_sectors;
  GArray *mini_fat_sectors;
  GArray *mini_sectors; /* of the mini stream */
  GArray *fat;          /* what it says of the sectors in the file */
  GArray *mini_fat;
  GArray *entries; /* of SgnCfbEntry */
  GArray *sorted;  /* numbers of entries by storage and name */
  guint8 *used;    /* a bit for each sector */
  guint8 *mini_used;
};

/* cfb-chain.c */
gboolean sgn_cfb_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
guint64 sgn_cfb_get_sector_offset (const SgnCfb *self, guint32 sector);
gboolean sgn_cfb_is_used (const SgnCfb *self, guint32 sector);
/* Marks a sector as used; it must be in the file and not be used yet. */
gboolean sgn_cfb_claim (SgnCfb *self, guint32 sector, GError **error);
/* Claims @count sectors of a chain, or the whole chain with G_MAXUINT32, into @ret (nullable). */
gboolean sgn_cfb_follow (SgnCfb *self, guint32 start, guint32 count, GArray *ret, GError **error);
/* Appends the 32-bit words of sectors to @ret, at most @max altogether. */
gboolean sgn_cfb_read_words (const SgnCfb *self,
                             const GArray *sectors,
                             guint32 max,
                             GArray *ret,
                             GError **error);
/* Claims the sectors of a stream, which must all be there. */
gboolean sgn_cfb_claim_stream (SgnCfb *self, const SgnCfbEntry *entry, GError **error);
/* Of CfbExtent. (transfer full) */
GArray *sgn_cfb_get_extents (const SgnCfb *self, const SgnCfbEntry *entry);

guint64 sgn_cfb_get_mini_offset (const SgnCfb *self, guint32 mini);

/* What an unused place holds in a file that has nothing to hide. */
typedef enum {
  CFB_FILL_ZERO,
  CFB_FILL_FREE,  /* CFB_FREESECT */
  CFB_FILL_ENTRY, /* zeros, but for the numbers of other entries */
  CFB_FILL_NONE,  /* a number that nothing depends on, and that is not what it should be */
} CfbFill;

typedef struct {
  guint64 offset;
  guint64 size;
  SgnCfbSpace *space;
  CfbFill fill;
  gboolean holds_data; /* anything but zeros */
} CfbPlace;

typedef struct {
  const SgnCfb *cfb;
  GArray *list; /* of CfbPlace */
} CfbPlaces;

/* cfb-space.c */
/* What reaches past the end of the file is cut. Places that are never filled with zeros are only
 * added where they hold something else than they should. */
void sgn_cfb_places_add (CfbPlaces *self,
                         SgnCfbSpace *space,
                         guint64 offset,
                         guint64 size,
                         CfbFill fill);
/* @list, of CfbPlace: all places, in the order of the file. */
gboolean sgn_cfb_survey (const SgnCfb *self, SgnCfbSpaces *spaces, GArray *list, GError **error);

/* cfb-slack.c */
void sgn_cfb_find_slack (CfbPlaces *self, SgnCfbSpaces *spaces);

/* cfb-padding.c */
guint64 sgn_cfb_get_entry_offset (const SgnCfb *self, guint32 id);
/* In the entries of the directory that are in use. */
void sgn_cfb_find_padding (CfbPlaces *self, SgnCfbSpaces *spaces);
gboolean sgn_cfb_look_at_header (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error);

/* cfb-unused.c */
/* In the mini stream, the directory and the tables. */
gboolean sgn_cfb_find_unused (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error);

/* cfb-tree.c */
/* As Windows orders the names of a storage. */
int sgn_cfb_compare_names (const SgnCfbEntry *a, const SgnCfbEntry *b);

/* cfb-directory.c */
gboolean sgn_cfb_read_directory (SgnCfb *self, guint32 first, GError **error);
gboolean sgn_cfb_walk_directory (SgnCfb *self, GError **error);
