/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token"

/* TSTInfo, the content of a timestamp token (RFC 3161 2.4.2). Used for tokens that come from a
 * server and for those in signatures. */

#include "config.h"

#include "core/timestamp/token.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <openssl/err.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/openssl.h"

static gboolean
read_imprint (SgnDer *der, SgnTimestampInfo *ret, GError **error)
{
  SgnDerElement imprint;
  g_autofree char *oid = NULL;

  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &imprint, error) ||
      !sgn_der_algorithm (&imprint.content, &oid, NULL, error))
    return FALSE;
  if (!sgn_hash_from_oid (oid, &ret->hash)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("timestamp with unknown hash algorithm %s"),
                 oid);
    return FALSE;
  }
  return sgn_der_octets (&imprint.content, &ret->imprint, error) &&
         sgn_der_end (imprint.content, error);
}

static gboolean
read_time (SgnDer *der, SgnTimestampInfo *ret, GError **error)
{
  SgnDerElement element;
  const guint8 *data;
  ASN1_GENERALIZEDTIME *time = NULL;
  gboolean valid;

  if (!sgn_der_expect (der, SGN_TAG_GENERALIZED_TIME, &element, error))
    return FALSE;
  /* genTime; fractions of a second are allowed and ignored. */
  data = element.whole.data;
  time = d2i_ASN1_GENERALIZEDTIME (NULL, &data, (long) element.whole.size);
  valid = sgn_openssl_time (time, &ret->time);
  ASN1_GENERALIZEDTIME_free (time);
  ERR_clear_error ();
  if (!valid)
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("timestamp without a valid time"));
  return valid;
}

/* accuracy, ordering and nonce are optional and have different tags. */
static void
read_nonce (SgnDer *der, SgnTimestampInfo *ret)
{
  SgnDerElement element;

  sgn_der_optional (der, SGN_TAG_SEQUENCE, &element); /* accuracy */
  sgn_der_optional (der, SGN_TAG_BOOLEAN, &element);  /* ordering */
  if (sgn_der_optional (der, SGN_TAG_INTEGER, &element))
    ret->nonce = sgn_der_to_bytes (element.content);
}

/* RFC 3161, 2.4.2; tsa and extensions are not used. */
static gboolean
read_fields (SgnDer der, SgnTimestampInfo *ret, GError **error)
{
  SgnDerElement tst_info, serial;
  guint64 version;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &tst_info, error) || !sgn_der_end (der, error) ||
      !sgn_der_uint (&tst_info.content, &version, error) ||
      !sgn_der_oid (&tst_info.content, &ret->policy, error) ||
      !read_imprint (&tst_info.content, ret, error) ||
      !sgn_der_expect (&tst_info.content, SGN_TAG_INTEGER, &serial, error) ||
      !read_time (&tst_info.content, ret, error))
    return FALSE;
  if (version != 1) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_SIGNATURE_DAMAGED,
                 _ ("timestamp of the unknown version %" PRIu64),
                 version);
    return FALSE;
  }
  read_nonce (&tst_info.content, ret);
  return TRUE;
}

gboolean
sgn_tst_info_parse (GBytes *tst_info, SgnTimestampInfo *ret, GError **error)
{
  g_auto (SgnTimestampInfo) info = { 0 };

  if (!read_fields (sgn_der_from_bytes (tst_info), &info, error)) {
    g_prefix_error (error, "%s: ", _ ("malformed timestamp"));
    return FALSE;
  }
  *ret = info;
  info = (SgnTimestampInfo){ 0 };
  return TRUE;
}

void
sgn_timestamp_info_clear (SgnTimestampInfo *self)
{
  g_clear_pointer (&self->imprint, g_bytes_unref);
  g_clear_pointer (&self->nonce, g_bytes_unref);
  g_clear_pointer (&self->policy, g_free);
}

gboolean
sgn_timestamp_info_covers (const SgnTimestampInfo *self, GBytes *signature_value)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (self->hash, signature_value);

  return digest != NULL && self->imprint != NULL && g_bytes_equal (digest, self->imprint);
}
