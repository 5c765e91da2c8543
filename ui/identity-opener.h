/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "ui/identity-item.h"

/* Opens certificate files: asks for the password, for the missing half of a pair, and shows why a
 * file cannot be used. */

/* @certificate (nullable): the certificate of a bare key in @file. The callback comes after every
 * dialog; when the person gave up, or was told the fault, finish returns NULL. */
void sgn_identity_opener_open_async (GtkWindow *parent,
                                     GFile *file,
                                     GFile *certificate,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* @file and @certificate (nullable): what it was opened from. (transfer full) */
SgnIdentity *
sgn_identity_opener_open_finish (GAsyncResult *result, GFile **file, GFile **certificate);

/* Has the name of @file an ending of certificate files? */
gboolean sgn_identity_opener_is_certificate_name (const char *name);
GtkFileFilter *sgn_identity_opener_create_filter (void);
