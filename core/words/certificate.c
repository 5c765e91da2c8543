/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

/* Sentences about certificates: their validity, purpose, and how to use a test certificate. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/oid.h"
#include "core/base/text.h"
#include "core/identity/expiry.h"
#include "core/words/phrases.h"

char *
sgn_phrase_expiry (SgnCertificate *certificate, gint64 now)
{
  int days = sgn_expiry_days_left (certificate, now);
  g_autofree char *from = sgn_phrase_date (sgn_certificate_get_not_before (certificate));
  g_autofree char *until = sgn_phrase_date (sgn_certificate_get_not_after (certificate));

  switch (sgn_expiry_at (certificate, now)) {
  case SGN_EXPIRY_EXPIRED:
    return g_strdup_printf (_ ("Expired on %s. Windows would reject new signatures."), until);
  case SGN_EXPIRY_NOT_YET:
    return g_strdup_printf (_ ("Not valid before %s."), from);
  case SGN_EXPIRY_FINE:
  case SGN_EXPIRY_NOTICE:
  case SGN_EXPIRY_WARNING:
  default:
    if (days == 0)
      return g_strdup (_ ("Valid only today."));
    return g_strdup_printf (ngettext ("Valid until %s, for %d more day.",
                                      "Valid until %s, for %d more days.",
                                      (gulong) days),
                            until,
                            days);
  }
}

char *
sgn_phrase_expiry_banner (SgnCertificate *certificate, gint64 now)
{
  const char *name = sgn_certificate_get_name (certificate);
  int days = sgn_expiry_days_left (certificate, now);

  switch (sgn_expiry_at (certificate, now)) {
  case SGN_EXPIRY_NOTICE:
  case SGN_EXPIRY_WARNING:
    if (days == 0)
      return g_strdup_printf (_ ("Your certificate “%s” expires today."), name);
    return g_strdup_printf (ngettext ("Your certificate “%s” expires in %d day.",
                                      "Your certificate “%s” expires in %d days.",
                                      (gulong) days),
                            name,
                            days);
  case SGN_EXPIRY_EXPIRED:
    return g_strdup_printf (_ ("Your certificate “%s” has expired."), name);
  case SGN_EXPIRY_NOT_YET:
    return g_strdup_printf (_ ("Your certificate “%s” is not valid yet."), name);
  case SGN_EXPIRY_FINE:
  default:
    return NULL;
  }
}

char *
sgn_phrase_test_certificate (const char *root)
{
  g_autofree char *base = g_path_get_basename (root);
  g_autofree char *shown = sgn_text_display (base);
  g_autofree char *command = NULL;
  const char *paragraphs[] = {
    _ ("Nobody else trusts this certificate: Windows treats files signed with it as those of an "
       "unknown publisher until the root certificate is installed as a trusted one."),
    NULL,
    _ ("On many computers: by group policy or Configuration Manager into the store “Trusted Root "
       "Certification Authorities” of the computer; in Intune by a profile “Trusted certificate” "
       "with the destination store “Computer certificate store – Root”."),
    _ ("Publishers of updates through WSUS or Configuration Manager also put the certificate "
       "itself, saved as .cer, into the store “Trusted Publishers” of the computers."),
    _ ("Remove the root certificate everywhere when the test is over."),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: %s is a file; the command stays as it is */
  command = g_strdup_printf (_ ("On one Windows computer, as administrator: certutil -addstore "
                                "Root \"%s\""),
                             shown);
  paragraphs[1] = command;
  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", paragraphs[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
sgn_phrase_signing_use (SgnCertificate *certificate)
{
  if (sgn_certificate_get_usages (certificate) == NULL)
    return _ ("Any purpose");
  if (sgn_certificate_has_usage (certificate, SGN_OID_EKU_CODE_SIGNING))
    return sgn_certificate_is_ev (certificate) ? _ ("Code signing, with extended validation")
                                               : _ ("Code signing");
  if (sgn_certificate_has_usage (certificate, SGN_OID_EKU_TIME_STAMPING))
    return _ ("Time stamping");
  return _ ("Other purposes");
}
