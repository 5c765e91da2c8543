/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/coverage.h"
#include "config.h"

#include <string.h>

#include "core/archive/cfb/reader.h"
#include "core/archive/zip/reader.h"
#include "core/base/writer.h"

#define MAX_ENTRY   (1024 * 1024)
#define CFB_DEPTH   40
#define AT_CAB_SIZE 8
#define AT_DISKS    4 /* of an archive's end */
#define N_DISKS     4

gboolean
coverage_is_excluded (const SgnSample *sample, guint64 offset)
{
  for (guint i = 0; i < SAMPLE_MAX_EXCLUDED; i++)
    if (offset >= sample->excluded[i].offset &&
        offset - sample->excluded[i].offset < sample->excluded[i].length)
      return TRUE;
  for (guint i = 0; sample->uncovered != NULL && i < sample->uncovered->len; i++) {
    const SgnSampleRange *range = &g_array_index (sample->uncovered, SgnSampleRange, i);

    if (offset >= range->offset && offset - range->offset < range->length)
      return TRUE;
  }
  return FALSE;
}

static void
add_range (GByteArray *to, GBytes *file, guint64 from, guint64 end)
{
  const guint8 *data = g_bytes_get_data (file, NULL);

  sgn_writer_data (to, &data[from], (gsize) (end - from));
}

/* A cabinet up to where it says that it ends. Not covered: a checksum that nobody uses, the number
 * of the cabinet in its set, and of the area for signatures its sizes and what points to them. */
static gboolean
collect_cab (const SgnSample *sample, GBytes *file, GByteArray *to)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  guint32 end;

  if (size < AT_CAB_SIZE + sizeof end)
    return FALSE;
  memcpy (&end, &data[AT_CAB_SIZE], sizeof end);
  end = GUINT32_FROM_LE (end);
  if (end > size)
    return FALSE;
  for (guint32 i = 0; i < end; i++)
    if (!coverage_is_excluded (sample, i))
      g_byte_array_append (to, &data[i], 1);
  return TRUE;
}

static gboolean
is_msi_signature (const SgnCfbEntry *entry, guint32 parent)
{
  return parent == SGN_CFB_ROOT && (sgn_cfb_entry_is_named (entry, "\5DigitalSignature") ||
                                    sgn_cfb_entry_is_named (entry, "\5MsiDigitalSignatureEx"));
}

static gboolean collect_storage (const SgnCfb *cfb, guint32 id, guint depth, GByteArray *to);

static gboolean
collect_entry (const SgnCfb *cfb, guint32 id, guint depth, GByteArray *to)
{
  const SgnCfbEntry *entry = sgn_cfb_get_entry (cfb, id);
  g_autoptr (GBytes) stream = NULL;

  sgn_writer_u16 (to, entry->name_size);
  sgn_writer_data (to, entry->name, entry->name_size);
  sgn_writer_u32 (to, entry->state);
  sgn_writer_u64 (to, entry->created);
  sgn_writer_u64 (to, entry->modified);
  if (entry->type == SGN_CFB_STORAGE)
    return collect_storage (cfb, id, depth + 1, to);
  stream = sgn_cfb_read_stream (cfb, id, NULL);
  if (stream == NULL)
    return FALSE;
  sgn_writer_u64 (to, entry->size);
  sgn_writer_bytes (to, stream);
  return TRUE;
}

static gboolean
collect_storage (const SgnCfb *cfb, guint32 id, guint depth, GByteArray *to)
{
  const SgnCfbEntry *storage = sgn_cfb_get_entry (cfb, id);

  g_assert_cmpuint (depth, <, CFB_DEPTH);
  sgn_writer_data (to, storage->clsid, sizeof storage->clsid);
  sgn_writer_u32 (to, storage->n_children);
  for (guint32 i = 0; i < storage->n_children; i++) {
    guint32 child = sgn_cfb_get_child (cfb, id, i);

    if (!is_msi_signature (sgn_cfb_get_entry (cfb, child), id) &&
        !collect_entry (cfb, child, depth, to))
      return FALSE;
  }
  return TRUE;
}

/* Storages and streams with their names, sizes, classes and dates. Not covered: where in the file
 * they are, in what shape the tree of their names is, the name, state and dates of the root, the
 * class of a stream, and what is left of a sector behind the end of a stream. */
static gboolean
collect_msi (GBytes *file, GByteArray *to)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnCfb) cfb = sgn_cfb_new (input, NULL);

  return cfb != NULL && collect_storage (cfb, SGN_CFB_ROOT, 0, to);
}

/* All records and the whole directory but the entry of the signature. Not covered: the numbers of
 * disks in the end of the archive, which are taken as zero. */
static gboolean
collect_msix (GBytes *file, GByteArray *to)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) zip = sgn_zip_open (input, NULL);
  const SgnZipEntry *signature = zip != NULL ? sgn_zip_find (zip, "AppxSignature.p7x") : NULL;

  if (signature == NULL)
    return FALSE;
  add_range (to, file, 0, signature->offset);
  add_range (to, file, signature->end, signature->central_offset);
  add_range (to,
             file,
             signature->central_offset + signature->central_size,
             zip->end_offset + AT_DISKS);
  add_range (to, file, zip->end_offset + AT_DISKS + N_DISKS, zip->end);
  return TRUE;
}

static gboolean
is_jar_signature (const char *name)
{
  static const char *const endings[] = { ".SF", ".RSA", ".EC", ".DSA" };

  if (!g_str_has_prefix (name, "META-INF/"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SgnZipEntry *first = *(const SgnZipEntry *const *) a;
  const SgnZipEntry *second = *(const SgnZipEntry *const *) b;

  return strcmp (first->name, second->name);
}

/* The manifest and the content of all files. Not covered: the archive around them, with the order,
 * the dates and the compression of its entries, folders, and a second signature's files. */
static gboolean
collect_jar (GBytes *file, GByteArray *to)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnZip) zip = sgn_zip_open (input, NULL);

  if (zip == NULL)
    return FALSE;
  g_ptr_array_sort (zip->entries, compare_names);
  for (guint i = 0; i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];
    g_autoptr (GBytes) content = NULL;

    if (g_str_has_suffix (entry->name, "/") || is_jar_signature (entry->name))
      continue;
    content = sgn_zip_read (zip, entry, MAX_ENTRY, NULL);
    if (content == NULL)
      return FALSE;
    sgn_writer_data (to, entry->name, strlen (entry->name) + 1);
    sgn_writer_u64 (to, g_bytes_get_size (content));
    sgn_writer_bytes (to, content);
  }
  return TRUE;
}

GBytes *
coverage_collect (const SgnSample *sample, GBytes *file)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  gboolean ok = FALSE;

  if (g_str_equal (sample->format, "cab"))
    ok = collect_cab (sample, file, octets);
  else if (g_str_equal (sample->format, "msi"))
    ok = collect_msi (file, octets);
  else if (g_str_equal (sample->format, "msix"))
    ok = collect_msix (file, octets);
  else if (g_str_equal (sample->format, "jar"))
    ok = collect_jar (file, octets);
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&octets)) : NULL;
}
