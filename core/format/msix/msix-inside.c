/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

/* Puts signed programs back into a package, and signed packages into a bundle. Each change pulls
 * others along: block map, content types and, in a bundle, the offsets in the manifest. The result
 * is a view; the package itself is signed after that. */

#include "config.h"

#include "core/format/msix/msix-inside.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/catalog.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/base/oid.h"
#include "core/format/msix/msix-xml.h"
#include "core/format/zip-inside.h"

#define MAX_PART (64 * 1024 * 1024) /* of the XML parts, inflated */

static const char *const packages[] = { ".msix", ".appx", NULL };

/* One rewrite of a package. */
typedef struct {
  const MsixPackage *package;
  SgnZipEdit *edit;
  GPtrArray *changes; /* of MsixChange; owns their packed data */
  GCancellable *cancellable;
} Rewrite;

static void
change_free (gpointer data)
{
  MsixChange *change = data;

  sgn_input_unref (change->content);
  sgn_zip_packed_free ((SgnZipPacked *) change->packed);
  g_free (change);
}

static gboolean
replace (Rewrite *self, const SgnZipEntry *entry, SgnInput *content, GError **error)
{
  GFile *near = sgn_input_get_file (self->package->input);
  /* The same method as before: packages in a bundle must stay stored, so that Windows can open them
   * in place. */
  SgnZipPacked *packed = sgn_zip_pack (content, entry->method, near, self->cancellable, error);
  MsixChange *change;

  if (packed == NULL)
    return FALSE;
  change = g_new0 (MsixChange, 1);
  change->name = entry->name;
  change->content = sgn_input_ref (content);
  change->packed = packed;
  g_ptr_array_add (self->changes, change);
  return sgn_zip_edit_replace (self->edit, entry, packed, error);
}

static gboolean
replace_by_bytes (Rewrite *self, const SgnZipEntry *entry, GBytes *content, GError **error)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (content);

  return replace (self, entry, input, error);
}

static gboolean
update_block_map (Rewrite *self, GError **error)
{
  const MsixPackage *package = self->package;
  g_autoptr (GBytes) old = sgn_zip_read (package->zip, package->block_map, MAX_PART, error);
  g_autoptr (GBytes) new = NULL;

  if (old == NULL)
    return FALSE;
  new = sgn_msix_block_map_update (old, package->hash, self->changes, self->cancellable, error);
  return new != NULL &&replace_by_bytes (self, package->block_map, new, error);
}

static gboolean
add_catalog (Rewrite *self, const SgnInside *file, GError **error)
{
  const MsixPackage *package = self->package;
  const SgnZipEntry *old = sgn_zip_find (package->zip, MSIX_CATALOG);
  g_autoptr (GBytes) types = NULL;
  g_autoptr (GBytes) new_types = NULL;
  g_autoptr (GBytes) catalog = NULL;

  catalog = sgn_input_read_bytes (file->content, 0, sgn_input_get_size (file->content), error);
  if (catalog == NULL)
    return FALSE;
  types = sgn_zip_read (package->zip, package->content_types, MAX_PART, error);
  if (types == NULL)
    return FALSE;
  new_types = sgn_msix_content_types_add_catalog (types);
  if (new_types == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the list of content types has no place for the signature"));
    return FALSE;
  }
  if (old != NULL)
    sgn_zip_edit_remove (self->edit, old);
  /* Rewritten after the payload and before the catalog, the order in which SignTool leaves them. */
  sgn_zip_edit_remove (self->edit, package->content_types);
  sgn_zip_edit_append (self->edit, MSIX_CONTENT_TYPES, new_types, SGN_ZIP_DEFLATE);
  sgn_zip_edit_append (self->edit, file->name, catalog, SGN_ZIP_DEFLATE);
  return TRUE;
}

static gboolean
put_files (Rewrite *self, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++) {
    const SgnInside *file = files->pdata[i];

    if (file->content == NULL)
      continue;
    if (file->place == NULL ? !add_catalog (self, file, error)
                            : !replace (self, file->place, file->content, error))
      return FALSE;
  }
  return TRUE;
}

static SgnInput *
finish (Rewrite *self, GError **error)
{
  g_autoptr (SgnPatch) patch = sgn_zip_edit_finish (self->edit, error);

  return patch != NULL ? sgn_input_new_patched (self->package->input, patch, error) : NULL;
}

/* The old signature would no longer match. */
static Rewrite
begin (const MsixPackage *package, GCancellable *cancellable)
{
  Rewrite self = { package,
                   sgn_zip_edit_new (package->zip),
                   g_ptr_array_new_with_free_func (change_free),
                   cancellable };

  if (package->signature != NULL)
    sgn_zip_edit_remove (self.edit, package->signature);
  return self;
}

static void
end (Rewrite *self)
{
  sgn_zip_edit_free (self->edit);
  g_ptr_array_unref (self->changes);
}

static gboolean
is_package (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; packages[i] != NULL; i++)
    if (g_str_has_suffix (lower, packages[i]))
      return TRUE;
  return FALSE;
}

