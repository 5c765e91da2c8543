/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "ui/identities/identity-list.h"
#include "ui/window/notices.h"

/* Maintains the notice about the expiry of the chosen certificate, which is shown once a day unless
 * it is urgent. Emits "message" (const char *text). */
#define SGN_TYPE_EXPIRY_WATCH (sgn_expiry_watch_get_type ())
G_DECLARE_FINAL_TYPE (SgnExpiryWatch, sgn_expiry_watch, SGN, EXPIRY_WATCH, GObject)

/* (transfer full) */
SgnExpiryWatch *sgn_expiry_watch_new (SgnIdentityList *identities, SgnNotices *notices);
/* Replaces the chosen certificate by a renewed one of the same name and starts watching. */
void sgn_expiry_watch_start (SgnExpiryWatch *self);
/* Call when the user has seen the expiry of the chosen certificate. */
void sgn_expiry_watch_set_seen (SgnExpiryWatch *self);
