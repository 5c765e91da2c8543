/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/content-info.h"
#include "core/base/error.h"
#include "core/base/oid.h"

/* @content (nullable) is consumed. */
static GBytes *
make_signed_data (GBytes *content, gboolean has_signer)
{
  GBytes *wrapped = content != NULL ? sgn_der_wrap (0xa0, content, NULL) : NULL;

  return sgn_der_wrap (0x30,
                       sgn_der_encode_uint (1),
                       sgn_der_encode (0x31, NULL, 0),
                       sgn_der_wrap (0x30, sgn_der_encode_oid (SGN_OID_DATA), wrapped, NULL),
                       sgn_der_encode (0xa0, NULL, 0),
                       sgn_der_encode (0x31, "\x30\0", has_signer ? 2 : 0),
                       NULL);
}

static GBytes *
wrap (const char *oid, GBytes *signed_data)
{
  return sgn_der_wrap (0x30,
                       sgn_der_encode_oid (oid),
                       sgn_der_wrap (0xa0, signed_data, NULL),
                       NULL);
}

static void
parse (GBytes *der, SgnContentInfo *ret)
{
  g_autoptr (GError) error = NULL;

  sgn_content_info_parse (der, ret, &error);
  g_assert_no_error (error);
}

static void
test_detached (void)
{
  g_autoptr (GBytes) bare = make_signed_data (NULL, TRUE);
  g_autoptr (GBytes) der = wrap (SGN_OID_SIGNED_DATA, g_bytes_ref (bare));
  g_auto (SgnContentInfo) info = { 0 };
  g_autoptr (GBytes) inner = NULL;

  parse (der, &info);
  g_assert_false (info.bare);
  g_assert_true (info.has_signer);
  g_assert_null (info.content);
  g_assert_cmpstr (info.type, ==, SGN_OID_DATA);
  g_assert_cmpuint (info.size, ==, g_bytes_get_size (der));
  inner = sgn_der_to_bytes (info.bare_data);
  g_assert_true (g_bytes_equal (inner, bare));
}

static void
test_bare (void)
{
  g_autoptr (GBytes) der = make_signed_data (NULL, FALSE);
  g_auto (SgnContentInfo) info = { 0 };

  parse (der, &info);
  g_assert_true (info.bare);
  g_assert_false (info.has_signer);
  g_assert_cmpuint (info.size, ==, g_bytes_get_size (der));
}

/* Of an OCTET STRING its octets, also of one in parts; of anything else the whole. */
static void
test_content (void)
{
  const struct {
    GBytes *content;
    const char *expected;
    gsize size;
  } cases[] = {
    { sgn_der_encode (0x04, "abc", 3), "abc", 3 },
    { sgn_der_encode (0x24, "\x04\x01x\x04\x02yz", 7), "xyz", 3 },
    { sgn_der_encode (0x30, "\x05\0", 2), "\x30\x02\x05\0", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) der = wrap (SGN_OID_SIGNED_DATA, make_signed_data (cases[i].content, TRUE));
    g_auto (SgnContentInfo) info = { 0 };

    parse (der, &info);
    g_assert_cmpmem (g_bytes_get_data (info.content, NULL),
                     g_bytes_get_size (info.content),
                     cases[i].expected,
                     cases[i].size);
  }
}

static void
test_trailing (void)
{
  g_autoptr (GBytes) der = make_signed_data (NULL, TRUE);
  gsize size = g_bytes_get_size (der);
  g_autofree guint8 *more = g_malloc0 (size + 5);
  g_autoptr (GBytes) file = NULL;
  g_auto (SgnContentInfo) info = { 0 };

  memcpy (more, g_bytes_get_data (der, NULL), size);
  file = g_bytes_new (more, size + 5);
  parse (file, &info);
  g_assert_cmpuint (info.size, ==, size);
}

static void
assert_refused (GBytes *der)
{
  g_auto (SgnContentInfo) info = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (sgn_content_info_parse (der, &info, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  g_assert_null (info.type);
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) other = wrap ("1.2.840.113549.1.7.3", make_signed_data (NULL, TRUE));
  g_autoptr (GBytes) whole = wrap (SGN_OID_SIGNED_DATA, make_signed_data (NULL, TRUE));

  assert_refused (other);
  for (gsize size = 0; size < g_bytes_get_size (whole); size++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, size);

    assert_refused (part);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content-info/detached", test_detached);
  g_test_add_func ("/content-info/bare", test_bare);
  g_test_add_func ("/content-info/content", test_content);
  g_test_add_func ("/content-info/trailing", test_trailing);
  g_test_add_func ("/content-info/damaged", test_damaged);
  return g_test_run ();
}
