/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/trust/chain-fixture.h"

void
chain_set_up (ChainFixture *f, gconstpointer unused)
{
  f->root = test_root_new ("Root");
  f->lower = test_intermediate_new (f->root, "Lower");
  f->leaf = test_signer_new (f->lower, "Leaf", NULL);
  f->anchors = sgn_anchors_new ();
  sgn_anchors_add (f->anchors, f->root->certificate);
  f->now = g_get_real_time () / G_USEC_PER_SEC;
}

void
chain_tear_down (ChainFixture *f, gconstpointer unused)
{
  sgn_anchors_unref (f->anchors);
  test_cert_free (f->leaf);
  test_cert_free (f->lower);
  test_cert_free (f->root);
}

SgnChain *
chain_build (ChainFixture *f, TestCert *leaf, GPtrArray *others, SgnPurpose purpose, gint64 time)
{
  SgnChain *chain = sgn_chain_build (f->anchors, leaf->certificate, others, purpose, time);

  g_assert_nonnull (chain);
  g_assert_cmpuint (chain->certificates->len, >, 0);
  g_assert_cmpuint (chain->position, <, chain->certificates->len);
  g_assert_true (sgn_certificate_equal (chain->certificates->pdata[0], leaf->certificate));
  return chain;
}

void
chain_assert_status (ChainFixture *f,
                     TestCert *leaf,
                     GPtrArray *others,
                     SgnChainStatus status,
                     guint position)
{
  g_autoptr (GPtrArray) list = others;
  g_autoptr (SgnChain) chain = chain_build (f, leaf, list, SGN_PURPOSE_CODE_SIGNING, f->now);

  g_assert_cmpstr (sgn_chain_status_to_id (chain->status), ==, sgn_chain_status_to_id (status));
  g_assert_cmpuint (chain->position, ==, position);
}

void
chain_assert_status_at (ChainFixture *f,
                        TestCert *leaf,
                        gint64 time,
                        SgnChainStatus status,
                        guint position)
{
  g_autoptr (GPtrArray) others = test_certs_list (f->lower, NULL);
  g_autoptr (SgnChain) chain = chain_build (f, leaf, others, SGN_PURPOSE_CODE_SIGNING, time);

  g_assert_cmpstr (sgn_chain_status_to_id (chain->status), ==, sgn_chain_status_to_id (status));
  g_assert_cmpuint (chain->position, ==, position);
}
