/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Parses SignedData (RFC 2315 9.1, RFC 5652 5.1) from BER or DER. Nothing is normalised: fields
 * are copies of the received bytes, because digests were made over exactly these. Bytes that
 * belong to no field are counted as slack, for anomalies.c. */

#include "config.h"

#include "core/cms/signed-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/attributes.h"
#include "core/cms/signed-data-private.h"
#include "core/cms/signer-info.h"

#define TAG_0 0xa0
#define TAG_1 0xa1

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, message);
  return FALSE;
}

static gboolean
read_bytes_content (SgnDer der, SgnSignedData *self, GError **error)
{
  if (!sgn_der_octets (&der, &self->content, error))
    return FALSE;
  self->content_bytes = g_bytes_ref (self->content);
  return TRUE;
}

static gboolean
read_content (SgnDer *der, SgnSignedData *self, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement wrapper;
  SgnDerElement content;
  SgnDer whole;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_oid (&sequence.content, &self->content_type, error))
    return FALSE;
  if (sgn_der_is_empty (sequence.content))
    return TRUE;
  if (!sgn_der_expect (&sequence.content, TAG_0, &wrapper, error) ||
      !sgn_der_end (sequence.content, error))
    return FALSE;
  whole = wrapper.content;
  if (!sgn_der_next (&wrapper.content, &content, error) || !sgn_der_end (wrapper.content, error))
    return FALSE;
  if (content.tag == SGN_TAG_OCTETS || content.tag == SGN_TAG_OCTETS_CONSTRUCTED)
    return read_bytes_content (whole, self, error);
  /* PKCS #7 content: the element is the content, but messageDigest does not cover its tag and
   * length (RFC 2315 9.3). */
  self->content = sgn_der_to_bytes (content.whole);
  self->content_bytes = sgn_der_to_bytes (content.content);
  return TRUE;
}

/* Whether it has the three parts of a certificate: TBSCertificate, algorithm, signature. */
static gboolean
looks_like_certificate (const SgnDerElement *member)
{
  SgnDer der = member->content;
  SgnDerElement part;

  return member->tag == SGN_TAG_SEQUENCE && sgn_der_expect (&der, SGN_TAG_SEQUENCE, &part, NULL) &&
         sgn_der_expect (&der, SGN_TAG_SEQUENCE, &part, NULL) &&
         sgn_der_expect (&der, SGN_TAG_BIT_STRING, &part, NULL) && sgn_der_is_empty (der);
}

/* What has the structure of a certificate must be a valid one, because otherwise the signer's
 * intention is unknown. Anything else (attribute certificates, other data) is only recorded. */
static gboolean
add_certificate (SgnSignedData *self, const SgnDerElement *member, GError **error)
{
  g_autoptr (GBytes) der = sgn_der_to_bytes (member->whole);
  g_autoptr (SgnCertificate) certificate = NULL;
  g_autoptr (GError) cause = NULL;

  if (!looks_like_certificate (member)) {
    g_ptr_array_add (self->strangers, g_steal_pointer (&der));
    return TRUE;
  }
  certificate = sgn_certificate_new (der, &cause);
  if (certificate == NULL) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("certificate %u cannot be read: %s"),
                 self->certificates->len + 1,
                 cause->message);
    return FALSE;
  }
  g_ptr_array_add (self->certificates, g_steal_pointer (&certificate));
  return TRUE;
}

