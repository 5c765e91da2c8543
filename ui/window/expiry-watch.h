/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-list.h"
#include "ui/window/notices.h"

/* Keeps the notice about the end of the chosen certificate, which is shown once a day unless it is
 * urgent. Emits "message" (const char *text). */
#define SGN_TYPE_EXPIRY_WATCH (sgn_expiry_watch_get_type ())
G_DECLARE_FINAL_TYPE (SgnExpiryWatch, sgn_expiry_watch, SGN, EXPIRY_WATCH, GObject)

/* (transfer full) */
SgnExpiryWatch *sgn_expiry_watch_new (SgnIdentityList *identities, SgnNotices *notices);
/* Chooses a renewed certificate in place of the one of the same name, and begins to watch. */
void sgn_expiry_watch_start (SgnExpiryWatch *self);
/* The person has looked at the end of the chosen certificate. */
void sgn_expiry_watch_set_seen (SgnExpiryWatch *self);
