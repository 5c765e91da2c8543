/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-source"
#include "config.h"

#include "core/identity/source.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/openssl.h"
#include "core/identity/key-format.h"
#include "core/identity/key-text.h"
#include "core/identity/pair.h"

#define MAX_SIZE      (16 * 1024 * 1024)
#define MAX_QUESTIONS 10

static char *
get_title (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

/* The octets may be a bare key: they are wiped in the end. */
static GBytes *
load (GFile *file, GError **error)
{
  GBytes *data = sgn_file_read (file, MAX_SIZE, error);

  if (data == NULL || g_bytes_get_size (data) <= MAX_SIZE)
    return data;
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PFX_DAMAGED, _ ("too large for a key"));
  g_bytes_unref (data);
  return NULL;
}

/* NULL without error: nobody answered. */
static SgnPasswords *
ask (GFile *file,
     gboolean again,
     GTlsInteraction *interaction,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *title = get_title (file);
  g_autoptr (GTlsPassword) question = NULL;
  GTlsInteractionResult result;
  const guchar *value;
  gsize size = 0;

  if (interaction == NULL)
    return NULL;
  question = g_tls_password_new (again ? G_TLS_PASSWORD_RETRY : G_TLS_PASSWORD_NONE, title);
  result = g_tls_interaction_invoke_ask_password (interaction, question, cancellable, error);
  if (result != G_TLS_INTERACTION_HANDLED)
    return NULL;
  value = g_tls_password_get_value (question, &size);
  return sgn_passwords_new ((const char *) value, size);
}

/* Without any password the empty one was tried, which is nobody's mistake. Consumes @cause. */
static void
take_refusal (GError *cause, gboolean none_given, GError **error)
{
  if (!none_given || !g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD)) {
    g_propagate_error (error, cause);
    return;
  }
  g_error_free (cause);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED, _ ("no password was given"));
}

static SgnKeyMaterial *
read_asking (const SgnKeyFormat *format,
             GBytes *data,
             GFile *file,
             GTlsInteraction *interaction,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (SgnPasswords) passwords = sgn_passwords_new (NULL, 0);

  for (guint i = 0;; i++) {
    GError *cause = NULL;
    GError *refusal = NULL;
    SgnKeyMaterial *material = format->read (data, passwords, &cause);

    if (material != NULL)
      return material;
    g_clear_pointer (&passwords, sgn_passwords_free);
    if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD) && i < MAX_QUESTIONS)
      passwords = ask (file, i > 0, interaction, cancellable, &refusal);
    if (refusal != NULL) {
      g_error_free (cause);
      g_propagate_error (error, refusal);
      return NULL;
    }
    if (passwords == NULL) {
      take_refusal (cause, i == 0, error);
      return NULL;
    }
    g_error_free (cause);
  }
}

/* JKS and JCEKS, which only Java reads. */
static gboolean
is_old_keystore (GBytes *data)
{
  gsize size;
  const guint8 *octets = g_bytes_get_data (data, &size);

  return size >= 4 && (memcmp (octets, "\xfe\xed\xfe\xed", 4) == 0 ||
                       memcmp (octets, "\xce\xce\xce\xce", 4) == 0);
}

/* A certificate file that was cut short begins like one still. */
static gboolean
may_be_cut (GBytes *data)
{
  gsize size;
  const guint8 *octets = g_bytes_get_data (data, &size);

  return size == 0 || octets[0] == 0x30;
}

static void
set_unknown (GBytes *data, SgnError unknown, GError **error)
{
  if (unknown == SGN_ERROR_PFX_DAMAGED && !may_be_cut (data))
    unknown = SGN_ERROR_CERT_DAMAGED;
  if (is_old_keystore (data))
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PFX_CIPHER,
                         _ ("a Java keystore of the old kind; “keytool -importkeystore "
                            "-deststoretype pkcs12” makes a readable one of it"));
  else
    g_set_error_literal (error, SGN_ERROR, unknown, _ ("neither certificate nor key"));
}

/* @unknown: what a file that is neither is called. */
static GBytes *
load_known (GFile *file,
            SgnError unknown,
            const SgnKeyFormat **format,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) data = load (file, error);

  if (data == NULL)
    return NULL;
  sgn_key_text_unwrap (&data);
  *format = sgn_key_format_detect (data);
  if (*format == NULL) {
    set_unknown (data, unknown, error);
    return NULL;
  }
  return g_steal_pointer (&data);
}

