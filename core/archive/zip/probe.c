/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-zip"

/* Tells formats that are ZIP archives apart by the names in them, quickly: formats probe one after
 * the other. Damaged archives must still be recognised, or they would be refused as an unknown kind
 * instead of a damaged one. */

#include "config.h"

#include <string.h>

#include "core/archive/zip/reader-private.h"
#include "core/base/error.h"
#include "core/base/reader.h"

/* Limits for reading the names in the first records of an archive without central directory. */
#define MAX_RECORDS 64
#define MAX_NAME    4096

static gboolean
begins_with (SgnInput *input, const char *magic)
{
  char start[4];
  gsize length = strlen (magic);

  return sgn_input_read (input, 0, start, length, NULL) && memcmp (start, magic, length) == 0;
}

gboolean
sgn_zip_begins (SgnInput *input)
{
  return begins_with (input, "PK\3\4") || begins_with (input, "PK\5\6");
}

static gboolean
is_named (SgnInput *input, const char *const *extensions)
{
  const char *name = sgn_input_get_name (input);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *lower = dot != NULL ? g_ascii_strdown (&dot[1], -1) : NULL;

  return lower != NULL && extensions != NULL && g_strv_contains (extensions, lower);
}

/* The name of the record at @offset; *offset becomes that of the next record, or 0 if that is
 * unknown. (transfer full) */
static char *
read_record_name (SgnInput *input, guint64 *offset)
{
  guint8 bytes[ZIP_LOCAL_SIZE];
  guint16 flags, name_size, extra_size;
  guint32 magic, packed;
  g_autoptr (GBytes) name = NULL;
  SgnReader reader;

  if (!sgn_input_read (input, *offset, bytes, sizeof bytes, NULL))
    return NULL;
  sgn_reader_init (&reader, bytes, sizeof bytes);
  if (!sgn_reader_u32 (&reader, &magic, NULL) || magic != ZIP_LOCAL ||
      !sgn_reader_skip (&reader, 2, NULL) || !sgn_reader_u16 (&reader, &flags, NULL) ||
      !sgn_reader_skip (&reader, 10, NULL) || !sgn_reader_u32 (&reader, &packed, NULL) ||
      !sgn_reader_skip (&reader, 4, NULL) || !sgn_reader_u16 (&reader, &name_size, NULL) ||
      !sgn_reader_u16 (&reader, &extra_size, NULL) || name_size == 0 || name_size > MAX_NAME)
    return NULL;
  name = sgn_input_read_bytes (input, *offset + ZIP_LOCAL_SIZE, name_size, NULL);
  if (name == NULL)
    return NULL;
  /* The size comes after the data, so there is no way to the next record. */
  if (flags & ZIP_FLAG_DESCRIPTOR && packed == 0)
    *offset = 0;
  else
    *offset += (guint64) ZIP_LOCAL_SIZE + name_size + extra_size + packed;
  return g_strndup (g_bytes_get_data (name, NULL), name_size);
}

static gboolean
has_record (SgnInput *input, SgnZipNameFunc wanted)
{
  guint64 offset = 0;

  for (guint i = 0; i < MAX_RECORDS && (i == 0 || offset != 0); i++) {
    g_autofree char *name = read_record_name (input, &offset);

    if (name == NULL)
      return FALSE;
    if (wanted (name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_entry (const SgnZip *self, SgnZipNameFunc wanted)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (wanted (((const SgnZipEntry *) self->entries->pdata[i])->name))
      return TRUE;
  return FALSE;
}

gboolean
sgn_zip_probe (SgnInput *input, const char *const *extensions, SgnZipNameFunc wanted)
{
  gboolean begins = sgn_zip_begins (input);
  gboolean named = is_named (input, extensions);
  g_autoptr (SgnZip) self = NULL;

  /* Launchers are scripts followed by an archive. */
  if (!begins && !named && !(extensions != NULL && begins_with (input, "#!")))
    return FALSE;
  self = sgn_zip_read_names (input, NULL);
  if (self != NULL)
    return has_entry (self, wanted);
  return extensions != NULL && begins && (named || has_record (input, wanted));
}

gboolean
sgn_zip_probe_named (SgnInput *input, const char *const *extensions)
{
  g_autoptr (SgnZip) self = NULL;

  if (!sgn_zip_begins (input) || !is_named (input, extensions))
    return FALSE;
  self = sgn_zip_read_names (input, NULL);
  return self != NULL;
}
