/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/pack.h"

/* An entry to be added to an archive. */
typedef struct {
  char *name;
  SgnInput *data; /* (nullable): the data of an entry that replaces another */
  guint64 packed_size;
  guint16 method;
  guint32 crc;
  guint64 size;
  GBytes *record; /* local file header and name; also the data, unless @data is set */
  guint16 made_by;
  guint16 flags;
  guint32 time; /* time and date */
  guint16 internal;
  guint32 external;
} ZipNewEntry;

ZipNewEntry *sgn_zip_new_entry_new (const char *name, GBytes *content, guint16 method);
/* A new entry in place of @entry; NULL if that cannot be read. (transfer full) */
ZipNewEntry *sgn_zip_new_entry_for (const SgnZip *zip,
                                    const SgnZipEntry *entry,
                                    const SgnZipPacked *packed,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_zip_new_entry_free (gpointer data);
/* Writes the central directory header for a record at @offset. */
void sgn_zip_new_entry_write_central (GByteArray *to, const ZipNewEntry *entry, guint64 offset);
