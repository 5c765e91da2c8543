/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/revocation/ocsp.h"

#include <openssl/ocsp.h>
#include <string.h>

#include "core/base/error.h"
#include "tests/support/test-ocsp.h"

#define HOUR (60 * 60)
#define DAY  (24 * HOUR)

typedef struct {
  TestCert *root;
  TestCert *issuer;
  TestCert *leaf;
  gint64 now;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  f->root = test_root_new ("Root");
  f->issuer = test_intermediate_new (f->root, "Issuer");
  f->leaf = test_signer_new (f->issuer, "Leaf", NULL);
  f->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  test_cert_free (f->leaf);
  test_cert_free (f->issuer);
  test_cert_free (f->root);
}

static SgnOcspAnswer *
read_answer (Fixture *f, const TestOcspSpec *spec)
{
  g_autoptr (GBytes) der = test_ocsp_new (f->leaf, f->issuer, spec);
  g_autoptr (GError) error = NULL;
  SgnOcspAnswer *answer;

  answer = sgn_ocsp_read (der, f->leaf->certificate, f->issuer->certificate, f->now, &error);
  g_assert_no_error (error);
  return answer;
}

static void
assert_refused (Fixture *f, GBytes *der, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_ocsp_read (der, f->leaf->certificate, f->issuer->certificate, f->now, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_NETWORK);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” instead of “%s”", error->message, why);
}

static void
assert_bad (Fixture *f, const TestOcspSpec *spec, const char *why)
{
  g_autoptr (GBytes) der = test_ocsp_new (f->leaf, f->issuer, spec);

  assert_refused (f, der, why);
}

static TestCert *
responder_new (TestCert *issuer, const char *usages, gint64 not_after)
{
  const TestCertSpec spec = {
    .name = "Responder",
    .usages = usages,
    .not_after = not_after,
  };

  return test_cert_new (issuer, &spec);
}

static void
test_good (Fixture *f, gconstpointer unused)
{
  SgnOcspAnswer *answer = read_answer (f, &(TestOcspSpec){ .next_update = f->now + DAY });

  g_assert_false (answer->revoked);
  g_assert_cmpint (answer->next_update, ==, f->now + DAY);
  g_atomic_rc_box_release (answer);
}

static void
test_revoked (Fixture *f, gconstpointer unused)
{
  static const struct {
    int reason;
    gboolean hold;
    gboolean compromised;
  } rows[] = {
    { OCSP_REVOKED_STATUS_NOSTATUS, FALSE, FALSE },
    { OCSP_REVOKED_STATUS_SUPERSEDED, FALSE, FALSE },
    { OCSP_REVOKED_STATUS_CERTIFICATEHOLD, TRUE, FALSE },
    { OCSP_REVOKED_STATUS_KEYCOMPROMISE, FALSE, TRUE },
    { OCSP_REVOKED_STATUS_CACOMPROMISE, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const TestOcspSpec spec = {
      .status = V_OCSP_CERTSTATUS_REVOKED,
      .reason = rows[i].reason,
      .date = f->now - 7 * DAY,
    };
    SgnOcspAnswer *answer = read_answer (f, &spec);

    g_assert_true (answer->revoked);
    g_assert_cmpint (answer->entry.date, ==, f->now - 7 * DAY);
    g_assert_cmpint (answer->entry.hold, ==, rows[i].hold);
    g_assert_cmpint (answer->entry.compromised, ==, rows[i].compromised);
    g_atomic_rc_box_release (answer);
  }
}

/* RFC 6960, 4.2.2.2: the issuer itself, or whom it gave the extended key usage, directly. */
static void
test_who_may_sign (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) delegate = responder_new (f->issuer, "OCSPSigning", 0);
  g_autoptr (TestCert) other_usage = responder_new (f->issuer, "codeSigning", 0);
  g_autoptr (TestCert) no_usage = responder_new (f->issuer, NULL, 0);
  g_autoptr (TestCert) of_root = responder_new (f->root, "OCSPSigning", 0);
  g_autoptr (TestCert) ended = responder_new (f->issuer, "OCSPSigning", f->now - HOUR);
  g_autoptr (TestCert) stranger = test_root_new ("Issuer");
  TestCert *refused[] = { other_usage, no_usage, of_root, ended, stranger, f->leaf };

  g_atomic_rc_box_release (read_answer (f, &(TestOcspSpec){ .signer = delegate }));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_bad (f, &(TestOcspSpec){ .signer = refused[i] }, "not signed by the authority");
}

