/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pe"

/* Page hashes (SignTool /ph): file offset and digest of each page, checked when it is read in. */

#include "config.h"
#include "core/format/pe/pe-image.h"

#include <glib/gi18n-lib.h>

#include "core/base/checked.h"
#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/reader.h"
#include "core/base/writer.h"

#define PAGE_SIZE_MIN   512 /* smaller values of SectionAlignment are not tried */
#define PAGE_SIZE_USUAL 4096
#define PAGE_SIZE_LARGE 8192
#define MACHINE_ALPHA   0x0184
#define MACHINE_ALPHA64 0x0284
#define MACHINE_IA64    0x0200
#define TABLE_MAX       ((guint64) 12 * 1024 * 1024)

/* A multiple of every page size. */
#define WINDOW ((gsize) 256 * 1024)

typedef struct {
  const PeImage *image;
  guint32 page_size;
  SgnHash hash;
  EVP_MD_CTX *context;
  guint8 *window;
  guint8 *zeros; /* one page */
  GByteArray *table;
  GCancellable *cancellable;
} Pager;

static void
pager_clear (Pager *self)
{
  g_clear_pointer (&self->context, EVP_MD_CTX_free);
  g_clear_pointer (&self->window, g_free);
  g_clear_pointer (&self->zeros, g_free);
  g_clear_pointer (&self->table, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pager, pager_clear)

static gsize
entry_size (SgnHash hash)
{
  return sizeof (guint32) + sgn_hash_get_size (hash);
}

static guint64
count_pages (const PeImage *image, guint32 page_size)
{
  guint64 count = 2; /* headers and terminator */

  for (guint i = 0; i < image->sections->len; i++) {
    const PeSection *section = &g_array_index (image->sections, PeSection, i);
    count += ((guint64) section->raw_size + page_size - 1) / page_size;
  }
  return count;
}

/* Sections must be inside the file and must not overlap. Other files have no documented page
 * hashes, and pages of overlapping sections could add up to many times the size of the file. */
static gboolean
check_sections (const PeImage *image, GError **error)
{
  guint64 end = sgn_pe_image_get_data_end (image);
  guint64 total = 0;
  gboolean fits = image->has_slot;

  for (guint i = 0; i < image->sections->len; i++) {
    const PeSection *section = &g_array_index (image->sections, PeSection, i);

    fits = fits && sgn_range_fits (section->raw_offset, section->raw_size, end);
    total += section->raw_size;
  }
  if (fits && total <= end)
    return TRUE;

  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_NOT_SIGNABLE,
                       _ ("page hashes require sections that are inside the file"));
  return FALSE;
}

/* Signing changes the headers, and with them the pages of a section that overlaps them. */
static gboolean
check_headers (const PeImage *image, GError **error)
{
  for (guint i = 0; i < image->sections->len; i++) {
    if (g_array_index (image->sections, PeSection, i).raw_offset >= image->headers_end)
      continue;
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("page hashes require sections that begin after the headers"));
    return FALSE;
  }
  return TRUE;
}

static gboolean
start_page (Pager *self, guint64 offset, GError **error)
{
  sgn_writer_u32 (self->table, (guint32) offset);
  if (EVP_DigestInit_ex (self->context, sgn_hash_get_md (self->hash), NULL) == 1)
    return TRUE;
  sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (self->hash));
  return FALSE;
}

static gboolean
end_page (Pager *self, gsize filled, GError **error)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  gsize missing = filled < self->page_size ? self->page_size - filled : 0;

  if (EVP_DigestUpdate (self->context, self->zeros, missing) != 1 ||
      EVP_DigestFinal_ex (self->context, digest, &size) != 1) {
    sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (self->hash));
    return FALSE;
  }
  sgn_writer_data (self->table, digest, size);
  return TRUE;
}

static gboolean
update_page (Pager *self, gconstpointer data, gsize size, GError **error)
{
  if (EVP_DigestUpdate (self->context, data, size) == 1)
    return TRUE;
  sgn_error_set_openssl (error, SGN_ERROR_FAILED, sgn_hash_get_title (self->hash));
  return FALSE;
}

static gboolean
hash_span (Pager *self, guint64 from, guint64 to, GError **error)
{
  while (from < to) {
    gsize size = (gsize) MIN (to - from, WINDOW);

    if (!sgn_input_read (self->image->input, from, self->window, size, error) ||
        !update_page (self, self->window, size, error))
      return FALSE;
    from += size;
  }
  return TRUE;
}

/* The first entry: the headers up to the first section, without the fields that signing changes. */
static gboolean
hash_headers (Pager *self, GError **error)
{
  const PeImage *image = self->image;
  guint64 end = MIN (image->size_of_headers, sgn_pe_image_get_data_end (image));
  guint64 after_checksum = image->checksum_offset + PE_CHECKSUM_SIZE;
  guint64 after_slot = image->slot_offset + PE_DIRECTORY_SIZE;

  for (guint i = 0; i < image->sections->len; i++)
    end = MIN (end, g_array_index (image->sections, PeSection, i).raw_offset);

  return start_page (self, 0, error) &&
         hash_span (self, 0, MIN (image->checksum_offset, end), error) &&
         hash_span (self, after_checksum, MIN (image->slot_offset, end), error) &&
         hash_span (self, after_slot, end, error) && end_page (self, (gsize) end, error);
}