static SgnKeyMaterial *
read_file (GFile *file, GTlsInteraction *interaction, GCancellable *cancellable, GError **error)
{
  const SgnKeyFormat *format = NULL;
  g_autoptr (GBytes) data = load_known (file, SGN_ERROR_PFX_DAMAGED, &format, cancellable, error);
  g_autofree char *title = get_title (file);
  SgnKeyMaterial *material = NULL;

  if (data != NULL)
    material = read_asking (format, data, file, interaction, cancellable, error);
  if (material == NULL)
    g_prefix_error (error, "%s: ", title);
  return material;
}

static void
append (GPtrArray *list, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (list, g_object_ref (more->pdata[i]));
}

static gboolean
append_file (GPtrArray *list, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) more = sgn_certificates_load (file, error);

  if (more != NULL)
    append (list, more);
  return more != NULL;
}

static GPtrArray *
collect_certificates (const SgnIdentityFiles *files, SgnKeyMaterial *material, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  if (files->certificate != NULL && !append_file (list, files->certificate, error))
    return NULL;
  append (list, material->certificates);
  for (guint i = 0; files->chain != NULL && i < files->chain->len; i++) {
    if (!append_file (list, files->chain->pdata[i], error))
      return NULL;
  }
  return g_steal_pointer (&list);
}

GPtrArray *
sgn_identity_open_all (const SgnIdentityFiles *files,
                       GTlsInteraction *interaction,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (SgnKeyMaterial) material = NULL;
  g_autoptr (GPtrArray) certificates = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (files != NULL && files->file != NULL, NULL);

  title = get_title (files->file);
  material = read_file (files->file, interaction, cancellable, error);
  if (material == NULL)
    return NULL;
  certificates = collect_certificates (files, material, error);
  if (certificates == NULL)
    return NULL;
  return sgn_pair (certificates, material, title, g_get_real_time () / G_USEC_PER_SEC, error);
}

SgnIdentity *
sgn_identity_open (const SgnIdentityFiles *files,
                   GTlsInteraction *interaction,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) all = sgn_identity_open_all (files, interaction, cancellable, error);

  return all != NULL ? sgn_pair_select (all, files->select, error) : NULL;
}

static void
files_free (gpointer data)
{
  SgnIdentityFiles *files = data;

  g_clear_object (&files->file);
  g_clear_object (&files->certificate);
  g_clear_pointer (&files->chain, g_ptr_array_unref);
  g_free (files);
}

typedef struct {
  SgnIdentityFiles *files;
  GTlsInteraction *interaction;
} OpenData;

static void
open_data_free (gpointer data)
{
  OpenData *open = data;

  files_free (open->files);
  g_clear_object (&open->interaction);
  g_free (open);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenData *open = data;
  GError *error = NULL;
  GPtrArray *all = sgn_identity_open_all (open->files, open->interaction, cancellable, &error);

  if (all != NULL)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
sgn_identity_open_all_async (const SgnIdentityFiles *files,
                             GTlsInteraction *interaction,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenData *data = g_new0 (OpenData, 1);

  data->files = g_new0 (SgnIdentityFiles, 1);
  data->files->file = g_object_ref (files->file);
  g_set_object (&data->files->certificate, files->certificate);
  if (files->chain != NULL) {
    data->files->chain = g_ptr_array_new_with_free_func (g_object_unref);
    append (data->files->chain, files->chain);
  }
  g_set_object (&data->interaction, interaction);
  g_task_set_source_tag (task, sgn_identity_open_all_async);
  g_task_set_task_data (task, data, open_data_free);
  g_task_run_in_thread (task, open_thread);
}

GPtrArray *
sgn_identity_open_all_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

EVP_PKEY *
sgn_private_key_open (GFile *file,
                      GTlsInteraction *interaction,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (SgnKeyMaterial) material = read_file (file, interaction, cancellable, error);
  g_autofree char *title = NULL;
  EVP_PKEY *key;

  if (material == NULL)
    return NULL;
  if (material->keys->len == 0) {
    title = get_title (file);
    g_set_error (error, SGN_ERROR, SGN_ERROR_KEY_MISSING, _ ("%s holds no private key"), title);
    return NULL;
  }
  key = material->keys->pdata[0];
  EVP_PKEY_up_ref (key);
  return key;
}

GPtrArray *
sgn_certificates_load (GFile *file, GError **error)
{
  const SgnKeyFormat *format = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autofree char *title = get_title (file);
  g_autoptr (SgnKeyMaterial) material = NULL;

  data = load_known (file, SGN_ERROR_CERT_DAMAGED, &format, NULL, error);
  if (data != NULL)
    material = format->read (data, NULL, error);
  if (material == NULL) {
    g_prefix_error (error, "%s: ", title);
    return NULL;
  }
  if (material->certificates->len == 0) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING, _ ("%s holds no certificate"), title);
    return NULL;
  }
  return g_ptr_array_ref (material->certificates);
}