static void
test_validity (Fixture *f, gconstpointer unused)
{
  g_atomic_rc_box_release (read_answer (f, &(TestOcspSpec){ .endless = TRUE }));
  g_atomic_rc_box_release (read_answer (f, &(TestOcspSpec){ .this_update = f->now + 60 }));
  assert_bad (f, &(TestOcspSpec){ .next_update = f->now - 1 }, "out of date");
  assert_bad (f, &(TestOcspSpec){ .this_update = f->now + HOUR }, "out of date");
  assert_bad (f,
              &(TestOcspSpec){ .this_update = f->now - 2 * DAY, .endless = TRUE },
              "out of date");
}

/* tryLater, unauthorized and others answer nothing. */
static void
test_no_answer (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) other = test_signer_new (f->issuer, "Other", NULL);

  assert_bad (f, &(TestOcspSpec){ .error = OCSP_RESPONSE_STATUS_TRYLATER }, "refused to answer");
  assert_bad (f, &(TestOcspSpec){ .error = OCSP_RESPONSE_STATUS_UNAUTHORIZED }, "refused");
  assert_bad (f, &(TestOcspSpec){ .status = V_OCSP_CERTSTATUS_UNKNOWN }, "does not know");
  assert_bad (f, &(TestOcspSpec){ .about = other }, "another certificate");
}

static void
test_garbage (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) good = test_ocsp_new (f->leaf, f->issuer, &(TestOcspSpec){ 0 });
  gsize size = g_bytes_get_size (good);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, size - 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("<html>", 6);
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  g_autoptr (GBytes) more = NULL;

  memcpy (longer, g_bytes_get_data (good, NULL), size);
  more = g_bytes_new (longer, size + 1);
  assert_refused (f, cut, "not an OCSP response");
  assert_refused (f, more, "not an OCSP response");
  assert_refused (f, empty, "not an OCSP response");
  assert_refused (f, text, "not an OCSP response");
}

/* One changed byte anywhere: never an answer, except in what is not signed and says nothing. */
static void
test_changed (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) good = test_ocsp_new (f->leaf, f->issuer, &(TestOcspSpec){ 0 });
  gsize size;
  const guint8 *data = g_bytes_get_data (good, &size);

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) changed = NULL;
    SgnOcspAnswer *answer;

    copy[i] ^= 1;
    changed = g_bytes_new (copy, size);
    answer = sgn_ocsp_read (changed, f->leaf->certificate, f->issuer->certificate, f->now, NULL);
    if (answer != NULL) {
      g_assert_false (answer->revoked);
      g_atomic_rc_box_release (answer);
    }
  }
}

static void
test_question (Fixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) der = sgn_ocsp_ask (f->leaf->certificate, f->issuer->certificate);
  gsize size;
  const guint8 *at = g_bytes_get_data (der, &size);
  OCSP_REQUEST *request = d2i_OCSP_REQUEST (NULL, &at, (long) size);
  OCSP_CERTID *id;
  ASN1_INTEGER *serial;

  g_assert_nonnull (request);
  g_assert_cmpint (OCSP_request_onereq_count (request), ==, 1);
  g_assert_cmpint (OCSP_REQUEST_get_ext_count (request), ==, 0);
  id = OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, 0));
  OCSP_id_get0_info (NULL, NULL, NULL, &serial, id);
  g_assert_cmpint (ASN1_INTEGER_cmp (serial, X509_get0_serialNumber (f->leaf->x509)), ==, 0);
  OCSP_REQUEST_free (request);
}

#define ADD(path, func) g_test_add ("/ocsp/" path, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("good", test_good);
  ADD ("revoked", test_revoked);
  ADD ("who-may-sign", test_who_may_sign);
  ADD ("validity", test_validity);
  ADD ("no-answer", test_no_answer);
  ADD ("garbage", test_garbage);
  ADD ("changed", test_changed);
  ADD ("question", test_question);
  return g_test_run ();
}
