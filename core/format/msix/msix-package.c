/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* Opens an app package or bundle, and computes the table of digests that is signed. Verifying and
 * signing both compute it from a view of the package without its signature; see
 * sgn_msix_package_view(). */

#include "config.h"

#include "core/format/msix/msix-package.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/writer.h"

#define MAX_PART (16 * 1024 * 1024) /* of the manifest and the content types, inflated */
#define TAG_SIZE 4                  /* "APPX", "AXPC" and so on */

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

static void
find_publisher (GMarkupParseContext *context,
                const char *element,
                const char **names,
                const char **values,
                gpointer user_data,
                GError **error)
{
  char **publisher = user_data;

  if (*publisher != NULL || !g_str_equal (element, "Identity"))
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "Publisher"))
      *publisher = g_strdup (values[i]);
}

static gboolean
read_publisher (MsixPackage *self, GError **error)
{
  static const GMarkupParser parser = { .start_element = find_publisher };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GBytes) manifest = sgn_zip_read (self->zip, self->manifest, MAX_PART, error);
  const char *text;
  gsize size;

  if (manifest == NULL)
    return FALSE;
  text = g_bytes_get_data (manifest, &size);
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) {
    text = &text[3];
    size -= 3;
  }
  context = g_markup_parse_context_new (&parser, 0, &self->publisher, NULL);
  if (size == 0 || !g_markup_parse_context_parse (context, text, (gssize) size, NULL) ||
      !g_markup_parse_context_end_parse (context, NULL) || self->publisher == NULL)
    return fail (error, _ ("the manifest of the package is damaged"));
  return TRUE;
}

static gboolean
find_parts (MsixPackage *self, GError **error)
{
  const SgnZip *zip = self->zip;

  self->manifest = sgn_zip_find (zip, MSIX_BUNDLE_MANIFEST);
  self->bundle = self->manifest != NULL;
  if (!self->bundle)
    self->manifest = sgn_zip_find (zip, MSIX_MANIFEST);
  self->block_map = sgn_zip_find (zip, MSIX_BLOCK_MAP);
  self->content_types = sgn_zip_find (zip, MSIX_CONTENT_TYPES);
  self->signature = sgn_zip_find (zip, MSIX_SIGNATURE);
  if (self->manifest == NULL || self->block_map == NULL || self->content_types == NULL)
    return fail (error, _ ("a required part of the package is missing"));
  /* AXPC covers the file up to the signature's record, so a record after it would be in no
   * digest. */
  if (self->signature != NULL && (zip->entries->pdata[zip->entries->len - 1] != self->signature ||
                                  zip->records->pdata[zip->records->len - 1] != self->signature))
    return fail (error, _ ("the signature is not the last part of the package"));
  return TRUE;
}

MsixPackage *
sgn_msix_package_open (SgnInput *input, GError **error)
{
  MsixPackage *self = g_new0 (MsixPackage, 1);

  self->input = sgn_input_ref (input);
  self->zip = sgn_zip_open (input, error);
  if (self->zip != NULL && find_parts (self, error) && read_publisher (self, error) &&
      sgn_msix_block_map_read_hash (self->zip, self->block_map, &self->hash, error))
    return self;
  sgn_msix_package_free (self);
  return NULL;
}

void
sgn_msix_package_free (MsixPackage *self)
{
  sgn_zip_free (self->zip);
  sgn_input_unref (self->input);
  g_free (self->publisher);
  g_free (self);
}

static gboolean
replace_content_types (const MsixPackage *self, gboolean signing, SgnZipEdit *edit, GError **error)
{
  g_autoptr (GBytes) old = sgn_zip_read (self->zip, self->content_types, MAX_PART, error);
  g_autoptr (GBytes) new = NULL;

  if (old == NULL)
    return FALSE;
  new = signing ? sgn_msix_content_types_add (old) : sgn_msix_content_types_remove (old);
  if (new == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the list of content types has no place for the signature"));
    return FALSE;
  }
  /* Untouched where possible: compressing again would change bytes that are covered by AXPC. */
  if (g_bytes_equal (old, new))
    return TRUE;
  sgn_zip_edit_remove (edit, self->content_types);
  sgn_zip_edit_append (edit, MSIX_CONTENT_TYPES, new, SGN_ZIP_DEFLATE);
  return TRUE;
}

