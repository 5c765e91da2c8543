/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* CertificateTrustList, the content of catalogs and of Windows' trust lists (Windows SDK,
 * CTL_INFO). Fields are OPTIONAL and have no tags of their own, so the order decides which one an
 * element is:
 *
 *   SEQUENCE { version INTEGER, subjectUsage, listIdentifier OCTET STRING, sequenceNumber INTEGER,
 *              thisUpdate, nextUpdate, subjectAlgorithm, trustedSubjects, extensions [0] } */

#include "config.h"

#include "core/asn1/ctl.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/openssl.h"

#define TAG_0 0xa0

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, message);
  return FALSE;
}

static gboolean
read_usage (SgnDer *der, SgnCtl *self, GError **error)
{
  SgnDerElement sequence;

  return sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) &&
         sgn_der_oid (&sequence.content, &self->usage, error);
}

static gboolean
is_time (const SgnDerElement *element)
{
  return element->tag == SGN_TAG_UTC_TIME || element->tag == SGN_TAG_GENERALIZED_TIME;
}

static gboolean
decode_time (const SgnDerElement *element, gint64 *ret)
{
  int type = element->tag == SGN_TAG_UTC_TIME ? V_ASN1_UTCTIME : V_ASN1_GENERALIZEDTIME;
  ASN1_STRING *time;
  gboolean ok;

  /* Longer than any time with fractions and zone. */
  if (element->content.size > 32)
    return FALSE;
  time = ASN1_STRING_type_new (type);
  ok = ASN1_STRING_set (time, element->content.data, (int) element->content.size) == 1 &&
       sgn_openssl_time (time, ret);
  ASN1_STRING_free (time);
  return ok;
}

/* Reads thisUpdate and the optional nextUpdate. */
static gboolean
read_times (SgnDer *der, SgnCtl *self, GError **error)
{
  SgnDerElement element;

  if (!sgn_der_next (der, &element, error))
    return FALSE;
  if (!is_time (&element) || !decode_time (&element, &self->time))
    return fail (error, _ ("the time of the list cannot be read"));
  /* nextUpdate; nothing here depends on it. */
  if (!sgn_der_optional (der, SGN_TAG_UTC_TIME, &element))
    sgn_der_optional (der, SGN_TAG_GENERALIZED_TIME, &element);
  return TRUE;
}

static gboolean
read_subject (SgnDer *der, SgnCtl *self, GError **error)
{
  SgnDerElement sequence;
  SgnDerElement identifier;
  SgnDerElement attributes;
  SgnCtlSubject subject = { 0 };

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_expect (&sequence.content, SGN_TAG_OCTETS, &identifier, error))
    return FALSE;
  subject.identifier = identifier.content;
  /* Lists of disallowed certificates have no attributes. */
  if (!sgn_der_is_empty (sequence.content)) {
    if (!sgn_der_expect (&sequence.content, SGN_TAG_SET, &attributes, error) ||
        !sgn_der_end (sequence.content, error))
      return FALSE;
    subject.attributes = attributes.content;
  }
  g_array_append_val (self->subjects, subject);
  return TRUE;
}

static gboolean
read_subjects (SgnDer *der, SgnCtl *self, GError **error)
{
  SgnDerElement list;

  if (!sgn_der_optional (der, SGN_TAG_SEQUENCE, &list))
    return TRUE;
  while (!sgn_der_is_empty (list.content)) {
    if (self->subjects->len >= SGN_CTL_MAX_SUBJECTS)
      return fail (error, _ ("the list is too long"));
    if (!read_subject (&list.content, self, error)) {
      g_prefix_error (error, _ ("member %u: "), self->subjects->len + 1);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_extensions (SgnDer *der, SgnCtl *self, GError **error)
{
  SgnDerElement wrapper;
  SgnDerElement sequence;

  if (!sgn_der_optional (der, TAG_0, &wrapper))
    return TRUE;
  if (!sgn_der_expect (&wrapper.content, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_end (wrapper.content, error))
    return FALSE;
  self->extensions = sequence.content;
  return TRUE;
}

static gboolean
read_list (SgnCtl *self, GError **error)
{
  SgnDer der = sgn_der_from_bytes (self->der);
  SgnDerElement list;
  SgnDerElement optional;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &list, error) || !sgn_der_end (der, error))
    return FALSE;
  sgn_der_optional (&list.content, SGN_TAG_INTEGER, &optional); /* version */
  if (!read_usage (&list.content, self, error))
    return FALSE;
  sgn_der_optional (&list.content, SGN_TAG_OCTETS, &optional); /* listIdentifier */
  if (sgn_der_optional (&list.content, SGN_TAG_INTEGER, &optional))
    self->sequence = optional.content;
  return read_times (&list.content, self, error) &&
         sgn_der_algorithm (&list.content, &self->algorithm, NULL, error) &&
         read_subjects (&list.content, self, error) &&
         read_extensions (&list.content, self, error) && sgn_der_end (list.content, error);
}

SgnCtl *
sgn_ctl_parse (GBytes *der, GError **error)
{
  g_autoptr (SgnCtl) self = g_new0 (SgnCtl, 1);

  self->der = g_bytes_ref (der);
  self->subjects = g_array_new (FALSE, FALSE, sizeof (SgnCtlSubject));
  if (!read_list (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sgn_ctl_free (SgnCtl *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->der);
  g_free (self->usage);
  g_free (self->algorithm);
  g_array_unref (self->subjects);
  g_free (self);
}

GBytes *
sgn_ctl_subject_encode (GBytes *identifier, GPtrArray *attributes)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_octets (identifier),
                       sgn_der_set_of (SGN_TAG_SET, attributes),
                       NULL);
}

static GBytes *
encode_usage (const char *usage)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (usage), NULL);
}

static GBytes *
encode_extensions (GPtrArray *extensions)
{
  if (extensions->len == 0)
    return g_bytes_new (NULL, 0);
  return sgn_der_wrap (TAG_0, sgn_der_sequence_of (extensions), NULL);
}

GBytes *
sgn_ctl_encode (const SgnCtlHeader *header, GPtrArray *subjects, GPtrArray *extensions)
{
  /* No bytes at all for a field that is absent. */
  GBytes *identifier = header->identifier != NULL ? sgn_der_encode_octets (header->identifier)
                                                  : g_bytes_new (NULL, 0);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       encode_usage (header->usage),
                       identifier,
                       sgn_der_encode_time (header->time),
                       sgn_der_encode_algorithm (header->algorithm, TRUE),
                       sgn_der_sequence_of (subjects),
                       encode_extensions (extensions),
                       NULL);
}
