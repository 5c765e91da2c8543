/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "tests/support/stamp.h"
#include "config.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/cms/signer-info.h"

#define TAG_GENERALIZED_TIME 0x18

static GBytes *
encode_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = g_date_time_format (date, "%Y%m%d%H%M%SZ");

  return sgn_der_encode (TAG_GENERALIZED_TIME, text, strlen (text));
}

/* TSTInfo (RFC 3161, 2.4.2): version, policy, imprint, serial number, time */
static GBytes *
make_content (GBytes *value, gint64 time)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, value);

  return sgn_der_wrap (0x30,
                       sgn_der_encode_uint (1),
                       sgn_der_encode_oid ("1.2.3"),
                       sgn_der_wrap (0x30,
                                     sgn_der_encode_algorithm (sgn_hash_get_oid (SGN_HASH_SHA256),
                                                               TRUE),
                                     sgn_der_encode_octets (digest),
                                     NULL),
                       sgn_der_encode_uint (1),
                       encode_time (time),
                       NULL);
}

GBytes *
test_stamp_new (TestCert *tsa, GBytes *value, gint64 time)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256, .profile = SGN_CMS_TIMED };
  g_autoptr (SgnIdentity) identity = test_identity_new (tsa, NULL);
  g_autoptr (GBytes) content = make_content (value, time);
  g_autoptr (GError) error = NULL;
  GBytes *token = sgn_cms_build (SGN_OID_TST_INFO, content, identity, &options, NULL, &error);

  g_assert_no_error (error);
  return token;
}

GBytes *
test_stamp_signature (GBytes *signature, const char *oid, TestCert *tsa, const gint64 *times)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignedData) data = sgn_signed_data_parse (signature, &error);
  GBytes *stamped;

  g_assert_no_error (error);
  for (guint i = 0; times[i] != 0; i++)
    g_ptr_array_add (tokens,
                     test_stamp_new (tsa, sgn_signed_data_get_signer (data)->signature, times[i]));
  stamped = sgn_cms_set_unsigned (data, oid, tokens);
  return stamped;
}
