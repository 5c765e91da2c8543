/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-hostile"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/format/subject.h"
#include "core/trust/chain-builder.h"
#include "tests/support/pe-sample.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

/* Files made to keep us busy, to fill the memory or to lead out of the file. */

#define FOUR_GIB ((gint64) 1 << 32)

/* A file of four GiB and a bit, most of which is nowhere on the disk. */
static GFile *
make_sparse (Publisher *publisher)
{
  GFile *file = publisher_add_file (publisher, "sparse.exe", sgn_sample_get_plain ("pe"));

  g_assert_cmpint (truncate (g_file_peek_path (file), FOUR_GIB + 8), ==, 0);
  return file;
}

static void
cancel (guint64 done, guint64 total, gpointer user_data)
{
  g_assert_cmpuint (total, ==, (guint64) FOUR_GIB + 8);
  g_cancellable_cancel (user_data);
}

/* Reading all of it takes seconds; being cancelled does not. */
static void
test_sparse (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  const SgnVerifyOptions options = { .anchors = publisher->anchors };
  g_autoptr (GFile) file = make_sparse (publisher);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  double start = publisher_get_seconds ();

  g_assert_null (sgn_sign_file (file, publisher->request, NULL, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  g_clear_error (&error);
  g_assert_null (sgn_verify_file (file, &options, cancel, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (publisher_get_seconds () - start, <, PUBLISHER_SECONDS_MAX);
}

static void
put_u32 (guint8 *octets, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (octets, &value, sizeof value);
}

/* Every place of the headers that can hold an offset or a count, with numbers near the ends. */
static void
test_numbers (void)
{
  static const guint32 numbers[] = { 0,          1,          7,          0x7fffffff, 0x80000000,
                                     0xfffffff0, 0xfffffff8, 0xfffffffe, 0xffffffff, 0x10000 };
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) good = publisher_sign (publisher, sgn_sample_get_plain ("pe"));
  gsize size;
  const guint8 *data = g_bytes_get_data (good, &size);

  for (gsize at = 0; at + 4 <= 1024; at += 2) {
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) bad = g_bytes_new_take (copy, size);

      put_u32 (&copy[at], numbers[i]);
      publisher_judge (publisher, bad);
    }
  }
}

/* As many sections as the header can count. */
static void
test_sections (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("pe");
  gsize size = 4 * 1024 * 1024;
  guint8 *octets = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  guint32 header;

  memset (octets, 0xee, size);
  memcpy (octets, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  memcpy (&header, &octets[0x3c], sizeof header);
  header = GUINT32_FROM_LE (header);
  octets[header + 6] = octets[header + 7] = 0xff;
  bytes = g_bytes_new_take (octets, size);
  publisher_judge (publisher, bytes);
}

/* The content of the element behind @skip others. */
static SgnDer
enter (SgnDer der, guint skip)
{
  SgnDerElement element;

  for (guint i = 0; i <= skip; i++)
    g_assert_true (sgn_der_next (&der, &element, NULL));
  return element.content;
}

static GBytes *
get_signature (GBytes *file)
{
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnSubject) subject = sgn_subject_open (input, NULL);
  g_autoptr (GPtrArray) signatures = NULL;

  g_assert_nonnull (subject);
  signatures = subject->format->get_signatures (subject->self, NULL);
  g_assert_cmpuint (signatures->len, ==, 1);
  return g_bytes_ref (signatures->pdata[0]);
}

static GBytes *
put_signature (GBytes *file, GBytes *signature)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();

  g_ptr_array_add (signatures, signature);
  return sgn_sample_put (file, signatures);
}

/* The signature with its set of certificates repeated. */
static GBytes *
repeat_certificates (GBytes *signature, guint count)
{
  SgnDer content_info = enter (sgn_der_from_bytes (signature), 0);
  SgnDer signed_data = enter (enter (content_info, 1), 0);
  GByteArray *all = g_byte_array_new ();
  GByteArray *certificates = g_byte_array_new ();
  SgnDerElement element;

  while (sgn_der_next (&signed_data, &element, NULL)) {
    g_autoptr (GBytes) set = NULL;

    if (element.tag != 0xa0) {
      g_byte_array_append (all, element.whole.data, (guint) element.whole.size);
      continue;
    }
    for (guint i = 0; i < count; i++)
      g_byte_array_append (certificates, element.content.data, (guint) element.content.size);
    set = sgn_der_encode (0xa0, certificates->data, certificates->len);
    g_byte_array_append (all, g_bytes_get_data (set, NULL), (guint) g_bytes_get_size (set));
  }
  g_byte_array_unref (certificates);
  return sgn_der_wrap (0x30,
                       sgn_der_encode_oid (SGN_OID_SIGNED_DATA),
                       sgn_der_wrap (0xa0,
                                     sgn_der_wrap (0x30, g_byte_array_free_to_bytes (all), NULL),
                                     NULL),
                       NULL);
}

