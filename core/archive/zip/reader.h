/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/io/input.h"

/* A ZIP archive (PKWARE APPNOTE 6.3) as its central directory describes it, compared with each
 * record. Data of entries is only read on request. Offsets and sizes are in bytes. */

#define SGN_ZIP_STORED  0
#define SGN_ZIP_DEFLATE 8

typedef struct {
  char *name;             /* as found: not absolute, without NUL and "..", otherwise any bytes */
  guint64 offset;         /* of the record, that is, the local file header */
  guint64 data_offset;    /* of the data */
  guint64 end;            /* of the record, including the data descriptor */
  guint64 compressed;     /* size of the compressed data */
  guint64 size;           /* stated size of the inflated data */
  guint64 central_offset; /* of its central directory header */
  guint32 central_size;
  guint32 crc;
  guint16 flags;
  guint16 method;
  guint32 place;     /* where the offset is in the central directory header ... */
  guint8 place_size; /* ... and its size: 4 or 8 */
  gboolean mismatch; /* the record contradicts the central directory */
} SgnZipEntry;

typedef struct {
  SgnInput *input;
  GPtrArray *entries; /* of SgnZipEntry, in the order of the central directory */
  GPtrArray *records; /* the same, in file order */
  GHashTable *names;  /* name to its first SgnZipEntry */
  guint64 base;       /* size of the data before the archive that its offsets do not count */
  guint64 directory_offset;
  guint64 directory_size;
  guint64 zip64_offset;   /* of the ZIP64 end record; 0: none */
  guint64 locator_offset; /* of the ZIP64 locator */
  guint64 end_offset;     /* of the end record */
  guint64 end;            /* of the archive, with its comment */
} SgnZip;

/* Takes a reference to @input. SGN_ERROR_FILE_DAMAGED names what is wrong and where,
 * SGN_ERROR_FORMAT_UNSUPPORTED is for encrypted entries and archives in several files. Limits:
 * 500,000 entries, names of 4096 bytes. (transfer full) */
SgnZip *sgn_zip_open (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_zip_free (SgnZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZip, sgn_zip_free)

/* Whether @input is an archive with an entry that @wanted accepts; reads only the central
 * directory. With @extensions (nullable), also accepts a damaged or truncated archive if its name
 * or the readable part shows what it is, and an archive after other data. */
typedef gboolean (*SgnZipNameFunc) (const char *name);
gboolean sgn_zip_probe (SgnInput *input, const char *const *extensions, SgnZipNameFunc wanted);
/* Whether it is an archive with one of these name extensions. */
gboolean sgn_zip_probe_named (SgnInput *input, const char *const *extensions);
/* Whether the file begins with an archive. */
gboolean sgn_zip_begins (SgnInput *input);

/* The first entry with exactly this name; NULL if there is none. (transfer none) */
const SgnZipEntry *sgn_zip_find (const SgnZip *self, const char *name);

/* Adds findings about bytes in no entry, entries with the same name and records that contradict the
 * central directory. @folded (nullable) tells for which names the reader of the archive ignores
 * case; for others, a difference in case only is a note. */
void sgn_zip_find_anomalies (const SgnZip *self,
                             SgnSeverity severity,
                             SgnZipNameFunc folded,
                             SgnFindings *ret);
/* Fails with SGN_ERROR_NOT_SIGNABLE if there is such a finding. */
gboolean sgn_zip_check_signable (const SgnZip *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the inflated bytes of an entry to @sink, in parts. SGN_ERROR_FILE_DAMAGED also if size or
 * CRC are not as stated. */
typedef gboolean (*SgnZipSink) (const guint8 *data, gsize size, gpointer user_data, GError **error);
gboolean sgn_zip_inflate (const SgnZip *self,
                          const SgnZipEntry *entry,
                          SgnZipSink sink,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads a whole entry of at most @max inflated bytes. (transfer full) */
GBytes *sgn_zip_read (const SgnZip *self, const SgnZipEntry *entry, gsize max, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
