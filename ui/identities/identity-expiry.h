/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-item.h"

/* How near the end of a certificate is, from what is remembered of it; pure functions of the time
 * @now (Unix). */

/* The newest valid one of @items (of SgnIdentityItem) that is called like @item, which itself is
 * the answer when there is none better. A test certificate never takes the place of another one.
 * (transfer none) */
SgnIdentityItem *sgn_identity_find_successor (GListModel *items, SgnIdentityItem *item, gint64 now);

/* "21 days left", "expired". (transfer full) */
char *sgn_identity_dup_days_left (int days);
/* One sentence, NULL while nothing is to be said. (transfer full) */
char *sgn_identity_dup_warning (SgnIdentityItem *item, gint64 now);
/* Has it expired, or will it within a week? */
gboolean sgn_identity_is_urgent (SgnIdentityItem *item, gint64 now);
