/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Passwords of certificate files in the desktop's keyring (org.freedesktop.secrets). Nothing is
 * kept there unasked. All questions go to another program, so all of this is asynchronous. */
typedef enum {
  SGN_KEYRING_ABSENT, /* there is no keyring: nothing to offer */
  SGN_KEYRING_EMPTY,  /* it has no password of this file */
  SGN_KEYRING_KEEPS,  /* it has one */
} SgnKeyringState;

/* Asks without unlocking anything and without a question to the user. Never fails. */
void sgn_keyring_look_async (GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SgnKeyringState sgn_keyring_look_finish (GAsyncResult *result);

/* Only when the user asked for it. @password is copied to memory that is wiped. KEYRING,
 * G_IO_ERROR_CANCELLED also when the user refuses to unlock. */
void sgn_keyring_keep_async (GFile *file,
                             const char *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sgn_keyring_keep_finish (GAsyncResult *result, GError **error);

/* NULL without error: there is none. Free with sgn_keyring_password_free, which wipes it; it lies
 * in memory that is not swapped where there is enough of it. (transfer full) */
void sgn_keyring_get_async (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
char *sgn_keyring_get_finish (GAsyncResult *result, GError **error);
void sgn_keyring_password_free (char *password);

/* Also good when there was none. */
void sgn_keyring_forget_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sgn_keyring_forget_finish (GAsyncResult *result, GError **error);
