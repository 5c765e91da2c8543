/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/trust/chain-fixture.h"

/* What the certificates of a path may do, and when. */

static void
test_times (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Leaf",
    .usages = "codeSigning",
    .not_before = f->now + 10 * DAY,
    .not_after = f->now + 20 * DAY,
  };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);

  chain_assert_status_at (f, leaf, f->now + 10 * DAY, SGN_CHAIN_TRUSTED, 0);
  chain_assert_status_at (f, leaf, f->now + 20 * DAY, SGN_CHAIN_TRUSTED, 0);
  chain_assert_status_at (f, leaf, f->now + 10 * DAY - 1, SGN_CHAIN_NOT_YET_VALID, 0);
  chain_assert_status_at (f, leaf, f->now + 20 * DAY + 1, SGN_CHAIN_EXPIRED, 0);
}

static void
test_expired_ca (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Old CA",
    .ca = TRUE,
    .not_before = f->now - 20 * DAY,
    .not_after = f->now - DAY,
  };
  g_autoptr (TestCert) old = test_cert_new (f->root, &spec);
  g_autoptr (TestCert) leaf = test_signer_new (old, "Leaf", NULL);

  g_autoptr (TestCert) both = NULL;
  TestCertSpec older = spec;

  chain_assert_status (f, leaf, test_certs_list (old, NULL), SGN_CHAIN_EXPIRED, 1);
  older.ca = FALSE;
  both = test_cert_new (old, &older);
  chain_assert_status (f, both, test_certs_list (old, NULL), SGN_CHAIN_EXPIRED, 0);
}

static void
test_leaf_usage (ChainFixture *f, gconstpointer unused)
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

    chain_assert_status (f, leaf, test_certs_list (f->lower, NULL), cases[i].status, 0);
  }
}

static void
test_ca_usage (ChainFixture *f, gconstpointer unused)
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

    chain_assert_status (f, leaf, test_certs_list (ca, NULL), cases[i].status, cases[i].position);
  }
}

static void
test_time_stamping (ChainFixture *f, gconstpointer unused)
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
    g_autoptr (SgnChain) chain = chain_build (f, leaf, others, SGN_PURPOSE_TIME_STAMPING, f->now);

    g_assert_cmpint (chain->status, ==, cases[i].status);
    g_assert_cmpuint (chain->position, ==, cases[i].position);
  }
}

static void
test_not_a_ca (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert) false_ca = test_signer_new (f->lower, "Leaf", NULL);
  g_autoptr (TestCert) leaf = test_signer_new (false_ca, "Victim", NULL);
  g_autoptr (TestCert) no_sign = test_cert_new (f->root,
                                                &(TestCertSpec){ .name = "No certSign",
                                                                 .ca = TRUE,
                                                                 .key_usage = "cRLSign" });
  g_autoptr (TestCert) other = test_signer_new (no_sign, "Leaf", NULL);
  /* Its key may sign certificates, but nothing says that it is an authority. */
  g_autoptr (TestCert)
      silent = test_cert_new (f->root,
                              &(TestCertSpec){ .name = "Silent",
                                               .key_usage = "critical,keyCertSign" });
  g_autoptr (TestCert) third = test_signer_new (silent, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (false_ca, f->lower, NULL), SGN_CHAIN_INVALID, 1);
  chain_assert_status (f, other, test_certs_list (no_sign, NULL), SGN_CHAIN_INVALID, 1);
  chain_assert_status (f, third, test_certs_list (silent, NULL), SGN_CHAIN_INVALID, 1);
}

