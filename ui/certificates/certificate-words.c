/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificate-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/words/phrases.h"

#define SECONDS_PER_DAY (24 * 60 * 60)
#define PEM_LINE        48 /* bytes, 64 characters */

char *
sgn_certificate_dup_status (SgnCertificate *self, gint64 now)
{
  gint64 until = sgn_certificate_get_not_after (self);
  gint64 days = (until - now) / SECONDS_PER_DAY;
  guint count = (guint) CLAMP (days, 0, G_MAXUINT);
  g_autofree char *date = NULL;

  if (until < now) {
    date = sgn_phrase_date (until);
    return g_strdup_printf (_ ("Expired on %s"), date);
  }
  if (sgn_certificate_get_not_before (self) > now) {
    date = sgn_phrase_date (sgn_certificate_get_not_before (self));
    return g_strdup_printf (_ ("Not valid before %s"), date);
  }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Valid for another %u day",
                                       "Valid for another %u days",
                                       count),
                          count);
}

SgnLook
sgn_certificate_get_status_look (SgnCertificate *self, gint64 now)
{
  return sgn_certificate_get_not_after (self) < now || sgn_certificate_get_not_before (self) > now
             ? SGN_LOOK_WARN
             : SGN_LOOK_GOOD;
}

char *
sgn_certificate_dup_holder (SgnCertificate *self)
{
  const char *place = sgn_certificate_get_locality (self);

  if (place[0] == '\0')
    return g_strdup (sgn_certificate_get_name (self));
  /* Translators: a name, then a place */
  return g_strdup_printf (_ ("%1$s, %2$s"), sgn_certificate_get_name (self), place);
}

char *
sgn_certificate_dup_file_name (SgnCertificate *self)
{
  char *name = g_strdup_printf ("%s.cer", sgn_certificate_get_name (self));

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  if (name[0] == '.')
    name[0] = '-';
  return name;
}

static GBytes *
export_pem (GBytes *der)
{
  GString *text = g_string_new ("-----BEGIN CERTIFICATE-----\n");
  gsize size = g_bytes_get_size (der);

  for (gsize at = 0; at < size; at += PEM_LINE) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (der, at, MIN (PEM_LINE, size - at));
    g_autofree char *line = g_base64_encode (g_bytes_get_data (part, NULL),
                                             g_bytes_get_size (part));

    g_string_append_printf (text, "%s\n", line);
  }
  g_string_append (text, "-----END CERTIFICATE-----\n");
  return g_string_free_to_bytes (text);
}

GBytes *
sgn_certificate_export (SgnCertificate *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".pem"))
    return export_pem (sgn_certificate_get_der (self));
  return g_bytes_ref (sgn_certificate_get_der (self));
}