/* Offset and size of the packages in the bundle. */
static char *
get_place (const char *element,
           const char **names,
           const char **values,
           const char *attribute,
           gpointer user_data)
{
  const GHashTable *entries = user_data;
  const SgnZipEntry *entry = NULL;

  if (!g_str_equal (element, "Package"))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "FileName"))
      entry = g_hash_table_lookup ((GHashTable *) entries, values[i]);
  if (entry == NULL)
    return NULL;
  if (g_str_equal (attribute, "Offset"))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, entry->data_offset);
  if (g_str_equal (attribute, "Size"))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, entry->size);
  return NULL;
}

static GBytes *
update_manifest (const MsixPackage *bundle, GError **error)
{
  static const MsixXmlHooks hooks = { .get_value = get_place };
  g_autoptr (GHashTable)
      entries = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) manifest = sgn_zip_read (bundle->zip, bundle->manifest, MAX_PART, error);

  if (manifest == NULL)
    return NULL;
  for (guint i = 0; i < bundle->zip->entries->len; i++) {
    SgnZipEntry *entry = bundle->zip->entries->pdata[i];

    g_hash_table_insert (entries, sgn_msix_block_map_decode_name (entry->name), entry);
    /* Entries after the manifest move when its size changes. */
    if (is_package (entry->name) && entry->offset > bundle->manifest->offset) {
      g_set_error_literal (error,
                           SGN_ERROR,
                           SGN_ERROR_NOT_SIGNABLE,
                           _ ("a package comes after the manifest of the bundle"));
      return NULL;
    }
  }
  return sgn_msix_xml_copy (manifest, &hooks, entries, error);
}

/* The manifest of a bundle states the offsets of its packages, which are known only after these are
 * written. */
static SgnInput *
update_bundle (SgnInput *view, GCancellable *cancellable, GError **error)
{
  MsixPackage *bundle = sgn_msix_package_open (view, error);
  g_autoptr (GBytes) manifest = NULL;
  SgnInput *result = NULL;
  Rewrite self;

  if (bundle == NULL)
    return NULL;
  self = begin (bundle, cancellable);
  manifest = update_manifest (bundle, error);
  if (manifest != NULL && replace_by_bytes (&self, bundle->manifest, manifest, error) &&
      update_block_map (&self, error))
    result = finish (&self, error);
  end (&self);
  sgn_msix_package_free (bundle);
  return result;
}

GPtrArray *
sgn_msix_inside_list (const MsixPackage *self, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_list (self->zip, self->bundle ? packages : NULL, cancellable, error);
}

SgnInput *
sgn_msix_inside_put (const MsixPackage *self,
                     GPtrArray *files,
                     GCancellable *cancellable,
                     GError **error)
{
  Rewrite rewrite = begin (self, cancellable);
  g_autoptr (SgnInput) view = NULL;

  /* A bundle's block map lists only its manifest, so it is updated together with that
   * (update_bundle). */
  if (put_files (&rewrite, files, error) &&
      (self->bundle || rewrite.changes->len == 0 || update_block_map (&rewrite, error)))
    view = finish (&rewrite, error);
  end (&rewrite);
  if (view == NULL || !self->bundle)
    return g_steal_pointer (&view);
  return update_bundle (view, cancellable, error);
}

/* The digest in the content of a program; NULL for any other content. */
static GBytes *
get_digest (GBytes *content)
{
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (!sgn_spc_indirect_data_parse (content, &data, NULL) ||
      !g_str_equal (data.type, SGN_OID_SPC_PE_IMAGE_DATA))
    return NULL;
  return g_bytes_ref (data.digest);
}

/* The programs whose digests are known with both algorithms. */
static SgnCatalogWriter *
list_programs (GPtrArray *contents)
{
  SgnCatalogWriter *writer = sgn_catalog_writer_new ();

  for (guint i = 0; i + 1 < contents->len; i += 2) {
    g_autoptr (GBytes) sha256 = get_digest (contents->pdata[i]);
    g_autoptr (GBytes) sha1 = get_digest (contents->pdata[i + 1]);

    if (sha256 != NULL && sha1 != NULL)
      sgn_catalog_writer_add_file (writer, SGN_CATALOG_PE, sha256, sha1, NULL);
  }
  return writer;
}

gboolean
sgn_msix_inside_create_catalog (const MsixPackage *self,
                                GPtrArray *contents,
                                SgnInside **ret,
                                GError **error)
{
  g_autoptr (SgnCatalogWriter) writer = list_programs (contents);
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) list = NULL;
  g_autoptr (GBytes) wrapped = NULL;
  g_autofree char *name = NULL;

  *ret = NULL;
  if (self->bundle || sgn_catalog_writer_get_size (writer) == 0)
    return TRUE;
  manifest = sgn_zip_read (self->zip, self->manifest, MAX_PART, error);
  if (manifest != NULL)
    name = sgn_msix_full_name (manifest, error);
  if (name == NULL)
    return FALSE;
  sgn_catalog_writer_add_property (writer, "PackageFullName", name);
  sgn_catalog_writer_add_property (writer, "OSAttr", "2:6.2");
  list = sgn_catalog_writer_finish (writer, g_get_real_time () / G_USEC_PER_SEC);
  wrapped = sgn_catalog_wrap (list);
  *ret = sgn_inside_new (MSIX_CATALOG, NULL);
  (*ret)->content = sgn_input_new_for_bytes (wrapped);
  return TRUE;
}
