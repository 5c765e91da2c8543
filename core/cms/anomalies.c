/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Data inside a SignedData that its signature does not cover: the certificate set, revocation
 * lists, unsigned attributes, parameters of algorithms, and the encoding itself. Anybody can change
 * these without breaking the signature, and malware does. */

#include "config.h"

#include <string.h>

#include <openssl/err.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/extra-certificates.h"
#include "core/cms/signed-data-private.h"

/* Microsoft's attribute certificates are smaller than 1 KiB, algorithm identifiers are short, and
 * the encoding adds hardly anything: in practice each piece of a constructed OCTET STRING has at
 * least 128 bytes. */
#define LARGE_STRANGER   1024
#define LARGE_ALGORITHMS 256
#define LARGE_SLACK      256
#define PIECE            128
#define LARGE_LISTS      (64 * 1024) /* lists of code signing authorities are smaller */
#define LARGE_SEAL       (16 * 1024)

/* RFC 5652 11.4; timestamps of Authenticode and of RFC 3161 appendix A; nested signatures;
 * seals. */
static const char *const known_attributes[] = {
  SGN_OID_COUNTERSIGNATURE,
  SGN_OID_MS_RFC3161,
  SGN_OID_TIMESTAMP_TOKEN,
  SGN_OID_SPC_NESTED,
  SGN_OID_SPC_SEAL,
  SGN_OID_SPC_SEAL_TIME,
  NULL,
};
static const char *const seal_attributes[] = { SGN_OID_SPC_SEAL, SGN_OID_SPC_SEAL_TIME, NULL };
static const char *const countersigner_attributes[] = { SGN_OID_TIMESTAMP_TOKEN, NULL };
static const char *const no_attributes[] = { NULL };

static gboolean
is_timestamp_token (const SgnAttribute *attribute)
{
  return strcmp (attribute->oid, SGN_OID_MS_RFC3161) == 0 ||
         strcmp (attribute->oid, SGN_OID_TIMESTAMP_TOKEN) == 0;
}

/* Some programs write labels there on purpose; the text of the finding says so. */
static void
find_unknown_attributes (const SgnSignerInfo *signer, const char *const *known, SgnFindings *ret)
{
  for (guint i = 0; i < signer->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = signer->unsigned_attributes->pdata[i];

    if (!g_strv_contains (known, attribute->oid))
      sgn_findings_add (ret,
                        SGN_FINDING_UNSIGNED_ATTRIBUTE,
                        SGN_SEVERITY_ADDED,
                        0,
                        attribute->size,
                        attribute->oid);
  }
}

/* The value is not the signature or timestamp that it should be. */
static void
add_value (GBytes *value, const char *oid, SgnFindings *ret)
{
  const SgnFinding finding = {
    .code = SGN_FINDING_UNSIGNED_ATTRIBUTE,
    .severity = SGN_SEVERITY_ADDED,
    .size = g_bytes_get_size (value),
    .detail = oid,
    .could_be = sgn_uncovered_judge_bytes (value),
  };

  sgn_findings_add_copy (ret, &finding);
}

/* A single SEQUENCE that no other program could open as a different kind of file. */
static gboolean
is_structure (const SgnAttribute *attribute)
{
  SgnUncovered kind = sgn_uncovered_judge_bytes (attribute->value);
  SgnDer der = sgn_der_from_bytes (attribute->value);
  SgnDerElement element;

  return attribute->values->len == 1 && sgn_der_expect (&der, SGN_TAG_SEQUENCE, &element, NULL) &&
         (sgn_uncovered_is_harmless (kind) || kind == SGN_UNCOVERED_LARGE);
}

/* "signtool sign /seal" stores a signature over the finished file there, with its timestamp. */
static void
find_seals (const SgnSignerInfo *signer, SgnFindings *ret)
{
  for (guint i = 0; i < signer->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = signer->unsigned_attributes->pdata[i];

    if (!g_strv_contains (seal_attributes, attribute->oid))
      continue;
    if (attribute->size <= LARGE_SEAL && is_structure (attribute))
      sgn_findings_add (ret,
                        SGN_FINDING_SEALED,
                        SGN_SEVERITY_NOTE,
                        0,
                        attribute->size,
                        attribute->oid);
    else
      add_value (attribute->value, attribute->oid, ret);
  }
}

