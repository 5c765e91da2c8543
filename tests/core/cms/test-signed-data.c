/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/cms/signed-data.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/attributes.h"
#include "tests/core/cms/sample.h"

/* The structure of a SignedData (RFC 5652, 5.1). */

/* Bytes of a literal, which may have zeros in it. */
typedef struct {
  const char *bytes;
  gsize size;
} Literal;

#define LITERAL(bytes)                                                                             \
  {                                                                                                \
    bytes, sizeof bytes - 1                                                                        \
  }

#define TYPE "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01" /* data */

static GBytes *
create_signer (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");

  return sample_signer_info_new (&(SampleSigner){ .cert = cert });
}

/* @content: the field encapContentInfo; @rest: what follows. Both are consumed. */
static GBytes *
assemble (GBytes *content, GBytes *rest)
{
  const char *hash = sgn_hash_get_oid (SGN_HASH_SHA256);

  return sgn_der_wrap (SGN_TAG_SEQUENCE,
                       sgn_der_encode_uint (1),
                       sgn_der_wrap (SGN_TAG_SET, sgn_der_encode_algorithm (hash, TRUE), NULL),
                       content,
                       rest,
                       NULL);
}

static GBytes *
create_content (void)
{
  return sgn_der_wrap (SGN_TAG_SEQUENCE, sgn_der_encode_oid (SGN_OID_DATA), NULL);
}

static void
assert_damaged (GBytes *der)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_signed_data_parse (der, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  g_bytes_unref (der);
}

static SgnSignedData *
parse_with_content (const Literal *content, GError **error)
{
  g_autoptr (GBytes) signer = create_signer ();
  g_autoptr (GBytes) der = assemble (g_bytes_new (content->bytes, content->size),
                                     sgn_der_wrap (SGN_TAG_SET, g_bytes_ref (signer), NULL));

  return sgn_signed_data_parse (der, error);
}

