/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/revocation/check.h"
#include "tests/core/trust/chain-fixture.h"
#include "tests/support/test-crl.h"

/* A chain and the lists by which it is checked. Whatever fails aborts the test. */
typedef struct {
  ChainFixture base;
  SgnChain *chain; /* leaf, lower, root */
  SgnRevocationLists *lists;
  SgnRevocation got;
} RevocationFixture;

void revocation_set_up (RevocationFixture *f, gconstpointer unused);
void revocation_tear_down (RevocationFixture *f, gconstpointer unused);

/* Adds a list of @issuer, which must be read. */
void revocation_add (RevocationFixture *f, TestCert *issuer, const TestCrlSpec *spec);
/* Of the root, which has revoked nobody. */
void revocation_add_root (RevocationFixture *f);

/* What the lists say of the chain; also left in @got. Times are in seconds since the Unix epoch. */
SgnRevocationStatus
revocation_check_for (RevocationFixture *f, SgnPurpose purpose, gint64 now, gint64 proven);
SgnRevocationStatus revocation_check (RevocationFixture *f, gint64 proven);
void revocation_assert_is (RevocationFixture *f,
                           gint64 proven,
                           SgnRevocationStatus status,
                           guint position);