/* @offset is that of a page. */
static gboolean
hash_window (Pager *self, guint64 offset, gsize size, GError **error)
{
  for (gsize done = 0; done < size; done += self->page_size) {
    gsize filled = MIN (self->page_size, size - done);

    if (!start_page (self, offset + done, error) ||
        !update_page (self, &self->window[done], filled, error) || !end_page (self, filled, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
hash_section (Pager *self, const PeSection *section, GError **error)
{
  for (guint64 done = 0; done < section->raw_size; done += WINDOW) {
    gsize size = (gsize) MIN (section->raw_size - done, WINDOW);
    guint64 offset = section->raw_offset + done;

    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !sgn_input_read (self->image->input, offset, self->window, size, error) ||
        !hash_window (self, offset, size, error))
      return FALSE;
  }
  return TRUE;
}

static void
add_terminator (Pager *self)
{
  const GArray *sections = self->image->sections;
  guint64 end = 0;

  if (sections->len > 0) {
    const PeSection *last = &g_array_index (sections, PeSection, sections->len - 1);
    end = (guint64) last->raw_offset + last->raw_size;
  }
  sgn_writer_u32 (self->table, (guint32) end);
  sgn_writer_zeros (self->table, sgn_hash_get_size (self->hash));
}

/* The page size of Windows on this machine type, whatever SectionAlignment says. */
static guint32
get_page_size (const PeImage *image)
{
  switch (image->machine) {
  case MACHINE_ALPHA:
  case MACHINE_ALPHA64:
  case MACHINE_IA64:
    return PAGE_SIZE_LARGE;
  default:
    return PAGE_SIZE_USUAL;
  }
}

static GBytes *
compute (const PeImage *image,
         guint32 page_size,
         SgnHash hash,
         GCancellable *cancellable,
         GError **error)
{
  g_auto (Pager) pager = {
    .image = image,
    .page_size = page_size,
    .hash = hash,
    .context = EVP_MD_CTX_new (),
    .window = g_malloc (WINDOW),
    .zeros = g_malloc0 (page_size),
    .table = g_byte_array_new (),
    .cancellable = cancellable,
  };

  if (!hash_headers (&pager, error))
    return NULL;
  for (guint i = 0; i < image->sections->len; i++)
    if (!hash_section (&pager, &g_array_index (image->sections, PeSection, i), error))
      return NULL;
  add_terminator (&pager);
  return g_byte_array_free_to_bytes (g_steal_pointer (&pager.table));
}

GBytes *
sgn_pe_pages_compute (const PeImage *image, SgnHash hash, GCancellable *cancellable, GError **error)
{
  guint32 page_size = get_page_size (image);

  if (!check_sections (image, error) || !check_headers (image, error))
    return NULL;
  if (image->size_of_headers > page_size) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("page hashes require headers that fit in one page"));
    return NULL;
  }
  if (count_pages (image, page_size) * entry_size (hash) > TABLE_MAX) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the program is too large for page hashes"));
    return NULL;
  }

  return compute (image, page_size, hash, cancellable, error);
}

static guint64
find_difference (GBytes *table, GBytes *computed, SgnHash hash)
{
  gsize step = entry_size (hash);
  gsize size;
  const guint8 *a = g_bytes_get_data (table, NULL);
  const guint8 *b = g_bytes_get_data (computed, &size);
  SgnReader reader;
  guint32 offset = 0;

  sgn_reader_init (&reader, b, size);
  for (gsize i = 0; i + step <= size; i += step)
    if (memcmp (&a[i], &b[i], step) != 0) {
      if (sgn_reader_seek (&reader, i, NULL) && sgn_reader_u32 (&reader, &offset, NULL))
        return offset;
      break;
    }
  return 0;
}

/* A table that was found in a signature of @image. */
typedef struct {
  const PeImage *image;
  GBytes *bytes;
  SgnHash hash;
} Table;

static gboolean
check_with (const Table *self,
            guint32 page_size,
            PePageResult *ret,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) computed = NULL;

  if (g_bytes_get_size (self->bytes) !=
      count_pages (self->image, page_size) * entry_size (self->hash))
    return TRUE;
  computed = compute (self->image, page_size, self->hash, cancellable, error);
  if (computed == NULL)
    return FALSE;
  ret->matches = g_bytes_equal (computed, self->bytes);
  ret->bad_offset = find_difference (self->bytes, computed, self->hash);
  return TRUE;
}

/* Some signers use SectionAlignment as the page size. */
gboolean
sgn_pe_pages_check (const PeImage *image,
                    GBytes *table,
                    SgnHash hash,
                    PePageResult *ret,
                    GCancellable *cancellable,
                    GError **error)
{
  const Table found = { image, table, hash };
  guint32 other = image->section_alignment;
  PePageResult result = { 0 };
  PePageResult result_other = { 0 };

  if (check_sections (image, NULL)) {
    if (!check_with (&found, get_page_size (image), &result, cancellable, error))
      return FALSE;
    if (!result.matches && other != get_page_size (image) && other >= PAGE_SIZE_MIN &&
        other <= WINDOW && (other & (other - 1)) == 0 &&
        !check_with (&found, other, &result_other, cancellable, error))
      return FALSE;
  }

  *ret = result_other.matches ? result_other : result;
  return TRUE;
}
