/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msi"
#include "config.h"

#include <string.h>

#include "core/base/reader.h"
#include "core/format/msi/msi-package.h"

/* External cabinets, which the signature of the package does not cover: strings of the database
 * that name a cabinet and do not begin with "#" (the mark of an embedded one). */
#define MAX_CABINETS 64 /* findings; a package with more says nothing new */
#define ENDING       ".cab"

/* Stream names of tables pack two characters into one UTF-16 unit and begin with a mark. This is
 * not part of [MS-CFB]. */
#define TABLE_MARK 0x4840
#define PAIR_FIRST 0x3800
#define SINGLE     0x4800
#define N_DIGITS   64

static int
find_digit (char character)
{
  static const char digits[N_DIGITS + 1] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "abcdefghijklmnopqrstuvwxyz._";
  const char *found = strchr (digits, character);

  g_assert (found != NULL);
  return (int) (found - digits);
}

static guint32
find_table (const SgnCfb *cfb, const char *name)
{
  guint16 packed[SGN_CFB_MAX_NAME / 2] = { GUINT16_TO_LE (TABLE_MARK) };
  guint count = 1;
  const SgnCfbEntry *root = sgn_cfb_get_entry (cfb, SGN_CFB_ROOT);

  /* Characters are packed in pairs, the first one in the low six bits; the last of an odd
   * number is alone. */
  for (gsize i = 0; name[i] != '\0'; i += 2) {
    int first = find_digit (name[i]);
    int value = SINGLE + first;

    if (name[i + 1] != '\0')
      value = PAIR_FIRST + first + find_digit (name[i + 1]) * N_DIGITS;
    packed[count++] = GUINT16_TO_LE ((guint16) value);
    if (name[i + 1] == '\0')
      break;
  }
  for (guint32 i = 0; i < root->n_children; i++) {
    guint32 id = sgn_cfb_get_child (cfb, SGN_CFB_ROOT, i);
    const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, id);

    if (entry->type == SGN_CFB_STREAM && entry->name_size == count * 2 &&
        memcmp (entry->name, packed, count * 2) == 0)
      return id;
  }
  return SGN_CFB_NONE;
}

static GBytes *
read_table (const SgnCfb *cfb, const char *name)
{
  guint32 id = find_table (cfb, name);

  return id != SGN_CFB_NONE ? sgn_cfb_read_stream (cfb, id, NULL) : NULL;
}

/* The column Cabinet of the table Media is text of this form. Strings are looked at instead of that
 * table, because its columns are packed in a way that depends on the whole schema. */
static gboolean
names_cabinet (const guint8 *text, gsize size)
{
  gsize length = strlen (ENDING);

  return size > length && text[0] != '#' && memchr (text, '\0', size) == NULL &&
         g_ascii_strncasecmp ((const char *) &text[size - length], ENDING, length) == 0;
}

/* Length and reference count of a string; a length of more than 16 bits takes the next entry, too.
 */
static gboolean
read_length (SgnReader *pool, guint32 *length, guint16 *uses)
{
  guint16 low, next;

  if (!sgn_reader_u16 (pool, &low, NULL) || !sgn_reader_u16 (pool, uses, NULL))
    return FALSE;
  *length = low;
  if (low != 0 || *uses == 0)
    return TRUE;
  if (!sgn_reader_u16 (pool, &low, NULL) || !sgn_reader_u16 (pool, &next, NULL))
    return FALSE;
  *length = (guint32) next << 16 | low;
  return TRUE;
}

void
sgn_msi_find_cabinets (const MsiPackage *self, SgnFindings *ret)
{
  g_autoptr (GBytes) pool_bytes = read_table (self->cfb, "_StringPool");
  g_autoptr (GBytes) data_bytes = read_table (self->cfb, "_StringData");
  SgnReader pool, data;
  guint32 length;
  guint16 uses;
  guint count = 0;

  if (pool_bytes == NULL || data_bytes == NULL)
    return;
  sgn_reader_init_bytes (&pool, pool_bytes);
  sgn_reader_init_bytes (&data, data_bytes);
  /* The first entry of the pool holds the code page. */
  if (!sgn_reader_skip (&pool, 4, NULL))
    return;
  while (count < MAX_CABINETS && read_length (&pool, &length, &uses)) {
    const guint8 *text;
    g_autofree char *name = NULL;

    if (!sgn_reader_data (&data, length, &text, NULL))
      return;
    /* A string that was deleted keeps its place in the pool. */
    if (uses == 0 || !names_cabinet (text, length))
      continue;
    name = g_strndup ((const char *) text, length);
    sgn_findings_add (ret, SGN_FINDING_EXTERNAL_CABINET, SGN_SEVERITY_NOTE, 0, 0, name);
    count++;
  }
}
