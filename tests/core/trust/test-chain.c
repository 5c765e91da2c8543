/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/trust/chain.h"

#include "tests/support/test-ca.h"

#define DAY (24 * 60 * 60)

typedef struct {
  TestCert *root;
  TestCert *lower;
  TestCert *leaf;
  SgnAnchors *anchors;
  gint64 now;
} Fixture;

static void
setup (Fixture *f, gconstpointer unused)
{
  f->root = test_root_new ("Root");
  f->lower = test_intermediate_new (f->root, "Lower");
  f->leaf = test_signer_new (f->lower, "Leaf", NULL);
  f->anchors = sgn_anchors_new ();
  sgn_anchors_add (f->anchors, f->root->certificate);
  f->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
teardown (Fixture *f, gconstpointer unused)
{
  sgn_anchors_unref (f->anchors);
  test_cert_free (f->leaf);
  test_cert_free (f->lower);
  test_cert_free (f->root);
}

static SgnChain *
build_for (Fixture *f, TestCert *leaf, GPtrArray *others, SgnPurpose purpose, gint64 time)
{
  SgnChain *chain = sgn_chain_build (f->anchors, leaf->certificate, others, purpose, time);

  g_assert_nonnull (chain);
  g_assert_cmpuint (chain->certificates->len, >, 0);
  g_assert_cmpuint (chain->position, <, chain->certificates->len);
  g_assert_true (sgn_certificate_equal (chain->certificates->pdata[0], leaf->certificate));
  return chain;
}

/* Consumes @others. */
static void
assert_status (Fixture *f, TestCert *leaf, GPtrArray *others, SgnChainStatus status, guint position)
{
  g_autoptr (GPtrArray) list = others;
  g_autoptr (SgnChain) chain = build_for (f, leaf, list, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpstr (sgn_chain_status_to_id (chain->status), ==, sgn_chain_status_to_id (status));
  g_assert_cmpuint (chain->position, ==, position);
}

static void
assert_status_at (Fixture *f, TestCert *leaf, gint64 time, SgnChainStatus status, guint position)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, NULL);
  g_autoptr (SgnChain) chain = build_for (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, time);

  g_assert_cmpstr (sgn_chain_status_to_id (chain->status), ==, sgn_chain_status_to_id (status));
  g_assert_cmpuint (chain->position, ==, position);
}

static void
test_trusted (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->leaf, f->lower, f->root, NULL);
  g_autoptr (SgnChain) chain = build_for (f, f->leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpint (chain->status, ==, SGN_CHAIN_TRUSTED);
  g_assert_cmpuint (chain->certificates->len, ==, 3);
  g_assert_true (sgn_certificate_equal (chain->certificates->pdata[2], f->root->certificate));
  g_assert_false (chain->weak);
  g_assert_false (chain->lifetime);
}

static void
test_nobody_believed (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, f->root, NULL);
  g_autoptr (SgnChain) chain = sgn_chain_build (NULL,
                                                f->leaf->certificate,
                                                others,
                                                SGN_PURPOSE_CODE_SIGNING,
                                                f->now);

  g_assert_nonnull (chain);
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_UNTRUSTED_ROOT);
}

static void
test_root_from_anchors (Fixture *f, gconstpointer unused)
{
  assert_status (f, f->leaf, test_certs_list (f->lower, NULL), SGN_CHAIN_TRUSTED, 0);
}

