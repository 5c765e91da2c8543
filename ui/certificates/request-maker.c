/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/request-maker.h"

#include <string.h>

#include "core/base/openssl.h"
#include "core/certificate/name.h"
#include "core/certificate/x509.h"
#include "core/identity/make/certificate-request.h"
#include "core/identity/make/save.h"
#include "core/token/uri.h"
#include "core/token/writer/certify.h"
#include "ui/base/secret-text.h"
#include "ui/tokens/token-write.h"

#define MAX_NUMBER 99

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_NAME, X509_NAME_free)

static void
wishes_free (gpointer data)
{
  SgnRequestWishes *wishes = data;

  g_strfreev (wishes->parts);
  sgn_secret_text_free (wishes->password);
  g_object_unref (wishes->file);
  g_free (wishes);
}

static gboolean
save_request (GBytes *der, GFile *file, SgnSaveFlags flags, GError **error)
{
  char *pem = sgn_certificate_request_to_pem (der);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, strlen (pem));

  return sgn_save (file, bytes, flags, error);
}

/* Writes nothing until everything is made, and nothing after the user cancelled. */
static SgnRequestItem *
make (const SgnRequestWishes *wishes, GCancellable *cancellable, GError **error)
{
  const SgnSaveFlags flags = SGN_SAVE_PRIVATE | SGN_SAVE_OVERWRITE;
  g_autoptr (X509_NAME) subject = sgn_name_new ((const char *const *) wishes->parts, error);
  g_autoptr (EVP_PKEY) key = subject != NULL ? sgn_key_new (wishes->kind, error) : NULL;
  g_autoptr (GFile) file = sgn_request_get_file (wishes->file);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autofree char *name = NULL;

  if (key == NULL)
    return NULL;
  der = sgn_certificate_request_new (subject, key, sgn_key_sign, key, cancellable, error);
  if (der != NULL)
    sealed = sgn_key_seal (key, wishes->password, error);
  if (sealed == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !sgn_save (wishes->file, sealed, flags, error) ||
      !save_request (der, file, SGN_SAVE_NONE, error))
    return NULL;
  name = sgn_x509_name_get_title (subject);
  return sgn_request_item_new (wishes->file, file, name, g_get_real_time () / G_USEC_PER_SEC);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SgnRequestItem *item = make (data, cancellable, &error);

  if (item != NULL)
    g_task_return_pointer (task, item, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* A key is useless if its request cannot be saved. */
static gboolean
keep_request (SgnTokenWriter *writer,
              GBytes *der,
              GFile *file,
              GCancellable *cancellable,
              GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (cancellable, error) &&
      save_request (der, file, SGN_SAVE_OVERWRITE, error))
    return TRUE;
  sgn_token_writer_drop_key (writer);
  return FALSE;
}

static gpointer
make_on_token (SgnTokenWriter *writer,
               SgnToken *token,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  const SgnRequestWishes *wishes = data;
  g_autoptr (X509_NAME) subject = sgn_name_new ((const char *const *) wishes->parts, error);
  g_autoptr (GBytes) id = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;

  if (subject == NULL)
    return NULL;
  der = sgn_token_make_request (writer, subject, wishes->kind, &id, cancellable, error);
  if (der == NULL || !keep_request (writer, der, wishes->file, cancellable, error))
    return NULL;
  name = sgn_x509_name_get_title (subject);
  uri = sgn_token_uri_format (token, id);
  return sgn_request_item_new_for_token (uri,
                                         wishes->file,
                                         name,
                                         g_get_real_time () / G_USEC_PER_SEC);
}

static SgnRequestWishes *
wishes_copy (const SgnRequestWishes *self)
{
  SgnRequestWishes *copy = g_memdup2 (self, sizeof *self);

  copy->parts = g_strdupv (self->parts);
  copy->password = g_strdup (self->password);
  g_object_ref (copy->file);
  return copy;
}

void
sgn_request_make_async (const SgnRequestWishes *wishes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sgn_request_make_async);
  g_task_set_task_data (task, wishes_copy (wishes), wishes_free);
  g_task_run_in_thread (task, make_thread);
}

void
sgn_request_make_on_token_async (const SgnRequestWishes *wishes,
                                 GtkWindow *parent,
                                 SgnToken *token,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const SgnTokenWrite write = {
    .parent = parent,
    .token = token,
    .func = make_on_token,
    .data = wishes_copy (wishes),
    .free_data = wishes_free,
  };

  sgn_token_write_async (&write, cancellable, callback, user_data);
}

SgnRequestItem *
sgn_request_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
sgn_request_get_file (GFile *key)
{
  g_autoptr (GFile) folder = g_file_get_parent (key);
  g_autofree char *base = g_file_get_basename (key);
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strconcat (base, ".csr", NULL);
  for (guint number = 2; number <= MAX_NUMBER; number++) {
    g_autoptr (GFile) file = g_file_get_child (folder, name);

    if (!g_file_query_exists (file, NULL))
      return g_steal_pointer (&file);
    g_free (name);
    name = g_strdup_printf ("%s-%u.csr", base, number);
  }
  return g_file_get_child (folder, name);
}
