/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-trust-update"
#include "config.h"

#include "core/trust-lists/update.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/shared-file.h"
#include "core/base/text.h"
#include "core/identity/read/key-format.h"
#include "core/net/http.h"
#include "core/trust-lists/store.h"
#include "core/trust/windows/builtin.h"

#define CERTIFICATE_MAX ((gsize) 64 * 1024)
#define NOT_FOUND       404

/* Everything fetched, before anything is written. */
typedef struct {
  const char *folder;
  const char *base;
  GCancellable *cancellable;
  SgnTrustList *lists[SGN_N_TRUST_LISTS];
  GPtrArray *paths;    /* of certificates, of char * */
  GPtrArray *contents; /* of GBytes */
  SgnTrustUpdate *result;
} Update;

static GBytes *
fetch (Update *self, const char *name, gsize max, SgnHttpAnswer *answer, GError **error)
{
  gboolean slash = g_str_has_suffix (self->base, "/");
  g_autofree char *uri = g_strconcat (self->base, slash ? "" : "/", name, NULL);
  const SgnHttpRequest request = { .method = "GET", .uri = uri, .max_size = max, .answer = answer };
  GBytes *body = sgn_http_send (&request, self->cancellable, error);

  if (body == NULL)
    g_prefix_error (error, "%s: ", name);
  return body;
}

static gboolean
is_older (const SgnTrustList *list, const SgnTrustList *held, GError **error)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (held == NULL || sgn_trust_list_compare (sgn_trust_list_get_sequence (list),
                                              sgn_trust_list_get_sequence (held)) >= 0)
    return FALSE;
  date = g_date_time_new_from_unix_utc (sgn_trust_list_get_date (held));
  text = date != NULL ? g_date_time_format (date, "%F") : NULL;
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_LIST_REFUSED,
               _ ("the server’s list is older than that of %s, which is here already"),
               text != NULL ? text : "?");
  return TRUE;
}

static gboolean
fetch_list (Update *self, SgnTrustListKind kind, const SgnTrustList *held, GError **error)
{
  const char *name = sgn_trust_list_kind_get_cabinet (kind);
  g_autoptr (GBytes) body = fetch (self, name, SGN_TRUST_LIST_MAX, NULL, error);
  g_autoptr (SgnTrustList) list = body != NULL ? sgn_trust_list_read (body, error) : NULL;

  if (body == NULL)
    return FALSE;
  if (list != NULL && list->kind != kind) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_LIST_REFUSED,
                         _ ("this is the other kind of trust list"));
    g_clear_pointer (&list, sgn_trust_list_free);
  }
  if (list == NULL || is_older (list, held, error)) {
    g_prefix_error (error, "%s: ", name);
    return FALSE;
  }
  self->result->dates[kind] = sgn_trust_list_get_date (list);
  self->result->changed[kind] = held == NULL || !g_bytes_equal (held->der, list->der);
  self->lists[kind] = g_steal_pointer (&list);
  return TRUE;
}

/* Only these can make a difference. */
static gboolean
is_usable (const SgnListedRoot *root)
{
  for (guint i = 0; i < SGN_N_ROOT_RULES; i++)
    if (root->rules[i].allowed)
      return TRUE;
  return FALSE;
}

static gboolean
has_digest (GBytes *bytes, const SgnListedRoot *root)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, bytes);
  g_autoptr (GBytes) expected = g_bytes_new_static (root->sha256, sizeof root->sha256);

  return digest != NULL && g_bytes_equal (digest, expected);
}

/* The server sends DER; mirrors also have PEM. (nullable) (transfer full) */
static GBytes *
to_der (GBytes *body)
{
  g_autoptr (SgnKeyMaterial) material = NULL;

  if (!sgn_key_format_pem.probe (body))
    return g_bytes_ref (body);
  material = sgn_key_format_pem.read (body, NULL, NULL);
  if (material == NULL || material->certificates->len != 1)
    return NULL;
  return g_bytes_ref (sgn_certificate_get_der (material->certificates->pdata[0]));
}

static gboolean
is_held (const char *path, const SgnListedRoot *root)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL && has_digest (bytes, root);
}

