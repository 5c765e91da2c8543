/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "core/verify/time.h"
#include "tests/support/stamp.h"

/* A signature with timestamps, each as somebody may have made it. */

#define TIME_MINUTE ((gint64) 60)
#define TIME_HOUR   (60 * TIME_MINUTE)
#define TIME_DAY    (24 * TIME_HOUR)
/* The collision of SHA-1, published on 23 February 2017. */
#define TIME_COLLISION G_GINT64_CONSTANT (1487808000)

typedef struct {
  TestCert *root;
  TestCert *tsa;
  SgnAnchors *anchors;
  GBytes *signature; /* by the root, which is as good as anybody here */
  GBytes *value;     /* that is stamped */
  SgnFormat format;
  SgnSubject subject;
  SgnVerifyOptions options;
  SgnVerifyContext context;
  SgnRevocationLists *lists; /* (nullable) */
  SgnReport *report;
} TimeFixture;

void time_set_up (TimeFixture *f, gconstpointer unused);
void time_tear_down (TimeFixture *f, gconstpointer unused);

/* Adds one more @value, which is consumed, to those of @oid. */
void time_put (TimeFixture *f, const char *oid, GBytes *value);
void time_put_token (TimeFixture *f, const char *oid, TestCert *tsa, gint64 time);
/* A countersignature, made just now. */
void time_put_legacy (TimeFixture *f, TestCert *tsa, SgnHash hash, SgnCmsProfile profile);

/* The report on the signature; legacy stampers' certificates are those in the signature. */
SgnSignatureReport *time_look (TimeFixture *f, TestCert *tsa);
const SgnTimestampReport *time_get (const SgnSignatureReport *report, guint index);
/* What is said when the only timestamp does not count. */
void time_assert_refused (TimeFixture *f, SgnReason reason);
void time_assert_chosen (TimeFixture *f, gint64 time);
