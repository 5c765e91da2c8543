/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"
#include "core/asn1/spc.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/cms/check.h"

/* SignedData from whatever octets there are: read, check, edit. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_content (SgnSignedData *signed_data)
{
  GBytes *content = sgn_signed_data_get_content (signed_data);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (signed_data);
  const SgnAttribute *opus = sgn_signer_info_get_signed (signer, SGN_OID_SPC_SP_OPUS_INFO);
  g_auto (SgnSpcIndirectData) indirect = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GBytes) pages = NULL;
  SgnHash hash;

  if (content != NULL && sgn_spc_indirect_data_parse (content, &indirect, NULL) &&
      indirect.value != NULL)
    sgn_spc_pe_image_data_parse (indirect.value, &pages, &hash, NULL);
  if (opus != NULL && opus->value != NULL)
    sgn_spc_opus_info_parse (opus->value, &name, &url, NULL);
}

/* What is signed stays octet for octet, whatever is put beside it. (transfer full) */
static SgnSignedData *
read_edited (SgnSignedData *before, GBytes *edited)
{
  g_autoptr (GError) error = NULL;
  SgnSignedData *after = sgn_signed_data_parse (edited, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (sgn_signed_data_get_signer (before)->signature,
                                sgn_signed_data_get_signer (after)->signature));
  g_assert_cmpint (sgn_cms_check (before, NULL), ==, sgn_cms_check (after, NULL));
  return after;
}

static void
stamp (SgnSignedData *signed_data)
{
  g_autoptr (GBytes) token = sgn_der_encode (0x30, "token", 5);
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (SgnSignedData) after = NULL;

  edited = sgn_cms_set_timestamp (signed_data, SGN_OID_MS_RFC3161, token);
  after = read_edited (signed_data, edited);
  g_assert_nonnull (
      sgn_signer_info_get_unsigned (sgn_signed_data_get_signer (after), SGN_OID_MS_RFC3161));
}

static void
nest (SgnSignedData *signed_data)
{
  GBytes *der = sgn_signed_data_get_der (signed_data);
  guint before = sgn_signed_data_get_nested (signed_data)->len;
  g_autoptr (GBytes) edited = sgn_cms_add_nested (signed_data, der, NULL);
  g_autoptr (SgnSignedData) after = NULL;

  if (edited == NULL)
    return;
  after = read_edited (signed_data, edited);
  g_assert_cmpuint (sgn_signed_data_get_nested (after)->len, ==, before + 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (bytes, NULL);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  g_autoptr (SgnSignerInfo) alone = NULL;

  if (signed_data == NULL) {
    alone = sgn_signer_info_parse (bytes, NULL, NULL);
    return 0;
  }
  g_assert_cmpuint (sgn_signed_data_get_size (signed_data), <=, size);
  sgn_cms_check (signed_data, NULL);
  sgn_signed_data_find_anomalies (signed_data, findings);
  sgn_signed_data_find_oddities (signed_data, findings);
  read_content (signed_data);
  stamp (signed_data);
  nest (signed_data);
  return 0;
}
