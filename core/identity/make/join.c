/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-join"

/* Combines a key with the certificates that belong to it and saves the result, as after an
 * authority has sent a certificate for a request. */

#include "config.h"

#include "core/identity/make/join.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/identity/make/save.h"

static void
append (GPtrArray *list, GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (list, g_object_ref (more->pdata[i]));
}

/* The key is on a token and cannot leave it. */
static gboolean
fail_elsewhere (SgnIdentity *identity, GError **error)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_KEY_UNSUPPORTED,
               _ ("the private key cannot be exported from %s"),
               sgn_identity_get_origin (identity));
  return FALSE;
}

SgnIdentity *
sgn_identity_extend (SgnIdentity *self, GPtrArray *more, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  EVP_PKEY *key = sgn_identity_get_file_key (self);
  SgnIdentity *extended;

  if (key == NULL && !fail_elsewhere (self, error))
    return NULL;
  append (all, sgn_identity_get_chain (self));
  append (all, more);
  /* The root is not part of the chain but must be among the candidates, otherwise the copy would
   * lose it. */
  if (sgn_identity_get_root (self) != NULL)
    g_ptr_array_add (all, g_object_ref (sgn_identity_get_root (self)));
  extended = sgn_identity_new_for_key (sgn_identity_get_certificate (self),
                                       all,
                                       key,
                                       sgn_identity_get_origin (self),
                                       error);
  if (extended != NULL)
    sgn_identity_set_alias (extended, sgn_identity_get_alias (self));
  return extended;
}

static GPtrArray *
join_chain (SgnIdentity *identity)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  append (all, sgn_identity_get_chain (identity));
  if (sgn_identity_get_root (identity) != NULL)
    g_ptr_array_add (all, g_object_ref (sgn_identity_get_root (identity)));
  return all;
}

/* @chains owns what the contents only point to. */
static SgnExportContent *
describe (const SgnKeyFile *self, const char *password, GPtrArray *chains)
{
  SgnExportContent *contents = g_new0 (SgnExportContent, self->identities->len);

  for (guint i = 0; i < self->identities->len; i++) {
    SgnIdentity *identity = self->identities->pdata[i];

    g_ptr_array_add (chains, join_chain (identity));
    contents[i].certificate = sgn_identity_get_certificate (identity);
    contents[i].chain = chains->pdata[i];
    contents[i].key = sgn_identity_get_file_key (identity);
    contents[i].name = sgn_identity_get_alias (identity);
    contents[i].password = password;
  }
  /* Certificates that belong to no key are kept as well: behind the last chain, where they are
   * written once. */
  append (chains->pdata[chains->len - 1], self->certificates);
  return contents;
}

GBytes *
sgn_key_file_export (const SgnKeyFile *self, SgnExport kind, const char *password, GError **error)
{
  g_autoptr (GPtrArray)
      chains = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree SgnExportContent *contents = describe (self, password, chains);

  for (guint i = 0; sgn_export_takes_key (kind) && i < self->identities->len; i++)
    if (contents[i].key == NULL && !fail_elsewhere (self->identities->pdata[i], error))
      return NULL;
  return sgn_export_several (kind, contents, self->identities->len, error);
}

gboolean
sgn_key_file_save (const SgnKeyFile *self,
                   SgnExport kind,
                   GFile *file,
                   const char *password,
                   gboolean overwrite,
                   GError **error)
{
  g_autoptr (GBytes) bytes = sgn_key_file_export (self, kind, password, error);
  SgnSaveFlags flags = overwrite ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE;

  if (sgn_export_takes_key (kind))
    flags |= SGN_SAVE_PRIVATE;
  return bytes != NULL && sgn_save (file, bytes, flags, error);
}

gboolean
sgn_identity_save (SgnIdentity *self,
                   SgnExport kind,
                   GFile *file,
                   const char *password,
                   gboolean overwrite,
                   GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const SgnKeyFile alone = { .identities = one };

  /* No free function: @self still belongs to the caller. */
  g_ptr_array_add (one, self);
  return sgn_key_file_save (&alone, kind, file, password, overwrite, error);
}
