/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/certificates/certificate-facts.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

static void
add_dates (GPtrArray *facts, SgnCertificate *certificate)
{
  sgn_facts_take (facts,
                  _ ("Valid from"),
                  sgn_phrase_date_time (sgn_certificate_get_not_before (certificate)));
  sgn_facts_take (facts,
                  _ ("Valid until"),
                  sgn_phrase_date_time (sgn_certificate_get_not_after (certificate)));
}

GPtrArray *
sgn_facts_for_certificate (SgnCertificate *certificate)
{
  const char *const *usages = sgn_certificate_get_usages (certificate);
  GPtrArray *facts = sgn_facts_new ();

  sgn_facts_add_mono (facts,
                      _ ("Fingerprint (SHA-1), as Windows shows it"),
                      sgn_certificate_get_sha1 (certificate));
  sgn_facts_add_mono (facts, _ ("Fingerprint (SHA-256)"), sgn_certificate_get_sha256 (certificate));
  sgn_facts_add_mono (facts, _ ("Serial number"), sgn_certificate_get_serial (certificate));
  sgn_facts_add (facts, _ ("Subject"), sgn_certificate_get_subject (certificate));
  sgn_facts_add (facts, _ ("Issued by"), sgn_certificate_get_issuer (certificate));
  add_dates (facts, certificate);
  sgn_facts_add (facts, _ ("Key"), sgn_certificate_get_key_title (certificate));
  sgn_facts_add (facts, _ ("Signed with"), sgn_certificate_get_signature_title (certificate));
  if (usages != NULL)
    sgn_facts_add_oids (facts, _ ("Made for"), usages, g_strv_length ((char **) usages));
  return facts;
}
