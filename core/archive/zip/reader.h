/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/finding.h"
#include "core/io/input.h"

/* A ZIP archive (PKWARE APPNOTE 6.3) as its directory describes it, each record compared with it.
 * Nothing of the entries' data is read until it is asked for. */

#define SGN_ZIP_STORED  0
#define SGN_ZIP_DEFLATE 8

typedef struct {
  char *name;             /* as found: no NUL, not absolute, no ".." in it, else any octets */
  guint64 offset;         /* of the record: its header */
  guint64 data_offset;    /* of its data */
  guint64 end;            /* of the record, with what follows the data */
  guint64 compressed;     /* octets of the data */
  guint64 size;           /* octets when inflated, as stated */
  guint64 central_offset; /* of the entry in the directory */
  guint32 central_size;
  guint32 crc;
  guint16 flags;
  guint16 method;
  guint32 place;     /* of the offset in the directory's entry ... */
  guint8 place_size; /* ... and its octets: 4 or 8 */
  gboolean mismatch; /* the record says something else than the directory */
} SgnZipEntry;

typedef struct {
  SgnInput *input;
  GPtrArray *entries; /* of SgnZipEntry, in the order of the directory */
  GPtrArray *records; /* the same in the order of the file */
  GHashTable *names;  /* name to the first SgnZipEntry of it */
  guint64 base;       /* what the archive's own offsets do not count: what is in front of it */
  guint64 directory_offset;
  guint64 directory_size;
  guint64 zip64_offset;   /* of the end record of ZIP64; 0: there is none */
  guint64 locator_offset; /* of its locator */
  guint64 end_offset;     /* of the end record */
  guint64 end;            /* of the archive, with its comment */
} SgnZip;

/* FILE_DAMAGED names what is wrong and where, FORMAT_UNSUPPORTED what is encrypted or spread over
 * several files. Limits: 500,000 entries, names of 4096 octets. */
SgnZip *sgn_zip_open (SgnInput *input, GError **error);
void sgn_zip_free (SgnZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZip, sgn_zip_free)

/* Whether @input is an archive that has an entry for which @wanted says so; reads the directory
 * only. With @extensions (nullable) also an archive that is damaged or cut off, where its name or
 * what can be read of it says so, and one behind something else. */
typedef gboolean (*SgnZipNameFunc) (const char *name);
gboolean sgn_zip_probe (SgnInput *input, const char *const *extensions, SgnZipNameFunc wanted);
/* Whether it is an archive that is named like one of these. */
gboolean sgn_zip_probe_named (SgnInput *input, const char *const *extensions);
/* Whether an archive begins with the file. */
gboolean sgn_zip_begins (SgnInput *input);

const SgnZipEntry *sgn_zip_find (const SgnZip *self, const char *name);

/* Octets that belong to no entry, entries of the same name, records that disagree with the
 * directory. @folded (nullable): names that whoever reads the archive does not tell apart by case;
 * for others that is a note. */
void sgn_zip_find_anomalies (const SgnZip *self,
                             SgnSeverity severity,
                             SgnZipNameFunc folded,
                             SgnFindings *ret);
/* The same as a reason not to sign: SGN_ERROR_NOT_SIGNABLE. */
gboolean sgn_zip_check_signable (const SgnZip *self, GError **error);

/* Gives the inflated octets of an entry to @sink, in parts. FILE_DAMAGED also when size or CRC are
 * not as stated. */
typedef gboolean (*SgnZipSink) (const guint8 *data, gsize size, gpointer user_data, GError **error);
gboolean sgn_zip_inflate (const SgnZip *self,
                          const SgnZipEntry *entry,
                          SgnZipSink sink,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);
/* All of them, where they are at most @max. (transfer full) */
GBytes *sgn_zip_read (const SgnZip *self, const SgnZipEntry *entry, gsize max, GError **error);
