/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

#include "config.h"

#include "core/format/indirect.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"

gboolean
sgn_indirect_refuse (const SgnSpcIndirectData *data, GError **error)
{
  g_set_error (error,
               SGN_ERROR,
               SGN_ERROR_FAILED,
               _ ("the signature is for another kind of file (%s)"),
               data->type);
  return FALSE;
}

void
sgn_indirect_fill (const SgnSpcIndirectData *data, SgnContentResult *ret)
{
  ret->hash = data->hash;
  ret->hash_known = data->hash_known;
  ret->stored = g_bytes_ref (data->digest);
}
