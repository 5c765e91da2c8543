/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report/report-facts.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "ui/base/shown-name.h"
#include "ui/certificates/certificate-facts.h"
#include "ui/report/report-layout.h"

static void
add_size (GPtrArray *facts, const SgnReport *report)
{
  if (report->size > 0)
    sgn_facts_take (facts,
                    _ ("File size"),
                    g_format_size_full (report->size, G_FORMAT_SIZE_LONG_FORMAT));
}

/* Takes @title. */
static void
add_digest (GPtrArray *facts, char *title, GBytes *digest)
{
  if (digest != NULL)
    sgn_facts_take_mono (facts, title, sgn_text_hex_bytes (digest));
  g_free (title);
}

static void
add_unchanged (GPtrArray *facts, const SgnReport *report, const SgnSignatureReport *signature)
{
  GBytes *stored = signature->digest_stored;
  GBytes *computed = signature->digest_computed;
  const char *hash = signature->hash_known ? sgn_hash_get_title (signature->hash) : "?";

  if (stored != NULL && computed != NULL && g_bytes_equal (stored, computed)) {
    /* Translators: an algorithm, e.g. SHA-256 */
    add_digest (facts, g_strdup_printf (_ ("Hash value (%s)"), hash), stored);
  } else {
    add_digest (facts, g_strdup_printf (_ ("Hash value in the signature (%s)"), hash), stored);
    add_digest (facts, g_strdup_printf (_ ("Hash value of this file (%s)"), hash), computed);
  }
  add_size (facts, report);
}

static void
add_publisher (GPtrArray *facts, const SgnSignatureReport *signature)
{
  if (signature->signer != NULL)
    sgn_facts_add (facts, _ ("Subject"), sgn_certificate_get_subject (signature->signer));
  sgn_facts_add (facts, _ ("Program name"), signature->program_name);
  sgn_facts_add (facts, _ ("Web address"), signature->program_url);
}

static void
add_chain (GPtrArray *facts, const SgnChain *chain)
{
  for (guint i = 1; chain != NULL && i < chain->certificates->len; i++)
    sgn_facts_add (facts,
                   i + 1 == chain->certificates->len && chain->status != SGN_CHAIN_INCOMPLETE
                       ? _ ("Root certificate")
                       : _ ("Certificate authority"),
                   sgn_certificate_get_name (g_ptr_array_index (chain->certificates, i)));
}

static void
add_checks (GPtrArray *facts, const SgnSignatureReport *signature)
{
  static const SgnCheckId ids[] = { SGN_CHECK_CHAIN,
                                    SGN_CHECK_USAGE,
                                    SGN_CHECK_VALIDITY,
                                    SGN_CHECK_REVOCATION,
                                    SGN_CHECK_ALGORITHMS };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SgnCheck *check = &signature->checks[ids[i]];

    sgn_facts_add (facts,
                   sgn_phrase_check (ids[i]),
                   check->reason != SGN_REASON_NONE ? sgn_phrase_reason (check->reason)
                                                    : sgn_phrase_check_status (check->status));
  }
}

static void
add_confirmed (GPtrArray *facts, const SgnSignatureReport *signature)
{
  if (signature->signer == NULL)
    return;
  sgn_facts_add (facts, _ ("Issued by"), sgn_certificate_get_issuer (signature->signer));
  if (sgn_report_shows_signer (signature))
    add_chain (facts, signature->chain);
  sgn_facts_add_mono (facts,
                      _ ("Fingerprint (SHA-1)"),
                      sgn_certificate_get_sha1 (signature->signer));
  add_checks (facts, signature);
}

static void
add_time (GPtrArray *facts, const SgnSignatureReport *signature)
{
  for (guint i = 0; i < signature->timestamps->len; i++)
    g_ptr_array_extend_and_steal (facts,
                                  sgn_facts_for_timestamp (
                                      g_ptr_array_index (signature->timestamps, i)));
  if (signature->claimed_time != 0)
    sgn_facts_take (facts,
                    _ ("Time named by the signer, not proven"),
                    sgn_phrase_date_time (signature->claimed_time));
}

static void
add_attributes (GPtrArray *facts, const char *title, GPtrArray *oids)
{
  if (oids != NULL)
    sgn_facts_add_oids (facts, title, (const char *const *) oids->pdata, oids->len);
}

