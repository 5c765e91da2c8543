/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gtk/gtk.h>

#include "core/identity/make/new-key.h"
#include "core/token/token.h"
#include "ui/certificates/request-item.h"

typedef struct {
  char **parts; /* of the name, as for sgn_name_new() */
  SgnKeyKind kind;
  char *password; /* (nullable) of the file with the key */
  GFile *file;    /* for the key, or for the request if the key is on a token; replaced */
} SgnRequestWishes;

/* Makes a key and the request for its certificate, in a thread: an RSA key takes seconds. The
 * request is saved next to the key. */
void sgn_request_make_async (const SgnRequestWishes *wishes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* The same with a key on @token; asks for its PIN over @parent. If the request cannot be saved, the
 * key is deleted from the token. */
void sgn_request_make_on_token_async (const SgnRequestWishes *wishes,
                                      GtkWindow *parent,
                                      SgnToken *token,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) */
SgnRequestItem *sgn_request_make_finish (GAsyncResult *result, GError **error);

/* The file for the request of @key: next to it, under an unused name. (transfer full) */
GFile *sgn_request_get_file (GFile *key);
