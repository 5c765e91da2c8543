/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* What bytes that no signature covers could be for somebody who opens the file as something else.
 * The order is that of harm: of several the first is told. */
typedef enum {
  SGN_UNCOVERED_NOTHING,    /* zeros only; also: nobody looked */
  SGN_UNCOVERED_ARCHIVE,    /* "zip-archive": a record of one. ZIP readers look for the end record
                               in the last 64 KiB and take the first record that comes */
  SGN_UNCOVERED_PROGRAM,    /* "program": Windows, Linux, Java, a shortcut */
  SGN_UNCOVERED_SCRIPT,     /* "script": HTML or text with a script in it; the hosts skip what is
                               before their first mark */
  SGN_UNCOVERED_CABINET,    /* "cabinet" */
  SGN_UNCOVERED_COMPOUND,   /* "compound-file": an installation package, an Office document */
  SGN_UNCOVERED_DOCUMENT,   /* "document": PDF, RTF */
  SGN_UNCOVERED_COMPRESSED, /* "compressed": 7z, RAR, gzip, xz, bzip2, Zstandard, tar, disk images
                             */
  SGN_UNCOVERED_TEXT,       /* "text": several lines, each could be a command to cmd.exe */
  SGN_UNCOVERED_LARGE,      /* "large": nothing known, above SGN_UNCOVERED_LARGE_SIZE */
  SGN_UNCOVERED_SIGNATURE,  /* "signature": the outline of a PKCS #7 message */
  SGN_UNCOVERED_LABEL,      /* "label": one line of text, as download services write it */
  SGN_UNCOVERED_UNKNOWN,    /* "unknown": nothing known, and small */
  SGN_N_UNCOVERED
} SgnUncovered;

/* What is smaller and bears no mark of a known kind cannot be opened as anything; old signatures
 * and labels (Chrome's are up to 8 KiB, mostly zeros) have a bound of their own. */
#define SGN_UNCOVERED_LARGE_SIZE     1024
#define SGN_UNCOVERED_LABEL_SIZE     4096
#define SGN_UNCOVERED_SIGNATURE_SIZE (32 * 1024)

/* One look at bytes that come piece by piece. Marks are found wherever they are, also across two
 * pieces, and text also in UTF-16. No memory is held: a look needs no end. */
typedef struct {
  guint64 raw;    /* the last eight bytes */
  guint64 folded; /* the last eight that are not zero, in lower case */
  guint64 size;
  guint64 first; /* one more than the place of the first byte that is not zero; 0: none yet */
  guint64 last;
  guint64 n_binary; /* neither printable nor zero */
  guint64 n_looked; /* bytes that were not passed over as zeros */
  gboolean line_end;
  gboolean several_lines;
  SgnUncovered found;
} SgnUncoveredLook;

void sgn_uncovered_init (SgnUncoveredLook *self);
void sgn_uncovered_update (SgnUncoveredLook *self, const guint8 *data, gsize size);
SgnUncovered sgn_uncovered_finish (const SgnUncoveredLook *self);

SgnUncovered sgn_uncovered_judge (const guint8 *data, gsize size);
SgnUncovered sgn_uncovered_judge_bytes (GBytes *bytes);

/* Whether it is harmless where a file could be given another name: nothing, a label, an old
 * signature, a few bytes. */
gboolean sgn_uncovered_is_harmless (SgnUncovered self);
/* What opens it looks for it anywhere in the file, so the file needs only another name. The other
 * kinds have to be cut out first. */
gboolean sgn_uncovered_opens_in_place (SgnUncovered self);

/* The text of a label, for showing; NULL when there is none. (transfer full) */
char *sgn_uncovered_get_label (const guint8 *data, gsize size);

/* NULL for nothing. */
const char *sgn_uncovered_to_id (SgnUncovered self);