static const char *
get_kind (const SgnTimestampReport *timestamp)
{
  return timestamp->rfc3161 ? "RFC 3161" : _ ("Authenticode countersignature");
}

static void
append_facts (GString *text, const char *heading, GPtrArray *facts)
{
  g_autofree char *lines = sgn_facts_to_text (facts);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s\n%s", heading, lines);
  g_ptr_array_unref (facts);
}

GPtrArray *
sgn_facts_for_question (const SgnReport *report,
                        const SgnSignatureReport *signature,
                        SgnQuestion question)
{
  GPtrArray *facts = sgn_facts_new ();

  if (signature == NULL)
    return facts;
  switch (question) {
  case SGN_QUESTION_UNCHANGED:
    add_unchanged (facts, report, signature);
    break;
  case SGN_QUESTION_PUBLISHER:
    add_publisher (facts, signature);
    break;
  case SGN_QUESTION_CONFIRMED:
    add_confirmed (facts, signature);
    break;
  case SGN_QUESTION_TIME:
    add_time (facts, signature);
    break;
  case SGN_N_QUESTIONS:
  default:
    break;
  }
  return facts;
}

GPtrArray *
sgn_facts_for_file (const SgnReport *report)
{
  GPtrArray *facts = sgn_facts_new ();

  if (report->sha256 != NULL)
    sgn_facts_take_mono (facts, _ ("SHA-256 hash value"), sgn_text_hex_bytes (report->sha256));
  add_size (facts, report);
  if (report->file != NULL)
    sgn_facts_take (facts, _ ("Place"), sgn_shown_path (report->file));
  return facts;
}

GPtrArray *
sgn_facts_for_signature (const SgnSignatureReport *signature)
{
  GPtrArray *facts = sgn_facts_new ();

  sgn_facts_add (facts, _ ("Method"), signature->signature_algorithm);
  if (signature->hash_known)
    sgn_facts_add (facts, _ ("Hash algorithm"), sgn_hash_get_title (signature->hash));
  add_attributes (facts, _ ("Signed attributes"), signature->signed_attributes);
  add_attributes (facts, _ ("Unsigned attributes"), signature->unsigned_attributes);
  return facts;
}

GPtrArray *
sgn_facts_for_timestamp (const SgnTimestampReport *timestamp)
{
  GPtrArray *facts = sgn_facts_new ();

  sgn_facts_take (facts, _ ("Timestamp"), sgn_phrase_date_time (timestamp->time));
  if (timestamp->signer != NULL) {
    sgn_facts_add (facts, _ ("Timestamp server"), sgn_certificate_get_subject (timestamp->signer));
    sgn_facts_add_mono (facts, _ ("Serial number"), sgn_certificate_get_serial (timestamp->signer));
  }
  if (timestamp->intact)
    add_chain (facts, timestamp->chain);
  sgn_facts_add (facts, _ ("Kind"), get_kind (timestamp));
  sgn_facts_add (facts, _ ("Hash algorithm"), sgn_hash_get_title (timestamp->hash));
  return facts;
}

char *
sgn_facts_dup_timestamp_title (const SgnTimestampReport *timestamp)
{
  const char *hash = sgn_hash_get_title (timestamp->hash);

  if (timestamp->signer == NULL)
    return g_strdup (get_kind (timestamp));
  /* Translators: kind of timestamp, an algorithm, an organisation */
  return g_strdup_printf (_ ("%1$s, %2$s, %3$s"),
                          get_kind (timestamp),
                          hash,
                          sgn_certificate_get_name (timestamp->signer));
}

char *
sgn_facts_dup_all (const SgnReport *report, const SgnSignatureReport *signature)
{
  GString *text = g_string_new (NULL);

  if (signature != NULL)
    append_facts (text, _ ("Signature"), sgn_facts_for_signature (signature));
  if (signature != NULL && signature->signer != NULL)
    append_facts (text, _ ("Certificate"), sgn_facts_for_certificate (signature->signer));
  for (guint i = 0; signature != NULL && i < signature->timestamps->len; i++)
    append_facts (text,
                  _ ("Timestamp"),
                  sgn_facts_for_timestamp (g_ptr_array_index (signature->timestamps, i)));
  append_facts (text, _ ("File"), sgn_facts_for_file (report));
  return g_string_free (text, FALSE);
}
