/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/base/banner.h"

/* Notices for the user that are not about a file; one is shown at a time. Emits "changed" when
 * another one is shown. For the main thread only. */
#define SGN_TYPE_NOTICES (sgn_notices_get_type ())
G_DECLARE_FINAL_TYPE (SgnNotices, sgn_notices, SGN, NOTICES, GObject)

/* Most urgent first. */
typedef enum {
  SGN_NOTICE_EXPIRY,     /* of the certificate */
  SGN_NOTICE_HISTORY,    /* it is out of order */
  SGN_NOTICE_TIMESTAMPS, /* due */
  SGN_N_NOTICES
} SgnNoticeKind;

/* (transfer full) */
SgnNotices *sgn_notices_new (void);
/* @notice (nullable, transfer full) replaces the one of the same @kind. */
void sgn_notices_set (SgnNotices *self, SgnNoticeKind kind, SgnNotice *notice);
/* The one to be shown, until the next "changed". (nullable) (transfer none) */
const SgnNotice *sgn_notices_get_shown (SgnNotices *self);
