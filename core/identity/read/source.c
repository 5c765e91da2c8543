/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-source"

/* Opens a key from the files a user has named: loads and recognizes them, asks for the password,
 * and pairs keys with certificates. The formats themselves are in the other files of this
 * folder. */

#include "config.h"

#include "core/identity/read/source.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/openssl.h"
#include "core/certificate/key-text.h"
#include "core/identity/read/key-format.h"
#include "core/identity/read/pair.h"

/* The largest legitimate files are bundles of root certificates, below 1 MiB. */
#define MAX_SIZE (16 * 1024 * 1024)
/* Nobody types that often; a script that always gives the same answer must end. */
#define MAX_QUESTIONS 10

static char *
get_title (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

/* Wipes the bytes when freed, because they may be an unencrypted key. */
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

/* *ret is NULL if the user gave no answer. */
static gboolean
ask (GFile *file,
     gboolean again,
     GTlsInteraction *interaction,
     SgnPasswords **ret,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *title = get_title (file);
  g_autoptr (GTlsPassword) question = NULL;
  GTlsInteractionResult result;
  const guchar *value;
  gsize size = 0;

  *ret = NULL;
  if (interaction == NULL)
    return TRUE;
  question = g_tls_password_new (again ? G_TLS_PASSWORD_RETRY : G_TLS_PASSWORD_NONE, title);
  result = g_tls_interaction_invoke_ask_password (interaction, question, cancellable, error);
  if (result == G_TLS_INTERACTION_HANDLED) {
    value = g_tls_password_get_value (question, &size);
    *ret = sgn_passwords_new ((const char *) value, size);
  }
  return result != G_TLS_INTERACTION_FAILED;
}

/* Without any password only the empty one was tried, so it is not the user who was wrong. Takes
 * ownership of @cause. */
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
  /* Many files have no password or the empty one, so nobody is bothered before that was tried. */
  g_autoptr (SgnPasswords) passwords = sgn_passwords_new (NULL, 0);

  for (guint i = 0;; i++) {
    GError *cause = NULL;
    SgnKeyMaterial *material = format->read (data, passwords, &cause);

    if (material != NULL)
      return material; /* cppcheck-suppress returnDanglingLifetime ; holds no error */
    g_clear_pointer (&passwords, sgn_passwords_free);
    if (g_error_matches (cause, SGN_ERROR, SGN_ERROR_PFX_PASSWORD) && i < MAX_QUESTIONS &&
        !ask (file, i > 0, interaction, &passwords, cancellable, error)) {
      g_error_free (cause);
      return NULL;
    }
    if (passwords == NULL) {
      take_refusal (cause, i == 0, error);
      return NULL;
    }
    g_error_free (cause);
  }
}

/* JKS and JCEKS, the proprietary keystores of Java. */
static gboolean
is_old_keystore (GBytes *data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  return size >= 4 &&
         (memcmp (bytes, "\xfe\xed\xfe\xed", 4) == 0 || memcmp (bytes, "\xce\xce\xce\xce", 4) == 0);
}

/* A truncated certificate file still begins like one. */
static gboolean
may_be_cut (GBytes *data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  return size == 0 || bytes[0] == 0x30;
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
                         _ ("a Java keystore in the old format; convert it with “keytool "
                            "-importkeystore -deststoretype pkcs12”"));
  else
    g_set_error_literal (error, SGN_ERROR, unknown, _ ("neither a certificate nor a key"));
}

/* @unknown is the message for data of an unknown format. */
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

static gboolean
serves (EVP_PKEY *key, GPtrArray *identities)
{
  for (guint i = 0; i < identities->len; i++)
    if (EVP_PKEY_eq (sgn_identity_get_file_key (identities->pdata[i]), key) == 1)
      return TRUE;
  ERR_clear_error ();
  return FALSE;
}

SgnKeyFile *
sgn_key_file_open (const SgnIdentityFiles *files,
                   GTlsInteraction *interaction,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (SgnKeyFile) self = g_new0 (SgnKeyFile, 1);
  g_autoptr (SgnKeyMaterial) material = NULL;
  g_autofree char *title = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_return_val_if_fail (files != NULL && files->file != NULL, NULL);

  title = get_title (files->file);
  material = read_file (files->file, interaction, cancellable, error);
  if (material != NULL)
    self->certificates = collect_certificates (files, material, error);
  if (self->certificates != NULL)
    self->identities = sgn_pair (self->certificates, material, title, now, error);
  if (self->identities == NULL)
    return NULL;
  for (guint i = 0; i < material->keys->len; i++)
    if (!serves (material->keys->pdata[i], self->identities))
      self->n_useless++;
  return g_steal_pointer (&self);
}

void
sgn_key_file_free (SgnKeyFile *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->identities, g_ptr_array_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_free (self);
}

/* Whether it is the certificate of @identity or one on the path from there to a root. */
static gboolean
belongs_to (SgnCertificate *certificate, SgnIdentity *identity)
{
  SgnCertificate *root = sgn_identity_get_root (identity);

  return sgn_certificate_equal (certificate, sgn_identity_get_certificate (identity)) ||
         sgn_certificate_is_among (certificate, sgn_identity_get_chain (identity)) ||
         (root != NULL && sgn_certificate_equal (certificate, root));
}

static gboolean
belongs_to_any (SgnCertificate *certificate, GPtrArray *identities)
{
  for (guint i = 0; i < identities->len; i++)
    if (belongs_to (certificate, identities->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
sgn_key_file_select (SgnKeyFile *self, const char *name, GError **error)
{
  SgnIdentity *identity = sgn_pair_select (self->identities, name, error);

  if (identity == NULL)
    return FALSE;
  for (guint i = self->certificates->len; i-- > 0;)
    if (!belongs_to (self->certificates->pdata[i], identity) &&
        belongs_to_any (self->certificates->pdata[i], self->identities))
      g_ptr_array_remove_index (self->certificates, i);
  g_ptr_array_set_size (self->identities, 0);
  g_ptr_array_add (self->identities, identity);
  self->n_useless = 0;
  return TRUE;
}

GPtrArray *
sgn_identity_open_all (const SgnIdentityFiles *files,
                       GTlsInteraction *interaction,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (SgnKeyFile) opened = sgn_key_file_open (files, interaction, cancellable, error);

  return opened != NULL ? g_steal_pointer (&opened->identities) : NULL;
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
    g_set_error (error, SGN_ERROR, SGN_ERROR_KEY_MISSING, _ ("%s contains no private key"), title);
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
    g_set_error (error, SGN_ERROR, SGN_ERROR_CERT_MISSING, _ ("%s contains no certificate"), title);
    return NULL;
  }
  return g_ptr_array_ref (material->certificates);
}
