/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/identities/identity-expiry.h"

#include <glib/gi18n-lib.h>

#include "core/identity/expiry.h"
#include "core/identity/make/create.h"

static gboolean
is_test (SgnIdentityItem *item)
{
  return g_str_equal (sgn_identity_item_get_issuer (item), SGN_TEST_ROOT_NAME);
}

static gboolean
can_follow (SgnIdentityItem *other, SgnIdentityItem *item)
{
  return g_str_equal (sgn_identity_item_get_name (other), sgn_identity_item_get_name (item)) &&
         is_test (other) == is_test (item);
}

SgnIdentityItem *
sgn_identity_find_successor (GListModel *items, SgnIdentityItem *item, gint64 now)
{
  SgnIdentityItem *best = item;

  if (sgn_identity_item_get_not_after (item) == 0)
    return item;
  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (SgnIdentityItem) other = g_list_model_get_item (items, i);

    if (can_follow (other, item) && sgn_identity_item_get_not_after (other) > now &&
        sgn_identity_item_get_not_after (other) > sgn_identity_item_get_not_after (best))
      best = other; /* the list holds it */
  }
  return best;
}

char *
sgn_identity_dup_warning (SgnIdentityItem *item, gint64 now)
{
  const char *name = sgn_identity_item_get_name (item);
  int days = sgn_identity_item_get_days_left (item, now);

  if (days > SGN_EXPIRY_NOTICE_DAYS)
    return NULL;
  if (days < 0)
    return g_strdup_printf (_ ("Your certificate “%s” has expired."), name);
  if (days == 0)
    return g_strdup_printf (_ ("Your certificate “%s” expires today."), name);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Your certificate “%s” expires in %d day.",
                                       "Your certificate “%s” expires in %d days.",
                                       (gulong) days),
                          name,
                          days);
}

gboolean
sgn_identity_is_urgent (SgnIdentityItem *item, gint64 now)
{
  return sgn_identity_item_get_days_left (item, now) <= SGN_EXPIRY_WARNING_DAYS;
}

char *
sgn_identity_dup_days_left (int days)
{
  if (days < 0)
    return g_strdup (_ ("expired"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u day left",
                                       "%u days left",
                                       (gulong) days),
                          (guint) days);
}
