/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/test-ca.h"

/* Revocation lists in memory. Whatever fails aborts the test. */
typedef struct {
  TestCert *revoked;      /* (nullable): one certificate that is listed */
  gint64 date;            /* default: an hour ago */
  int reason;             /* CRL_REASON_…; 0: no such extension */
  const char *entry_more; /* (nullable): a further extension of the entry, as the next */
  const char *more;       /* (nullable): an extension, "name=value" as OpenSSL writes it */
  gint64 this_update;     /* default: two hours ago */
  gint64 next_update;     /* default: in a week */
  gboolean endless;       /* without nextUpdate */
  gboolean timeless;      /* thisUpdate is no time */
  const char *hash;       /* default: "sha256" */
  EVP_PKEY *key;          /* default: the issuer's */
  guint n_others;         /* further entries, of nobody */
} TestCrlSpec;

GBytes *test_crl_new (TestCert *issuer, const TestCrlSpec *spec); /* DER (transfer full) */
GBytes *test_crl_to_pem (GBytes *der);                            /* (transfer full) */
