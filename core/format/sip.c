/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Content with SpcSipInfo: the subject interface package that Windows asks about a file, and one
 * digest. All formats but programs, cabinets and those without SpcIndirectDataContent use it. */

#include "config.h"

#include "core/format/sip.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/indirect.h"
#include "core/format/sip-kinds.h"

GBytes *
sgn_sip_encode (const SgnSpcSipInfo *info, SgnHash hash, GBytes *digest)
{
  g_autoptr (GBytes) value = sgn_spc_sip_info_encode (info);

  return sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, value, hash, digest);
}

/* All kinds that Windows knows, to refuse a signature that was made for any other than the
 * file's. */
static const guint8 kinds[][16] = {
  SGN_SIP_GUID_PE,
  SGN_SIP_GUID_JAVA_CLASS,
  SGN_SIP_GUID_CAB,
  SGN_SIP_GUID_FLAT,
  SGN_SIP_GUID_CATALOG,
  SGN_SIP_GUID_TRUST_LIST,
  SGN_SIP_GUID_STORAGE,
  SGN_SIP_GUID_MSI,
  SGN_SIP_GUID_POWERSHELL,
  SGN_SIP_GUID_JSCRIPT,
  SGN_SIP_GUID_VBSCRIPT,
  SGN_SIP_GUID_WSF,
  SGN_SIP_GUID_APPX,
  SGN_SIP_GUID_BUNDLE,
  SGN_SIP_GUID_ENCRYPTED_APPX,
  SGN_SIP_GUID_ENCRYPTED_BUNDLE,
  SGN_SIP_GUID_P7X,
  SGN_SIP_GUID_WIM,
  SGN_SIP_GUID_VBA,
};

static gboolean
is_known (const guint8 *guid)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (memcmp (guid, kinds[i], sizeof kinds[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The digest of a whole file could also be that of another format, so the GUID must not name
 * one. */
static gboolean
fits (const SgnSpcSipInfo *found, const SgnSpcSipInfo *info)
{
  return info != NULL ? memcmp (found->guid, info->guid, sizeof found->guid) == 0
                      : !is_known (found->guid);
}

gboolean
sgn_sip_check_kind (const SgnSpcIndirectData *data, const SgnSpcSipInfo *info, GError **error)
{
  SgnSpcSipInfo found;

  if (g_str_equal (data->type, SGN_OID_SPC_SIP_INFO) && data->value != NULL) {
    if (!sgn_spc_sip_info_parse (data->value, &found, error))
      return FALSE;
    if (fits (&found, info))
      return TRUE;
  }
  return sgn_indirect_refuse (data, error);
}

gboolean
sgn_sip_parse (GBytes *content, const SgnSpcSipInfo *info, SgnContentResult *ret, GError **error)
{
  g_auto (SgnSpcIndirectData) data = { 0 };

  if (!sgn_spc_indirect_data_parse (content, &data, error) ||
      !sgn_sip_check_kind (&data, info, error))
    return FALSE;
  sgn_indirect_fill (&data, ret);
  return TRUE;
}

GBytes *
sgn_sip_create_content (const SgnSipFile *self,
                        SgnHash hash,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GBytes)
      digest = sgn_digest_range (self->input, self->ranges, hash, cancellable, error);

  return digest != NULL ? sgn_sip_encode (self->info, hash, digest) : NULL;
}

gboolean
sgn_sip_verify_content (const SgnSipFile *self,
                        GBytes *content,
                        SgnContentResult *ret,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (SgnContentResult) result = { 0 };

  if (!sgn_sip_parse (content, self->info, &result, error))
    return FALSE;
  if (result.hash_known) {
    result.computed = sgn_digest_range (self->input, self->ranges, result.hash, cancellable, error);
    if (result.computed == NULL)
      return FALSE;
    result.matches = g_bytes_equal (result.stored, result.computed);
  }
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}
