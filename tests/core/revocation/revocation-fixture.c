/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/revocation/revocation-fixture.h"

void
revocation_set_up (RevocationFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) others = NULL;

  chain_set_up (&f->base, NULL);
  others = test_certs_list (f->base.lower, NULL);
  f->chain = chain_build (&f->base, f->base.leaf, others, SGN_PURPOSE_CODE_SIGNING, f->base.now);
  g_assert_cmpuint (f->chain->certificates->len, ==, 3);
  f->lists = sgn_revocation_lists_new ();
}

void
revocation_tear_down (RevocationFixture *f, gconstpointer unused)
{
  sgn_revocation_lists_unref (f->lists);
  sgn_chain_free (f->chain);
  chain_tear_down (&f->base, NULL);
}

void
revocation_add (RevocationFixture *f, TestCert *issuer, const TestCrlSpec *spec)
{
  g_autoptr (GBytes) der = test_crl_new (issuer, spec);
  guint before = sgn_revocation_lists_get_size (f->lists);

  sgn_revocation_lists_add_found (f->lists, der);
  g_assert_cmpuint (sgn_revocation_lists_get_size (f->lists), ==, before + 1);
}

/* Of the root, which has revoked nobody. */
void
revocation_add_root (RevocationFixture *f)
{
  revocation_add (f, f->base.root, &(TestCrlSpec){ 0 });
}

SgnRevocationStatus
revocation_check_for (RevocationFixture *f, SgnPurpose purpose, gint64 now, gint64 proven)
{
  const SgnRevocationSources sources = { .lists = f->lists };

  sgn_revocation_check (f->chain, &sources, purpose, now, proven, &f->got);
  return f->got.status;
}

SgnRevocationStatus
revocation_check (RevocationFixture *f, gint64 proven)
{
  return revocation_check_for (f, SGN_PURPOSE_CODE_SIGNING, f->base.now, proven);
}

void
revocation_assert_is (RevocationFixture *f,
                      gint64 proven,
                      SgnRevocationStatus status,
                      guint position)
{
  g_assert_cmpint (revocation_check (f, proven), ==, status);
  g_assert_cmpuint (f->got.position, ==, position);
}
