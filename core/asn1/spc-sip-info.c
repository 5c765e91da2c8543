/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-asn1"

/* SpcSipInfo, the value of content that Windows hands to one of its subject interface packages.
 * Five numbers after the GUID are reserved and zero. It has no specification. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/error.h"

GBytes *
sgn_spc_sip_info_encode (const SgnSpcSipInfo *info)
{
  g_autoptr (GBytes) guid = g_bytes_new (info->guid, sizeof info->guid);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (info->version),
                       sgn_der_encode_octets (guid),
                       sgn_der_encode_uint (0),
                       sgn_der_encode_uint (0),
                       sgn_der_encode_uint (0),
                       sgn_der_encode_uint (0),
                       sgn_der_encode_uint (0),
                       NULL);
}

gboolean
sgn_spc_sip_info_parse (GBytes *value, SgnSpcSipInfo *ret, GError **error)
{
  SgnDer der = sgn_der_from_bytes (value);
  SgnDerElement sequence;
  g_autoptr (GBytes) guid = NULL;
  guint64 version;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !sgn_der_uint (&sequence.content, &version, error) ||
      !sgn_der_octets (&sequence.content, &guid, error))
    return FALSE;
  if (g_bytes_get_size (guid) != sizeof ret->guid) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_SIGNATURE_DAMAGED,
                         _ ("the file type in the signature has the wrong length"));
    return FALSE;
  }
  /* Signing programs write different versions for one format; nothing depends on it. */
  ret->version = (guint32) MIN (version, G_MAXUINT32);
  memcpy (ret->guid, g_bytes_get_data (guid, NULL), sizeof ret->guid);
  return TRUE;
}
