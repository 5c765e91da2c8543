/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-export"

/* Which certificates go into an exported file, and in what order, when several keys share a
 * chain. */

#include "config.h"

#include "core/identity/make/export-content.h"

GPtrArray *
sgn_export_list_own (const SgnExportContent *contents, guint n_contents)
{
  GPtrArray *own = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_contents; i++)
    g_ptr_array_add (own, g_object_ref (contents[i].certificate));
  return own;
}

GPtrArray *
sgn_export_take_chain (const SgnExportContent *content, GPtrArray *written)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; content->chain != NULL && i < content->chain->len; i++) {
    SgnCertificate *certificate = content->chain->pdata[i];

    if (sgn_certificate_is_among (certificate, written))
      continue;
    g_ptr_array_add (written, g_object_ref (certificate));
    g_ptr_array_add (taken, g_object_ref (certificate));
  }
  return taken;
}