static void
test_path_length (ChainFixture *f, gconstpointer unused)
{
  g_autoptr (TestCert)
      upper = test_cert_new (f->root,
                             &(TestCertSpec){ .name = "Upper", .ca = TRUE, .path_length = 1 });
  g_autoptr (TestCert) direct = test_signer_new (upper, "Leaf", NULL);
  g_autoptr (TestCert) sub = test_intermediate_new (upper, "Sub");
  g_autoptr (TestCert) leaf = test_signer_new (sub, "Leaf", NULL);

  chain_assert_status (f, direct, test_certs_list (upper, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, leaf, test_certs_list (upper, sub, NULL), SGN_CHAIN_INVALID, 2);
}

static void
test_critical_extension (ChainFixture *f, gconstpointer unused)
{
  const char *const more[] = { "1.2.3.4", "critical,DER:0500", NULL };
  g_autoptr (TestCert)
      ca = test_cert_new (f->root, &(TestCertSpec){ .name = "CA", .ca = TRUE, .more = more });
  g_autoptr (TestCert) leaf = test_signer_new (ca, "Leaf", NULL);
  g_autoptr (TestCert)
      odd = test_cert_new (f->lower, &(TestCertSpec){ .name = "Odd", .more = more });

  chain_assert_status (f, leaf, test_certs_list (ca, NULL), SGN_CHAIN_INVALID, 1);
  chain_assert_status (f, odd, test_certs_list (f->lower, NULL), SGN_CHAIN_INVALID, 0);
}

/* A trust anchor is a name and a key; what else its certificate says binds nobody. */
static void
test_critical_extension_of_root (ChainFixture *f, gconstpointer unused)
{
  const char *const more[] = { "1.2.3.4", "critical,DER:0500", NULL };
  g_autoptr (TestCert)
      root = test_cert_new (NULL, &(TestCertSpec){ .name = "Odd Root", .ca = TRUE, .more = more });
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", NULL);

  chain_assert_status (f, leaf, test_certs_list (root, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  sgn_anchors_add (f->anchors, root->certificate);
  chain_assert_status (f, leaf, NULL, SGN_CHAIN_TRUSTED, 0);
}

/* RFC 5280, 6.1.3 b: they bind every certificate below, but of the self-issued ones only the
 * leaf. */
static void
test_name_constraints_below (ChainFixture *f, gconstpointer unused)
{
  const char *const more[] = { "nameConstraints", "critical,permitted;email:good.example", NULL };
  const char *const bad[] = { "subjectAltName", "email:me@bad.example", NULL };
  const TestCertSpec spec = { .name = "CA", .ca = TRUE, .more = more };
  const TestCertSpec below = { .name = "Below", .ca = TRUE, .more = bad };
  const TestCertSpec own = { .name = "CA", .ca = TRUE, .more = bad };
  const TestCertSpec own_leaf = { .name = "CA", .more = bad };
  g_autoptr (TestCert) ca = test_cert_new (f->root, &spec);
  g_autoptr (TestCert) sub = test_cert_new (ca, &below);
  g_autoptr (TestCert) under_sub = test_signer_new (sub, "Leaf", NULL);
  g_autoptr (TestCert) renewed = test_cert_new (ca, &own);
  g_autoptr (TestCert) under_renewed = test_signer_new (renewed, "Leaf", NULL);
  g_autoptr (TestCert) self_issued = test_cert_new (ca, &own_leaf);

  chain_assert_status (f, under_sub, test_certs_list (ca, sub, NULL), SGN_CHAIN_INVALID, 1);
  chain_assert_status (f, under_renewed, test_certs_list (ca, renewed, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, self_issued, test_certs_list (ca, NULL), SGN_CHAIN_INVALID, 0);
}

static void
test_name_constraints (ChainFixture *f, gconstpointer unused)
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

  chain_assert_status (f, inside, test_certs_list (ca, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, outside, test_certs_list (ca, NULL), SGN_CHAIN_INVALID, 0);
}

static void
test_lifetime (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec spec = { .name = "Leaf", .usages = "codeSigning,1.3.6.1.4.1.311.10.3.13" };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, NULL);
  g_autoptr (SgnChain) chain = chain_build (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpint (chain->status, ==, SGN_CHAIN_TRUSTED);
  g_assert_true (chain->lifetime);
}

/* The worst is said, not the first. */
static void
test_worst (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec spec = {
    .name = "Leaf",
    .usages = "serverAuth",
    .not_before = f->now - 20 * DAY,
    .not_after = f->now - DAY,
  };
  g_autoptr (TestCert) leaf = test_cert_new (f->lower, &spec);

  chain_assert_status (f, leaf, test_certs_list (f->lower, NULL), SGN_CHAIN_WRONG_USAGE, 0);
  chain_assert_status (f, leaf, NULL, SGN_CHAIN_INCOMPLETE, 0);
}

/* RFC 5280 6.1: where a policy is demanded every certificate of the path must name one. */
static void
test_policies (ChainFixture *f, gconstpointer unused)
{
  static const struct {
    const char *constraint, *value, *ca_policy, *leaf_policy;
    SgnChainStatus status;
  } cases[] = {
    { "policyConstraints", "critical,requireExplicitPolicy:0", NULL, NULL, SGN_CHAIN_INVALID },
    { "policyConstraints", "critical,requireExplicitPolicy:0", "1.2.3", NULL, SGN_CHAIN_INVALID },
    { "policyConstraints",
      "critical,requireExplicitPolicy:0",
      "1.2.3",
      "1.2.4",
      SGN_CHAIN_INVALID },
    { "policyConstraints",
      "critical,requireExplicitPolicy:0",
      "1.2.3",
      "1.2.3",
      SGN_CHAIN_TRUSTED },
    { "policyConstraints", "requireExplicitPolicy:0", "2.5.29.32.0", "1.2.3", SGN_CHAIN_TRUSTED },
    { "policyConstraints", "requireExplicitPolicy:5", NULL, NULL, SGN_CHAIN_TRUSTED },
    { "inhibitAnyPolicy", "0", "1.2.3", NULL, SGN_CHAIN_TRUSTED },
    { "policyConstraints", "inhibitPolicyMapping:0", NULL, NULL, SGN_CHAIN_TRUSTED },
    /* A policy named twice (4.2.1.4) matters to those who ask for one. */
    { "policyConstraints", "requireExplicitPolicy:5", "1.2.3", "1.2.3,1.2.3", SGN_CHAIN_INVALID },
    { NULL, NULL, NULL, "1.2.3,1.2.3", SGN_CHAIN_TRUSTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const ca_more[] = { cases[i].constraint,
                                    cases[i].value,
                                    cases[i].ca_policy != NULL ? "certificatePolicies" : NULL,
                                    cases[i].ca_policy,
                                    NULL };
    const char *const leaf_more[] = { cases[i].leaf_policy != NULL ? "certificatePolicies" : NULL,
                                      cases[i].leaf_policy,
                                      NULL };
    const TestCertSpec ca_spec = { .name = "Policy CA", .ca = TRUE, .more = ca_more };
    const TestCertSpec leaf_spec = { .name = "Leaf", .usages = "codeSigning", .more = leaf_more };
    g_autoptr (TestCert) ca = test_cert_new (f->root, &ca_spec);
    g_autoptr (TestCert) leaf = test_cert_new (ca, &leaf_spec);

    chain_assert_status (f, leaf, test_certs_list (ca, NULL), cases[i].status, 0);
  }
}

/* A trust anchor is a name and a key (RFC 5280 6.1.1 d); nobody else may do without saying so. */
static void
test_without_constraints (ChainFixture *f, gconstpointer unused)
{
  const TestCertSpec old = { .name = "Old Root", .key_usage = "" };
  const TestCertSpec plain = { .name = "Plain", .key_usage = "" };
  g_autoptr (TestCert) root = test_cert_new (NULL, &old);
  g_autoptr (TestCert) leaf = test_signer_new (root, "Leaf", NULL);
  g_autoptr (TestCert) middle = test_cert_new (f->root, &plain);
  g_autoptr (TestCert) below = test_signer_new (middle, "Below", NULL);

  chain_assert_status (f, leaf, test_certs_list (root, NULL), SGN_CHAIN_UNTRUSTED_ROOT, 1);
  sgn_anchors_add (f->anchors, root->certificate);
  chain_assert_status (f, leaf, test_certs_list (root, NULL), SGN_CHAIN_TRUSTED, 0);
  chain_assert_status (f, below, test_certs_list (middle, NULL), SGN_CHAIN_INVALID, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/chain/" name, ChainFixture, NULL, chain_set_up, func, chain_tear_down)
  ADD ("times", test_times);
  ADD ("expired-ca", test_expired_ca);
  ADD ("leaf-usage", test_leaf_usage);
  ADD ("ca-usage", test_ca_usage);
  ADD ("time-stamping", test_time_stamping);
  ADD ("not-a-ca", test_not_a_ca);
  ADD ("path-length", test_path_length);
  ADD ("critical-extension", test_critical_extension);
  ADD ("critical-extension-of-root", test_critical_extension_of_root);
  ADD ("name-constraints", test_name_constraints);
  ADD ("name-constraints-below", test_name_constraints_below);
  ADD ("policies", test_policies);
  ADD ("without-constraints", test_without_constraints);
  ADD ("lifetime", test_lifetime);
  ADD ("worst", test_worst);
  return g_test_run ();
}
