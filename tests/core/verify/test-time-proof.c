/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <openssl/x509v3.h>

#include "tests/core/verify/time-fixture.h"
#include "tests/support/test-crl.h"

/* Whether a timestamp proves anything. */

static void
test_future (TimeFixture *f, gconstpointer unused)
{
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 5 * TIME_MINUTE + 1);
  time_assert_refused (f, SGN_REASON_TIMESTAMP_FUTURE);
  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now + 5 * TIME_MINUTE);
  time_assert_chosen (f, f->context.now + 5 * TIME_MINUTE);
}

/* Over another value, or over nothing that could be read. */
static void
test_broken (TimeFixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);

  time_put (f, SGN_OID_MS_RFC3161, test_stamp_new (f->tsa, other, f->context.now));
  time_assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
  time_put (f, SGN_OID_MS_RFC3161, sgn_der_encode_uint (1));
  time_assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
  g_assert_cmpuint (time_look (f, f->tsa)->timestamps->len, ==, 2);
}

/* A legacy one without a time proves none. */
static void
test_timeless (TimeFixture *f, gconstpointer unused)
{
  time_put_legacy (f, f->tsa, SGN_HASH_SHA256, SGN_CMS_PLAIN);
  time_assert_refused (f, SGN_REASON_TIMESTAMP_BROKEN);
}

/* RFC 5652, 11.3: signingTime is a UTCTime, from 2050 on a GeneralizedTime. It is a claim only. */
static void
test_claimed (TimeFixture *f, gconstpointer unused)
{
  const gint64 year_2050 = G_GINT64_CONSTANT (2524608000);
  const struct {
    GBytes *value;
    gint64 time;
  } cases[] = {
    { sgn_der_encode_time (year_2050 - 1), year_2050 - 1 },
    { sgn_der_encode_time (year_2050), year_2050 },
    { sgn_der_encode_uint (1), 0 },
  };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) value = cases[i].value;
    SgnAttribute attribute = { .oid = (char *) SGN_OID_SIGNING_TIME, .value = value };
    g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
    const SgnSignerInfo signer = { .signed_attributes = attributes, .unsigned_attributes = none };
    SgnSignatureReport *report = sgn_signature_report_new ();

    g_ptr_array_add (attributes, &attribute);
    g_ptr_array_add (f->report->signatures, report);
    sgn_verify_timestamps (&f->context, &signer, none, NULL, report);
    g_assert_cmpint (report->claimed_time, ==, cases[i].time);
    g_assert_null (report->timestamp);
  }
}

/* Whoever has the key can stamp the past. */
static void
test_revoked (TimeFixture *f, gconstpointer unused)
{
  const TestCrlSpec spec = { .revoked = f->tsa, .reason = CRL_REASON_KEY_COMPROMISE };
  g_autoptr (GBytes) crl = test_crl_new (f->root, &spec);

  time_put_token (f, SGN_OID_MS_RFC3161, f->tsa, f->context.now - 5 * TIME_HOUR);
  time_assert_chosen (f, f->context.now - 5 * TIME_HOUR);
  f->lists = sgn_revocation_lists_new ();
  sgn_revocation_lists_add_found (f->lists, crl);
  time_assert_refused (f, SGN_REASON_TIMESTAMP_REVOKED);
}

/* SHA-1 in the stamper's certificate proves what was before the collision. */
static void
test_weak_token (TimeFixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Old",
                              .hash = "sha1",
                              .usages = "critical,timeStamping",
                              .not_before = TIME_COLLISION - 100 * TIME_DAY };
  g_autoptr (TestCert) old = test_cert_new (f->root, &spec);

  time_put_token (f, SGN_OID_MS_RFC3161, old, TIME_COLLISION - 1);
  time_put_token (f, SGN_OID_TIMESTAMP_TOKEN, old, TIME_COLLISION);
  f->format.profile = SGN_PROFILE_PLAIN;
  g_assert_false (time_get (time_look (f, f->tsa), 0)->weak);
  g_assert_true (time_get (time_look (f, f->tsa), 1)->weak);
}

/* Legacy ones hardly knew anything else, but MD5 is weak in them as well. */
static void
test_weak_legacy (TimeFixture *f, gconstpointer unused)
{
  static const SgnHash hashes[] = { SGN_HASH_MD5, SGN_HASH_SHA1, SGN_HASH_SHA256 };
  g_autoptr (GBytes) unstamped = g_bytes_ref (f->signature);

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    const SgnTimestampReport *stamp;

    g_bytes_unref (f->signature);
    f->signature = g_bytes_ref (unstamped);
    time_put_legacy (f, f->tsa, hashes[i], SGN_CMS_TIMED);
    stamp = time_get (time_look (f, f->tsa), 0);
    g_assert_true (stamp->counts);
    g_assert_cmpint (stamp->hash, ==, hashes[i]);
    g_assert_cmpint (stamp->weak, ==, hashes[i] == SGN_HASH_MD5);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/time-proof/" name, TimeFixture, NULL, time_set_up, function, time_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("future", test_future);
  ADD ("broken", test_broken);
  ADD ("timeless", test_timeless);
  ADD ("claimed", test_claimed);
  ADD ("revoked", test_revoked);
  ADD ("weak-token", test_weak_token);
  ADD ("weak-legacy", test_weak_legacy);
  return g_test_run ();
}
