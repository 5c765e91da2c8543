/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"

/* Many revocation lists, from files that the user names and from signatures. Files must be lists;
 * what comes from a signature is anybody's, so it is read as far as it goes. */

#include "config.h"

#include "core/revocation/lists.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "core/asn1/der.h"
#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/openssl.h"

/* Of one file, in bytes; the largest public lists have some 10 MiB. */
#define MAX_SIZE  (32 * 1024 * 1024)
#define MAX_TOTAL (128 * 1024 * 1024)
#define MAX_LISTS 10000
#define MAX_FILES 10000

/* Limits for lists embedded in files, which an attacker may have chosen. */
#define MAX_FOUND      64
#define MAX_FOUND_SIZE (1024 * 1024)

/* Estimated memory for a parsed list, as a multiple of the size of its DER encoding. */
#define MEMORY_FACTOR 4

struct _SgnRevocationLists {
  gatomicrefcount refs;
  GPtrArray *lists; /* of SgnRevocationList */
  gsize total;      /* total size in bytes */
};

SgnRevocationLists *
sgn_revocation_lists_new (void)
{
  SgnRevocationLists *self = g_new0 (SgnRevocationLists, 1);

  g_atomic_ref_count_init (&self->refs);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_revocation_list_unref);
  return self;
}

SgnRevocationLists *
sgn_revocation_lists_ref (SgnRevocationLists *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_revocation_lists_unref (SgnRevocationLists *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->lists);
  g_free (self);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, message);
  return FALSE;
}

static gboolean
fail_io (GError **error, GError *cause)
{
  sgn_error_take_io (error, SGN_ERROR_FILE_UNREADABLE, cause);
  return FALSE;
}

static gboolean
add (SgnRevocationLists *self, gconstpointer der, gsize size, GError **error)
{
  g_autoptr (SgnRevocationList) list = NULL;

  if (self->lists->len >= MAX_LISTS || size > MAX_TOTAL - self->total)
    return fail (error, _ ("too many revocation lists"));
  list = sgn_revocation_list_new (der, size);
  if (list == NULL)
    return fail (error, _ ("not a valid revocation list"));
  self->total += size;
  g_ptr_array_add (self->lists, g_steal_pointer (&list));
  return TRUE;
}

static gboolean
add_der (SgnRevocationLists *self, GBytes *data, GError **error)
{
  SgnDer rest = sgn_der_from_bytes (data);
  SgnDerElement element;

  while (!sgn_der_is_empty (rest)) {
    if (!sgn_der_next (&rest, &element, NULL))
      return fail (error, _ ("not a valid revocation list"));
    if (!add (self, element.whole.data, element.whole.size, error))
      return FALSE;
  }
  return TRUE;
}

/* Keeps OpenSSL from asking for a password on the terminal. */
static int
refuse_password (char *buffer, int size, int writing, void *user_data)
{
  return -1;
}

/* *ret is NULL at the end. */
static gboolean
next_pem (BIO *bio, GBytes **ret, GError **error)
{
  unsigned char *der = NULL;
  long size = 0;
  gboolean at_end;

  *ret = NULL;
  if (PEM_bytes_read_bio (&der, &size, NULL, PEM_STRING_X509_CRL, bio, refuse_password, NULL)) {
    *ret = g_bytes_new (der, (gsize) size);
    OPENSSL_free (der);
    return TRUE;
  }
  at_end = ERR_GET_REASON (ERR_peek_last_error ()) == PEM_R_NO_START_LINE;
  ERR_clear_error ();
  return at_end || fail (error, _ ("a damaged revocation list"));
}

static gboolean
add_pem (SgnRevocationLists *self, GBytes *data, GError **error)
{
  gsize size;
  const void *text = g_bytes_get_data (data, &size);
  g_autoptr (BIO) bio = BIO_new_mem_buf (text, (int) size);
  guint before = self->lists->len;

  for (;;) {
    g_autoptr (GBytes) der = NULL;

    if (!next_pem (bio, &der, error))
      return FALSE;
    if (der == NULL)
      break;
    if (!add (self, g_bytes_get_data (der, NULL), g_bytes_get_size (der), error))
      return FALSE;
  }
  return self->lists->len > before || fail (error, _ ("no revocation list found"));
}