static void
add_size (SgnFindings *ret, SgnFindingCode code, guint64 size, guint64 limit, const char *detail)
{
  if (size > limit)
    sgn_findings_add (ret, code, SGN_SEVERITY_ADDED, 0, size, detail);
}

/* Microsoft's timestamp servers add a version 1 attribute certificate to the set: [1] or [2] around
 * what is attested, an algorithm and a signature (RFC 5652, 10.2.2). */
static gboolean
is_attribute_certificate (GBytes *bytes)
{
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDerElement element;
  SgnDerElement part;
  guint64 version;

  return sgn_der_next (&der, &element, NULL) && (element.tag == 0xa1 || element.tag == 0xa2) &&
         element.whole.size <= LARGE_STRANGER &&
         sgn_der_expect (&element.content, SGN_TAG_SEQUENCE, &part, NULL) &&
         sgn_der_uint (&part.content, &version, NULL) && version <= 1 &&
         sgn_der_expect (&element.content, SGN_TAG_SEQUENCE, &part, NULL) &&
         sgn_der_expect (&element.content, SGN_TAG_BIT_STRING, &part, NULL) &&
         sgn_der_is_empty (element.content);
}

/* Members of the certificate set that are not X.509 certificates. A single attribute certificate in
 * a timestamp is normal. */
static void
find_strangers (SgnSignedData *self, gboolean timestamp, SgnFindings *ret)
{
  for (guint i = 0; i < self->strangers->len; i++) {
    GBytes *stranger = self->strangers->pdata[i];
    gboolean harmless = self->strangers->len == 1 && is_attribute_certificate (stranger);
    const SgnFinding finding = {
      .code = SGN_FINDING_EXTRA_CERTIFICATE,
      .severity = harmless ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
      .size = g_bytes_get_size (stranger),
      .could_be = sgn_uncovered_judge_bytes (stranger),
    };

    if (!harmless || !timestamp)
      sgn_findings_add_copy (ret, &finding);
  }
}

/* Algorithm parameters and the encoding itself are not covered by a signature. */
static void
find_in_signer (const SgnSignerInfo *signer, guint64 algorithms, SgnFindings *ret)
{
  /* Four bytes of tag and length for each piece. */
  guint64 pieces = g_bytes_get_size (signer->signature) / PIECE * 4;

  add_size (ret,
            SGN_FINDING_UNSIGNED_ATTRIBUTE,
            algorithms + signer->parameters_size,
            LARGE_ALGORITHMS,
            signer->hash_oid);
  add_size (ret, SGN_FINDING_PADDING_DATA, signer->slack_size, LARGE_SLACK + pieces, NULL);
}

static void
find_in_encoding (SgnSignedData *self, SgnFindings *ret)
{
  GBytes *content = self->content_bytes;
  guint64 pieces = content != NULL ? g_bytes_get_size (content) / PIECE * 4 : 0;

  add_size (ret, SGN_FINDING_PADDING_DATA, self->slack_size, LARGE_SLACK + pieces, NULL);
}

static gboolean
are_revocation_lists (GBytes *lists)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (lists, &size);
  const guint8 *end = data + size;

  while (data < end) {
    X509_CRL *crl = d2i_X509_CRL (NULL, &data, (long) (end - data));

    ERR_clear_error ();
    if (crl == NULL)
      return FALSE;
    X509_CRL_free (crl);
  }
  return TRUE;
}

/* The set of lists is not signed, and anybody can issue a list. */
static void
add_revocation_lists (GBytes *lists, SgnFindings *ret)
{
  gboolean known = are_revocation_lists (lists);
  SgnFinding finding = {
    .code = known ? SGN_FINDING_REVOCATION_LIST : SGN_FINDING_EXTRA_CERTIFICATE,
    .size = g_bytes_get_size (lists),
    .detail = known ? NULL : "CRL",
    .could_be = sgn_uncovered_judge_bytes (lists),
  };

  if (known && finding.could_be == SGN_UNCOVERED_LARGE && finding.size <= LARGE_LISTS)
    finding.could_be = SGN_UNCOVERED_UNKNOWN;
  finding.severity = known ? sgn_severity_of_uncovered (finding.could_be) : SGN_SEVERITY_ADDED;
  sgn_findings_add_copy (ret, &finding);
}

