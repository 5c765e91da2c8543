/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "core/identity/make/new-key.h"
#include "core/token/token.h"
#include "ui/certificates/request-item.h"

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
/* The same with a key made on @token, whose PIN is asked for over @parent. The request goes to
 * @file (replacing what is there); without it no key stays on the token. */
void sgn_request_make_on_token_async (GtkWindow *parent,
                                      const char *const *parts,
                                      SgnKeyKind kind,
                                      SgnToken *token,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
SgnRequestItem *sgn_request_make_finish (GAsyncResult *result, GError **error);

/* Where the request goes that belongs to @key: beside it, over no other file. (transfer full) */
GFile *sgn_request_get_file (GFile *key);
