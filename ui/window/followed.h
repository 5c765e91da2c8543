/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib-object.h>

/* Signals of objects that may outlive their observer, since what they wait for holds them. */
typedef struct _SgnFollowed SgnFollowed;

/* (transfer full) */
SgnFollowed *sgn_followed_new (GObject *observer);
/* Disconnects all signals. */
void sgn_followed_free (SgnFollowed *self);
/* Calls @callback with the observer, then the arguments of the signal. */
void sgn_followed_add (SgnFollowed *self, gpointer object, const char *signal, GCallback callback);
