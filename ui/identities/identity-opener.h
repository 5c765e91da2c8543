/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identities/identity-item.h"

/* Opens certificate files: asks for the password, for the missing half of a pair, which of several
 * keys is meant, and shows why a file cannot be used. */

/* @certificate (nullable): the certificate of a bare key in @file. The callback comes after every
 * dialog; when the person gave up, or was told the fault, finish returns NULL. */
void sgn_identity_opener_open_async (GtkWindow *parent,
                                     GFile *file,
                                     GFile *certificate,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The same for a file whose password was just given. */
void sgn_identity_opener_open_known_async (GtkWindow *parent,
                                           GFile *file,
                                           const char *password,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* The same for a file that was opened before: the key that was chosen then is meant. */
void sgn_identity_opener_open_item_async (GtkWindow *parent,
                                          SgnIdentityItem *item,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* The same, also for what cannot sign (now), for instance because it has expired. */
void sgn_identity_opener_look_async (GtkWindow *parent,
                                     SgnIdentityItem *item,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The same as look, for any file; certificates without a key are fine, too. */
void sgn_identity_opener_read_async (GtkWindow *parent,
                                     GFile *file,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* @file and @certificate (nullable): what it was opened from. (transfer full) */
SgnIdentity *
sgn_identity_opener_open_finish (GAsyncResult *result, GFile **file, GFile **certificate);

/* Those that were read without a key, of SgnCertificate, the one it is about first; NULL when there
 * are none. (transfer none) */
GPtrArray *sgn_identity_opener_get_certificates (GAsyncResult *result);
/* What opened it, NULL when nobody was asked; to be wiped. (transfer full) */
char *sgn_identity_opener_dup_password (GAsyncResult *result);
