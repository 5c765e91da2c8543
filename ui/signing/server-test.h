/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/timestamp/servers.h"

/* Asks the server for a timestamp over random bytes. The result: milliseconds until the answer;
 * -1 with an error. */
void sgn_server_test_async (SgnTimestampServer *server,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gssize sgn_server_test_finish (GAsyncResult *result, GError **error);
