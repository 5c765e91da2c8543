/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/certificate/certificate.h"

#define SGN_EXPIRY_NOTICE_DAYS  60
#define SGN_EXPIRY_WARNING_DAYS 7

/* How close a certificate is to its expiry date. @now is in seconds since the Unix epoch. */
typedef enum {
  SGN_EXPIRY_FINE,
  SGN_EXPIRY_NOTICE,  /* at most 60 days left: shown as a banner */
  SGN_EXPIRY_WARNING, /* at most 7 days left */
  SGN_EXPIRY_EXPIRED,
  SGN_EXPIRY_NOT_YET, /* not valid yet */
} SgnExpiry;

SgnExpiry sgn_expiry_at (SgnCertificate *certificate, gint64 now);

/* Whole days until expiry, 0 on the last day, -1 afterwards. */
int sgn_expiry_days_left (SgnCertificate *certificate, gint64 now);

/* Order of preference for sorting, as in strcmp: valid certificates first, then the one that
 * expires last. */
int sgn_expiry_compare (SgnCertificate *a, SgnCertificate *b, gint64 now);

/* The index of the newest valid certificate with the same name as @certificates[@index] (of
 * SgnCertificate), or @index itself when there is none better. Used to preselect a renewed
 * certificate. */
guint sgn_expiry_find_successor (GPtrArray *certificates, guint index, gint64 now);
