/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-msix"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/keyed-hash.h"
#include "core/format/msix/msix-inside.h"

/* AppxBlockMap.xml: for each file, the digests of its blocks of 64 KiB before compression. It is
 * parsed as a stream, and each file is compared when its element ends. */
#define BLOCK_SIZE 65536 /* uncompressed; the last block of a file is shorter */
/* Enough for a package of 25 GiB. A small archive can state any size. */
#define MAX_SIZE (32 * 1024 * 1024)

typedef struct {
  const SgnZip *zip;
  const MsixPackage *package; /* NULL: only read the algorithm */
  SgnFindings *findings;
  GCancellable *cancellable;
  GMarkupParseContext *context;
  gboolean started; /* the first bytes, perhaps a byte order mark, were parsed */
  gboolean hash_known;
  SgnHash hash;
  GHashTable *names; /* decoded name to SgnZipEntry */
  GHashTable *seen;  /* of SgnZipEntry */
  char *name;        /* the file whose element is open */
  const SgnZipEntry *entry;
  gboolean good;
  GByteArray *expected; /* its block digests */
} Map;

static const char *
get_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return "";
}

/* Exactly this number in decimal: no sign, no spaces. */
static gboolean
number_is (const char *text, guint64 expected)
{
  guint64 value;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &value, NULL) && value == expected;
}

/* The HashMethod of the block map schema. SHA-1 is not among them. */
static void
read_method (Map *self, const char *method)
{
  static const struct {
    const char *uri;
    SgnHash hash;
  } methods[] = { { "http://www.w3.org/2001/04/xmlenc#sha256", SGN_HASH_SHA256 },
                  { "http://www.w3.org/2001/04/xmldsig-more#sha384", SGN_HASH_SHA384 },
                  { "http://www.w3.org/2001/04/xmlenc#sha512", SGN_HASH_SHA512 } };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (method, methods[i].uri)) {
      self->hash = methods[i].hash;
      self->hash_known = TRUE;
    }
}

static void
begin_file (Map *self, const char **names, const char **values)
{
  g_free (self->name);
  self->name = g_strdup (get_attribute (names, values, "Name"));
  self->entry = g_hash_table_lookup (self->names, self->name);
  g_byte_array_set_size (self->expected, 0);
  /* A file that is listed twice, or whose sizes differ from the archive, is refused by Windows. Its
   * digests need no look. */
  self->good = self->entry != NULL && g_hash_table_add (self->seen, (gpointer) self->entry) &&
               number_is (get_attribute (names, values, "Size"), self->entry->size) &&
               number_is (get_attribute (names, values, "LfhSize"),
                          self->entry->data_offset - self->entry->offset);
}

static void
add_block (Map *self, const char *encoded)
{
  gsize size = 0;
  g_autofree guchar *digest = *encoded != '\0' ? g_base64_decode (encoded, &size) : NULL;

  /* The last condition keeps a block map of many empty digests from wrapping the length. */
  if (!self->hash_known || size != sgn_hash_get_size (self->hash) ||
      self->expected->len > G_MAXUINT / 2)
    self->good = FALSE;
  else if (self->good)
    g_byte_array_append (self->expected, digest, (guint) size);
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Map *self = user_data;

  /* Namespace http://schemas.microsoft.com/appx/2010/blockmap. Elements of later schemas (such as
   * FileHash) are passed over: the block digests cover the same bytes. */
  if (g_str_equal (element, "BlockMap"))
    read_method (self, get_attribute (names, values, "HashMethod"));
  else if (self->package != NULL && g_str_equal (element, "File"))
    begin_file (self, names, values);
  else if (self->package != NULL && g_str_equal (element, "Block"))
    add_block (self, get_attribute (names, values, "Hash"));
}

/* Computes the digests of a file's blocks while the file is inflated. */
typedef struct {
  EVP_MD_CTX *context;
  SgnHash hash;
  gsize filled; /* bytes of the current block */
  GByteArray *digests;
} Blocks;

static void
finish_block (Blocks *self)
{
  guint8 digest[SGN_HASH_MAX_SIZE];

  /* A file whose size is a multiple of 64 KiB has no empty last block; an empty file has none at
   * all. */
  if (self->filled == 0)
    return;
  EVP_DigestFinal_ex (self->context, digest, NULL);
  g_byte_array_append (self->digests, digest, (guint) sgn_hash_get_size (self->hash));
  EVP_DigestInit_ex (self->context, sgn_hash_get_md (self->hash), NULL);
  self->filled = 0;
}

static gboolean
hash_blocks (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  Blocks *self = user_data;

  while (size > 0) {
    gsize part = MIN (size, BLOCK_SIZE - self->filled);

    EVP_DigestUpdate (self->context, data, part);
    self->filled += part;
    if (self->filled == BLOCK_SIZE)
      finish_block (self);
    data = &data[part];
    size -= part;
  }
  return TRUE;
}

