/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identities/identity-item.h"

/* Opens certificate files: asks for the password, for a missing key or certificate and which of
 * several keys to use, and shows why a file cannot be used. */

/* @certificate (nullable): the certificate of a bare key in @file. The callback is called after the
 * last dialog; if the user cancelled or has seen an error, finish returns NULL. */
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
/* The same for a file that was opened before, with the key chosen then. */
void sgn_identity_opener_open_item_async (GtkWindow *parent,
                                          SgnIdentityItem *item,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* The same, also for certificates that cannot sign now, for instance because they have expired. */
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

/* The certificates if no key was found, of SgnCertificate, the main one first; NULL if there are
 * none. (transfer none) */
GPtrArray *sgn_identity_opener_get_certificates (GAsyncResult *result);
/* The password, or NULL if none was asked for; to be wiped. (transfer full) */
char *sgn_identity_opener_dup_password (GAsyncResult *result);
