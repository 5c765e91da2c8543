/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/catalog.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/subject.h"
#include "tests/support/publisher.h"
#include "tests/support/samples.h"

static SgnSubject *
open_bytes (GBytes *bytes)
{
  g_autoptr (SgnInput) input = sgn_sample_open (bytes);
  g_autoptr (GError) error = NULL;
  SgnSubject *subject = sgn_subject_open (input, &error);

  g_assert_no_error (error);
  if (subject == NULL)
    g_error ("not opened");
  return subject;
}

static GBytes *
append (GBytes *bytes, gconstpointer data, guint size)
{
  gsize before;
  const guint8 *octets = g_bytes_get_data (bytes, &before);
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, octets, (guint) before);
  g_byte_array_append (file, data, size);
  return g_byte_array_free_to_bytes (file);
}

/* A catalog with these octets as its only member, or where members stand. */
static GBytes *
make_catalog (GBytes *subject)
{
  static const SgnCtlHeader header = { .usage = SGN_OID_CAT_LIST,
                                       .algorithm = SGN_OID_CAT_MEMBERS_V2 };
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) list = NULL;

  g_ptr_array_add (subjects, subject);
  list = sgn_ctl_encode (&header, subjects, none);
  return sgn_catalog_wrap (list);
}

static void
assert_damaged (GBytes *bytes, const char *words)
{
  g_autoptr (SgnInput) input = sgn_sample_open (bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_subject_open (input, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_nonnull (strstr (error->message, words));
}

static GBytes *
make_attribute (const char *oid, GBytes *value)
{
  return sgn_der_wrap (0x30, sgn_der_encode_oid (oid), sgn_der_wrap (0x31, value, NULL), NULL);
}

/* One error, and it says which member. */
static void
test_damaged_member (void)
{
  static const char *const oids[] = { SGN_OID_SPC_INDIRECT_DATA,
                                      SGN_OID_CAT_MEMBER_INFO,
                                      SGN_OID_CAT_NAME_VALUE };
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);

  for (guint i = 0; i < G_N_ELEMENTS (oids); i++) {
    g_autoptr (GPtrArray)
        attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (GBytes) subject = NULL;
    g_autoptr (GBytes) file = NULL;

    g_ptr_array_add (attributes, make_attribute (oids[i], sgn_der_encode (0x30, "\x05", 1)));
    subject = sgn_ctl_subject_encode (digest, attributes);
    file = make_catalog (subject);
    assert_damaged (file, "member 1");
  }
}

static void
test_damaged_list (void)
{
  g_autoptr (GBytes) number = sgn_der_encode_uint (1);
  g_autoptr (GBytes) octets = sgn_der_encode_octets (number);
  g_autoptr (GBytes) no_list = sgn_catalog_wrap (number);
  g_autoptr (GBytes) no_time = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) no_member = make_catalog (octets);

  assert_damaged (no_list, "0x02");
  assert_damaged (no_member, "member 1");
  no_time = sgn_der_wrap (0x30,
                          sgn_der_wrap (0x30, sgn_der_encode_oid (SGN_OID_CAT_LIST), NULL),
                          sgn_der_encode (0x17, "yesterday", 9),
                          NULL);
  file = sgn_catalog_wrap (no_time);
  assert_damaged (file, "time");
}

/* What stands in an attribute that nobody knows is no reason to refuse a catalog. */
static void
test_unknown_attribute (void)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);
  g_autoptr (GPtrArray)
      attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) subject = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (SgnSubject) opened = NULL;

  g_ptr_array_add (attributes, make_attribute ("1.2.3.4", sgn_der_encode (0x30, "\x05", 1)));
  subject = sgn_ctl_subject_encode (digest, attributes);
  file = make_catalog (subject);
  opened = open_bytes (file);
  g_assert_cmpstr (sgn_subject_get_title (opened), ==, "Security catalog");
}