static void
test_missing_intermediate (Fixture *f, gconstpointer unused)
{
  assert_status (f, f->leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
  assert_status (f, f->leaf, test_certs_list (f->root, NULL), SGN_CHAIN_INCOMPLETE, 0);
}

static void
test_missing_upper (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Elsewhere");
  g_autoptr (TestCert) lower = test_intermediate_new (root, "Their CA");
  g_autoptr (TestCert) leaf = test_signer_new (lower, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (lower, NULL), SGN_CHAIN_INCOMPLETE, 1);
}

static void
test_untrusted_root (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) root = test_root_new ("Other Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (root, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
}

/* The name of a good root on another key. */
static void
test_forged_root (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (forged, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (forged, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  assert_status (f, leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
}

/* The key of a good root in another certificate is not that root. */
static void
test_root_key_reused (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert)
      twin = test_cert_new (NULL,
                            &(TestCertSpec){ .name = "Twin", .key = f->root->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (twin, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (twin, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
}

static void
test_self_signed (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) leaf = test_signer_new (NULL, "Leaf", NULL);

  assert_status (f, leaf, NULL, SGN_CHAIN_SELF_SIGNED, 0);
  sgn_anchors_add (f->anchors, leaf->certificate);
  assert_status (f, leaf, NULL, SGN_CHAIN_TRUSTED, 0);
}

static void
test_times (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Leaf",
    .usages = "codeSigning",
    .not_before = f->now + 10 * DAY,
    .not_after = f->now + 20 * DAY,
  };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);

  assert_status_at (f, leaf, f->now + 10 * DAY, SGN_CHAIN_TRUSTED, 0);
  assert_status_at (f, leaf, f->now + 20 * DAY, SGN_CHAIN_TRUSTED, 0);
  assert_status_at (f, leaf, f->now + 10 * DAY - 1, SGN_CHAIN_NOT_YET_VALID, 0);
  assert_status_at (f, leaf, f->now + 20 * DAY + 1, SGN_CHAIN_EXPIRED, 0);
}

static void
test_expired_ca (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Old CA",
    .ca = TRUE,
    .not_before = f->now - 20 * DAY,
    .not_after = f->now - DAY,
  };
  g_autoptr (TestCert) old = test_cert_new (f->root, &spec);
  g_autoptr (TestCert) leaf = test_signer_new (old, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (old, NULL), SGN_CHAIN_EXPIRED, 1);
}

static void
test_leaf_usage (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *usages, *key_usage;
    SgnChainStatus status;
  } cases[] = {
    { "codeSigning", NULL, SGN_CHAIN_TRUSTED },
    { NULL, NULL, SGN_CHAIN_TRUSTED },
    { NULL, "", SGN_CHAIN_TRUSTED },
    { "anyExtendedKeyUsage", NULL, SGN_CHAIN_TRUSTED },
    { "emailProtection,codeSigning", NULL, SGN_CHAIN_TRUSTED },
    { "serverAuth", NULL, SGN_CHAIN_WRONG_USAGE },
    { "timeStamping", NULL, SGN_CHAIN_WRONG_USAGE },
    { "codeSigning", "keyEncipherment", SGN_CHAIN_WRONG_USAGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const TestCertSpec spec = {
      .name = "Leaf",
      .usages = cases[i].usages,
      .key_usage = cases[i].key_usage,
    };
    g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);

    assert_status (f, leaf, test_certs_list (f->lower, NULL), cases[i].status, 0);
  }
}

static void
test_ca_usage (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *usages;
    SgnChainStatus status;
    guint position;
  } cases[] = {
    { "codeSigning", SGN_CHAIN_TRUSTED, 0 },
    { "serverAuth,anyExtendedKeyUsage", SGN_CHAIN_TRUSTED, 0 },
    { "serverAuth", SGN_CHAIN_WRONG_USAGE, 1 },
    { "timeStamping", SGN_CHAIN_WRONG_USAGE, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const TestCertSpec spec = { .name = "CA", .ca = TRUE, .usages = cases[i].usages };
    g_autoptr (TestCert) ca = test_cert_new (f->root, &spec);
    g_autoptr (TestCert) leaf = test_signer_new (ca, "Leaf", NULL);

    assert_status (f, leaf, test_certs_list (ca, NULL), cases[i].status, cases[i].position);
  }
}

static void
test_time_stamping (Fixture *f, gconstpointer unused)
{
  static const struct {
    const char *usages, *ca_usages;
    SgnChainStatus status;
    guint position;
  } cases[] = {
    { "critical,timeStamping", NULL, SGN_CHAIN_TRUSTED, 0 },
    { "timeStamping", NULL, SGN_CHAIN_TRUSTED, 0 },
    { "timeStamping", "timeStamping", SGN_CHAIN_TRUSTED, 0 },
    { NULL, NULL, SGN_CHAIN_WRONG_USAGE, 0 },
    { "codeSigning", NULL, SGN_CHAIN_WRONG_USAGE, 0 },
    { "timeStamping", "serverAuth", SGN_CHAIN_WRONG_USAGE, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TestCert) ca = test_cert_new (f->root,
                                             &(TestCertSpec){ .name = "CA",
                                                              .ca = TRUE,
                                                              .usages = cases[i].ca_usages });
    g_autoptr (TestCert)
        leaf = test_cert_new (ca, &(TestCertSpec){ .name = "TSA", .usages = cases[i].usages });
    g_autoptr (GPtrArray) others = test_certs_list (ca, NULL);
    g_autoptr (SgnChain) chain = build_for (f, leaf, others, SGN_PURPOSE_TIME_STAMPING, f->now);

    g_assert_cmpint (chain->status, ==, cases[i].status);
    g_assert_cmpuint (chain->position, ==, cases[i].position);
  }
}

static void
test_not_a_ca (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) false_ca = test_signer_new (f->lower, "Leaf", NULL);
  g_autoptr (TestCert) leaf = test_signer_new (false_ca, "Victim", NULL);
  g_autoptr (TestCert) no_sign = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "No certSign",
                                                                 .ca = TRUE,
                                                                 .key_usage = "cRLSign" });
  g_autoptr (TestCert) other = test_signer_new (no_sign, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (false_ca, f->lower, NULL), SGN_CHAIN_INVALID, 1);
  assert_status (f, other, test_certs_list (no_sign, NULL), SGN_CHAIN_INVALID, 1);
}

