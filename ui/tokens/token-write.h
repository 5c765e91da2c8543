/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/writer/writer.h"

/* Works with an unlocked token, in a thread. (transfer full): an object */
typedef gpointer (*SgnTokenWriteFunc) (SgnTokenWriter *writer,
                                       SgnToken *token,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);

typedef struct {
  GtkWindow *parent; /* of the question for the PIN */
  SgnToken *token;
  SgnTokenWriteFunc func;
  gpointer data; /* for @func; freed with @free_data */
  GDestroyNotify free_data;
} SgnTokenWrite;

/* Asks for the PIN of the token, unlocks it, and runs the function. If the user or @cancellable
 * cancels, finish fails with G_IO_ERROR_CANCELLED. */
void sgn_token_write_async (const SgnTokenWrite *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* What the function returned. (transfer full) */
gpointer sgn_token_write_finish (GAsyncResult *result, GError **error);