static gboolean
read_certificates (SgnDer *der, SgnSignedData *self, GError **error)
{
  SgnDerElement set;

  if (!sgn_der_optional (der, TAG_0, &set))
    return TRUE;
  self->slack_size -= set.content.size;
  while (!sgn_der_is_empty (set.content)) {
    SgnDerElement member;

    if (self->certificates->len + self->strangers->len >= SGN_CMS_MAX_CERTIFICATES)
      return fail (error, _ ("the signature has too many certificates"));
    if (!sgn_der_next (&set.content, &member, error) || !add_certificate (self, &member, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_revocation_lists (SgnDer *der, SgnSignedData *self, GError **error)
{
  SgnDerElement set;

  if (!sgn_der_optional (der, TAG_1, &set) || sgn_der_is_empty (set.content))
    return TRUE;
  self->slack_size -= set.content.size;
  self->revocation_lists = sgn_der_to_bytes (set.content);
  return TRUE;
}

static gboolean
read_signer (SgnDer *der, SgnSignedData *self, GError **error)
{
  SgnDerElement set;

  if (!sgn_der_expect (der, SGN_TAG_SET, &set, error))
    return FALSE;
  if (sgn_der_is_empty (set.content))
    return fail (error, _ ("the signature does not have a signer"));
  self->signer = sgn_signer_info_read (&set.content, self->certificates, error);
  if (self->signer == NULL)
    return FALSE;
  /* Which one counts would depend on the reader. */
  if (!sgn_der_is_empty (set.content))
    return fail (error, _ ("the signature has more than one signer"));
  self->slack_size -= set.whole.size;
  return TRUE;
}

static gboolean
read_signed_data (SgnDer der, SgnSignedData *self, GError **error)
{
  guint64 version;
  SgnDerElement algorithms;

  self->slack_size = der.size;
  /* version, digestAlgorithms, contentInfo, certificates, crls, signerInfos. Versions differ
   * between signers and say nothing more. */
  if (!sgn_der_uint (&der, &version, error) ||
      !sgn_der_expect (&der, SGN_TAG_SET, &algorithms, error) ||
      !read_content (&der, self, error) || !read_certificates (&der, self, error) ||
      !read_revocation_lists (&der, self, error) || !read_signer (&der, self, error) ||
      !sgn_der_end (der, error))
    return FALSE;
  self->algorithms = sgn_der_to_bytes (algorithms.content);
  self->slack_size -= algorithms.whole.size;
  if (self->content_bytes != NULL)
    self->slack_size -= g_bytes_get_size (self->content_bytes);
  return TRUE;
}

static gboolean
read_content_info (SgnDer der, SgnSignedData *self, GError **error)
{
  g_autofree char *type = NULL;
  SgnDerElement wrapper;
  SgnDerElement sequence;

  if (!sgn_der_oid (&der, &type, error))
    return FALSE;
  if (strcmp (type, SGN_OID_SIGNED_DATA) != 0) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("the structure has type %s, which is not a signature"),
                 type);
    return FALSE;
  }
  return sgn_der_expect (&der, TAG_0, &wrapper, error) && sgn_der_end (der, error) &&
         sgn_der_expect (&wrapper.content, SGN_TAG_SEQUENCE, &sequence, error) &&
         sgn_der_end (wrapper.content, error) && read_signed_data (sequence.content, self, error);
}

/* Only collected. Whoever verifies them parses them, with limits on depth and number. */
static void
collect_nested (SgnSignedData *self)
{
  self->nested = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < self->signer->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = self->signer->unsigned_attributes->pdata[i];

    if (strcmp (attribute->oid, SGN_OID_SPC_NESTED) != 0)
      continue;
    for (guint j = 0; j < attribute->values->len; j++)
      g_ptr_array_add (self->nested, g_bytes_ref (attribute->values->pdata[j]));
  }
}

static SgnSignedData *
signed_data_new (void)
{
  SgnSignedData *self = g_atomic_rc_box_new0 (SgnSignedData);

  self->certificates = g_ptr_array_new_with_free_func (g_object_unref);
  self->strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

static void
signed_data_clear (gpointer data)
{
  SgnSignedData *self = data;

  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->algorithms, g_bytes_unref);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_pointer (&self->content_bytes, g_bytes_unref);
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->strangers, g_ptr_array_unref);
  g_clear_pointer (&self->revocation_lists, g_bytes_unref);
  g_clear_pointer (&self->signer, sgn_signer_info_free);
  g_clear_pointer (&self->nested, g_ptr_array_unref);
}

static gboolean
read_structure (GBytes *bytes, SgnSignedData *self, GError **error)
{
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDerElement sequence, version;
  SgnDer peek;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error))
    return FALSE;
  if (sequence.whole.size > SGN_CMS_MAX_SIZE)
    return fail (error, _ ("the signature is too large"));
  /* Bare SignedData begins with its version. */
  peek = sequence.content;
  if (sgn_der_optional (&peek, SGN_TAG_INTEGER, &version)
          ? !read_signed_data (sequence.content, self, error)
          : !read_content_info (sequence.content, self, error))
    return FALSE;
  self->der = g_bytes_new_from_bytes (bytes, 0, sequence.whole.size);
  return TRUE;
}

SgnSignedData *
sgn_signed_data_parse (GBytes *der, GError **error)
{
  g_autoptr (SgnSignedData) self = signed_data_new ();

  if (!read_structure (der, self, error))
    return NULL;
  collect_nested (self);
  return g_steal_pointer (&self);
}

SgnSignedData *
sgn_signed_data_ref (SgnSignedData *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sgn_signed_data_unref (SgnSignedData *self)
{
  g_atomic_rc_box_release_full (self, signed_data_clear);
}

GBytes *
sgn_signed_data_get_der (SgnSignedData *self)
{
  return self->der;
}

gsize
sgn_signed_data_get_size (SgnSignedData *self)
{
  return g_bytes_get_size (self->der);
}

const char *
sgn_signed_data_get_content_type (SgnSignedData *self)
{
  return self->content_type;
}

GBytes *
sgn_signed_data_get_content (SgnSignedData *self)
{
  return self->content;
}

GBytes *
sgn_signed_data_get_content_bytes (SgnSignedData *self)
{
  return self->content_bytes;
}

GPtrArray *
sgn_signed_data_get_certificates (SgnSignedData *self)
{
  return self->certificates;
}

GBytes *
sgn_signed_data_get_revocation_lists (SgnSignedData *self)
{
  return self->revocation_lists;
}

const SgnSignerInfo *
sgn_signed_data_get_signer (SgnSignedData *self)
{
  return self->signer;
}

GPtrArray *
sgn_signed_data_get_nested (SgnSignedData *self)
{
  return self->nested;
}
