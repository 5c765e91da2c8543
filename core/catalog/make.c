/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-catalog"

/* Makes catalogs: a list of digests, to be signed as a file of its own. That is how drivers and
 * files that cannot hold a signature are signed. */

#include "config.h"

#include "core/catalog/make.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/catalog/digest.h"
#include "core/format/subject.h"

typedef struct {
  SgnCatalogWriter *writer;
  const SgnCatalogOptions *options;
  SgnCatalogFile file;
  GPtrArray *properties;
  GCancellable *cancellable;
} Member;

static GPtrArray *
new_properties (GFile *file, const SgnCatalogOptions *options)
{
  GPtrArray *properties = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  /* Inf2Cat writes names in lower case. */
  g_autofree char *lower = g_utf8_strdown (name, -1);

  if (options->file_properties != NULL)
    properties = g_hash_table_lookup (options->file_properties, file);
  if (properties != NULL)
    return g_ptr_array_ref (properties);
  properties = sgn_catalog_properties_new ();
  sgn_catalog_properties_add (properties, "File", lower);
  if (options->os != NULL)
    sgn_catalog_properties_add (properties, "OSAttr", options->os);
  return properties;
}

static GBytes *
get_digest (const Member *self, SgnHash hash, GError **error)
{
  SgnCatalogKind kind = sgn_catalog_choose_kind (self->file.subject);
  GBytes *digest = NULL;

  if (sgn_catalog_get_digest (&self->file, kind, hash, &digest, self->cancellable, error) &&
      digest == NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("this program cannot have a digest in a catalog"));
  return digest;
}

/* The content that the program's own signature would have, including page hashes. */
static gboolean
add_program (const Member *self, GBytes *sha1, GError **error)
{
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256, .page_hashes = TRUE };
  const SgnSubject *subject = self->file.subject;
  g_autoptr (GBytes) content = NULL;

  content = subject->format->create_content (subject->self, &options, self->cancellable, error);
  return content != NULL &&
         sgn_catalog_writer_add_program (self->writer, content, sha1, self->properties, error);
}

static gboolean
add_digests (const Member *self, GError **error)
{
  SgnCatalogKind kind = sgn_catalog_choose_kind (self->file.subject);
  g_autoptr (GBytes) sha256 = get_digest (self, SGN_HASH_SHA256, error);
  g_autoptr (GBytes) sha1 = NULL;

  if (sha256 == NULL)
    return FALSE;
  /* Windows before 8 looks files up by SHA-1. */
  if (!self->options->without_sha1) {
    sha1 = get_digest (self, SGN_HASH_SHA1, error);
    if (sha1 == NULL)
      return FALSE;
  }
  if (self->options->page_hashes && kind == SGN_CATALOG_PE)
    return add_program (self, sha1, error);
  sgn_catalog_writer_add_file (self->writer, kind, sha256, sha1, self->properties);
  return TRUE;
}

/* Adds the digest defined by the file's own format, so that it is found that way, too. */
static gboolean
add_own_digest (const Member *self, GError **error)
{
  SgnSubject *subject = self->file.subject;
  g_autoptr (GBytes) content = NULL;

  if (subject == NULL || sgn_catalog_choose_kind (subject) == SGN_CATALOG_PE)
    return TRUE;
  if (!sgn_catalog_get_content (subject, SGN_HASH_SHA256, &content, self->cancellable, error))
    return FALSE;
  return content == NULL ||
         sgn_catalog_writer_add_content (self->writer, content, self->properties, error);
}

static gboolean
add_file (SgnCatalogWriter *writer,
          GFile *file,
          const SgnCatalogOptions *options,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GPtrArray) properties = new_properties (file, options);
  g_autoptr (SgnInput) input = sgn_input_new_for_file (file, error);
  g_autoptr (SgnSubject) subject = NULL;
  Member member = { writer, options, { input, NULL }, properties, cancellable };

  if (input == NULL)
    return FALSE;
  sgn_input_keep_digests (input, options->without_sha1 ? 0 : 1u << SGN_HASH_SHA1);
  /* Files of unknown type and damaged files are listed by their plain digest. */
  member.file.subject = subject = sgn_subject_open (input, NULL);
  return add_digests (&member, error) && add_own_digest (&member, error) &&
         sgn_input_check_unchanged (input, error);
}

static void
add_properties (SgnCatalogWriter *writer, const SgnCatalogOptions *options)
{
  if (options->os != NULL)
    sgn_catalog_writer_add_property (writer, "OSAttr", options->os);
  for (guint i = 0; options->properties != NULL && i < options->properties->len; i++) {
    const SgnCatalogProperty *property = options->properties->pdata[i];

    sgn_catalog_writer_add_property (writer, property->tag, property->value);
  }
}

/* Sorts files by URI, so that the result does not depend on the order of the arguments: among files
 * with identical content, the first one provides the name. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  g_autofree char *left = g_file_get_uri (*(GFile *const *) a);
  g_autofree char *right = g_file_get_uri (*(GFile *const *) b);

  return strcmp (left, right);
}

GBytes *
sgn_catalog_make (GPtrArray *files,
                  const SgnCatalogOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (SgnCatalogWriter) writer = sgn_catalog_writer_new ();
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (files, NULL, NULL);
  g_autoptr (GBytes) list = NULL;

  /* The files belong to the caller's array. */
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_files);
  add_properties (writer, options);
  for (guint i = 0; i < sorted->len; i++)
    if (!add_file (writer, sorted->pdata[i], options, cancellable, error)) {
      g_autofree char *name = g_file_get_basename (sorted->pdata[i]);
      g_autofree char *shown = g_filename_display_name (name);

      g_prefix_error (error, "%s: ", shown);
      return NULL;
    }
  list = sgn_catalog_writer_finish (writer, g_get_real_time () / G_USEC_PER_SEC);
  return sgn_catalog_wrap (list);
}