/* The signature is the file, so one of another catalog would become another catalog. */
static void
test_foreign_signature (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  GBytes *plain = sgn_sample_get_plain ("cat");
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, "x", 1);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) subject = sgn_ctl_subject_encode (digest, none);
  g_autoptr (GBytes) other = make_catalog (subject);
  g_autoptr (GBytes) signed_file = publisher_sign (publisher, other);
  g_autoptr (SgnSubject) theirs = open_bytes (signed_file);
  g_autoptr (SgnSubject) ours = open_bytes (plain);
  g_autoptr (GPtrArray) signatures = theirs->format->get_signatures (theirs->self, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (signatures->len, ==, 1);
  g_assert_null (ours->format->put_signatures (ours->self, signatures, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SELF_CHECK);
}

static void
assert_verdicts (const SgnReport *report, SgnVerdict first, SgnVerdict second)
{
  g_assert_cmpuint (report->signatures->len, ==, 2);
  g_assert_cmpint (((SgnSignatureReport *) report->signatures->pdata[0])->verdict, ==, first);
  g_assert_cmpint (((SgnSignatureReport *) report->signatures->pdata[1])->verdict, ==, second);
}

static GBytes *
sign_twice (Publisher *publisher)
{
  g_autoptr (GBytes) once = publisher_sign (publisher, sgn_sample_get_plain ("cat"));

  publisher->request->existing = SGN_EXISTING_APPEND;
  publisher->request->hash = SGN_HASH_SHA384;
  return publisher_sign (publisher, once);
}

/* The second signature holds no list of its own. */
static void
test_nested (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) twice = sign_twice (publisher);
  g_autoptr (SgnReport) report = publisher_verify (publisher, twice);
  const SgnSignatureReport *second;

  assert_verdicts (report, SGN_VERDICT_VALID, SGN_VERDICT_VALID);
  second = report->signatures->pdata[1];
  g_assert_cmpuint (second->nested, ==, 1);
  g_assert_cmpint (second->hash, ==, SGN_HASH_SHA384);
  g_assert_cmpuint (g_bytes_get_size (second->digest_stored), ==, 48);
}

/* Both stand for the members, to the last octet. */
static void
test_nested_changed (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) twice = sign_twice (publisher);
  gsize size;
  guint8 *copy = g_bytes_unref_to_data (g_bytes_ref (twice), &size);
  guint8 *place = memmem (copy, size, "f\0i\0l\0e", 7);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (SgnReport) report = NULL;

  g_assert_nonnull (place);
  *place = 'g';
  changed = g_bytes_new_take (copy, size);
  report = publisher_verify (publisher, changed);
  assert_verdicts (report, SGN_VERDICT_CHANGED, SGN_VERDICT_CHANGED);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
}

/* CVE-2020-16922: an archive behind a catalog. */
static void
test_trailing (void)
{
  g_autoptr (Publisher) publisher = publisher_new ();
  g_autoptr (GBytes) good = publisher_sign (publisher, sgn_sample_get_plain ("cat"));
  g_autoptr (GBytes) bad = append (good, "PK\5\6", 4);
  g_autoptr (SgnReport) report = publisher_verify (publisher, bad);
  const SgnFinding *finding;

  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_ADDED);
  g_assert_cmpuint (report->findings->len, ==, 1);
  finding = report->findings->pdata[0];
  g_assert_cmpint (finding->code, ==, SGN_FINDING_TRAILING_DATA);
  g_assert_cmpuint (finding->offset, ==, g_bytes_get_size (good));
  g_assert_cmpuint (finding->size, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cat/damaged-member", test_damaged_member);
  g_test_add_func ("/cat/damaged-list", test_damaged_list);
  g_test_add_func ("/cat/unknown-attribute", test_unknown_attribute);
  g_test_add_func ("/cat/foreign-signature", test_foreign_signature);
  g_test_add_func ("/cat/nested", test_nested);
  g_test_add_func ("/cat/nested-changed", test_nested_changed);
  g_test_add_func ("/cat/trailing", test_trailing);
  return g_test_run ();
}