/* FALSE only if the file cannot be read; a damaged entry counts as changed. */
static gboolean
compare_file (Map *self, GError **error)
{
  g_autoptr (GByteArray) digests = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  Blocks blocks = { EVP_MD_CTX_new (), self->hash, 0, digests };
  gboolean read;

  EVP_DigestInit_ex (blocks.context, sgn_hash_get_md (self->hash), NULL);
  read = sgn_zip_inflate (self->zip, self->entry, hash_blocks, &blocks, self->cancellable, &local);
  finish_block (&blocks);
  EVP_MD_CTX_free (blocks.context);
  if (!read && !g_error_matches (local, SGN_ERROR, SGN_ERROR_FILE_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  /* The number of blocks too: a file cut at the end of a block has only correct digests. */
  self->good = read && digests->len == self->expected->len &&
               (digests->len == 0 ||
                memcmp (digests->data, self->expected->data, digests->len) == 0);
  return TRUE;
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Map *self = user_data;

  if (self->package == NULL || !g_str_equal (element, "File") || self->name == NULL)
    return;
  if (self->good && !compare_file (self, error))
    return;
  if (!self->good)
    sgn_findings_add (self->findings,
                      SGN_FINDING_ENTRY_MISMATCH,
                      SGN_SEVERITY_CHANGED,
                      self->entry != NULL ? self->entry->offset : 0,
                      self->entry != NULL ? self->entry->end - self->entry->offset : 0,
                      self->name);
  g_clear_pointer (&self->name, g_free);
}

static gboolean
feed (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  Map *self = user_data;

  /* GMarkup does not accept a byte order mark. */
  if (!self->started && size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data = &data[3];
    size -= 3;
  }
  self->started = TRUE;
  return g_markup_parse_context_parse (self->context, (const char *) data, (gssize) size, error);
}

static gboolean
parse (Map *self, const SgnZipEntry *block_map, GError **error)
{
  static const GMarkupParser parser = { .start_element = start_element,
                                        .end_element = end_element };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, self, NULL);
  g_autoptr (GError) local = NULL;

  self->context = context;
  if (block_map->size > MAX_SIZE)
    g_set_error_literal (&local,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the block map is too large"));
  else if (sgn_zip_inflate (self->zip, block_map, feed, self, self->cancellable, &local) &&
           g_markup_parse_context_end_parse (context, &local) && self->hash_known)
    return TRUE;
  /* Errors of reading keep their code; those of the XML are of no help to a user. */
  if (local != NULL && local->domain != G_MARKUP_ERROR)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the block map of the package is damaged"));
  return FALSE;
}

gboolean
sgn_msix_block_map_read_hash (const SgnZip *zip,
                              const SgnZipEntry *block_map,
                              SgnHash *ret,
                              GError **error)
{
  Map map = { .zip = zip };

  if (!parse (&map, block_map, error))
    return FALSE;
  *ret = map.hash;
  return TRUE;
}

static gboolean
is_listed (const MsixPackage *package, const char *name)
{
  static const char *const others[] = { MSIX_BLOCK_MAP,
                                        MSIX_CONTENT_TYPES,
                                        MSIX_SIGNATURE,
                                        MSIX_CATALOG,
                                        NULL };

  /* The packages of a bundle carry signatures and block maps of their own. Of the bundle's files
   * only the manifest is listed. */
  if (package->bundle && !g_str_equal (name, MSIX_BUNDLE_MANIFEST))
    return !g_str_has_suffix (name, ".appx") && !g_str_has_suffix (name, ".msix") &&
           !g_strv_contains (others, name);
  return !g_strv_contains (others, name);
}

/* Windows does not install them, but they are in a package that counts as covered as a whole. */
static void
find_unlisted (const Map *self)
{
  for (guint i = 0; i < self->zip->entries->len; i++) {
    const SgnZipEntry *entry = self->zip->entries->pdata[i];

    if (is_listed (self->package, entry->name) && !g_hash_table_contains (self->seen, entry))
      sgn_findings_add (self->findings,
                        SGN_FINDING_UNSIGNED_ENTRY,
                        SGN_SEVERITY_CHANGED,
                        entry->offset,
                        entry->end - entry->offset,
                        entry->name);
  }
}

/* Part names are percent-encoded with slashes; the block map has plain names with backslashes. */
char *
sgn_msix_block_map_decode_name (const char *name)
{
  char *decoded = g_uri_unescape_string (name, "/");

  if (decoded == NULL)
    decoded = g_strdup (name);
  return g_strdelimit (decoded, "/", '\\');
}

gboolean
sgn_msix_block_map_verify (const MsixPackage *self,
                           SgnFindings *findings,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GHashTable)
      names = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GByteArray) expected = g_byte_array_new ();
  Map map = { .zip = self->zip,
              .package = self,
              .findings = findings,
              .cancellable = cancellable,
              .names = names,
              .seen = seen,
              .expected = expected };
  gboolean ok;

  for (guint i = 0; i < self->zip->entries->len; i++) {
    SgnZipEntry *entry = self->zip->entries->pdata[i];

    g_hash_table_insert (names, sgn_msix_block_map_decode_name (entry->name), entry);
  }
  ok = parse (&map, self->block_map, error);
  g_free (map.name);
  if (ok)
    find_unlisted (&map);
  return ok;
}
