/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "tests/support/test-ca.h"

/* OCSP responses in memory. Whatever fails aborts the test. */
typedef struct {
  int status;         /* V_OCSP_CERTSTATUS_…; default: good */
  int reason;         /* OCSP_REVOKED_STATUS_… */
  gint64 date;        /* of the revocation; default: an hour ago */
  gint64 this_update; /* default: an hour ago */
  gint64 next_update; /* default: in a day */
  gboolean endless;   /* without nextUpdate */
  int error;          /* OCSP_RESPONSE_STATUS_… instead of an answer; 0: none */
  TestCert *signer;   /* default: the issuer */
  TestCert *about;    /* default: the certificate itself */
} TestOcspSpec;

/* What @issuer says about @certificate, as DER. (transfer full) */
GBytes *test_ocsp_new (TestCert *certificate, TestCert *issuer, const TestOcspSpec *spec);
