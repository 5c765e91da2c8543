/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* The certificate table: WIN_CERTIFICATE entries at data directory 4 (PE Format, "The Attribute
 * Certificate Table (Image Only)"). Reads, checks and writes them; what is in them is for
 * core/cms. */

#include "config.h"
#include "core/format/pe/pe-image.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/asn1/der.h"
#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/reader.h"
#include "core/base/writer.h"
#include "core/io/uncovered-range.h"

/* Firmware tries them one by one, so a program with thousands would keep it busy; real ones
 * have a few. */
#define MAX_ENTRIES 256

static gboolean
fail (GError **error, const char *reason, guint64 offset)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_DAMAGED,
               /* Translators: what is wrong with the table, then where in the file */
               _ ("%s (offset %" PRIu64 ")"),
               reason,
               offset);
  return FALSE;
}

static gboolean
read_entry (SgnInput *input, guint64 offset, PeEntry *ret, GError **error)
{
  guint8 header[PE_ENTRY_HEADER];
  SgnReader reader;

  if (!sgn_input_read (input, offset, header, sizeof header, error))
    return FALSE;

  sgn_reader_init (&reader, header, sizeof header);
  ret->offset = offset;
  return sgn_reader_u32 (&reader, &ret->length, error) &&
         sgn_reader_u16 (&reader, &ret->revision, error) &&
         sgn_reader_u16 (&reader, &ret->type, error);
}

/* Windows requires the table to end the file (MS12-024), so a table before or inside the headers is
 * not one. Accepting it would leave what follows it out of the digest. */
static gboolean
is_after_headers (const PeImage *image)
{
  return image->table_offset >= image->headers_end;
}

gboolean
sgn_pe_table_has_entry (const PeImage *image)
{
  PeEntry entry;

  return is_after_headers (image) && read_entry (image->input, image->table_offset, &entry, NULL) &&
         (entry.type == PE_TYPE_PKCS_SIGNED_DATA || entry.type == PE_TYPE_EFI_GUID ||
          (entry.type != 0 &&
           (entry.revision == PE_REVISION_2_0 || entry.revision == PE_REVISION_1_0)));
}

/* Reserved space that was never filled, or a signature that was wiped. */
gboolean
sgn_pe_table_is_zero (const PeImage *image)
{
  return is_after_headers (image) &&
         sgn_range_fits (image->table_offset, image->table_size, image->size) &&
         sgn_input_judge_uncovered (image->input, image->table_offset, image->table_size) ==
             SGN_UNCOVERED_NOTHING;
}

static gboolean
read_checked_entry (PeImage *image, guint64 offset, PeEntry *ret, guint64 *size, GError **error)
{
  guint64 end = image->table_offset + image->table_size;

  if (end - offset < PE_ENTRY_HEADER)
    return fail (error, _ ("the certificate table ends in the middle of an entry"), offset);
  if (!read_entry (image->input, offset, ret, error))
    return FALSE;
  if (ret->length < PE_ENTRY_HEADER || !sgn_round_up (ret->length, PE_ALIGNMENT, size) ||
      *size > end - offset)
    return fail (error, _ ("the length of an entry in the certificate table is wrong"), offset);
  return TRUE;
}

/* The entries, each rounded up, should fill the table. Windows uses the first entry and ignores the
 * rest, so an invalid entry after it does not affect the first. */
static gboolean
read_entries (PeImage *image, GError **error)
{
  while (image->entries_size < image->table_size && image->entries->len < MAX_ENTRIES) {
    g_autoptr (GError) local = NULL;
    PeEntry entry;
    guint64 size;

    if (!read_checked_entry (image,
                             image->table_offset + image->entries_size,
                             &entry,
                             &size,
                             &local)) {
      if (image->entries->len > 0)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    g_array_append_val (image->entries, entry);
    image->entries_size += size;
  }
  return TRUE;
}

gboolean
sgn_pe_table_parse (PeImage *image, GError **error)
{
  if (image->table_size == 0 || sgn_pe_table_is_zero (image))
    return TRUE;
  if (!sgn_range_fits (image->table_offset, image->table_size, image->size))
    return fail (error,
                 _ ("the certificate table reaches past the end of the file"),
                 image->table_offset);
  return read_entries (image, error);
}

gboolean
sgn_pe_table_guess (SgnInput *input, guint64 offset, guint64 size)
{
  PeEntry entry;
  guint64 rounded;

  if (offset == 0 || size < PE_ENTRY_HEADER ||
      !sgn_range_fits (offset, size, sgn_input_get_size (input)) ||
      !read_entry (input, offset, &entry, NULL))
    return FALSE;

  return (entry.revision == PE_REVISION_2_0 || entry.revision == PE_REVISION_1_0) &&
         entry.type == PE_TYPE_PKCS_SIGNED_DATA && entry.length > PE_ENTRY_HEADER &&
         sgn_round_up (entry.length, PE_ALIGNMENT, &rounded) && rounded <= size + PE_ALIGNMENT - 1;
}

/* The outer length tells where the DER ends. Bytes that are not DER are returned whole: reading
 * them as a signature gives the error. */
gboolean
sgn_pe_table_read (PeImage *image, const PeEntry *entry, PeEntryContent *ret, GError **error)
{
  guint64 offset = entry->offset + PE_ENTRY_HEADER;
  guint64 skipped = entry->type == PE_TYPE_EFI_GUID ? PE_GUID_SIZE : 0;
  guint64 size = entry->length - PE_ENTRY_HEADER;
  g_autoptr (GBytes) content = NULL;
  SgnDerElement element;
  SgnDer der;

  skipped = MIN (skipped, size);
  content = sgn_input_read_bytes (image->input, offset + skipped, size - skipped, error);
  if (content == NULL) {
    g_prefix_error (error, _ ("certificate table entry: "));
    return FALSE;
  }

  der = sgn_der_from_bytes (content);
  if (!sgn_der_next (&der, &element, NULL)) {
    element.whole.size = g_bytes_get_size (content);
    der.size = 0;
  }
  ret->der = g_bytes_new_from_bytes (content, 0, element.whole.size);
  ret->padding_offset = offset + skipped + element.whole.size;
  ret->padding_size = der.size;
  ret->padding_is_zero = sgn_is_zero (der.data, der.size);
  return TRUE;
}

void
sgn_pe_entry_content_clear (PeEntryContent *self)
{
  g_clear_pointer (&self->der, g_bytes_unref);
}

/* dwLength includes the padding, as SignTool writes it. */
GBytes *
sgn_pe_table_build (GPtrArray *signatures)
{
  GByteArray *table = g_byte_array_new ();

  for (guint i = 0; i < signatures->len; i++) {
    GBytes *der = g_ptr_array_index (signatures, i);
    guint64 length;

    if (!sgn_round_up (PE_ENTRY_HEADER + g_bytes_get_size (der), PE_ALIGNMENT, &length) ||
        length > G_MAXUINT32)
      g_return_val_if_reached (g_byte_array_free_to_bytes (table));
    sgn_writer_u32 (table, (guint32) length);
    sgn_writer_u16 (table, PE_REVISION_2_0);
    sgn_writer_u16 (table, PE_TYPE_PKCS_SIGNED_DATA);
    sgn_writer_bytes (table, der);
    sgn_writer_align (table, PE_ALIGNMENT);
  }

  return g_byte_array_free_to_bytes (table);
}