SgnZipEdit *
sgn_msix_package_edit (const MsixPackage *self, gboolean signing, GError **error)
{
  g_autoptr (SgnZipEdit) edit = sgn_zip_edit_new (self->zip);
  const SgnZipEntry *catalog = sgn_zip_find (self->zip, MSIX_CATALOG);

  if (self->signature != NULL)
    sgn_zip_edit_remove (edit, self->signature);
  /* The catalog was added with the signature. */
  if (catalog != NULL && !signing)
    sgn_zip_edit_remove (edit, catalog);
  /* MakeAppx writes 0xffff as the disk numbers of the end record. Windows hashes zeros. */
  sgn_zip_edit_clear_disks (edit);
  return replace_content_types (self, signing, edit, error) ? g_steal_pointer (&edit) : NULL;
}

SgnInput *
sgn_msix_package_view (const MsixPackage *self, gboolean signing, GError **error)
{
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnPatch) patch = NULL;

  if (signing) {
    edit = sgn_msix_package_edit (self, TRUE, error);
    if (edit == NULL)
      return NULL;
  } else {
    edit = sgn_zip_edit_new (self->zip);
    if (self->signature != NULL)
      sgn_zip_edit_remove (edit, self->signature);
    sgn_zip_edit_clear_disks (edit);
  }
  patch = sgn_zip_edit_finish (edit, error);
  return patch != NULL ? sgn_input_new_patched (self->input, patch, error) : NULL;
}

/* The table of digests on its way. */
typedef struct {
  SgnInput *view;
  const SgnZip *zip; /* the same, opened */
  SgnHash hash;
  GCancellable *cancellable;
  GByteArray *table;
} Digester;

/* Adds a tag and the digest of a range of the file. */
static gboolean
add_range (Digester *self, const char *tag, guint64 start, guint64 end, GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();
  g_autoptr (GBytes) digest = NULL;

  sgn_ranges_add (ranges, start, end - start);
  digest = sgn_digest_range (self->view, ranges, self->hash, self->cancellable, error);
  if (digest == NULL)
    return FALSE;
  sgn_writer_data (self->table, tag, TAG_SIZE);
  sgn_writer_bytes (self->table, digest);
  return TRUE;
}

static gboolean
update_digest (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  EVP_DigestUpdate (user_data, data, size);
  return TRUE;
}

/* Adds a tag and the digest of an inflated part, if the part exists. */
static gboolean
add_part (Digester *self, const char *tag, const char *name, GError **error)
{
  const SgnZipEntry *entry = sgn_zip_find (self->zip, name);
  EVP_MD_CTX *context;
  guint8 digest[SGN_HASH_MAX_SIZE];
  gboolean ok;

  if (entry == NULL)
    return TRUE;
  context = EVP_MD_CTX_new ();
  EVP_DigestInit_ex (context, sgn_hash_get_md (self->hash), NULL);
  ok = sgn_zip_inflate (self->zip, entry, update_digest, context, self->cancellable, error);
  EVP_DigestFinal_ex (context, digest, NULL);
  EVP_MD_CTX_free (context);
  sgn_writer_data (self->table, tag, TAG_SIZE);
  sgn_writer_data (self->table, digest, sgn_hash_get_size (self->hash));
  return ok;
}

/* The order of the tags is fixed. AXPC ends where the central directory begins, because the view
 * has no record of the signature. */
GBytes *
sgn_msix_package_digest (SgnInput *view, SgnHash hash, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnZip) zip = sgn_zip_open (view, error);
  g_autoptr (GByteArray) table = g_byte_array_new ();
  Digester self = { view, zip, hash, cancellable, table };

  if (zip == NULL)
    return NULL;
  sgn_writer_data (table, "APPX", TAG_SIZE);
  if (!add_range (&self, "AXPC", 0, zip->directory_offset, error) ||
      !add_range (&self, "AXCD", zip->directory_offset, sgn_input_get_size (view), error) ||
      !add_part (&self, "AXCT", MSIX_CONTENT_TYPES, error) ||
      !add_part (&self, "AXBM", MSIX_BLOCK_MAP, error) ||
      !add_part (&self, "AXCI", MSIX_CATALOG, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&table));
}
