/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* Fields that no reader needs, in the header and in entries that are in use: the places in a signed
 * package where data could be kept without a trace. Only what differs from the value a writer gives
 * it is added. */

#include "config.h"

#include <string.h>

#include "core/archive/cfb/reader-private.h"
#include "core/base/reader.h"

/* Offsets of header fields ([MS-CFB] 2.2). */
#define AT_CLASS       8
#define CLASS_SIZE     16
#define AT_RESERVED    34
#define RESERVED_SIZE  6
#define AT_TRANSACTION 52

/* Offsets of directory entry fields ([MS-CFB] 2.6.1). */
#define AT_COLOR   67
#define AT_CHILD   76
#define AT_CLSID   80
#define AT_CREATED 100
#define TIME_SIZE  8
#define AT_START   116
#define START_SIZE 12

static const guint8 root_name[] = "R\0o\0o\0t\0 \0E\0n\0t\0r\0y\0\0";

/* Adds a number as unused bytes unless it has its expected value. Wrong numbers are not wiped: they
 * may mean something to somebody. */
static void
expect (CfbPlaces *self,
        SgnCfbSpaces *spaces,
        gboolean holds,
        guint64 offset,
        guint64 size,
        CfbFill fill)
{
  if (!holds)
    sgn_cfb_places_add (self, &spaces->unused, offset, size, fill);
}

/* What writers put where there is no structure to point at. */
static gboolean
leads_nowhere (guint32 number)
{
  return number == 0 || number == CFB_FREESECT || number == CFB_ENDOFCHAIN;
}

static void
look_at_root (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  const SgnCfbEntry *root = sgn_cfb_get_entry (self->cfb, SGN_CFB_ROOT);
  guint64 offset = sgn_cfb_get_entry_offset (self->cfb, SGN_CFB_ROOT);

  if (root->name_size == sizeof root_name && memcmp (root->name, root_name, root->name_size) == 0)
    sgn_cfb_places_add (self,
                        &spaces->unused,
                        offset + root->name_size,
                        sizeof root->name - root->name_size,
                        CFB_FILL_ZERO);
  else
    sgn_cfb_places_add (self, &spaces->unused, offset, sizeof root->name, CFB_FILL_NONE);
  /* [MS-CFB] 2.6.2: the creation time of the root must be zero. Its modification time is used. */
  sgn_cfb_places_add (self, &spaces->unused, offset + AT_CREATED, TIME_SIZE, CFB_FILL_ZERO);
  expect (self, spaces, root->color <= CFB_BLACK, offset + AT_COLOR, 1, CFB_FILL_NONE);
}

static void
look_at_entry (CfbPlaces *self, guint32 id, SgnCfbSpaces *spaces)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self->cfb, id);
  guint64 offset = sgn_cfb_get_entry_offset (self->cfb, id);
  gboolean is_stream = entry->type == SGN_CFB_STREAM;

  sgn_cfb_places_add (self,
                      &spaces->unused,
                      offset + entry->name_size,
                      sizeof entry->name - entry->name_size,
                      CFB_FILL_ZERO);
  expect (self, spaces, entry->color <= CFB_BLACK, offset + AT_COLOR, 1, CFB_FILL_NONE);
  expect (self,
          spaces,
          !is_stream || leads_nowhere (entry->child),
          offset + AT_CHILD,
          sizeof entry->child,
          CFB_FILL_FREE);
  /* [MS-CFB] 2.6.1: a CLSID is for storages. Windows writes zeros in streams. */
  if (is_stream)
    sgn_cfb_places_add (self,
                        &spaces->unused,
                        offset + AT_CLSID,
                        sizeof entry->clsid,
                        CFB_FILL_ZERO);
  expect (self,
          spaces,
          is_stream || (leads_nowhere (entry->start) && entry->size == 0),
          offset + AT_START,
          START_SIZE,
          CFB_FILL_ZERO);
}

void
sgn_cfb_find_padding (CfbPlaces *self, SgnCfbSpaces *spaces)
{
  look_at_root (self, spaces);
  for (guint i = 0; i < self->cfb->sorted->len; i++)
    look_at_entry (self, g_array_index (self->cfb->sorted, guint32, i), spaces);
}

/* Sector numbers of structures that do not exist, and counts that readers ignore. */
static void
look_at_numbers (CfbPlaces *self, const guint32 *numbers, SgnCfbSpaces *spaces)
{
  const SgnCfb *cfb = self->cfb;
  const struct {
    gboolean holds;
    guint offset;
  } fields[] = {
    { cfb->major == 3 || numbers[CFB_AT_N_DIRECTORY / 4] == cfb->directory_sectors->len,
      CFB_AT_N_DIRECTORY },
    { cfb->mini_fat_sectors->len > 0 || leads_nowhere (numbers[CFB_AT_FIRST_MINI_FAT / 4]),
      CFB_AT_FIRST_MINI_FAT },
    { numbers[CFB_AT_N_MINI_FAT / 4] == cfb->mini_fat_sectors->len, CFB_AT_N_MINI_FAT },
    { cfb->difat_sectors->len > 0 || leads_nowhere (numbers[CFB_AT_FIRST_DIFAT / 4]),
      CFB_AT_FIRST_DIFAT },
    { numbers[CFB_AT_N_DIFAT / 4] == cfb->difat_sectors->len, CFB_AT_N_DIFAT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    expect (self, spaces, fields[i].holds, fields[i].offset, 4, CFB_FILL_NONE);
  for (guint i = cfb->fat_sectors->len; i < CFB_SLOTS; i++)
    expect (self,
            spaces,
            numbers[CFB_AT_SLOTS / 4 + i] == CFB_FREESECT,
            CFB_AT_SLOTS + 4 * i,
            4,
            CFB_FILL_FREE);
}

/* In version 4, zeros fill the sector of the header. */
gboolean
sgn_cfb_look_at_header (CfbPlaces *self, SgnCfbSpaces *spaces, GError **error)
{
  guint32 numbers[CFB_HEADER_SIZE / 4];

  if (!sgn_input_read (self->cfb->input, 0, numbers, sizeof numbers, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = GUINT32_FROM_LE (numbers[i]);
  /* Header CLSID, Reserved, Number of Directory Sectors in version 3, Transaction Signature Number:
   * all zero ([MS-CFB] 2.2). */
  sgn_cfb_places_add (self, &spaces->unused, AT_CLASS, CLASS_SIZE, CFB_FILL_ZERO);
  sgn_cfb_places_add (self, &spaces->unused, AT_RESERVED, RESERVED_SIZE, CFB_FILL_ZERO);
  if (self->cfb->major == 3)
    sgn_cfb_places_add (self, &spaces->unused, CFB_AT_N_DIRECTORY, 4, CFB_FILL_ZERO);
  sgn_cfb_places_add (self, &spaces->unused, AT_TRANSACTION, 4, CFB_FILL_ZERO);
  look_at_numbers (self, numbers, spaces);
  sgn_cfb_places_add (self,
                      &spaces->orphaned,
                      CFB_HEADER_SIZE,
                      ((guint64) 1 << self->cfb->shift) - CFB_HEADER_SIZE,
                      CFB_FILL_ZERO);
  return TRUE;
}
