/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* What uncovered bytes could be if the file is opened as another type, most harmful first. If
 * several match, the first is reported. */
typedef enum {
  SGN_UNCOVERED_NOTHING,  /* only zeros, or not examined */
  SGN_UNCOVERED_ARCHIVE,  /* "zip-archive": a record of one. ZIP readers search the last 64 KiB for
                             the end record and take the first one they find */
  SGN_UNCOVERED_PROGRAM,  /* "program": for Windows, Linux or Java; or a shortcut */
  SGN_UNCOVERED_SCRIPT,   /* "script": HTML or text with a script; hosts ignore everything before
                             their first tag */
  SGN_UNCOVERED_CABINET,  /* "cabinet" */
  SGN_UNCOVERED_COMPOUND, /* "compound-file": an installation package, an Office document */
  SGN_UNCOVERED_DOCUMENT, /* "document": PDF, RTF */
  SGN_UNCOVERED_COMPRESSED, /* "compressed": 7z, RAR, gzip, xz, bzip2, Zstandard, tar, disk images
                             */
  SGN_UNCOVERED_TEXT,       /* "text": several lines, which could be commands for cmd.exe */
  SGN_UNCOVERED_LARGE,      /* "large": unknown, larger than SGN_UNCOVERED_LARGE_SIZE */
  SGN_UNCOVERED_SIGNATURE,  /* "signature": the outline of a PKCS #7 message */
  SGN_UNCOVERED_LABEL,      /* "label": one line of text, as download services write */
  SGN_UNCOVERED_UNKNOWN,    /* "unknown": unknown, but small */
  SGN_N_UNCOVERED
} SgnUncovered;

/* Smaller data without the mark of a known type cannot be opened as anything. Old signatures and
 * labels (Chrome's have up to 8 KiB, mostly zeros) have limits of their own. */
#define SGN_UNCOVERED_LARGE_SIZE     1024
#define SGN_UNCOVERED_LABEL_SIZE     4096
#define SGN_UNCOVERED_SIGNATURE_SIZE (32 * 1024)

/* Examines bytes that come in pieces. Marks are found at any position, also across pieces, and text
 * also in UTF-16. The look owns no memory, so it need not be finished. */
typedef struct {
  guint64 raw;    /* the last eight bytes */
  guint64 folded; /* the last eight bytes other than zero, in lower case */
  guint64 size;
  guint64 first; /* offset + 1 of the first byte other than zero; 0: none yet */
  guint64 last;
  guint64 n_binary; /* bytes that are neither printable nor zero */
  guint64 n_looked; /* bytes that were not skipped as zeros */
  gboolean line_end;
  gboolean several_lines;
  SgnUncovered found;
} SgnUncoveredLook;

void sgn_uncovered_init (SgnUncoveredLook *self);
void sgn_uncovered_update (SgnUncoveredLook *self, const guint8 *data, gsize size);
SgnUncovered sgn_uncovered_finish (const SgnUncoveredLook *self);

SgnUncovered sgn_uncovered_judge (const guint8 *data, gsize size);
SgnUncovered sgn_uncovered_judge_bytes (GBytes *bytes);

/* Whether it is harmless even if the file gets another name: nothing, a label, an old signature, a
 * few bytes. */
gboolean sgn_uncovered_is_harmless (SgnUncovered self);
/* Whether readers find it anywhere in the file, so that renaming the file is enough to open it.
 * Other kinds must be cut out first. */
gboolean sgn_uncovered_opens_in_place (SgnUncovered self);

/* The text of a label, for display; NULL if there is none. (transfer full) */
char *sgn_uncovered_get_label (const guint8 *data, gsize size);

/* NULL for SGN_UNCOVERED_NOTHING. (transfer none) */
const char *sgn_uncovered_to_id (SgnUncovered self);
