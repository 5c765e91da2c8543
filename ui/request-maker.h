/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/identity/new-key.h"
#include "ui/request-item.h"

/* Makes a key and the request for its certificate, in a thread: an RSA key takes seconds. @parts as
 * for sgn_name_new. The key goes to @key (replacing what is there), sealed with @password; the
 * request to a file of its own beside it. */
void sgn_request_make_async (const char *const *parts,
                             SgnKeyKind kind,
                             const char *password,
                             GFile *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
SgnRequestItem *sgn_request_make_finish (GAsyncResult *result, GError **error);

/* Where the request goes that belongs to @key: beside it, over no other file. (transfer full) */
GFile *sgn_request_get_file (GFile *key);
