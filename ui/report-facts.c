/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/report-facts.h"

#include <glib/gi18n-lib.h>

#include "core/asn1/oid.h"
#include "core/base/text.h"

static void
add (GPtrArray *facts, char *title, char *value, gboolean mono)
{
  SgnFact *fact;

  if (value == NULL || value[0] == '\0') {
    g_free (title);
    g_free (value);
    return;
  }
  fact = g_new0 (SgnFact, 1);
  fact->title = title;
  fact->value = value;
  fact->mono = mono;
  g_ptr_array_add (facts, fact);
}

static void
add_text (GPtrArray *facts, const char *title, const char *value)
{
  add (facts, g_strdup (title), g_strdup (value), FALSE);
}

static void
add_mono (GPtrArray *facts, const char *title, const char *value)
{
  add (facts, g_strdup (title), g_strdup (value), TRUE);
}

static void
add_hash (GPtrArray *facts, char *title, GBytes *digest)
{
  add (facts, title, digest != NULL ? sgn_text_hex_bytes (digest) : NULL, TRUE);
}

static GPtrArray *
facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_fact_free);
}

static void
add_size (GPtrArray *facts, const SgnReport *report)
{
  if (report->size > 0)
    add (facts,
         g_strdup (_ ("File size")),
         g_format_size_full (report->size, G_FORMAT_SIZE_LONG_FORMAT),
         FALSE);
}

static void
add_unchanged (GPtrArray *facts, const SgnReport *report, const SgnSignatureReport *signature)
{
  GBytes *stored = signature->digest_stored;
  GBytes *computed = signature->digest_computed;
  const char *hash = signature->hash_known ? sgn_hash_get_title (signature->hash) : "?";

  if (stored != NULL && computed != NULL && g_bytes_equal (stored, computed)) {
    /* Translators: an algorithm, e.g. SHA-256 */
    add_hash (facts, g_strdup_printf (_ ("Hash value (%s)"), hash), stored);
  } else {
    add_hash (facts, g_strdup_printf (_ ("Hash value in the signature (%s)"), hash), stored);
    add_hash (facts, g_strdup_printf (_ ("Hash value of this file (%s)"), hash), computed);
  }
  add_size (facts, report);
}

static void
add_publisher (GPtrArray *facts, const SgnSignatureReport *signature)
{
  if (signature->signer != NULL)
    add_text (facts, _ ("Subject"), sgn_certificate_get_subject (signature->signer));
  add_text (facts, _ ("Program name"), signature->program_name);
  add_text (facts, _ ("Web address"), signature->program_url);
}

static void
add_chain (GPtrArray *facts, const SgnChain *chain)
{
  for (guint i = 1; chain != NULL && i < chain->certificates->len; i++)
    add_text (facts,
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

    add_text (facts,
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
  add_text (facts, _ ("Issued by"), sgn_certificate_get_issuer (signature->signer));
  add_chain (facts, signature->chain);
  add_mono (facts, _ ("Fingerprint (SHA-1)"), sgn_certificate_get_sha1 (signature->signer));
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
    add (facts,
         g_strdup (_ ("Time named by the signer, not proven")),
         sgn_phrase_date_time (signature->claimed_time),
         FALSE);
}

static void
add_dates (GPtrArray *facts, SgnCertificate *certificate)
{
  add (facts,
       g_strdup (_ ("Valid from")),
       sgn_phrase_date_time (sgn_certificate_get_not_before (certificate)),
       FALSE);
  add (facts,
       g_strdup (_ ("Valid until")),
       sgn_phrase_date_time (sgn_certificate_get_not_after (certificate)),
       FALSE);
}

/* One line for each: "signing time (1.2.840.113549.1.9.5)". */
static char *
dup_names (const char *const *oids, guint size)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < size; i++) {
    const char *name = sgn_oid_get_name (oids[i]);

    if (i > 0)
      g_string_append_c (text, '\n');
    if (name != NULL)
      g_string_append_printf (text, "%s (%s)", name, oids[i]);
    else
      g_string_append (text, oids[i]);
  }
  return g_string_free (text, FALSE);
}

