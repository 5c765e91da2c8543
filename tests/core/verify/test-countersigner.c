/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/signature.h"
#include "tests/core/verify/time-fixture.h"

/* A NuGet repository signs the author's signature (NuGet: "repository countersignature"). */

static void
set_up (TimeFixture *f, gconstpointer unused)
{
  time_set_up (f, unused);
  f->format.profile = SGN_PROFILE_CADES;
  f->context.report = f->report;
}

/* The report on the only countersignature of an author whose signature is worth so much, or NULL
 * where none is shown. */
static const SgnSignatureReport *
look (TimeFixture *f, SgnVerdict author)
{
  const SgnSignatureReport above = { .verdict = author, .entry = 3, .nested = 1 };
  g_autoptr (SgnSignedData) parsed = sgn_signed_data_parse (f->signature, NULL);

  g_ptr_array_set_size (f->report->signatures, 0);
  sgn_verify_countersigners (&f->context, parsed, &above);
  g_assert_cmpuint (f->report->signatures->len, <=, 1);
  return f->report->signatures->len == 1 ? f->report->signatures->pdata[0] : NULL;
}

/* It stands below the author's, and what it covers is the value of that. */
static void
test_good (TimeFixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, f->value);
  const SgnSignatureReport *report;

  time_put_legacy (f, f->root, SGN_HASH_SHA256, SGN_CMS_CADES);
  report = look (f, SGN_VERDICT_VALID);
  g_assert_nonnull (report);
  g_assert_true (report->of_signature);
  g_assert_cmpuint (report->entry, ==, 3);
  g_assert_cmpuint (report->nested, ==, 2);
  g_assert_cmpint (report->checks[SGN_CHECK_SIGNATURE].status, ==, SGN_CHECK_PASS);
  g_assert_cmpint (report->checks[SGN_CHECK_CONTENT].status, ==, SGN_CHECK_PASS);
  g_assert_true (g_bytes_equal (report->digest_computed, digest));
  g_assert_true (g_bytes_equal (report->digest_stored, digest));
}

/* One over another value was made for another author. */
static void
test_broken (TimeFixture *f, gconstpointer unused)
{
  const SgnSignatureReport *report;
  GBytes *value = f->value;

  f->value = g_bytes_new_static ("other", 5);
  time_put_legacy (f, f->root, SGN_HASH_SHA256, SGN_CMS_CADES);
  g_bytes_unref (f->value);
  f->value = value;
  report = look (f, SGN_VERDICT_VALID);
  g_assert_nonnull (report);
  g_assert_cmpint (report->checks[SGN_CHECK_SIGNATURE].reason, ==, SGN_REASON_BAD_MESSAGE_DIGEST);
  g_assert_cmpint (report->checks[SGN_CHECK_CONTENT].status, ==, SGN_CHECK_SKIPPED);
  g_assert_null (report->digest_computed);
  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
}

/* Below an author who is not trusted, a repository would lend its name to anybody. */
static void
test_author (TimeFixture *f, gconstpointer unused)
{
  time_put_legacy (f, f->root, SGN_HASH_SHA256, SGN_CMS_CADES);
  g_assert_null (look (f, SGN_VERDICT_CHANGED));
  g_assert_null (look (f, SGN_VERDICT_UNTRUSTED));
  g_assert_nonnull (look (f, SGN_VERDICT_EXPIRED));
}

/* Without a commitment it is a timestamp, and other formats know no such thing. */
static void
test_other (TimeFixture *f, gconstpointer unused)
{
  time_put (f, SGN_OID_COUNTERSIGNATURE, sgn_der_encode_uint (1));
  g_assert_null (look (f, SGN_VERDICT_VALID));
  time_put_legacy (f, f->root, SGN_HASH_SHA256, SGN_CMS_TIMED);
  g_assert_null (look (f, SGN_VERDICT_VALID));
  time_put_legacy (f, f->root, SGN_HASH_SHA256, SGN_CMS_CADES);
  g_assert_nonnull (look (f, SGN_VERDICT_VALID));
  f->format.profile = SGN_PROFILE_AUTHENTICODE;
  g_assert_null (look (f, SGN_VERDICT_VALID));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/countersigner/" name, TimeFixture, NULL, set_up, function, time_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("broken", test_broken);
  ADD ("author", test_author);
  ADD ("other", test_other);
  return g_test_run ();
}
