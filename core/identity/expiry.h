/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

#define SGN_EXPIRY_NOTICE_DAYS  60
#define SGN_EXPIRY_WARNING_DAYS 7

/* How near the end of a certificate is; pure functions of the time @now (Unix). */
typedef enum {
  SGN_EXPIRY_FINE,
  SGN_EXPIRY_NOTICE,  /* 60 days or less: a banner */
  SGN_EXPIRY_WARNING, /* 7 days or less */
  SGN_EXPIRY_EXPIRED,
  SGN_EXPIRY_NOT_YET, /* not valid yet */
} SgnExpiry;

SgnExpiry sgn_expiry_at (SgnCertificate *certificate, gint64 now);

/* Whole days until the end, 0 on the last one; -1 after it. */
int sgn_expiry_days_left (SgnCertificate *certificate, gint64 now);

/* Order of preference, like strcmp: valid ones first, then the one that ends last. */
int sgn_expiry_compare (SgnCertificate *a, SgnCertificate *b, gint64 now);

/* Index of the newest valid one that is called like @certificates[@index], which itself is the
 * answer when there is none better: for preselecting a renewed certificate. @certificates of
 * SgnCertificate. */
guint sgn_expiry_find_successor (GPtrArray *certificates, guint index, gint64 now);