static GBytes *
load (GFile *file, GError **error)
{
  GBytes *data = sgn_file_read (file, MAX_SIZE, error);

  if (data == NULL || g_bytes_get_size (data) <= MAX_SIZE)
    return data;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_DAMAGED,
                       _ ("too large for a revocation list"));
  g_bytes_unref (data);
  return NULL;
}

static gboolean
add_data (SgnRevocationLists *self, GBytes *data, GError **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  if (size == 0)
    return fail (error, _ ("no revocation list found"));
  return bytes[0] == SGN_TAG_SEQUENCE ? add_der (self, data, error) : add_pem (self, data, error);
}

/* Adds all lists of the file or none. */
static gboolean
add_file (SgnRevocationLists *self, GFile *file, GError **error)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autoptr (GBytes) data = load (file, error);
  guint before = self->lists->len;
  gsize total = self->total;

  if (data != NULL && add_data (self, data, error))
    return TRUE;
  g_ptr_array_set_size (self->lists, (int) before);
  self->total = total;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static gboolean
is_meant (GFileInfo *info)
{
  g_autofree char *lower = g_ascii_strdown (g_file_info_get_name (info), -1);

  return g_str_has_suffix (lower, ".crl");
}

static gboolean
add_files (SgnRevocationLists *self, GFileEnumerator *files, GError **error)
{
  GFileInfo *info;
  GFile *file;

  for (guint i = 0; i < MAX_FILES; i++) {
    g_autoptr (GError) local = NULL;

    if (!g_file_enumerator_iterate (files, &info, &file, NULL, &local))
      return fail_io (error, g_steal_pointer (&local));
    if (info == NULL)
      return TRUE;
    if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || add_file (self, file, &local) ||
        !is_meant (info))
      continue;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return fail (error, _ ("too many files in the folder"));
}

static gboolean
add_folder (SgnRevocationLists *self, GFile *folder, GFileEnumerator *files, GError **error)
{
  g_autofree char *basename = g_file_get_basename (folder);
  g_autofree char *name = g_filename_display_name (basename);
  guint before = self->lists->len;

  if (!add_files (self, files, error))
    return FALSE;
  if (self->lists->len > before)
    return TRUE;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FILE_DAMAGED,
               _ ("%s contains no revocation list"),
               name);
  return FALSE;
}

gboolean
sgn_revocation_lists_add_path (SgnRevocationLists *self, GFile *path, GError **error)
{
  g_autoptr (GFileEnumerator) files = NULL;
  GError *cause = NULL;

  if (g_file_query_file_type (path, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_DIRECTORY)
    return add_file (self, path, error);
  files = g_file_enumerate_children (path,
                                     G_FILE_ATTRIBUTE_STANDARD_NAME
                                     "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                     G_FILE_QUERY_INFO_NONE,
                                     NULL,
                                     &cause);
  if (files != NULL)
    return add_folder (self, path, files, error);
  return fail_io (error, cause);
}

void
sgn_revocation_lists_add_found (SgnRevocationLists *self, GBytes *der)
{
  SgnDer rest = sgn_der_from_bytes (der);
  SgnDerElement element;

  for (guint i = 0; i < MAX_FOUND && sgn_der_next (&rest, &element, NULL); i++) {
    if (element.whole.size <= MAX_FOUND_SIZE &&
        sgn_budget_spend (SGN_COST_MEMORY, MEMORY_FACTOR * element.whole.size, NULL))
      add (self, element.whole.data, element.whole.size, NULL);
  }
}

void
sgn_revocation_lists_add_all (SgnRevocationLists *self, SgnRevocationLists *others)
{
  for (guint i = 0; i < others->lists->len; i++)
    g_ptr_array_add (self->lists, sgn_revocation_list_ref (others->lists->pdata[i]));
}

guint
sgn_revocation_lists_get_size (SgnRevocationLists *self)
{
  return self->lists->len;
}

GPtrArray *
sgn_revocation_lists_find (SgnRevocationLists *self, const X509_NAME *issuer)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_revocation_list_unref);

  for (guint i = 0; i < self->lists->len; i++) {
    if (sgn_revocation_list_is_of (self->lists->pdata[i], issuer))
      g_ptr_array_add (found, sgn_revocation_list_ref (self->lists->pdata[i]));
  }
  return found;
}
