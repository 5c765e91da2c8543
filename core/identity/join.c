/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-join"
#include "config.h"

#include "core/identity/join.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/identity/save.h"

static void
append (GPtrArray *list, GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (list, g_object_ref (more->pdata[i]));
}

SgnIdentity *
sgn_identity_extend (SgnIdentity *self, GPtrArray *more, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  EVP_PKEY *key = sgn_identity_get_file_key (self);
  SgnIdentity *extended;

  if (key == NULL) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_KEY_UNSUPPORTED,
                 _ ("the key cannot leave %s"),
                 sgn_identity_get_origin (self));
    return NULL;
  }
  append (all, sgn_identity_get_chain (self));
  append (all, more);
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

gboolean
sgn_identity_save (SgnIdentity *self,
                   SgnExport kind,
                   GFile *file,
                   const char *password,
                   gboolean overwrite,
                   GError **error)
{
  g_autoptr (GBytes) bytes = sgn_export_identity (kind, self, password, error);
  SgnSaveFlags flags = overwrite ? SGN_SAVE_OVERWRITE : SGN_SAVE_NONE;

  if (sgn_export_takes_key (kind))
    flags |= SGN_SAVE_PRIVATE;
  return bytes != NULL && sgn_save (file, bytes, flags, error);
}
