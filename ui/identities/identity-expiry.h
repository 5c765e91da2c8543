/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* When a certificate expires, from what is remembered about it; pure functions of the time @now
 * (Unix). */

/* The newest valid one of @items (of SgnIdentityItem) with the same name as @item; @item itself if
 * there is no better one. A test certificate never replaces another certificate. (transfer none) */
SgnIdentityItem *sgn_identity_find_successor (GListModel *items, SgnIdentityItem *item, gint64 now);

/* "21 days left", "expired". (transfer full) */
char *sgn_identity_dup_days_left (int days);
/* One sentence, or NULL if there is nothing to report. (transfer full) */
char *sgn_identity_dup_warning (SgnIdentityItem *item, gint64 now);
/* Whether it has expired or will within a week. */
gboolean sgn_identity_is_urgent (SgnIdentityItem *item, gint64 now);
