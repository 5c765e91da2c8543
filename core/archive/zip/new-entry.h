/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/pack.h"

/* An entry that an archive does not have yet. */
typedef struct {
  char *name;
  SgnInput *data; /* (nullable): of one that replaces another */
  guint64 packed_size;
  guint16 method;
  guint32 crc;
  guint64 size;
  GBytes *record; /* header, name; then data, where @data has none */
  guint16 made_by;
  guint16 flags;
  guint32 time; /* and date */
  guint16 internal;
  guint32 external; /* attributes */
} ZipNewEntry;

ZipNewEntry *sgn_zip_new_entry_new (const char *name, GBytes *content, guint16 method);
/* In place of @entry; NULL when that cannot be read. */
ZipNewEntry *sgn_zip_new_entry_for (const SgnZip *zip,
                                    const SgnZipEntry *entry,
                                    const SgnZipPacked *packed,
                                    GError **error);
void sgn_zip_new_entry_free (gpointer data);
/* Its entry in the directory, for a record at @offset. */
void sgn_zip_new_entry_write_central (GByteArray *to, const ZipNewEntry *entry, guint64 offset);
