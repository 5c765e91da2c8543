/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/spc.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"

#define assert_bytes(bytes, text)                                                                  \
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),                                                 \
                   g_bytes_get_size (bytes),                                                       \
                   text,                                                                           \
                   sizeof (text) - 1)

static GBytes *
create_content (void)
{
  g_autoptr (GBytes) value = sgn_spc_pe_image_data_encode (NULL, SGN_HASH_SHA256);
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);

  return sgn_spc_indirect_data_encode (SGN_OID_SPC_PE_IMAGE_DATA, value, SGN_HASH_SHA256, digest);
}

static void
test_indirect_data (void)
{
  g_autoptr (GBytes) content = create_content ();
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);
  g_auto (SgnSpcIndirectData) data = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_spc_indirect_data_parse (content, &data, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (data.type, ==, SGN_OID_SPC_PE_IMAGE_DATA);
  g_assert_cmpstr (data.hash_oid, ==, "2.16.840.1.101.3.4.2.1");
  g_assert_true (data.hash_known);
  g_assert_cmpint (data.hash, ==, SGN_HASH_SHA256);
  g_assert_true (g_bytes_equal (data.digest, digest));
  assert_bytes (data.value, "\x30\x09\x03\x01\x00\xa0\x04\xa2\x02\x80\x00");
}

static void
test_indirect_data_truncated (void)
{
  g_autoptr (GBytes) content = create_content ();

  for (gsize size = 0; size < g_bytes_get_size (content); size++) {
    g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (content, NULL), size);
    g_auto (SgnSpcIndirectData) data = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_spc_indirect_data_parse (cut, &data, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    g_assert_null (data.type);
  }
}

/* MSIX puts a table of digests where one digest belongs. */
static void
test_indirect_data_long_digest (void)
{
  guint8 table[184] = "APPX";
  g_autoptr (GBytes) digest = g_bytes_new (table, sizeof table);
  g_autoptr (GBytes) value = sgn_der_encode (0x30, NULL, 0);
  g_autoptr (GBytes)
      content = sgn_spc_indirect_data_encode (SGN_OID_SPC_SIP_INFO, value, SGN_HASH_SHA512, digest);
  g_auto (SgnSpcIndirectData) data = { 0 };

  g_assert_true (sgn_spc_indirect_data_parse (content, &data, NULL));
  g_assert_true (g_bytes_equal (data.digest, digest));
}

static void
test_unknown_hash (void)
{
  g_autoptr (GBytes)
      content = sgn_der_wrap (0x30,
                              sgn_der_wrap (0x30, sgn_der_encode_oid ("1.2.3"), NULL),
                              sgn_der_wrap (0x30,
                                            sgn_der_encode_algorithm ("1.2.3.4", FALSE),
                                            sgn_der_encode (0x04, "d", 1),
                                            NULL),
                              NULL);
  g_auto (SgnSpcIndirectData) data = { 0 };

  g_assert_true (sgn_spc_indirect_data_parse (content, &data, NULL));
  g_assert_false (data.hash_known);
  g_assert_cmpstr (data.hash_oid, ==, "1.2.3.4");
  g_assert_null (data.value);
}

static void
test_page_hashes (void)
{
  g_autoptr (GBytes) table = g_bytes_new ("0123456789", 10);
  static const SgnHash hashes[] = { SGN_HASH_SHA1, SGN_HASH_SHA256 };

  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GBytes) value = sgn_spc_pe_image_data_encode (table, hashes[i]);
    g_autoptr (GBytes) found = NULL;
    g_autoptr (GError) error = NULL;
    SgnHash hash;

    g_assert_true (sgn_spc_pe_image_data_parse (value, &found, &hash, &error));
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (found, table));
    g_assert_cmpint (hash, ==, hashes[i]);
  }
}

static gboolean
parse_image_data (const char *data, gsize size, GBytes **table)
{
  g_autoptr (GBytes) value = g_bytes_new_static (data, size);
  SgnHash hash;

  return sgn_spc_pe_image_data_parse (value, table, &hash, NULL);
}

