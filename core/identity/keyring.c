/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-keyring"

/* Keeps the password of a certificate file in the desktop's keyring through libsecret. */

#include "config.h"

#include "core/identity/keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "core/base/error.h"

#define FILE_ATTRIBUTE "file"

/* Only the URI of the file is stored: neither its contents nor its owner are revealed to the
 * keyring. */
static const SecretSchema schema = {
  .name = APPLICATION_ID ".CertificateFile",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { FILE_ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* A keyring that is still locked after the desktop asked for its password: the user closed the
 * question, which is no failure. */
static void
take_error (GTask *task, GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", cause->message);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (cause));
  else
    g_task_return_new_error (task, SGN_ERROR, SGN_ERROR_KEYRING, "%s", cause->message);
}

static GTask *
begin (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);
  SgnKeyringState state = found != NULL ? SGN_KEYRING_KEEPS : SGN_KEYRING_EMPTY;

  g_list_free_full (found, g_object_unref);
  if (error != NULL)
    g_debug ("no keyring: %s", error->message);
  /* Without a session bus or a secret service every call fails. There is nothing the user could do,
   * so nothing is offered. */
  g_task_return_int (task, error != NULL ? SGN_KEYRING_ABSENT : state);
}

void
sgn_keyring_look_async (GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *uri = g_file_get_uri (file);

  /* Neither SECRET_SEARCH_UNLOCK nor SECRET_SEARCH_LOAD_SECRETS: the attributes of an entry can
   * be searched while the keyring is locked. */
  secret_password_search (&schema,
                          SECRET_SEARCH_NONE,
                          cancellable,
                          on_looked,
                          begin (sgn_keyring_look_async, cancellable, callback, user_data),
                          FILE_ATTRIBUTE,
                          uri,
                          NULL);
}

SgnKeyringState
sgn_keyring_look_finish (GAsyncResult *result)
{
  gssize state = g_task_propagate_int (G_TASK (result), NULL);

  return state < 0 ? SGN_KEYRING_ABSENT : (SgnKeyringState) state;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    take_error (task, error);
}

void
sgn_keyring_keep_async (GFile *file,
                        const char *password,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename);
  g_autofree char *label = g_strdup_printf (_ ("Signet: password of %s"), name);

  secret_password_store (&schema,
                         SECRET_COLLECTION_DEFAULT,
                         label,
                         password,
                         cancellable,
                         on_kept,
                         begin (sgn_keyring_keep_async, cancellable, callback, user_data),
                         FILE_ATTRIBUTE,
                         uri,
                         NULL);
}

gboolean
sgn_keyring_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_got (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  /* Memory that is never swapped, so the password does not end up on the disk. */
  char *password = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    take_error (task, error);
  else
    g_task_return_pointer (task, password, (GDestroyNotify) secret_password_free);
}

void
sgn_keyring_get_async (GFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autofree char *uri = g_file_get_uri (file);

  secret_password_lookup (&schema,
                          cancellable,
                          on_got,
                          begin (sgn_keyring_get_async, cancellable, callback, user_data),
                          FILE_ATTRIBUTE,
                          uri,
                          NULL);
}

gboolean
sgn_keyring_get_finish (GAsyncResult *result, char **ret, GError **error)
{
  g_autoptr (GError) local = NULL;

  *ret = g_task_propagate_pointer (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
sgn_keyring_password_free (char *password)
{
  secret_password_free (password);
}

/* FALSE without an error means that there was nothing to delete. */
static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    take_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
sgn_keyring_forget_async (GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *uri = g_file_get_uri (file);

  secret_password_clear (&schema,
                         cancellable,
                         on_forgotten,
                         begin (sgn_keyring_forget_async, cancellable, callback, user_data),
                         FILE_ATTRIBUTE,
                         uri,
                         NULL);
}

gboolean
sgn_keyring_forget_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
