/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cfb"

/* A compound file ([MS-CFB] 2): sectors, and chains of sectors that the FAT links.
 *
 *   0             Compound File Header (2.2), 512 bytes; version 4 fills the sector with zeros
 *     26, 30        Major Version, Sector Shift: 3 and 9, or 4 and 12
 *     40, 44        Number of Directory Sectors (version 4), Number of FAT Sectors
 *     48            First Directory Sector Location
 *     60, 64        First Mini FAT Sector Location, Number of Mini FAT Sectors
 *     68, 72        First DIFAT Sector Location, Number of DIFAT Sectors
 *     76            DIFAT[109]: locations of the first FAT sectors
 *   (n + 1) << Sector Shift    sector n, which is part of one of:
 *     FAT (2.3)         a u32 per sector: the next one of its chain or a special value
 *     mini FAT (2.4)    the same for the 64-byte sectors of the mini stream
 *     DIFAT (2.5)       locations of more FAT sectors; the last u32 is the next DIFAT sector
 *     directory (2.6)   entries of 128 bytes; siblings form a red-black tree ordered by name
 *     mini stream       data of the root entry: all streams below 4096 bytes
 *     stream            data of one entry of 4096 bytes or more
 */

#include "config.h"

#include "core/archive/cfb/reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "core/archive/cfb/reader-private.h"
#include "core/base/reader.h"

/* 8 GiB in version 3, 64 GiB in version 4; a FAT of 64 MiB in memory. [MS-CFB] 2.9 limits version 3
 * to 2 GiB. */
#define MAX_SECTORS ((guint32) 1 << 24)

#define BYTE_ORDER_MARK 0xfffe