static void
add_attributes (GPtrArray *facts, const char *title, GPtrArray *oids)
{
  if (oids != NULL && oids->len > 0)
    add (facts, g_strdup (title), dup_names ((const char *const *) oids->pdata, oids->len), TRUE);
}

static void
add_usages (GPtrArray *facts, SgnCertificate *certificate)
{
  const char *const *usages = sgn_certificate_get_usages (certificate);

  if (usages != NULL)
    add (facts,
         g_strdup (_ ("Made for")),
         dup_names (usages, g_strv_length ((char **) usages)),
         TRUE);
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

void
sgn_fact_free (SgnFact *self)
{
  g_free (self->title);
  g_free (self->value);
  g_free (self);
}

GPtrArray *
sgn_facts_for_question (const SgnReport *report,
                        const SgnSignatureReport *signature,
                        SgnQuestion question)
{
  GPtrArray *facts = facts_new ();

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
  GPtrArray *facts = facts_new ();

  if (report->sha256 != NULL)
    add (facts, g_strdup (_ ("SHA-256 hash value")), sgn_text_hex_bytes (report->sha256), TRUE);
  add_size (facts, report);
  if (report->file != NULL)
    add (facts, g_strdup (_ ("Place")), g_file_get_parse_name (report->file), FALSE);
  return facts;
}

GPtrArray *
sgn_facts_for_signature (const SgnSignatureReport *signature)
{
  GPtrArray *facts = facts_new ();

  add_text (facts, _ ("Method"), signature->signature_algorithm);
  if (signature->hash_known)
    add_text (facts, _ ("Hash algorithm"), sgn_hash_get_title (signature->hash));
  add_attributes (facts, _ ("Signed attributes"), signature->signed_attributes);
  add_attributes (facts, _ ("Unsigned attributes"), signature->unsigned_attributes);
  return facts;
}

GPtrArray *
sgn_facts_for_certificate (SgnCertificate *certificate)
{
  GPtrArray *facts = facts_new ();

  add_mono (facts,
            _ ("Fingerprint (SHA-1), as Windows shows it"),
            sgn_certificate_get_sha1 (certificate));
  add_mono (facts, _ ("Fingerprint (SHA-256)"), sgn_certificate_get_sha256 (certificate));
  add_mono (facts, _ ("Serial number"), sgn_certificate_get_serial (certificate));
  add_text (facts, _ ("Subject"), sgn_certificate_get_subject (certificate));
  add_text (facts, _ ("Issued by"), sgn_certificate_get_issuer (certificate));
  add_dates (facts, certificate);
  add_text (facts, _ ("Key"), sgn_certificate_get_key_title (certificate));
  add_text (facts, _ ("Signed with"), sgn_certificate_get_signature_title (certificate));
  add_usages (facts, certificate);
  return facts;
}

GPtrArray *
sgn_facts_for_timestamp (const SgnTimestampReport *timestamp)
{
  GPtrArray *facts = facts_new ();

  add (facts, g_strdup (_ ("Timestamp")), sgn_phrase_date_time (timestamp->time), FALSE);
  if (timestamp->signer != NULL) {
    add_text (facts, _ ("Timestamp server"), sgn_certificate_get_subject (timestamp->signer));
    add_mono (facts, _ ("Serial number"), sgn_certificate_get_serial (timestamp->signer));
  }
  add_chain (facts, timestamp->chain);
  add_text (facts, _ ("Kind"), get_kind (timestamp));
  add_text (facts, _ ("Hash algorithm"), sgn_hash_get_title (timestamp->hash));
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

char *
sgn_facts_to_text (GPtrArray *facts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++) {
    const SgnFact *fact = g_ptr_array_index (facts, i);

    g_string_append_printf (text, "%s: %s\n", fact->title, fact->value);
  }
  return g_string_free (text, FALSE);
}
