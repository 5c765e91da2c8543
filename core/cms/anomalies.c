/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

#include "config.h"

#include <string.h>

#include <openssl/err.h>

#include "core/asn1/oid.h"
#include "core/base/openssl.h"
#include "core/cms/attributes.h"
#include "core/cms/signed-data-private.h"

/* No certificate of a real authority comes near this size. */
#define LARGE_CERTIFICATE (8 * 1024)
#define LARGE_ALGORITHMS  512
#define MAX_DEPTH         8
#define TAG_BIT_STRING    0x03
#define TAG_SEQUENCE      0x30

#define MAX_POOL 1024

/* Which certificates have a reason to be there: those of signers, and the issuers of any that has
 * a reason. */
typedef struct {
  GPtrArray *pool;  /* of SgnCertificate: all at hand that are not reached */
  GPtrArray *reach; /* of SgnCertificate */
} Reach;

static const char *const known_attributes[] = {
  SGN_OID_COUNTERSIGNATURE, SGN_OID_MS_RFC3161, SGN_OID_TIMESTAMP_TOKEN, SGN_OID_SPC_NESTED, NULL,
};
static const char *const countersigner_attributes[] = { SGN_OID_TIMESTAMP_TOKEN, NULL };
static const char *const no_attributes[] = { NULL };

static gboolean
is_timestamp_token (const SgnAttribute *attribute)
{
  return strcmp (attribute->oid, SGN_OID_MS_RFC3161) == 0 ||
         strcmp (attribute->oid, SGN_OID_TIMESTAMP_TOKEN) == 0;
}

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

/* Microsoft's timestamp servers put an attribute certificate of the old kind into the set: [1] or
 * [2] around what is attested, an algorithm and a signature. */
static gboolean
is_attribute_certificate (GBytes *bytes)
{
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDerElement element;
  SgnDerElement part;
  guint64 version;

  return sgn_der_next (&der, &element, NULL) && (element.tag == 0xa1 || element.tag == 0xa2) &&
         element.whole.size <= LARGE_CERTIFICATE &&
         sgn_der_expect (&element.content, TAG_SEQUENCE, &part, NULL) &&
         sgn_der_uint (&part.content, &version, NULL) && version <= 1 &&
         sgn_der_expect (&element.content, TAG_SEQUENCE, &part, NULL) &&
         sgn_der_expect (&element.content, TAG_BIT_STRING, &part, NULL) &&
         sgn_der_is_empty (element.content);
}

/* Members of the certificate set that are none; in timestamps the attribute certificates are
 * nothing to speak of. */
static void
find_strangers (SgnSignedData *self, gboolean timestamp, SgnFindings *ret)
{
  for (guint i = 0; i < self->strangers->len; i++) {
    GBytes *stranger = self->strangers->pdata[i];
    gboolean harmless = is_attribute_certificate (stranger);

    if (!harmless || !timestamp)
      sgn_findings_add (ret,
                        SGN_FINDING_EXTRA_CERTIFICATE,
                        harmless ? SGN_SEVERITY_NOTE : SGN_SEVERITY_ADDED,
                        0,
                        g_bytes_get_size (stranger),
                        NULL);
  }
}

/* Names of algorithms stand where nothing signs them, and need little room. */
static void
find_in_algorithms (SgnSignedData *self, SgnFindings *ret)
{
  guint64 size = self->algorithms_size + self->signer->parameters_size;

  if (size > LARGE_ALGORITHMS)
    sgn_findings_add (ret,
                      SGN_FINDING_UNSIGNED_ATTRIBUTE,
                      SGN_SEVERITY_ADDED,
                      0,
                      size,
                      self->signer->hash_oid);
}

/* Timestamps bring structures of their own, with room beside what is signed in them. */
static void
find_in_timestamp (const SgnAttribute *attribute,
                   GBytes *value,
                   GPtrArray *certificates,
                   SgnFindings *ret)
{
  g_autoptr (SgnSignedData) token = NULL;
  g_autoptr (SgnSignerInfo) countersigner = NULL;

  if (is_timestamp_token (attribute))
    token = sgn_signed_data_parse (value, NULL);
  else if (strcmp (attribute->oid, SGN_OID_COUNTERSIGNATURE) == 0)
    countersigner = sgn_signer_info_parse (value, certificates, NULL);
  if (token != NULL) {
    find_unknown_attributes (token->signer, no_attributes, ret);
    find_in_algorithms (token, ret);
    find_strangers (token, TRUE, ret);
  }
  if (countersigner != NULL)
    find_unknown_attributes (countersigner, countersigner_attributes, ret);
}