static void
test_certificates (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("pe");
  g_autoptr (GBytes) good = publisher_sign (publisher, plain);
  g_autoptr (GBytes) signature = get_signature (good);
  g_autoptr (GBytes) few = repeat_certificates (signature, 2);
  g_autoptr (GBytes) many = repeat_certificates (signature, 5000);
  g_autoptr (GBytes) with_few = put_signature (plain, few);
  g_autoptr (GBytes) with_many = put_signature (plain, many);

  g_assert_cmpint (publisher_judge (publisher, with_few), ==, SGN_VERDICT_VALID);
  g_assert_cmpint (publisher_judge (publisher, with_many), ==, SGN_VERDICT_UNREADABLE);
}

/* Different certificates of one name, each of which could be the issuer of each. */
static void
test_maze (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TestCert) top = test_root_new ("Maze");
  g_autoptr (TestCert) leaf = test_signer_new (top, "Leaf", NULL);
  g_autoptr (SgnChain) chain = NULL;
  double start;

  for (guint i = 0; i < 60; i++) {
    const TestCertSpec spec = { .name = "Maze", .ca = TRUE, .key = top->key };
    g_autoptr (TestCert) cert = test_cert_new (top, &spec);

    g_ptr_array_add (others, g_object_ref (cert->certificate));
  }
  start = publisher_get_seconds ();
  chain = sgn_chain_build (publisher->anchors,
                           leaf->certificate,
                           others,
                           SGN_PURPOSE_CODE_SIGNING,
                           g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpfloat (publisher_get_seconds () - start, <, PUBLISHER_SECONDS_MAX);
  g_assert_cmpint (chain->status, !=, SGN_CHAIN_TRUSTED);
}

static GBytes *
add_attributes (GBytes *signature, guint count)
{
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (signature, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *edited;

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (values, sgn_der_encode (0x04, &i, sizeof i));
  edited = sgn_cms_set_unsigned (signed_data, "1.3.6.1.4.1.99999.1", values);
  g_assert_nonnull (edited);
  return edited;
}

static void
test_attributes (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("pe");
  g_autoptr (GBytes) good = publisher_sign (publisher, plain);
  g_autoptr (GBytes) signature = get_signature (good);
  g_autoptr (GBytes) many = add_attributes (signature, 100000);
  g_autoptr (GBytes) with_many = put_signature (plain, many);

  publisher_judge (publisher, with_many);
}

/* Each signature holds the one before and a copy of it: they would double at every step. */
static void
test_nested (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("pe");
  g_autoptr (GBytes) good = publisher_sign (publisher, plain);
  g_autoptr (GBytes) first = get_signature (good);
  GBytes *signature = g_bytes_ref (first);

  for (guint i = 0; i < 10; i++) {
    g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (first, NULL);
    g_autoptr (GPtrArray) values = g_ptr_array_new ();
    g_autoptr (GBytes) file = NULL;
    GBytes *edited;

    for (guint j = 0; j < 2; j++)
      g_ptr_array_add (values, signature);
    edited = sgn_cms_set_unsigned (signed_data, SGN_OID_SPC_NESTED, values);
    g_assert_nonnull (edited);
    g_bytes_unref (signature);
    signature = edited;
    file = put_signature (plain, signature);
    publisher_judge (publisher, file);
  }
  g_bytes_unref (signature);
}

/* Without anchors nothing is trusted, and nothing breaks. */
static void
test_trust_nobody (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) good = publisher_sign (publisher, sgn_sample_get_plain ("pe"));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (good);
  const SgnVerifyOptions options = { 0 };
  g_autoptr (SgnReport) report = sgn_verify_input (input, "file", &options, NULL, NULL);

  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_UNTRUSTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/sparse", test_sparse);
  g_test_add_func ("/hostile/numbers", test_numbers);
  g_test_add_func ("/hostile/sections", test_sections);
  g_test_add_func ("/hostile/certificates", test_certificates);
  g_test_add_func ("/hostile/maze", test_maze);
  g_test_add_func ("/hostile/attributes", test_attributes);
  g_test_add_func ("/hostile/nested", test_nested);
  g_test_add_func ("/hostile/trust-nobody", test_trust_nobody);
  return g_test_run ();
}
