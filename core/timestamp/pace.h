/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Called before each second of waiting. */
typedef void (*SgnPaceFunc) (guint seconds_left, gpointer user_data);

/* Reserves the next slot for @key, shared by all programs of the user, and waits for it. Slots are
 * @interval_seconds apart. Errors: G_IO_ERROR_CANCELLED; the slot is then freed unless a later one
 * is taken. */
gboolean sgn_pace_wait (const char *key,
                        guint interval_seconds,
                        SgnPaceFunc func,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Waits without reserving a slot. Errors: G_IO_ERROR_CANCELLED. */
gboolean sgn_pace_sleep (guint seconds,
                         SgnPaceFunc func,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