static void
test_path_length (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert)
      upper = test_cert_new (f->root,
                             &(TestCertSpec){ .name = "Upper", .ca = TRUE, .path_length = 1 });
  g_autoptr (TestCert) direct = test_signer_new (upper, "Leaf", NULL);
  g_autoptr (TestCert) sub = test_intermediate_new (upper, "Sub");
  g_autoptr (TestCert) leaf = test_signer_new (sub, "Leaf", NULL);

  assert_status (f, direct, test_certs_list (upper, NULL), SGN_CHAIN_TRUSTED, 0);
  assert_status (f, leaf, test_certs_list (upper, sub, NULL), SGN_CHAIN_INVALID, 2);
}

static void
test_critical_extension (Fixture *f, gconstpointer unused)
{
  const char *const more[] = { "1.2.3.4", "critical,DER:0500", NULL };
  g_autoptr (TestCert)
      ca = test_cert_new (f->root, &(TestCertSpec){ .name = "CA", .ca = TRUE, .more = more });
  g_autoptr (TestCert) leaf = test_signer_new (ca, "Leaf", NULL);
  g_autoptr (TestCert)
      odd = test_cert_new (f->lower, &(TestCertSpec){ .name = "Odd", .more = more });

  assert_status (f, leaf, test_certs_list (ca, NULL), SGN_CHAIN_INVALID, 1);
  assert_status (f, odd, test_certs_list (f->lower, NULL), SGN_CHAIN_INVALID, 0);
}

static void
test_name_constraints (Fixture *f, gconstpointer unused)
{
  const char *const more[] = { "nameConstraints", "critical,permitted;email:good.example", NULL };
  const char *const good[] = { "subjectAltName", "email:me@good.example", NULL };
  const char *const bad[] = { "subjectAltName", "email:me@bad.example", NULL };
  g_autoptr (TestCert)
      ca = test_cert_new (f->root, &(TestCertSpec){ .name = "CA", .ca = TRUE, .more = more });
  g_autoptr (TestCert) inside = test_cert_new (ca,
                                               &(TestCertSpec){ .name = "In",
                                                                .usages = "codeSigning",
                                                                .more = good });
  g_autoptr (TestCert) outside = test_cert_new (ca,
                                                &(TestCertSpec){ .name = "Out",
                                                                 .usages = "codeSigning",
                                                                 .more = bad });

  assert_status (f, inside, test_certs_list (ca, NULL), SGN_CHAIN_TRUSTED, 0);
  assert_status (f, outside, test_certs_list (ca, NULL), SGN_CHAIN_INVALID, 0);
}

/* CVE-2020-0601: a root's name on a curve of one's own. */
static void
test_explicit_curve (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_cert_new (NULL,
                                               &(TestCertSpec){ .name = "Root",
                                                                .ca = TRUE,
                                                                .key_type = "ec-explicit" });
  g_autoptr (TestCert) leaf = test_signer_new (forged, "Leaf", NULL);
  g_autoptr (TestCert) own = test_signer_new (f->lower, "Own", "ec-explicit");

  assert_status (f, leaf, test_certs_list (forged, NULL), SGN_CHAIN_EXPLICIT_CURVE, 1);
  assert_status (f, own, test_certs_list (f->lower, NULL), SGN_CHAIN_EXPLICIT_CURVE, 0);
  sgn_anchors_add (f->anchors, forged->certificate);
  assert_status (f, leaf, NULL, SGN_CHAIN_EXPLICIT_CURVE, 1);
}

