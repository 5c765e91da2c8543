/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#include "core/token/writer/writer.h"

/* What is done with an unlocked token, in a thread. (transfer full): an object */
typedef gpointer (*SgnTokenWriteFunc) (SgnTokenWriter *writer,
                                       SgnToken *token,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);

/* Asks for the PIN of @token over @parent, unlocks it, and runs @func. When the person gave up, or
 * @cancellable says so, finish fails with G_IO_ERROR_CANCELLED. Takes @data. */
void sgn_token_write_async (GtkWindow *parent,
                            SgnToken *token,
                            SgnTokenWriteFunc func,
                            gpointer data,
                            GDestroyNotify free_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* What @func returned. (transfer full) */
gpointer sgn_token_write_finish (GAsyncResult *result, GError **error);