static void
find_in_timestamps (SgnSignedData *self, SgnFindings *ret)
{
  for (guint i = 0; i < self->signer->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = self->signer->unsigned_attributes->pdata[i];

    for (guint j = 0; j < attribute->values->len; j++)
      find_in_timestamp (attribute, attribute->values->pdata[j], self->certificates, ret);
  }
}

static void
collect_countersigner (Reach *reach, GBytes *value, GPtrArray *certificates)
{
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (value, certificates, NULL);

  if (signer != NULL && signer->certificate != NULL)
    g_ptr_array_add (reach->reach, g_object_ref (signer->certificate));
}

/* The signers of a signature, of its timestamps and of the signatures nested in it. */
static void
collect_signers (Reach *reach, SgnSignedData *self, guint depth)
{
  for (guint i = 0; i < self->certificates->len && reach->pool->len < MAX_POOL; i++)
    g_ptr_array_add (reach->pool, g_object_ref (self->certificates->pdata[i]));
  if (self->signer->certificate != NULL)
    g_ptr_array_add (reach->reach, g_object_ref (self->signer->certificate));
  for (guint i = 0; i < self->signer->unsigned_attributes->len && depth < MAX_DEPTH; i++) {
    const SgnAttribute *attribute = self->signer->unsigned_attributes->pdata[i];
    gboolean nested = is_timestamp_token (attribute) ||
                      strcmp (attribute->oid, SGN_OID_SPC_NESTED) == 0;

    for (guint j = 0; j < attribute->values->len && reach->reach->len < MAX_POOL; j++) {
      GBytes *value = attribute->values->pdata[j];
      g_autoptr (SgnSignedData) inner = nested ? sgn_signed_data_parse (value, NULL) : NULL;

      if (inner != NULL)
        collect_signers (reach, inner, depth + 1);
      else if (strcmp (attribute->oid, SGN_OID_COUNTERSIGNATURE) == 0)
        collect_countersigner (reach, value, self->certificates);
    }
  }
}

/* By name alone: whether the keys fit is for whoever builds the chain. */
static gboolean
explains (SgnCertificate *reached, SgnCertificate *candidate)
{
  X509 *child = sgn_certificate_get_x509 (reached);
  X509 *parent = sgn_certificate_get_x509 (candidate);

  return sgn_certificate_equal (reached, candidate) ||
         X509_NAME_cmp (X509_get_issuer_name (child), X509_get_subject_name (parent)) == 0;
}

static void
reach_issuers (Reach *reach)
{
  for (guint i = 0; i < reach->reach->len; i++)
    for (guint j = reach->pool->len; j > 0; j--)
      if (explains (reach->reach->pdata[i], reach->pool->pdata[j - 1]))
        g_ptr_array_add (reach->reach, g_ptr_array_steal_index_fast (reach->pool, j - 1));
}

static void
find_extra_certificates (SgnSignedData *self, SgnFindings *ret)
{
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) reached = g_ptr_array_new_with_free_func (g_object_unref);
  Reach reach = { pool, reached };

  collect_signers (&reach, self, 0);
  reach_issuers (&reach);
  for (guint i = 0; i < self->certificates->len; i++) {
    SgnCertificate *certificate = self->certificates->pdata[i];
    gsize size = g_bytes_get_size (sgn_certificate_get_der (certificate));
    gboolean large = size > LARGE_CERTIFICATE && certificate != self->signer->certificate;

    if (large || !g_ptr_array_find (reached, certificate, NULL))
      sgn_findings_add (ret,
                        SGN_FINDING_EXTRA_CERTIFICATE,
                        large ? SGN_SEVERITY_ADDED : SGN_SEVERITY_NOTE,
                        0,
                        size,
                        sgn_certificate_get_name (certificate));
  }
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

static void
find_revocation_lists (SgnSignedData *self, SgnFindings *ret)
{
  GBytes *lists = self->revocation_lists;

  if (lists == NULL)
    return;
  if (are_revocation_lists (lists))
    sgn_findings_add (ret,
                      SGN_FINDING_REVOCATION_LIST,
                      SGN_SEVERITY_NOTE,
                      0,
                      g_bytes_get_size (lists),
                      NULL);
  else
    sgn_findings_add (ret,
                      SGN_FINDING_EXTRA_CERTIFICATE,
                      SGN_SEVERITY_ADDED,
                      0,
                      g_bytes_get_size (lists),
                      "CRL");
}

void
sgn_signed_data_find_anomalies (SgnSignedData *self, SgnFindings *ret)
{
  find_unknown_attributes (self->signer, known_attributes, ret);
  find_in_timestamps (self, ret);
  find_in_algorithms (self, ret);
  find_strangers (self, FALSE, ret);
  find_extra_certificates (self, ret);
  find_revocation_lists (self, ret);
}
