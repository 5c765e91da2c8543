/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-expiry"

/* How urgent it is to renew a certificate, and which of several to offer first. @now is always
 * passed in, so that one moment decides for a whole list and tests can choose it. */

#include "config.h"

#include "core/identity/expiry.h"

#define DAY (24 * 60 * 60)

int
sgn_expiry_days_left (SgnCertificate *certificate, gint64 now)
{
  gint64 end = sgn_certificate_get_not_after (certificate);

  if (now > end)
    return -1;
  return (int) MIN ((end - now) / DAY, (gint64) G_MAXINT);
}

SgnExpiry
sgn_expiry_at (SgnCertificate *certificate, gint64 now)
{
  int days = sgn_expiry_days_left (certificate, now);

  if (days < 0)
    return SGN_EXPIRY_EXPIRED;
  if (now < sgn_certificate_get_not_before (certificate))
    return SGN_EXPIRY_NOT_YET;
  if (days <= SGN_EXPIRY_WARNING_DAYS)
    return SGN_EXPIRY_WARNING;
  return days <= SGN_EXPIRY_NOTICE_DAYS ? SGN_EXPIRY_NOTICE : SGN_EXPIRY_FINE;
}

/* Both ends belong to the validity period (RFC 5280, 4.1.2.5). */
static gboolean
is_valid (SgnCertificate *certificate, gint64 now)
{
  return now >= sgn_certificate_get_not_before (certificate) &&
         now <= sgn_certificate_get_not_after (certificate);
}

int
sgn_expiry_compare (SgnCertificate *a, SgnCertificate *b, gint64 now)
{
  gint64 end_a = sgn_certificate_get_not_after (a);
  gint64 end_b = sgn_certificate_get_not_after (b);

  if (is_valid (a, now) != is_valid (b, now))
    return is_valid (a, now) ? -1 : 1;
  return end_a == end_b ? 0 : (end_a > end_b ? -1 : 1);
}

guint
sgn_expiry_find_successor (GPtrArray *certificates, guint index, gint64 now)
{
  const char *name;
  guint best = index;

  g_return_val_if_fail (index < certificates->len, 0);

  name = sgn_certificate_get_name (certificates->pdata[index]);
  /* The name is all that stays the same: a renewed certificate has a new serial number and usually
   * a new key, and publishers change authorities. */
  for (guint i = 0; i < certificates->len; i++) {
    SgnCertificate *other = certificates->pdata[i];

    if (is_valid (other, now) && g_str_equal (sgn_certificate_get_name (other), name) &&
        sgn_expiry_compare (other, certificates->pdata[best], now) < 0)
      best = i;
  }
  return best;
}
