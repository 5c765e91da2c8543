/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/der.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/oid.h"

#define DER(...)                                                                                   \
  ((SgnDer){ (const guint8[]){ __VA_ARGS__ }, sizeof ((const guint8[]){ __VA_ARGS__ }) })

static void
assert_octets (GBytes *bytes, SgnDer expected)
{
  SgnDer got = sgn_der_from_bytes (bytes);

  g_assert_cmpmem (got.data, got.size, expected.data, expected.size);
}

static void
test_next (void)
{
  SgnDer der = DER (0x30, 0x03, 0x02, 0x01, 0x05, 0x05, 0x00);
  SgnDerElement element;
  guint64 value;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_der_next (&der, &element, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (element.tag, ==, 0x30);
  g_assert_cmpuint (element.whole.size, ==, 5);
  g_assert_cmpuint (element.content.size, ==, 3);
  g_assert_true (sgn_der_uint (&element.content, &value, &error));
  g_assert_cmpuint (value, ==, 5);
  g_assert_true (sgn_der_end (element.content, &error));
  g_assert_false (sgn_der_end (der, NULL));
  g_assert_false (sgn_der_optional (&der, 0xa0, &element));
  g_assert_true (sgn_der_optional (&der, 0x05, &element));
  g_assert_true (sgn_der_is_empty (der));
}

static void
test_refused (void)
{
  static const struct {
    guint8 data[10];
    gsize size;
  } cases[] = {
    { { 0 }, 0 },                                        /* nothing */
    { { 0x30 }, 1 },                                     /* no length */
    { { 0x30, 0x01 }, 2 },                               /* content missing */
    { { 0x30, 0x82, 0x01 }, 3 },                         /* half a length */
    { { 0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0 }, 7 },    /* beyond the end */
    { { 0x30, 0x85, 0, 0, 0, 0, 1, 0 }, 8 },             /* length of five octets */
    { { 0x30, 0x80, 0x05, 0x00, 0x00 }, 5 },             /* end of contents cut */
    { { 0x30, 0x80, 0x05, 0x00 }, 4 },                   /* no end of contents */
    { { 0x04, 0x80, 0x00, 0x00 }, 4 },                   /* primitive, indefinite */
    { { 0x00, 0x00 }, 2 },                               /* stray end of contents */
    { { 0x3f, 0x81, 0x01, 0x00 }, 4 },                   /* high tag number */
    { { 0x30, 0x80, 0x30, 0x05, 0x00, 0x00, 0, 0 }, 8 }, /* inner reaches too far */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SgnDer der = { cases[i].data, cases[i].size };
    SgnDerElement element;
    g_autoptr (GError) error = NULL;

    g_assert_false (sgn_der_next (&der, &element, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
    g_assert_true (der.data == cases[i].data && der.size == cases[i].size);
  }
}

static void
test_indefinite (void)
{
  SgnDer der = DER (0x30,
                    0x80,
                    0x24,
                    0x80,
                    0x04,
                    0x01,
                    0xaa,
                    0x04,
                    0x01,
                    0xbb,
                    0x00,
                    0x00,
                    0x00,
                    0x00,
                    0xff);
  SgnDerElement element;
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (sgn_der_expect (&der, 0x30, &element, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (element.whole.size, ==, 14);
  g_assert_cmpuint (element.content.size, ==, 10);
  g_assert_cmpuint (der.size, ==, 1);
  g_assert_true (sgn_der_octets (&element.content, &octets, &error));
  assert_octets (octets, DER (0xaa, 0xbb));
}

/* @depth open elements of indefinite length, closed again. */
static gboolean
nests (guint depth)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  SgnDer der;
  SgnDerElement element;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  for (guint i = 0; i < depth; i++)
    g_byte_array_append (data, (const guint8[]){ 0x24, 0x80 }, 2);
  g_byte_array_append (data, (const guint8[]){ 0x04, 0x01, 0x55 }, 3);
  for (guint i = 0; i < depth; i++)
    g_byte_array_append (data, (const guint8[]){ 0x00, 0x00 }, 2);
  der = (SgnDer){ data->data, data->len };
  ok = sgn_der_next (&der, &element, &error);
  if (!ok)
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  return ok;
}

static void
test_depth (void)
{
  g_assert_true (nests (1));
  g_assert_true (nests (SGN_DER_MAX_DEPTH));
  g_assert_false (nests (SGN_DER_MAX_DEPTH + 1));
  g_assert_false (nests (100000));
}

/* Definite lengths can nest without end: reading the octets must not follow. */
static void
test_octets_bomb (void)
{
  g_autoptr (GBytes) bytes = sgn_der_encode (0x04, "x", 1);
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GError) error = NULL;
  SgnDer der;

  for (guint i = 0; i < 3000; i++)
    bytes = sgn_der_wrap (0x24, bytes, NULL);
  der = sgn_der_from_bytes (bytes);
  g_assert_false (sgn_der_octets (&der, &octets, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  g_assert_null (octets);
}

static void
test_uint (void)
{
  static const guint64 values[] = { 0, 1, 127, 128, 255, 256, 0x8000, G_MAXINT64, G_MAXUINT64 };
  SgnDer negative = DER (0x02, 0x01, 0x80);
  SgnDer empty = DER (0x02, 0x00);
  SgnDer large = DER (0x02, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  guint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (GBytes) bytes = sgn_der_encode_uint (values[i]);
    SgnDer der = sgn_der_from_bytes (bytes);

    g_assert_true (sgn_der_uint (&der, &value, NULL));
    g_assert_cmpuint (value, ==, values[i]);
    g_assert_true (sgn_der_is_empty (der));
  }
  g_assert_false (sgn_der_uint (&negative, &value, NULL));
  g_assert_false (sgn_der_uint (&empty, &value, NULL));
  g_assert_false (sgn_der_uint (&large, &value, NULL));
}

static void
test_oid (void)
{
  g_autoptr (GBytes) bytes = sgn_der_encode_oid (SGN_OID_SPC_INDIRECT_DATA);
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDer empty = DER (0x06, 0x00);
  SgnDer open = DER (0x06, 0x02, 0x2a, 0x86);
  SgnDer padded = DER (0x06, 0x03, 0x2a, 0x80, 0x01);
  g_autofree char *dotted = NULL;
  char *untouched = NULL;

  assert_octets (bytes,
                 DER (0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x01, 0x04));
  g_assert_true (sgn_der_oid (&der, &dotted, NULL));
  g_assert_cmpstr (dotted, ==, SGN_OID_SPC_INDIRECT_DATA);
  g_assert_false (sgn_der_oid (&empty, &untouched, NULL));
  g_assert_false (sgn_der_oid (&open, &untouched, NULL));
  g_assert_false (sgn_der_oid (&padded, &untouched, NULL));
  g_assert_null (untouched);
  g_assert_cmpstr (sgn_oid_get_name (SGN_OID_SPC_NESTED), ==, "nested signature");
  g_assert_null (sgn_oid_get_name ("1.2.3"));
}

static void
test_lengths (void)
{
  static const gsize sizes[] = { 0, 1, 127, 128, 255, 256, 65535, 65536, 1 << 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree guint8 *content = g_malloc0 (sizes[i] + 1);
    g_autoptr (GBytes) bytes = sgn_der_encode (0x04, content, sizes[i]);
    SgnDer der = sgn_der_from_bytes (bytes);
    SgnDerElement element;

    g_assert_true (sgn_der_expect (&der, 0x04, &element, NULL));
    g_assert_cmpuint (element.content.size, ==, sizes[i]);
    g_assert_true (sgn_der_is_empty (der));
  }
}

static void
test_set_order (void)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) set = NULL;

  g_ptr_array_add (elements, sgn_der_encode (0x04, "ba", 2));
  g_ptr_array_add (elements, sgn_der_encode (0x04, "c", 1));
  g_ptr_array_add (elements, sgn_der_encode (0x02, "z", 1));
  g_ptr_array_add (elements, sgn_der_encode (0x04, "aa", 2));
  set = sgn_der_set_of (0x31, elements);
  assert_octets (set,
                 DER (0x31,
                      0x0e,
                      0x02,
                      0x01,
                      'z',
                      0x04,
                      0x01,
                      'c',
                      0x04,
                      0x02,
                      'a',
                      'a',
                      0x04,
                      0x02,
                      'b',
                      'a'));
  g_assert_cmpuint (elements->len, ==, 4);
}

static void
test_algorithm (void)
{
  g_autoptr (GBytes) bytes = sgn_der_encode_algorithm (SGN_OID_RSA, TRUE);
  g_autoptr (GBytes) bare = sgn_der_encode_algorithm (SGN_OID_EC_PUBLIC_KEY, FALSE);
  SgnDer der = sgn_der_from_bytes (bytes);
  SgnDer second = sgn_der_from_bytes (bare);
  SgnDer parameters;
  g_autofree char *oid = NULL;
  g_autofree char *other = NULL;

  g_assert_true (sgn_der_algorithm (&der, &oid, &parameters, NULL));
  g_assert_cmpstr (oid, ==, SGN_OID_RSA);
  g_assert_cmpmem (parameters.data, parameters.size, "\x05\x00", 2);
  g_assert_true (sgn_der_algorithm (&second, &other, &parameters, NULL));
  g_assert_cmpstr (other, ==, SGN_OID_EC_PUBLIC_KEY);
  g_assert_true (sgn_der_is_empty (parameters));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asn1/der/next", test_next);
  g_test_add_func ("/asn1/der/refused", test_refused);
  g_test_add_func ("/asn1/der/indefinite", test_indefinite);
  g_test_add_func ("/asn1/der/depth", test_depth);
  g_test_add_func ("/asn1/der/octets-bomb", test_octets_bomb);
  g_test_add_func ("/asn1/der/uint", test_uint);
  g_test_add_func ("/asn1/der/oid", test_oid);
  g_test_add_func ("/asn1/der/lengths", test_lengths);
  g_test_add_func ("/asn1/der/set-order", test_set_order);
  g_test_add_func ("/asn1/der/algorithm", test_algorithm);
  return g_test_run ();
}
