/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-uncovered"

/* What could bytes be that no signature covers? Attackers append to signed files: the signature
 * stays valid, and what was appended runs as soon as the file is opened as something else. Whether
 * bytes are dangerous is judged by the marks of file types that programs find in the middle of a
 * file. */

#include "config.h"

#include "core/base/uncovered.h"

#include <string.h>

#include "core/base/budget.h"
#include "core/base/text.h"

#define MARK_MAX   8 /* in bytes, the size of a register */
#define FRAMING    4 /* bytes around a label: lengths, type */
#define LABEL_MIN  4
#define LABEL_SHOW 256

#define LOOK_MAX    ((guint64) 16 * 1024 * 1024)
#define LOOK_FACTOR 8 /* time relative to reading */

/* A byte sequence that identifies a kind, at most eight bytes. */
typedef struct {
  SgnUncovered kind;
  guint size;
  const char *bytes;
} Mark;

#define MARK(kind, bytes)                                                                          \
  {                                                                                                \
    SGN_UNCOVERED_##kind, sizeof (bytes) - 1, bytes                                                \
  }

static const Mark marks[] = {
  /* APPNOTE 4.3.7, 4.3.16, 4.3.14 and 4.3.12: file header, end records, directory */
  MARK (ARCHIVE, "PK\x03\x04"),
  MARK (ARCHIVE, "PK\x05\x06"),
  MARK (ARCHIVE, "PK\x06\x06"),
  MARK (ARCHIVE, "PK\x01\x02"),
  /* PE\0\0 and the machine: i386, x64, ARM64, ARM Thumb-2 (PE/COFF, 3.3.1) */
  MARK (PROGRAM, "PE\0\0\x4c\x01"),
  MARK (PROGRAM, "PE\0\0\x64\x86"),
  MARK (PROGRAM, "PE\0\0\x64\xaa"),
  MARK (PROGRAM, "PE\0\0\xc4\x01"),
  MARK (PROGRAM,
        "\x7f"
        "ELF"),
  /* a Java class; a Dalvik program; a shell link ([MS-SHLLINK] 2.1) */
  MARK (PROGRAM, "\xca\xfe\xba\xbe\0\0"),
  MARK (PROGRAM, "dex\n03"),
  MARK (PROGRAM, "\x4c\0\0\0\x01\x14\x02\0"),
  MARK (CABINET, "MSCF\0\0\0\0"),
  /* [MS-CFB] 2.2 */
  MARK (COMPOUND, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  MARK (DOCUMENT, "%PDF-"),
  MARK (DOCUMENT, "{\\rtf"),
  /* compiled HTML help */
  MARK (DOCUMENT, "ITSF\x03\0\0\0"),
  MARK (COMPRESSED, "7z\xbc\xaf\x27\x1c"),
  MARK (COMPRESSED, "Rar!\x1a\x07"),
  /* gzip (RFC 1952, 2.3.1) without a name, and with one */
  MARK (COMPRESSED, "\x1f\x8b\x08\0\0\0\0\0"),
  MARK (COMPRESSED, "\x1f\x8b\x08\x08"),
  MARK (COMPRESSED,
        "\xfd"
        "7zXZ\0"),
  /* bzip2: the digits of pi that begin a block */
  MARK (COMPRESSED, "1AY&SY"),
  /* Zstandard (RFC 8878, 3.1.1) */
  MARK (COMPRESSED, "\x28\xb5\x2f\xfd"),
  MARK (COMPRESSED, "ustar\0"),
  MARK (COMPRESSED, "ustar  "),
  MARK (COMPRESSED, "!<arch>\n"),
  MARK (COMPRESSED, "MSWIM\0\0\0"),
  MARK (COMPRESSED,
        "\x01"
        "CD001"),
  MARK (COMPRESSED, "vhdxfile"),
  MARK (COMPRESSED, "conectix"),
  /* The end of the OID signedData, 1.2.840.113549.1.7.2. */
  MARK (SIGNATURE, "\x86\x48\x86\xf7\x0d\x01\x07\x02"),
};

/* In lower case and, to match UTF-16 as well, without zeros. */
static const Mark text_marks[] = {
  MARK (SCRIPT, "<script"),  MARK (SCRIPT, "<html"),    MARK (SCRIPT, "<!doctyp"),
  MARK (SCRIPT, "<hta:"),    MARK (SCRIPT, "<?php"),    MARK (SCRIPT, "<?xml"),
  MARK (SCRIPT, "<package"), MARK (SCRIPT, "<job"),     MARK (SCRIPT, "<body"),
  MARK (SCRIPT, "<head"),    MARK (SCRIPT, "<iframe"),  MARK (SCRIPT, "<img"),
  MARK (SCRIPT, "<svg"),     MARK (SCRIPT, "<object"),  MARK (SCRIPT, "<embed"),
  MARK (SCRIPT, "<style"),   MARK (SCRIPT, "<link"),    MARK (SCRIPT, "<meta"),
  MARK (SCRIPT, "<form"),    MARK (SCRIPT, "<input"),   MARK (SCRIPT, "<video"),
  MARK (SCRIPT, "javascri"), MARK (SCRIPT, "vbscript"), MARK (SCRIPT, "mshta"),
  MARK (SCRIPT, "#!/bin/"),  MARK (SCRIPT, "#!/usr/"),  MARK (SCRIPT, "wscript."),
  MARK (SCRIPT, "powershe"), MARK (SCRIPT, "@echo"),    MARK (SCRIPT, "[interne"),
};

/* Marks as numbers, indexed by their last byte. */
typedef struct {
  SgnUncovered kind;
  guint size;
  guint64 value;
  guint64 mask;
  guint next; /* index + 1 of the next mark with the same last byte; 0: none */
} PackedMark;

typedef struct {
  PackedMark marks[64];
  guint count;
  guint first[G_MAXUINT8 + 1]; /* index + 1 of the first mark with this last byte; 0: none */
} MarkTable;

typedef struct {
  MarkTable raw;
  MarkTable text;
} MarkTables;

G_STATIC_ASSERT (G_N_ELEMENTS (marks) <= 64 && G_N_ELEMENTS (text_marks) <= 64);

static void
pack (MarkTable *table, const Mark *mark)
{
  PackedMark *packed = &table->marks[table->count++];
  guint8 end = (guint8) mark->bytes[mark->size - 1];

  for (guint i = 0; i < mark->size; i++) {
    packed->value = packed->value << 8 | (guint8) mark->bytes[i];
    packed->mask = packed->mask << 8 | G_MAXUINT8;
  }
  packed->kind = mark->kind;
  packed->size = mark->size;
  packed->next = table->first[end];
  table->first[end] = table->count;
}

static const MarkTables *
get_tables (void)
{
  static MarkTables tables;
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
      pack (&tables.raw, &marks[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (text_marks); i++)
      pack (&tables.text, &text_marks[i]);
    g_once_init_leave (&ready, 1);
  }
  return &tables;
}

static void
compare (SgnUncoveredLook *self, const MarkTable *table, guint8 end, guint64 seen)
{
  for (guint i = table->first[end]; i > 0; i = table->marks[i - 1].next) {
    const PackedMark *mark = &table->marks[i - 1];

    /* Kinds are in order of harm, so the smaller one wins. */
    if (self->size >= mark->size && (seen & mark->mask) == mark->value &&
        (self->found == SGN_UNCOVERED_NOTHING || mark->kind < self->found))
      self->found = mark->kind;
  }
}

static void
look_at_lines (SgnUncoveredLook *self, guint8 byte)
{
  if (byte == '\n' || byte == '\r')
    self->line_end = TRUE;
  else if (byte >= ' ' && byte <= '~' && self->line_end)
    /* A further line with text: cmd.exe skips lines it does not understand and runs the next. */
    self->several_lines = TRUE;
  else if (byte != '\t' && (byte < ' ' || byte > '~'))
    self->n_binary++;
}

static void
look_at_text (SgnUncoveredLook *self, const MarkTable *table, guint8 byte)
{
  guint8 folded = (guint8) g_ascii_tolower ((char) byte);

  self->folded = self->folded << 8 | folded;
  compare (self, table, folded, self->folded);
  look_at_lines (self, byte);
}

static void
look_at (SgnUncoveredLook *self, const MarkTables *tables, guint8 byte)
{
  self->raw = self->raw << 8 | byte;
  self->size++;
  self->n_looked++;
  compare (self, &tables->raw, byte, self->raw);
  if (byte == 0)
    return;
  if (self->first == 0)
    self->first = self->size;
  self->last = self->size;
  look_at_text (self, &tables->text, byte);
}

/* Counts zeros that no mark can span. */
static gsize
count_zeros (const SgnUncoveredLook *self, const guint8 *data, gsize size)
{
  gsize count = 0;

  if (self->raw != 0)
    return 0;
  while (count < size && data[count] == 0)
    count++;
  return count;
}

void
sgn_uncovered_init (SgnUncoveredLook *self)
{
  *self = (SgnUncoveredLook){ 0 };
}

/* Whether so much was examined that the data counts as large, whatever else it is. */
static gboolean
has_seen_enough (const SgnUncoveredLook *self, gsize size)
{
  return self->n_looked > LOOK_MAX || !sgn_budget_spend (SGN_COST_BYTES, size * LOOK_FACTOR, NULL);
}

void
sgn_uncovered_update (SgnUncoveredLook *self, const guint8 *data, gsize size)
{
  const MarkTables *tables = get_tables ();
  gboolean enough = has_seen_enough (self, size);

  for (gsize i = 0; i < size && !enough;) {
    gsize zeros = count_zeros (self, &data[i], size - i);

    self->size += zeros;
    i += zeros;
    if (i < size)
      look_at (self, tables, data[i++]);
  }
  if (!enough)
    return;
  if (self->first == 0)
    self->first = self->size + 1;
  self->size += size;
  self->last = self->size;
}

SgnUncovered
sgn_uncovered_finish (const SgnUncoveredLook *self)
{
  guint64 span = self->first > 0 ? self->last - self->first + 1 : 0;
  gboolean is_text = span >= LABEL_MIN && self->n_binary <= MIN (FRAMING, span / LABEL_MIN);

  if (span == 0)
    return SGN_UNCOVERED_NOTHING;
  /* No signature is that large, so something else is in it or around it. */
  if (self->found == SGN_UNCOVERED_SIGNATURE && span > SGN_UNCOVERED_SIGNATURE_SIZE)
    return SGN_UNCOVERED_LARGE;
  if (self->found != SGN_UNCOVERED_NOTHING)
    return self->found;
  if (is_text && self->several_lines)
    return SGN_UNCOVERED_TEXT;
  if (is_text && span <= SGN_UNCOVERED_LABEL_SIZE)
    return SGN_UNCOVERED_LABEL;
  return span > SGN_UNCOVERED_LARGE_SIZE ? SGN_UNCOVERED_LARGE : SGN_UNCOVERED_UNKNOWN;
}

SgnUncovered
sgn_uncovered_judge (const guint8 *data, gsize size)
{
  SgnUncoveredLook look;

  sgn_uncovered_init (&look);
  sgn_uncovered_update (&look, data, size);
  return sgn_uncovered_finish (&look);
}

SgnUncovered
sgn_uncovered_judge_bytes (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return sgn_uncovered_judge (data, size);
}

gboolean
sgn_uncovered_is_harmless (SgnUncovered self)
{
  return self == SGN_UNCOVERED_NOTHING || self == SGN_UNCOVERED_LABEL ||
         self == SGN_UNCOVERED_SIGNATURE || self == SGN_UNCOVERED_UNKNOWN;
}

gboolean
sgn_uncovered_opens_in_place (SgnUncovered self)
{
  return self == SGN_UNCOVERED_ARCHIVE || self == SGN_UNCOVERED_SCRIPT ||
         self == SGN_UNCOVERED_DOCUMENT || self == SGN_UNCOVERED_COMPRESSED ||
         self == SGN_UNCOVERED_TEXT;
}

char *
sgn_uncovered_get_label (const guint8 *data, gsize size)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (sgn_uncovered_judge (data, size) != SGN_UNCOVERED_LABEL)
    return NULL;
  for (gsize i = 0; i < size && text->len < LABEL_SHOW; i++)
    if (data[i] >= ' ' && data[i] <= '~')
      g_string_append_c (text, (char) data[i]);
  return sgn_text_display (text->str);
}

static const char *const ids[SGN_N_UNCOVERED] = {
  [SGN_UNCOVERED_ARCHIVE] = "zip-archive",
  [SGN_UNCOVERED_PROGRAM] = "program",
  [SGN_UNCOVERED_SCRIPT] = "script",
  [SGN_UNCOVERED_CABINET] = "cabinet",
  [SGN_UNCOVERED_COMPOUND] = "compound-file",
  [SGN_UNCOVERED_DOCUMENT] = "document",
  [SGN_UNCOVERED_COMPRESSED] = "compressed",
  [SGN_UNCOVERED_TEXT] = "text",
  [SGN_UNCOVERED_LARGE] = "large",
  [SGN_UNCOVERED_SIGNATURE] = "signature",
  [SGN_UNCOVERED_LABEL] = "label",
  [SGN_UNCOVERED_UNKNOWN] = "unknown",
};

const char *
sgn_uncovered_to_id (SgnUncovered self)
{
  g_return_val_if_fail (self < SGN_N_UNCOVERED, "unknown");

  return ids[self];
}
