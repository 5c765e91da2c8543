/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Called before each second of waiting. */
typedef void (*SgnPaceFunc) (guint seconds_left, gpointer user_data);

/* Takes the next free place in the queue of @key, in which all programs of the user stand, and
 * waits for it; places are @interval_seconds apart. Errors: G_IO_ERROR_CANCELLED (the place is
 * given back where nobody stands behind it). */
gboolean sgn_pace_wait (const char *key,
                        guint interval_seconds,
                        SgnPaceFunc func,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error);

/* Waits without a queue. */
gboolean sgn_pace_sleep (guint seconds,
                         SgnPaceFunc func,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error);
