/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-uncovered"

#include "config.h"

#include "core/base/uncovered.h"

#include <string.h>

#include "core/base/budget.h"
#include "core/base/text.h"

#define MARK_MAX   8 /* what the registers hold */
#define FRAMING    4 /* bytes around a label: lengths, a type */
#define LABEL_MIN  4
#define LABEL_SHOW 256

#define LOOK_MAX    ((guint64) 16 * 1024 * 1024)
#define LOOK_FACTOR 8 /* it takes so much longer than reading */

/* What a kind is known by, at most eight bytes of it. */
typedef struct {
  SgnUncovered kind;
  guint size;
  const char *bytes;
} Mark;

#define MARK(kind, bytes)                                                                          \
  {                                                                                                \
    SGN_UNCOVERED_##kind, sizeof bytes - 1, bytes                                                  \
  }

static const Mark marks[] = {
  MARK (ARCHIVE, "PK\x03\x04"),
  MARK (ARCHIVE, "PK\x05\x06"),
  MARK (ARCHIVE, "PK\x06\x06"),
  MARK (ARCHIVE, "PK\x01\x02"),
  MARK (PROGRAM, "PE\0\0\x4c\x01"),
  MARK (PROGRAM, "PE\0\0\x64\x86"),
  MARK (PROGRAM, "PE\0\0\x64\xaa"),
  MARK (PROGRAM, "PE\0\0\xc4\x01"),
  MARK (PROGRAM,
        "\x7f"
        "ELF"),
  MARK (PROGRAM, "\xca\xfe\xba\xbe\0\0"),
  MARK (PROGRAM, "dex\n03"),
  MARK (PROGRAM, "\x4c\0\0\0\x01\x14\x02\0"),
  MARK (CABINET, "MSCF\0\0\0\0"),
  MARK (COMPOUND, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
  MARK (DOCUMENT, "%PDF-"),
  MARK (DOCUMENT, "{\\rtf"),
  MARK (DOCUMENT, "ITSF\x03\0\0\0"),
  MARK (COMPRESSED, "7z\xbc\xaf\x27\x1c"),
  MARK (COMPRESSED, "Rar!\x1a\x07"),
  MARK (COMPRESSED, "\x1f\x8b\x08\0\0\0\0\0"),
  MARK (COMPRESSED, "\x1f\x8b\x08\x08"),
  MARK (COMPRESSED,
        "\xfd"
        "7zXZ\0"),
  MARK (COMPRESSED, "1AY&SY"),
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
  /* The end of the number of signedData, 1.2.840.113549.1.7.2. */
  MARK (SIGNATURE, "\x86\x48\x86\xf7\x0d\x01\x07\x02"),
};

/* In lower case and without zeros, as UTF-16 has them. */
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

static guint64
pack (const Mark *mark)
{
  guint64 value = 0;

  for (guint i = 0; i < mark->size; i++)
    value = value << 8 | (guint8) mark->bytes[i];
  return value;
}

static void
compare (SgnUncoveredLook *self, const Mark *mark, guint64 seen, guint64 count)
{
  guint64 mask = mark->size < MARK_MAX ? ((guint64) 1 << (8 * mark->size)) - 1 : G_MAXUINT64;

  if (count >= mark->size && (seen & mask) == pack (mark) &&
      (self->found == SGN_UNCOVERED_NOTHING || mark->kind < self->found))
    self->found = mark->kind;
}

static void
note_ends (gboolean *ends, const Mark *list, gsize count)
{
  for (gsize i = 0; i < count; i++)
    ends[(guint8) list[i].bytes[list[i].size - 1]] = TRUE;
}

/* Few bytes end a mark: only those are worth a comparison. */
static gboolean
may_end_mark (guint8 byte)
{
  static gboolean ends[G_MAXUINT8 + 1];
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    note_ends (ends, marks, G_N_ELEMENTS (marks));
    note_ends (ends, text_marks, G_N_ELEMENTS (text_marks));
    g_once_init_leave (&ready, 1);
  }
  return ends[byte];
}

static void
look_at_lines (SgnUncoveredLook *self, guint8 byte)
{
  if (byte == '\n' || byte == '\r')
    self->line_end = TRUE;
  else if (byte >= ' ' && byte <= '~' && self->line_end)
    self->several_lines = TRUE;
  else if (byte != '\t' && (byte < ' ' || byte > '~'))
    self->n_binary++;
}

static void
look_at_text (SgnUncoveredLook *self, guint8 byte)
{
  guint8 folded = (guint8) g_ascii_tolower ((char) byte);

  self->folded = self->folded << 8 | folded;
  for (gsize i = 0; may_end_mark (folded) && i < G_N_ELEMENTS (text_marks); i++)
    compare (self, &text_marks[i], self->folded, self->size);
  look_at_lines (self, byte);
}

static void
look_at (SgnUncoveredLook *self, guint8 byte)
{
  self->raw = self->raw << 8 | byte;
  self->size++;
  self->n_looked++;
  for (gsize i = 0; may_end_mark (byte) && i < G_N_ELEMENTS (marks); i++)
    compare (self, &marks[i], self->raw, self->size);
  if (byte == 0)
    return;
  if (self->first == 0)
    self->first = self->size;
  self->last = self->size;
  look_at_text (self, byte);
}

/* Ends of marks within reach are over after so many zeros. */
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

/* So much is large whatever else it is. */
static gboolean
has_seen_enough (const SgnUncoveredLook *self, gsize size)
{
  return self->n_looked > LOOK_MAX || !sgn_budget_spend (SGN_COST_BYTES, size * LOOK_FACTOR, NULL);
}

void
sgn_uncovered_update (SgnUncoveredLook *self, const guint8 *data, gsize size)
{
  gboolean enough = has_seen_enough (self, size);

  for (gsize i = 0; i < size && !enough;) {
    gsize zeros = count_zeros (self, &data[i], size - i);

    self->size += zeros;
    i += zeros;
    if (i < size)
      look_at (self, data[i++]);
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
