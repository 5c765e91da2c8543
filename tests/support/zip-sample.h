/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* ZIP archives, also odd ones, made in memory. */

typedef enum {
  ZIP_SAMPLE_STORED = 1 << 0,
  ZIP_SAMPLE_DESCRIPTOR = 1 << 1,      /* sizes and CRC stand behind the data, 32 bits */
  ZIP_SAMPLE_DESCRIPTOR_WIDE = 1 << 2, /* the same with 64 bits */
  ZIP_SAMPLE_WIDE = 1 << 3,            /* the directory has its numbers in the field of ZIP64 */
  ZIP_SAMPLE_ENCRYPTED = 1 << 4,       /* the flag only */
  ZIP_SAMPLE_OTHER_NAME = 1 << 5,      /* the record's name begins with another letter */
  ZIP_SAMPLE_GAP = 1 << 6,             /* octets of nobody in front of the record */
  ZIP_SAMPLE_LIE = 1 << 7,             /* the record's CRC is another one */
} ZipSampleFlags;

typedef struct {
  char *name;
  GBytes *content;
  ZipSampleFlags flags;
} ZipSampleEntry;

typedef struct {
  GPtrArray *entries; /* of ZipSampleEntry */
  gboolean zip64;
  guint16 disk;
  const char *comment; /* (nullable) */
  const char *tail;    /* (nullable): after the end */
  gint64 count_error;  /* what the end states beyond the entries there are */
} ZipSample;

ZipSample *zip_sample_new (void);
void zip_sample_free (ZipSample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZipSample, zip_sample_free)
void zip_sample_add (ZipSample *self, const char *name, const char *content, ZipSampleFlags flags);
void
zip_sample_add_bytes (ZipSample *self, const char *name, GBytes *content, ZipSampleFlags flags);
GBytes *zip_sample_build (const ZipSample *self); /* (transfer full) */
/* Where the directory of an archive without odd content begins. */
guint64 zip_sample_find_directory (GBytes *file);
/* Text that compresses to about a third. (transfer full) */
GBytes *zip_sample_text (guint size);