static void
test_duplicate_names (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) forged = test_root_new ("Lower");
  g_autoptr (TestCert) renewed = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "Lower",
                                                                 .key = f->lower->key,
                                                                 .ca = TRUE });
  g_autoptr (TestCert) expired = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "Lower",
                                                                 .key = f->lower->key,
                                                                 .ca = TRUE,
                                                                 .not_before = f->now - 20 * DAY,
                                                                 .not_after = f->now - 10 * DAY });

  assert_status (f,
                 f->leaf,
                 test_certs_list (forged, expired, renewed, NULL),
                 SGN_CHAIN_TRUSTED,
                 0);
  assert_status (f, f->leaf, test_certs_list (forged, expired, NULL), SGN_CHAIN_EXPIRED, 1);
}

/* A root nobody knows yet, certified by one that is known. */
static void
test_cross_signed (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) young = test_root_new ("Young");
  g_autoptr (TestCert)
      cross = test_cert_new (f->root,
                             &(TestCertSpec){ .name = "Young", .key = young->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (young, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (young, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  assert_status (f, leaf, test_certs_list (young, cross, NULL), SGN_CHAIN_TRUSTED, 0);
  assert_status (f, leaf, test_certs_list (cross, young, NULL), SGN_CHAIN_TRUSTED, 0);
}

static void
test_loop (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) a = test_root_new ("A");
  g_autoptr (TestCert) b = test_root_new ("B");
  g_autoptr (TestCert)
      a_by_b = test_cert_new (b, &(TestCertSpec){ .name = "A", .key = a->key, .ca = TRUE });
  g_autoptr (TestCert)
      b_by_a = test_cert_new (a, &(TestCertSpec){ .name = "B", .key = b->key, .ca = TRUE });
  g_autoptr (TestCert) leaf = test_signer_new (a, "Leaf", NULL);

  assert_status (f, leaf, test_certs_list (a_by_b, b_by_a, NULL), SGN_CHAIN_INCOMPLETE, 2);
}

/* Forty certificates of one name, each certifying the next: paths without end but for the bounds.
 */
static void
test_maze (Fixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) a = test_root_new ("Maze");
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TestCert) leaf = test_signer_new (a, "Leaf", NULL);
  g_autoptr (SgnChain) chain = NULL;
  gint64 start;

  for (guint i = 0; i < 40; i++) {
    TestCertSpec spec = { .name = "Maze", .key = a->key, .ca = TRUE };
    g_autoptr (TestCert) again = NULL;

    again = test_cert_new (a, &spec);
    g_ptr_array_add (others, g_object_ref (again->certificate));
  }
  start = g_get_monotonic_time ();
  chain = build_for (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);
  g_assert_cmpint (chain->status, ==, SGN_CHAIN_UNTRUSTED_ROOT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_too_deep (Fixture *f, gconstpointer unused)
{
  TestCert *certs[15];
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TestCert) leaf = NULL;

  certs[0] = f->root;
  for (guint i = 1; i < G_N_ELEMENTS (certs); i++) {
    g_autofree char *name = g_strdup_printf ("CA %u", i);

    certs[i] = test_intermediate_new (certs[i - 1], name);
    g_ptr_array_add (others, g_object_ref (certs[i]->certificate));
  }
  leaf = test_signer_new (certs[G_N_ELEMENTS (certs) - 1], "Leaf", NULL);
  assert_status (f, leaf, g_steal_pointer (&others), SGN_CHAIN_INCOMPLETE, 9);
  for (guint i = 1; i < G_N_ELEMENTS (certs); i++)
    test_cert_free (certs[i]);
}

static void
test_lifetime (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Leaf", .usages = "codeSigning,1.3.6.1.4.1.311.10.3.13" };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, NULL);
  g_autoptr (SgnChain) chain = build_for (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpint (chain->status, ==, SGN_CHAIN_TRUSTED);
  g_assert_true (chain->lifetime);
}

static void
assert_strength (Fixture *f, const TestCertSpec *spec, gint64 time, SgnChainStatus status)
{
  const TestCertSpec old = {
    .name = "Old",
    .ca = TRUE,
    .key_type = "rsa-2048",
    .hash = "sha1",
    .not_before = DAY,
  };
  g_autoptr (TestCert) root = test_cert_new (NULL, &old);
  g_autoptr (TestCert) leaf = test_cert_new (root, spec);
  g_autoptr (SgnChain) chain = NULL;

  sgn_anchors_add (f->anchors, root->certificate);
  chain = build_for (f, leaf, NULL, SGN_PURPOSE_CODE_SIGNING, time);
  g_assert_cmpint (chain->status, ==, status);
  g_assert_cmpint (chain->weak, ==, spec->hash != NULL || spec->key_type != NULL);
}

static void
test_strength (Fixture *f, gconstpointer unused)
{
  const TestCertSpec good = { .name = "Leaf", .not_before = DAY };
  const TestCertSpec sha1 = { .name = "Leaf", .hash = "sha1", .not_before = DAY };
  const TestCertSpec md5 = { .name = "Leaf", .hash = "md5", .not_before = DAY };
  const TestCertSpec rsa1024 = { .name = "Leaf", .key_type = "rsa-1024", .not_before = DAY };
  const TestCertSpec rsa768 = { .name = "Leaf", .key_type = "rsa-768", .not_before = DAY };

  assert_strength (f, &good, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &sha1, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &rsa1024, f->now, SGN_CHAIN_TRUSTED);
  assert_strength (f, &md5, f->now, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &md5, 1235865600, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &md5, 1235865599, SGN_CHAIN_TRUSTED);
  assert_strength (f, &rsa768, f->now, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &rsa768, 1262304000, SGN_CHAIN_TOO_WEAK);
  assert_strength (f, &rsa768, 1262303999, SGN_CHAIN_TRUSTED);
}

/* The worst is said, not the first. */
static void
test_worst (Fixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Leaf",
    .usages = "serverAuth",
    .not_before = f->now - 20 * DAY,
    .not_after = f->now - DAY,
  };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);

  assert_status (f, leaf, test_certs_list (f->lower, NULL), SGN_CHAIN_WRONG_USAGE, 0);
  assert_status (f, leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
}

static void
test_keys (Fixture *f, gconstpointer unused)
{
  const char *const types[] = { "rsa-2048", "rsa-pss", "ec-p384", "ec-p521", "ed25519" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (TestCert)
        ca = test_cert_new (f->root,
                            &(TestCertSpec){ .name = "CA", .ca = TRUE, .key_type = types[i] });
    g_autoptr (TestCert) leaf = test_signer_new (ca, "Leaf", types[i]);

    assert_status (f, leaf, test_certs_list (ca, NULL), SGN_CHAIN_TRUSTED, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/chain/" name, Fixture, NULL, setup, func, teardown)
  ADD ("trusted", test_trusted);
  ADD ("nobody-believed", test_nobody_believed);
  ADD ("root-from-anchors", test_root_from_anchors);
  ADD ("missing-intermediate", test_missing_intermediate);
  ADD ("missing-upper", test_missing_upper);
  ADD ("untrusted-root", test_untrusted_root);
  ADD ("forged-root", test_forged_root);
  ADD ("root-key-reused", test_root_key_reused);
  ADD ("self-signed", test_self_signed);
  ADD ("times", test_times);
  ADD ("expired-ca", test_expired_ca);
  ADD ("leaf-usage", test_leaf_usage);
  ADD ("ca-usage", test_ca_usage);
  ADD ("time-stamping", test_time_stamping);
  ADD ("not-a-ca", test_not_a_ca);
  ADD ("path-length", test_path_length);
  ADD ("critical-extension", test_critical_extension);
  ADD ("name-constraints", test_name_constraints);
  ADD ("explicit-curve", test_explicit_curve);
  ADD ("duplicate-names", test_duplicate_names);
  ADD ("cross-signed", test_cross_signed);
  ADD ("loop", test_loop);
  ADD ("maze", test_maze);
  ADD ("too-deep", test_too_deep);
  ADD ("lifetime", test_lifetime);
  ADD ("strength", test_strength);
  ADD ("worst", test_worst);
  ADD ("keys", test_keys);
  return g_test_run ();
}
