/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

/* The files that wait for a timestamp, and the button that gets it. */
#define SGN_TYPE_DUE_GROUP (sgn_due_group_get_type ())
G_DECLARE_FINAL_TYPE (SgnDueGroup, sgn_due_group, SGN, DUE_GROUP, AdwPreferencesGroup)

/* Shows @items (of SgnHistoryItem); hidden when there are none. */
void sgn_due_group_show (SgnDueGroup *self, GPtrArray *items);
/* Shows in the rows what a run does with these @files (of SgnFileItem). */
void sgn_due_group_follow (SgnDueGroup *self, GPtrArray *files);
/* Whether a run is at work, which the button then cancels. */
void sgn_due_group_set_busy (SgnDueGroup *self, gboolean busy);