static void
find_in_message (SgnSignedData *self, gboolean timestamp, SgnFindings *ret)
{
  find_in_signer (self->signer, g_bytes_get_size (self->algorithms), ret);
  find_in_encoding (self, ret);
  find_strangers (self, timestamp, ret);
  sgn_signed_data_find_extra_certificates (self, ret);
  if (self->revocation_lists != NULL)
    add_revocation_lists (self->revocation_lists, ret);
}

/* Servers sign any nonce or extension that they are sent, so their total size is limited. */
static void
find_in_statement (SgnSignedData *token, const char *oid, SgnFindings *ret)
{
  GBytes *statement = sgn_signed_data_get_content_bytes (token);

  if (statement != NULL && !sgn_uncovered_is_harmless (sgn_uncovered_judge_bytes (statement)))
    add_value (statement, oid, ret);
}

/* A timestamp token contains structures of its own, with further space that is not signed. */
static void
find_in_token (GBytes *value, const char *oid, SgnFindings *ret)
{
  g_autoptr (SgnSignedData) token = sgn_signed_data_parse (value, NULL);

  if (token == NULL) {
    add_value (value, oid, ret);
    return;
  }
  find_in_statement (token, oid, ret);
  find_unknown_attributes (token->signer, no_attributes, ret);
  find_in_message (token, TRUE, ret);
}

/* One is enough; further ones only provide space for hidden data. */
static void
note_further (GBytes *value, const char *oid, SgnFindings *ret)
{
  sgn_findings_add (ret,
                    SGN_FINDING_UNSIGNED_ATTRIBUTE,
                    SGN_SEVERITY_NOTE,
                    0,
                    g_bytes_get_size (value),
                    oid);
}

static void
find_in_tokens (const SgnSignerInfo *signer, SgnFindings *ret)
{
  guint count = 0;

  for (guint i = 0; i < signer->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = signer->unsigned_attributes->pdata[i];

    for (guint j = 0; is_timestamp_token (attribute) && j < attribute->values->len; j++) {
      find_in_token (attribute->values->pdata[j], attribute->oid, ret);
      if (count++ > 0)
        note_further (attribute->values->pdata[j], attribute->oid, ret);
    }
  }
}

static void
find_in_countersigner (GBytes *value, GPtrArray *certificates, SgnFindings *ret)
{
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (value, certificates, NULL);

  if (signer == NULL) {
    add_value (value, SGN_OID_COUNTERSIGNATURE, ret);
    return;
  }
  find_unknown_attributes (signer, countersigner_attributes, ret);
  find_in_signer (signer, 0, ret);
  find_in_tokens (signer, ret);
}

/* Nested signatures that can be parsed are examined separately. */
static void
find_in_nested (GBytes *value, SgnFindings *ret)
{
  g_autoptr (SgnSignedData) nested = sgn_signed_data_parse (value, NULL);

  if (nested == NULL)
    add_value (value, SGN_OID_SPC_NESTED, ret);
}

static void
find_in_values (const SgnAttribute *attribute, GPtrArray *certificates, SgnFindings *ret)
{
  for (guint i = 0; i < attribute->values->len; i++) {
    if (strcmp (attribute->oid, SGN_OID_COUNTERSIGNATURE) == 0)
      find_in_countersigner (attribute->values->pdata[i], certificates, ret);
    else if (strcmp (attribute->oid, SGN_OID_SPC_NESTED) == 0)
      find_in_nested (attribute->values->pdata[i], ret);
  }
}

void
sgn_signed_data_find_anomalies (SgnSignedData *self, SgnFindings *ret)
{
  find_unknown_attributes (self->signer, known_attributes, ret);
  find_seals (self->signer, ret);
  find_in_tokens (self->signer, ret);
  for (guint i = 0; i < self->signer->unsigned_attributes->len; i++)
    find_in_values (self->signer->unsigned_attributes->pdata[i], self->certificates, ret);
  find_in_message (self, FALSE, ret);
}