static void
test_no_page_hashes (void)
{
  GBytes *table = NULL;

  g_assert_true (parse_image_data ("\x30\x0c\x03\x01\x00\xa0\x07\xa2\x05\x80\x03xyz", 14, &table));
  g_assert_null (table);
  g_assert_true (parse_image_data ("\x30\x00", 2, &table));
  g_assert_null (table);
  g_assert_false (parse_image_data ("\x30\x09\x03\x01\x00\xa0\x04\xa1\x02\x04\x05", 11, &table));
}

static void
test_opus_info (void)
{
  g_autoptr (GBytes) empty = sgn_spc_opus_info_encode (NULL, NULL);
  g_autoptr (GBytes) full = sgn_spc_opus_info_encode ("Gr\xc3\xbc\xc3\x9f"
                                                      "e",
                                                      "https://example.com/\xc3\xa4?a=%20");
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  assert_bytes (empty, "\x30\x00");
  g_assert_true (sgn_spc_opus_info_parse (empty, &name, &url, &error));
  g_assert_null (name);
  g_assert_null (url);
  g_assert_true (sgn_spc_opus_info_parse (full, &name, &url, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (name,
                   ==,
                   "Gr\xc3\xbc\xc3\x9f"
                   "e");
  g_assert_cmpstr (url, ==, "https://example.com/%C3%A4?a=%20");
  assert_bytes (full,
                "\x30\x32\xa0\x0c\x80\x0a\0G\0r\0\xfc\0\xdf\0e"
                "\xa1\x22\x80\x20"
                "https://example.com/%C3%A4?a=%20");
}

static void
assert_opus_info (const char *data, gsize size, const char *name, const char *url)
{
  g_autoptr (GBytes) value = g_bytes_new_static (data, size);
  g_autofree char *found_name = NULL;
  g_autofree char *found_url = NULL;

  g_assert_true (sgn_spc_opus_info_parse (value, &found_name, &found_url, NULL));
  g_assert_cmpstr (found_name, ==, name);
  g_assert_cmpstr (found_url, ==, url);
}

/* Others write UTF-8 as IA5String, or name a file. */
static void
test_opus_info_variants (void)
{
  g_autoptr (GBytes) cut = g_bytes_new_static ("\x30\x04\xa0\x02\x80\x05", 6);
  char *name = NULL;
  char *url = NULL;

  assert_opus_info ("\x30\x06\xa0\x04\x81\x02\xc3\xa4", 8, "\xc3\xa4", NULL);
  assert_opus_info ("\x30\x05\xa0\x03\x81\x01\xe4", 7, "\xc3\xa4", NULL);
  assert_opus_info ("\x30\x0a\xa1\x08\xa2\x06\x80\x04\0a\0b", 12, NULL, "ab");
  g_assert_false (sgn_spc_opus_info_parse (cut, &name, &url, NULL));
  g_assert_null (name);
  g_assert_null (url);
}

static void
test_statement_type (void)
{
  g_autoptr (GBytes) value = sgn_spc_statement_type_encode ();

  assert_bytes (value, "\x30\x0c\x06\x0a\x2b\x06\x01\x04\x01\x82\x37\x02\x01\x15");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asn1/spc/indirect-data", test_indirect_data);
  g_test_add_func ("/asn1/spc/indirect-data/truncated", test_indirect_data_truncated);
  g_test_add_func ("/asn1/spc/indirect-data/long-digest", test_indirect_data_long_digest);
  g_test_add_func ("/asn1/spc/indirect-data/unknown-hash", test_unknown_hash);
  g_test_add_func ("/asn1/spc/page-hashes", test_page_hashes);
  g_test_add_func ("/asn1/spc/page-hashes/none", test_no_page_hashes);
  g_test_add_func ("/asn1/spc/opus-info", test_opus_info);
  g_test_add_func ("/asn1/spc/opus-info/variants", test_opus_info_variants);
  g_test_add_func ("/asn1/spc/statement-type", test_statement_type);
  return g_test_run ();
}
