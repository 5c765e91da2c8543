/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/key-choice.h"

#include "core/identity/read/source.h"

/* A file may hold keys for other purposes as well. */
GPtrArray *
sgn_identities_keep_usable (GPtrArray *all, gboolean for_signing, GError **error)
{
  g_autoptr (GPtrArray) usable = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < all->len; i++) {
    SgnIdentity *identity = g_ptr_array_index (all, i);

    if (!for_signing || sgn_identity_check (identity, now, i == 0 ? error : NULL))
      g_ptr_array_add (usable, g_object_ref (identity));
  }
  if (usable->len == 0)
    return NULL;
  g_clear_error (error);
  return g_steal_pointer (&usable);
}

/* The one that was chosen in an earlier session. */
SgnIdentity *
sgn_identities_find_known (GPtrArray *usable, SgnIdentityItem *item)
{
  for (guint i = 0; item != NULL && i < usable->len; i++) {
    SgnIdentity *identity = g_ptr_array_index (usable, i);
    SgnCertificate *certificate = sgn_identity_get_certificate (identity);

    if (sgn_certificate_get_not_after (certificate) == sgn_identity_item_get_not_after (item) &&
        g_str_equal (sgn_certificate_get_name (certificate), sgn_identity_item_get_name (item)) &&
        g_str_equal (sgn_certificate_get_issuer_name (certificate),
                     sgn_identity_item_get_issuer (item)))
      return identity;
  }
  return usable->len == 1 ? g_ptr_array_index (usable, 0) : NULL;
}

GPtrArray *
sgn_certificates_load_leaf_first (GFile *file)
{
  GPtrArray *certificates = sgn_certificates_load (file, NULL);

  for (guint i = 1; certificates != NULL && i < certificates->len; i++) {
    gpointer *list = certificates->pdata;
    gpointer other = list[i];

    if (sgn_certificate_is_ca (list[0]) && !sgn_certificate_is_ca (other)) {
      list[i] = list[0];
      list[0] = other;
    }
  }
  return certificates;
}
