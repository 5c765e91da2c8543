/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/cfb/reader.h"

/* Sizes of [MS-CFB] 2.2 and 2.6.1; shifts are the binary logarithms of sizes. */
#define CFB_HEADER_SIZE 512
#define CFB_SLOTS       109 /* entries of DIFAT in the header */
#define CFB_MINI_SHIFT  6
#define CFB_CUTOFF      4096 /* Mini Stream Cutoff Size: shorter streams are in the mini stream */
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

/* Special values in the FAT ([MS-CFB] 2.1). */
#define CFB_DIFSECT    ((guint32) 0xfffffffc)
#define CFB_FATSECT    ((guint32) 0xfffffffd)
#define CFB_ENDOFCHAIN ((guint32) 0xfffffffe)
#define CFB_FREESECT   ((guint32) 0xffffffff)

/* Color Flag ([MS-CFB] 2.6.1). */
#define CFB_RED   0
#define CFB_BLACK 1

/* [MS-CFB] 2.8: the bytes from here on are used for locking and hold no data. */
#define CFB_RANGE_LOCK ((guint64) 0x7fffff00)

typedef struct {
  guint64 offset;
  guint64 length;
} CfbExtent;

struct _SgnCfb {
  SgnInput *input;
  guint64 size;
  guint16 major;
  guint shift;       /* Sector Shift */
  guint32 n_sectors; /* in the file; the last one may be incomplete */

  GArray *difat_sectors; /* of guint32, as the next ones */
  GArray *fat_sectors;
  GArray *directory_sectors;
  GArray *mini_fat_sectors;
  GArray *mini_sectors; /* of the mini stream */
  GArray *fat;          /* of guint32: the FAT, for the sectors in the file */
  GArray *mini_fat;
  GArray *entries; /* of SgnCfbEntry */
  GArray *sorted;  /* entry numbers, sorted by storage and name */
  guint8 *used;    /* one bit per sector */
  guint8 *mini_used;
};

/* chain.c */
gboolean sgn_cfb_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Offset in the file. Does not check the number. */
guint64 sgn_cfb_get_sector_offset (const SgnCfb *self, guint32 sector);
gboolean sgn_cfb_is_used (const SgnCfb *self, guint32 sector);
/* Marks a sector as used. It must be in the file and not be used yet. SGN_ERROR_FILE_DAMAGED. */
gboolean sgn_cfb_claim (SgnCfb *self, guint32 sector, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Claims @count sectors of a chain, or with G_MAXUINT32 the whole chain, and appends them to @ret
 * (nullable). */
gboolean sgn_cfb_follow (SgnCfb *self, guint32 start, guint32 count, GArray *ret, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Appends the 32-bit words of sectors to @ret, at most @max in total. */
gboolean sgn_cfb_read_words (const SgnCfb *self,
                             const GArray *sectors,
                             guint32 max,
                             GArray *ret,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Claims the sectors of a stream; all of them must exist. */
gboolean sgn_cfb_claim_stream (SgnCfb *self,
                               const SgnCfbEntry *entry,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The parts of the file with the data of a stream, an array of CfbExtent. (transfer full) */
GArray *sgn_cfb_get_extents (const SgnCfb *self, const SgnCfbEntry *entry);

/* The same for a sector of the mini stream, which must be in it. */
guint64 sgn_cfb_get_mini_offset (const SgnCfb *self, guint32 mini);

/* What an unused place normally contains. */
typedef enum {
  CFB_FILL_ZERO,
  CFB_FILL_FREE,  /* CFB_FREESECT */
  CFB_FILL_ENTRY, /* zeros, except for the numbers of other entries */
  CFB_FILL_NONE,  /* a number that nothing depends on, with a wrong value */
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

/* space.c */
/* Adds a place, clipped to the file. A place that is not normally zeros is only added if it
 * contains something unexpected. */
void sgn_cfb_places_add (CfbPlaces *self,
                         SgnCfbSpace *space,
                         guint64 offset,
                         guint64 size,
                         CfbFill fill);
/* Sets @spaces; @list receives all places (CfbPlace), in file order. FALSE if the file cannot be
 * read. */
gboolean sgn_cfb_survey (const SgnCfb *self, SgnCfbSpaces *spaces, GArray *list, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* slack.c */
void sgn_cfb_find_slack (CfbPlaces *self, SgnCfbSpaces *spaces);

/* padding.c */
guint64 sgn_cfb_get_entry_offset (const SgnCfb *self, guint32 id);
/* Adds unused fields of directory entries that are in use. */
void sgn_cfb_find_padding (CfbPlaces *self, SgnCfbSpaces *spaces);
gboolean sgn_cfb_look_at_header (CfbPlaces *self,
                                 SgnCfbSpaces *spaces,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* unused.c */
/* Adds free places in the mini stream, the directory, the FAT, the mini FAT and the DIFAT. */
gboolean sgn_cfb_find_unused (CfbPlaces *self,
                              SgnCfbSpaces *spaces,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* tree.c */
/* Compares names in the order of [MS-CFB] 2.6.4. */
int sgn_cfb_compare_names (const SgnCfbEntry *a, const SgnCfbEntry *b);

/* directory.c */
gboolean
sgn_cfb_read_directory (SgnCfb *self, guint32 first, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_cfb_walk_directory (SgnCfb *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
