/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/server-test.h"

#include "core/timestamp/client.h"

#define VALUE_WORDS     8
#define TIMEOUT_SECONDS 15

static GBytes *
create_value (void)
{
  guint32 words[VALUE_WORDS];

  for (guint i = 0; i < VALUE_WORDS; i++)
    words[i] = g_random_int ();
  return g_bytes_new (words, sizeof words);
}

static void
run (GTask *task, gpointer source, gpointer server, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  g_autoptr (GBytes) value = create_value ();
  g_autoptr (GBytes) token = NULL;
  SgnTimestampRequest request = { .servers = servers,
                                  .hash = SGN_HASH_SHA256,
                                  .patience = { .seconds = TIMEOUT_SECONDS } };
  GError *error = NULL;
  gint64 begin = g_get_monotonic_time ();

  g_ptr_array_add (servers, server);
  token = sgn_timestamp_request (value, &request, NULL, cancellable, &error);
  if (token == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) ((g_get_monotonic_time () - begin) / 1000));
}

void
sgn_server_test_async (SgnTimestampServer *server,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sgn_server_test_async);
  g_task_set_task_data (task, g_object_ref (server), g_object_unref);
  g_task_run_in_thread (task, run);
}

gssize
sgn_server_test_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
