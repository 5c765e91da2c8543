/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/chain-builder.h"
#include "tests/support/test-ca.h"

#define DAY (24 * 60 * 60)

typedef struct {
  TestCert *root;
  TestCert *lower;
  TestCert *leaf;
  SgnAnchors *anchors;
  gint64 now;
} ChainFixture;

void chain_set_up (ChainFixture *f, gconstpointer unused);
void chain_tear_down (ChainFixture *f, gconstpointer unused);

SgnChain *
chain_build (ChainFixture *f, TestCert *leaf, GPtrArray *others, SgnPurpose purpose, gint64 time);

/* What becomes of @leaf for signing programs now; consumes @others. */
void chain_assert_status (ChainFixture *f,
                          TestCert *leaf,
                          GPtrArray *others,
                          SgnChainStatus status,
                          guint position);
/* The same at @time, with the certificate between. */
void chain_assert_status_at (ChainFixture *f,
                             TestCert *leaf,
                             gint64 time,
                             SgnChainStatus status,
                             guint position);
