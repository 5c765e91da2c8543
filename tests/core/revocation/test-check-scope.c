/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/revocation/revocation-fixture.h"

/* Which certificates and reasons a list speaks about, and which lists nobody can use. */

/* As if they were not there. */
static void
test_unusable (RevocationFixture *f, gconstpointer unused)
{
  static const char *const extensions[] = {
    "deltaCRL=critical,DER:02:01:01",
    "deltaCRL=DER:02:01:01",
    "issuingDistributionPoint=critical,indirectCRL:TRUE",
    "issuingDistributionPoint=critical,onlyAA:TRUE",
    "issuingDistributionPoint=critical,DER:04:00",
    "issuingDistributionPoint=critical,onlyCA:TRUE",
    "issuingDistributionPoint=critical,fullname:URI:http://a.example/2.crl",
    "1.2.3.4=critical,DER:05:00",
  };

  revocation_add_root (f);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++) {
    g_test_message ("%s", extensions[i]);
    revocation_add (f, f->base.lower, &(TestCrlSpec){ .more = extensions[i] });
    revocation_add (f,
                    f->base.lower,
                    &(TestCrlSpec){ .more = extensions[i], .revoked = f->base.leaf });
    revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  }
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .revoked = f->base.leaf,
                                  .entry_more = "1.2.3.4=critical,DER:05:00" });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
}

static void
test_usable (RevocationFixture *f, gconstpointer unused)
{
  static const char *const extensions[] = {
    "1.2.3.4=DER:05:00",
    "issuingDistributionPoint=critical,onlyuser:TRUE",
    "crlNumber=DER:02:01:01",
  };

  revocation_add_root (f);
  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++) {
    revocation_add (f, f->base.lower, &(TestCrlSpec){ .more = extensions[i] });
    revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
    sgn_revocation_lists_unref (f->lists);
    f->lists = sgn_revocation_lists_new ();
    revocation_add_root (f);
  }
}

/* A list of a few reasons accuses, and its silence means nothing. */
static void
test_some_reasons (RevocationFixture *f, gconstpointer unused)
{
  const char *some = "issuingDistributionPoint=critical,onlysomereasons:keyCompromise";

  revocation_add_root (f);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .more = some });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  revocation_add (f, f->base.lower, &(TestCrlSpec){ .more = some, .revoked = f->base.leaf });
  revocation_assert_is (f, 0, SGN_REVOCATION_REVOKED, 0);
}

/* One of several parts counts for those who name it. */
static void
test_part (RevocationFixture *f, gconstpointer unused)
{
  const char *const points[] = { "crlDistributionPoints", "URI:http://a.example/1.crl", NULL };
  g_autoptr (TestCert) leaf = test_cert_new (f->base.lower,
                                             &(TestCertSpec){ .name = "Leaf",
                                                              .usages = "codeSigning",
                                                              .more = points });
  g_autoptr (GPtrArray) others = test_certs_list (f->base.lower, NULL);

  sgn_chain_free (f->chain);
  f->chain = chain_build (&f->base, leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  revocation_add_root (f);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .more = "issuingDistributionPoint=critical,fullname:URI:http://"
                                          "a.example/2.crl" });
  revocation_assert_is (f, 0, SGN_REVOCATION_NO_LIST, 0);
  revocation_add (f,
                  f->base.lower,
                  &(TestCrlSpec){ .more = "issuingDistributionPoint=critical,fullname:URI:http://"
                                          "a.example/1.crl" });
  revocation_assert_is (f, 0, SGN_REVOCATION_GOOD, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/revocation/" name,                                                                 \
              RevocationFixture,                                                                   \
              NULL,                                                                                \
              revocation_set_up,                                                                   \
              function,                                                                            \
              revocation_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unusable", test_unusable);
  ADD ("usable", test_usable);
  ADD ("some-reasons", test_some_reasons);
  ADD ("part", test_part);
  return g_test_run ();
}