static void
test_damaged_content (void)
{
  static const Literal cases[] = {
    LITERAL ("\x31\x0b" TYPE),                                /* no SEQUENCE */
    LITERAL ("\x30\x02\x05\x00"),                             /* no type */
    LITERAL ("\x30\x10" TYPE "\xa1\x03\x04\x01x"),            /* [1] */
    LITERAL ("\x30\x12" TYPE "\xa0\x03\x04\x01x\x05\x00"),    /* more than the two */
    LITERAL ("\x30\x0d" TYPE "\xa0\x00"),                     /* [0] of nothing */
    LITERAL ("\x30\x0f" TYPE "\xa0\x02\x04\x01"),             /* cut off */
    LITERAL ("\x30\x13" TYPE "\xa0\x06\x04\x01x\x04\x01y"),   /* two contents */
    LITERAL ("\x30\x12" TYPE "\xa0\x05\x24\x03\x02\x01\x01"), /* a piece that is a number */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse_with_content (&cases[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  }
}

static void
assert_bytes (GBytes *bytes, const Literal *expected)
{
  if (expected->bytes == NULL) {
    g_assert_null (bytes);
    return;
  }
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected->bytes,
                   expected->size);
}

/* Of an OCTET STRING the value, in one piece; of anything else the element itself. */
static void
test_content (void)
{
  static const struct {
    Literal field, content, digested;
  } cases[] = {
    { LITERAL ("\x30\x0b" TYPE), { NULL, 0 }, { NULL, 0 } },
    { LITERAL ("\x30\x10" TYPE "\xa0\x03\x04\x01x"), LITERAL ("x"), LITERAL ("x") },
    { LITERAL ("\x30\x15" TYPE "\xa0\x08\x24\x06\x04\x01x\x04\x01y"),
      LITERAL ("xy"),
      LITERAL ("xy") },
    { LITERAL ("\x30\x12" TYPE "\xa0\x05\x30\x03\x02\x01\x07"),
      LITERAL ("\x30\x03\x02\x01\x07"),
      LITERAL ("\x02\x01\x07") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnSignedData) parsed = parse_with_content (&cases[i].field, NULL);

    g_assert_nonnull (parsed);
    assert_bytes (sgn_signed_data_get_content (parsed), &cases[i].content);
    assert_bytes (sgn_signed_data_get_content_bytes (parsed), &cases[i].digested);
  }
}

/* Exactly one; how to judge several is nowhere said. */
static void
test_signers (void)
{
  g_autoptr (GBytes) signer = create_signer ();

  assert_damaged (assemble (create_content (), g_bytes_new (NULL, 0)));
  assert_damaged (assemble (create_content (), sgn_der_encode (SGN_TAG_SET, NULL, 0)));
  assert_damaged (
      assemble (create_content (), sgn_der_wrap (SGN_TAG_SEQUENCE, g_bytes_ref (signer), NULL)));
  assert_damaged (
      assemble (create_content (),
                sgn_der_wrap (SGN_TAG_SET, g_bytes_ref (signer), g_bytes_ref (signer), NULL)));
}

/* Consumes @member of the set of certificates. */
static GBytes *
assemble_with_certificate (GBytes *signer, GBytes *member)
{
  g_autoptr (GBytes) set = sgn_der_wrap (0xa0, member, NULL);
  g_autoptr (GBytes) signers = sgn_der_wrap (SGN_TAG_SET, g_bytes_ref (signer), NULL);
  g_autoptr (GByteArray) rest = g_byte_array_new ();

  g_byte_array_append (rest, g_bytes_get_data (set, NULL), (guint) g_bytes_get_size (set));
  g_byte_array_append (rest, g_bytes_get_data (signers, NULL), (guint) g_bytes_get_size (signers));
  return assemble (create_content (), g_byte_array_free_to_bytes (g_steal_pointer (&rest)));
}

/* The parts of a certificate and one more: that is something else, which must not be refused. */
static void
test_no_certificate (void)
{
  static const Literal parts = LITERAL ("\x30\x00\x30\x00\x03\x01\x00\x05\x00");
  g_autoptr (GBytes) signer = create_signer ();
  GBytes *member = sgn_der_encode (SGN_TAG_SEQUENCE, parts.bytes, parts.size);
  GBytes *certificate = sgn_der_encode (SGN_TAG_SEQUENCE, parts.bytes, parts.size - 2);
  g_autoptr (GBytes) with_member = assemble_with_certificate (signer, member);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (with_member, NULL);

  g_assert_nonnull (parsed);
  g_assert_cmpuint (sgn_signed_data_get_certificates (parsed)->len, ==, 0);
  assert_damaged (assemble_with_certificate (signer, certificate));
}

static void
test_many_certificates (void)
{
  g_autoptr (TestCert) cert = test_root_new ("Root");
  g_autoptr (GPtrArray) certificates = test_certs_list (NULL, NULL);
  g_autoptr (GBytes) signer = create_signer ();

  for (guint count = 0; count <= 65; count++) {
    g_autoptr (GBytes) der = sample_message_new (signer, certificates, NULL);
    g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (der, NULL);

    g_assert_cmpint (parsed != NULL, ==, count <= SGN_CMS_MAX_CERTIFICATES);
    if (parsed != NULL)
      g_assert_cmpuint (sgn_signed_data_get_certificates (parsed)->len, ==, count);
    g_ptr_array_add (certificates, g_object_ref (cert->certificate));
  }
}

/* With @size bytes of content. */
static GBytes *
create_with_bytes (GBytes *signer, gsize size)
{
  g_autofree guint8 *zeros = g_malloc0 (size);
  GBytes *octets = sgn_der_encode (SGN_TAG_OCTETS, zeros, size);
  GBytes *content = sgn_der_wrap (SGN_TAG_SEQUENCE,
                                  sgn_der_encode_oid (SGN_OID_DATA),
                                  sgn_der_wrap (0xa0, octets, NULL),
                                  NULL);

  return assemble (content, sgn_der_wrap (SGN_TAG_SET, g_bytes_ref (signer), NULL));
}

static void
test_size (void)
{
  g_autoptr (GBytes) signer = create_signer ();
  gsize guess = SGN_CMS_MAX_SIZE - 4096;
  g_autoptr (GBytes) nearly = create_with_bytes (signer, guess);
  gsize size = guess + SGN_CMS_MAX_SIZE - g_bytes_get_size (nearly);
  g_autoptr (GBytes) largest = create_with_bytes (signer, size);
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (largest, NULL);

  g_assert_cmpuint (g_bytes_get_size (largest), ==, SGN_CMS_MAX_SIZE);
  g_assert_nonnull (parsed);
  assert_damaged (create_with_bytes (signer, size + 1));
}

static void
test_nothing (void)
{
  assert_damaged (g_bytes_new ("\x30\x00", 2));
  assert_damaged (g_bytes_new ("\x30\x00\x02", 3));
  assert_damaged (g_bytes_new ("\x30\x02\x05\x00", 4));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cms/signed-data/damaged-content", test_damaged_content);
  g_test_add_func ("/cms/signed-data/content", test_content);
  g_test_add_func ("/cms/signed-data/signers", test_signers);
  g_test_add_func ("/cms/signed-data/no-certificate", test_no_certificate);
  g_test_add_func ("/cms/signed-data/many-certificates", test_many_certificates);
  g_test_add_func ("/cms/signed-data/size", test_size);
  g_test_add_func ("/cms/signed-data/nothing", test_nothing);
  return g_test_run ();
}