static const guint8 magic[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

typedef struct {
  guint16 minor;
  guint16 major;
  guint16 byte_order;
  guint16 shift;
  guint16 mini_shift;
  guint32 n_directory;
  guint32 n_fat;
  guint32 directory;
  guint32 transaction;
  guint32 cutoff;
  guint32 mini_fat;
  guint32 n_mini_fat;
  guint32 difat;
  guint32 n_difat;
  guint32 slots[CFB_SLOTS];
} Header;

static gboolean
parse_header (SgnReader *reader, Header *ret, GError **error)
{
  if (!sgn_reader_seek (reader, 24, error) || !sgn_reader_u16 (reader, &ret->minor, error) ||
      !sgn_reader_u16 (reader, &ret->major, error) ||
      !sgn_reader_u16 (reader, &ret->byte_order, error) ||
      !sgn_reader_u16 (reader, &ret->shift, error) ||
      !sgn_reader_u16 (reader, &ret->mini_shift, error) ||
      !sgn_reader_seek (reader, CFB_AT_N_DIRECTORY, error) ||
      !sgn_reader_u32 (reader, &ret->n_directory, error) ||
      !sgn_reader_u32 (reader, &ret->n_fat, error) ||
      !sgn_reader_u32 (reader, &ret->directory, error) ||
      !sgn_reader_u32 (reader, &ret->transaction, error) ||
      !sgn_reader_u32 (reader, &ret->cutoff, error) ||
      !sgn_reader_u32 (reader, &ret->mini_fat, error) ||
      !sgn_reader_u32 (reader, &ret->n_mini_fat, error) ||
      !sgn_reader_u32 (reader, &ret->difat, error) ||
      !sgn_reader_u32 (reader, &ret->n_difat, error))
    return FALSE;
  for (guint i = 0; i < CFB_SLOTS; i++)
    if (!sgn_reader_u32 (reader, &ret->slots[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_header (SgnCfb *self, const Header *header, GError **error)
{
  guint64 sectors;

  /* [MS-CFB] 2.2: each version has one size of sectors. */
  if (header->byte_order != BYTE_ORDER_MARK ||
      !((header->major == 3 && header->shift == 9) || (header->major == 4 && header->shift == 12)))
    return sgn_cfb_fail (error,
                         _ ("version %u with sectors of 2^%u bytes is unknown (offset 26)"),
                         header->major,
                         header->shift);
  /* Must be 6 and 4096. With other values Windows and others would find other streams. */
  if (header->mini_shift != CFB_MINI_SHIFT || header->cutoff != CFB_CUTOFF)
    return sgn_cfb_fail (error, _ ("the sizes of the mini stream are wrong (offset 32)"));
  self->major = header->major;
  self->shift = header->shift;
  /* The last sector may be incomplete, as many writers leave it. */
  sectors = (self->size + ((guint64) 1 << self->shift) - 1) >> self->shift;
  if (sectors < 2 || sectors - 1 > MAX_SECTORS)
    return sgn_cfb_fail (error, _ ("the file has too few or too many sectors"));
  self->n_sectors = (guint32) sectors - 1;
  self->used = g_malloc0 (self->n_sectors / 8 + 1);
  return TRUE;
}

static gboolean
add_fat_sector (SgnCfb *self, guint32 sector, GError **error)
{
  if (!sgn_cfb_claim (self, sector, error))
    return FALSE;
  g_array_append_val (self->fat_sectors, sector);
  return TRUE;
}

/* Reads one DIFAT sector; *next receives the number of the next one. */
static gboolean
read_difat_sector (SgnCfb *self, guint32 sector, guint32 n_fat, guint32 *next, GError **error)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!sgn_cfb_claim (self, sector, error))
    return FALSE;
  g_array_append_val (one, sector);
  g_array_append_val (self->difat_sectors, sector);
  if (!sgn_cfb_read_words (self, one, G_MAXUINT32, words, error))
    return FALSE;
  for (guint i = 0; i + 1 < words->len && self->fat_sectors->len < n_fat; i++)
    if (!add_fat_sector (self, g_array_index (words, guint32, i), error))
      return FALSE;
  /* The last word is no FAT sector but the next DIFAT sector ([MS-CFB] 2.5). */
  *next = g_array_index (words, guint32, words->len - 1);
  return TRUE;
}

static gboolean
find_fat_sectors (SgnCfb *self, const Header *header, GError **error)
{
  guint32 sector = header->difat;

  if (header->n_fat == 0 || header->n_fat > self->n_sectors)
    return sgn_cfb_fail (error, _ ("it cannot have %u sectors (offset 44)"), header->n_fat);
  for (guint i = 0; i < CFB_SLOTS && self->fat_sectors->len < header->n_fat; i++)
    if (!add_fat_sector (self, header->slots[i], error))
      return FALSE;
  /* The count ends the chain of DIFAT sectors, because writers terminate it with different
   * values. */
  while (self->fat_sectors->len < header->n_fat ||
         (self->difat_sectors->len < header->n_difat && sector < CFB_DIFSECT))
    if (!read_difat_sector (self, sector, header->n_fat, &sector, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_fat (SgnCfb *self, const Header *header, GError **error)
{
  if (find_fat_sectors (self, header, error) &&
      sgn_cfb_read_words (self, self->fat_sectors, self->n_sectors, self->fat, error))
    return TRUE;
  g_prefix_error (error, _ ("sector allocation table: "));
  return FALSE;
}

static gboolean
read_mini_fat (SgnCfb *self, const Header *header, GError **error)
{
  if (header->n_mini_fat > 0 &&
      (!sgn_cfb_follow (self, header->mini_fat, G_MAXUINT32, self->mini_fat_sectors, error) ||
       !sgn_cfb_read_words (self, self->mini_fat_sectors, G_MAXUINT32, self->mini_fat, error))) {
    g_prefix_error (error, _ ("mini sector allocation table: "));
    return FALSE;
  }
  self->mini_used = g_malloc0 (self->mini_fat->len / 8 + 1);
  return TRUE;
}

static gboolean
find_mini_stream (SgnCfb *self, GError **error)
{
  const SgnCfbEntry *root = &g_array_index (self->entries, SgnCfbEntry, SGN_CFB_ROOT);
  guint64 count = (root->size + ((guint64) 1 << self->shift) - 1) >> self->shift;

  if (root->size == 0)
    return TRUE;
  if (count <= self->n_sectors &&
      sgn_cfb_follow (self, root->start, G_MAXUINT32, self->mini_sectors, error) &&
      self->mini_sectors->len >= count)
    return TRUE;
  if (error != NULL && *error == NULL)
    sgn_cfb_fail (error, _ ("not all of its %" PRIu64 " bytes are there"), root->size);
  g_prefix_error (error, _ ("mini stream: "));
  return FALSE;
}

static gboolean
read_file (SgnCfb *self, GError **error)
{
  guint8 bytes[CFB_HEADER_SIZE];
  SgnReader reader;
  Header header;

  if (!sgn_input_read (self->input, 0, bytes, sizeof bytes, error))
    return FALSE;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  return parse_header (&reader, &header, error) && check_header (self, &header, error) &&
         read_fat (self, &header, error) && read_mini_fat (self, &header, error) &&
         sgn_cfb_read_directory (self, header.directory, error) && find_mini_stream (self, error) &&
         sgn_cfb_walk_directory (self, error);
}

gboolean
sgn_cfb_probe (SgnInput *input)
{
  guint8 bytes[sizeof magic];

  return sgn_input_get_size (input) >= CFB_HEADER_SIZE &&
         sgn_input_read (input, 0, bytes, sizeof bytes, NULL) &&
         memcmp (bytes, magic, sizeof magic) == 0;
}

SgnCfb *
sgn_cfb_new (SgnInput *input, GError **error)
{
  g_autoptr (SgnCfb) self = g_new0 (SgnCfb, 1);

  self->input = sgn_input_ref (input);
  self->size = sgn_input_get_size (input);
  self->difat_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->fat_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->directory_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->mini_fat_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->mini_sectors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->entries = g_array_new (FALSE, FALSE, sizeof (SgnCfbEntry));
  self->sorted = g_array_new (FALSE, FALSE, sizeof (guint32));
  return read_file (self, error) ? g_steal_pointer (&self) : NULL;
}

void
sgn_cfb_free (SgnCfb *self)
{
  g_array_unref (self->difat_sectors);
  g_array_unref (self->fat_sectors);
  g_array_unref (self->directory_sectors);
  g_array_unref (self->mini_fat_sectors);
  g_array_unref (self->mini_sectors);
  g_array_unref (self->fat);
  g_array_unref (self->mini_fat);
  g_array_unref (self->entries);
  g_array_unref (self->sorted);
  g_free (self->used);
  g_free (self->mini_used);
  sgn_input_unref (self->input);
  g_free (self);
}

SgnInput *
sgn_cfb_get_input (const SgnCfb *self)
{
  return self->input;
}

void
sgn_cfb_add_stream (const SgnCfb *self, guint32 id, SgnRanges *ranges)
{
  g_autoptr (GArray) extents = sgn_cfb_get_extents (self, sgn_cfb_get_entry (self, id));

  for (guint i = 0; i < extents->len; i++) {
    const CfbExtent *extent = &g_array_index (extents, CfbExtent, i);

    sgn_ranges_add (ranges, extent->offset, extent->length);
  }
}

guint64
sgn_cfb_get_offset (const SgnCfb *self, guint32 id)
{
  g_autoptr (GArray) extents = sgn_cfb_get_extents (self, sgn_cfb_get_entry (self, id));

  return extents->len > 0 ? g_array_index (extents, CfbExtent, 0).offset : 0;
}

GBytes *
sgn_cfb_read_stream (const SgnCfb *self, guint32 id, GError **error)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (self, id);
  g_autoptr (GArray) extents = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  /* Only signatures and small tables are read whole; everything else is hashed as ranges. */
  if (entry->size > SGN_INPUT_MAX_BYTES) {
    sgn_cfb_fail (error,
                  _ ("a stream of %" PRIu64 " bytes is implausibly large here"),
                  entry->size);
    return NULL;
  }
  extents = sgn_cfb_get_extents (self, entry);
  for (guint i = 0; i < extents->len; i++) {
    const CfbExtent *extent = &g_array_index (extents, CfbExtent, i);
    guint at = bytes->len;

    g_byte_array_set_size (bytes, at + (guint) extent->length);
    if (!sgn_input_read (self->input,
                         extent->offset,
                         &bytes->data[at],
                         (gsize) extent->length,
                         error))
      return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
