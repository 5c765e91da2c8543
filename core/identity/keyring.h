/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

/* Passwords of certificate files in the desktop's keyring (org.freedesktop.secrets). Nothing is
 * stored unless the user asks for it. Every call goes to another process, so the interface is
 * asynchronous. */
typedef enum {
  SGN_KEYRING_ABSENT, /* no keyring service: do not offer to store anything */
  SGN_KEYRING_EMPTY,  /* no password for this file */
  SGN_KEYRING_KEEPS,  /* a password for this file is stored */
} SgnKeyringState;

/* Looks for a password without unlocking the keyring or prompting the user. Never fails. */
void sgn_keyring_look_async (GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SgnKeyringState sgn_keyring_look_finish (GAsyncResult *result);

/* Stores the password; only call it when the user asked for it. @password is copied to memory that
 * is wiped. Errors: KEYRING; G_IO_ERROR_CANCELLED also when the user declines to unlock the
 * keyring. */
void sgn_keyring_keep_async (GFile *file,
                             const char *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sgn_keyring_keep_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* *ret must be freed with sgn_keyring_password_free(), which wipes it; where possible it is in
 * memory that is never swapped. It is NULL if no password is stored. (transfer full) */
void sgn_keyring_get_async (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean
sgn_keyring_get_finish (GAsyncResult *result, char **ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_keyring_password_free (char *password);

/* Deletes the password. Succeeds when there is none. Errors: KEYRING. */
void sgn_keyring_forget_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sgn_keyring_forget_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