static gboolean
fetch_certificate (Update *self, const SgnListedRoot *root, GError **error)
{
  g_autofree char *path = sgn_trust_store_get_certificate_path (self->folder, root);
  g_autofree char *hex = sgn_text_hex (root->sha1, sizeof root->sha1);
  g_autofree char *upper = g_ascii_strup (hex, -1);
  g_autofree char *name = g_strconcat (upper, ".crt", NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) der = NULL;
  SgnHttpAnswer answer = { 0 };

  if (is_held (path, root))
    return TRUE;
  body = fetch (self, name, CERTIFICATE_MAX, &answer, error);
  if (body == NULL && answer.status == NOT_FOUND) {
    g_clear_error (error);
    self->result->n_missing++;
    return TRUE;
  }
  der = body != NULL ? to_der (body) : NULL;
  if (body != NULL && (der == NULL || !has_digest (der, root)))
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_LIST_REFUSED,
                 _ ("%s: this is not the certificate that the list names"),
                 name);
  if (der == NULL || !has_digest (der, root))
    return FALSE;
  g_ptr_array_add (self->paths, g_steal_pointer (&path));
  g_ptr_array_add (self->contents, g_steal_pointer (&der));
  self->result->n_certificates++;
  return TRUE;
}

static gboolean
fetch_certificates (Update *self, SgnRootList *roots, GError **error)
{
  const SgnListedRoot *all = sgn_root_list_get_roots (roots);

  for (guint i = 0; i < sgn_root_list_get_size (roots); i++)
    if (is_usable (&all[i]) && !sgn_builtin_certificates_have (all[i].sha256) &&
        !fetch_certificate (self, &all[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
fetch_all (Update *self, GError **error)
{
  g_autoptr (SgnTrustStore) held = sgn_trust_store_open (self->folder);

  for (SgnTrustListKind kind = 0; kind < SGN_N_TRUST_LISTS; kind++)
    if (!fetch_list (self, kind, held->states[kind].fetched, error))
      return FALSE;
  return fetch_certificates (self, self->lists[SGN_TRUST_LIST_ROOTS]->roots, error);
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GError *cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    sgn_error_set_errno (error, SGN_ERROR_WRITE_FAILED, errno, folder);
    return FALSE;
  }
  if (g_file_set_contents_full (path,
                                data,
                                (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600,
                                &cause))
    return TRUE;
  sgn_error_take_io (error, SGN_ERROR_WRITE_FAILED, cause);
  return FALSE;
}

/* Certificates first: without its list, one of them means nothing. */
static gboolean
write_all (Update *self, GError **error)
{
  for (guint i = 0; i < self->paths->len; i++)
    if (!write_file (self->paths->pdata[i], self->contents->pdata[i], error))
      return FALSE;
  for (guint kind = SGN_N_TRUST_LISTS; kind-- > 0;) {
    g_autofree char *path = g_build_filename (self->folder,
                                              sgn_trust_list_kind_get_file (kind),
                                              NULL);

    if (!write_file (path, self->lists[kind]->der, error))
      return FALSE;
  }
  return TRUE;
}

static void
clear (Update *self)
{
  for (guint i = 0; i < SGN_N_TRUST_LISTS; i++)
    g_clear_pointer (&self->lists[i], sgn_trust_list_free);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->contents, g_ptr_array_unref);
}

gboolean
sgn_trust_update (const char *folder,
                  const char *base,
                  SgnTrustUpdate *ret,
                  GCancellable *cancellable,
                  GError **error)
{
  Update self = {
    .folder = folder,
    .base = base != NULL ? base : SGN_TRUST_UPDATE_BASE,
    .cancellable = cancellable,
    .paths = g_ptr_array_new_with_free_func (g_free),
    .contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
    .result = ret,
  };
  int lock = sgn_shared_file_open ("trust", folder);
  gboolean done;

  /* Two updates at once could leave the older list. */
  if (lock >= 0 && !sgn_shared_file_lock (lock, TRUE))
    g_debug ("the folder of trust lists cannot be locked");
  memset (ret, 0, sizeof *ret);
  done = fetch_all (&self, error) && write_all (&self, error);
  if (lock >= 0)
    g_close (lock, NULL);
  clear (&self);
  return done;
}
