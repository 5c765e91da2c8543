/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* Looks at a message without parsing certificates and signers: its type, whether it is bare, and
 * its content. Formats use it to recognise files; core/cms parses the same messages in full. */

#include "config.h"

#include "core/asn1/content-info.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"

#define TAG_0 0xa0
#define TAG_1 0xa1

/* Reads the SignedData in a ContentInfo. */
static gboolean
unwrap (SgnDer info, SgnDerElement *ret, GError **error)
{
  g_autofree char *type = NULL;
  SgnDerElement wrapper;

  if (!sgn_der_oid (&info, &type, error))
    return FALSE;
  if (!g_str_equal (type, SGN_OID_SIGNED_DATA)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("the structure has type %s, which is not a signature"),
                 type);
    return FALSE;
  }
  return sgn_der_expect (&info, TAG_0, &wrapper, error) &&
         sgn_der_expect (&wrapper.content, SGN_TAG_SEQUENCE, ret, error);
}

static gboolean
read_content (SgnDer wrapper, GBytes **ret, GError **error)
{
  SgnDer whole = wrapper;
  SgnDerElement content;

  if (!sgn_der_next (&wrapper, &content, error))
    return FALSE;
  /* RFC 5652 5.2.1: PKCS #7 allows any element as content, CMS an OCTET STRING only. */
  if (content.tag == SGN_TAG_OCTETS || content.tag == SGN_TAG_OCTETS_CONSTRUCTED)
    return sgn_der_octets (&whole, ret, error);
  *ret = sgn_der_to_bytes (content.whole);
  return TRUE;
}

/* Reads certificates, revocation lists, signerInfos. */
static gboolean
read_rest (SgnDer der, SgnContentInfo *self, GError **error)
{
  SgnDerElement element;

  sgn_der_optional (&der, TAG_0, &element);
  sgn_der_optional (&der, TAG_1, &element);
  if (!sgn_der_expect (&der, SGN_TAG_SET, &element, error))
    return FALSE;
  self->has_signer = !sgn_der_is_empty (element.content);
  return TRUE;
}

static gboolean
read_signed_data (SgnDer der, SgnContentInfo *self, GError **error)
{
  SgnDerElement algorithms, encapsulated, wrapper;
  guint64 version;

  if (!sgn_der_uint (&der, &version, error) ||
      !sgn_der_expect (&der, SGN_TAG_SET, &algorithms, error) ||
      !sgn_der_expect (&der, SGN_TAG_SEQUENCE, &encapsulated, error) ||
      !sgn_der_oid (&encapsulated.content, &self->type, error) || !read_rest (der, self, error))
    return FALSE;
  return sgn_der_is_empty (encapsulated.content) ||
         (sgn_der_expect (&encapsulated.content, TAG_0, &wrapper, error) &&
          read_content (wrapper.content, &self->content, error));
}

gboolean
sgn_content_info_parse (GBytes *der, SgnContentInfo *ret, GError **error)
{
  g_auto (SgnContentInfo) self = { 0 };
  SgnDer left = sgn_der_from_bytes (der);
  SgnDerElement outer, data;

  if (!sgn_der_expect (&left, SGN_TAG_SEQUENCE, &outer, error))
    return FALSE;
  self.size = outer.whole.size;
  /* SignedData begins with its version, ContentInfo with an OID. */
  self.bare = outer.content.size > 0 && outer.content.data[0] == SGN_TAG_INTEGER;
  data = outer;
  if (!self.bare && !unwrap (outer.content, &data, error))
    return FALSE;
  self.bare_data = data.whole;
  if (!read_signed_data (data.content, &self, error))
    return FALSE;
  *ret = self;
  self = (SgnContentInfo){ 0 };
  return TRUE;
}

void
sgn_content_info_clear (SgnContentInfo *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->content, g_bytes_unref);
}
