/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/timestamp/client.h"
#include "tests/support/time-server.h"

static TestTimeServer *server;

typedef struct {
  GCancellable *cancellable;
  GThread *thread;
  GPtrArray *asked;
} Log;

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
add_server (GPtrArray *servers, const char *path)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);

  g_ptr_array_add (servers, sgn_timestamp_server_new (path, path, uri, 0));
}

static void
on_event (SgnTimestampEvent event,
          SgnTimestampServer *asked,
          guint seconds,
          const GError *error,
          gpointer user_data)
{
  Log *log = user_data;

  if (event != SGN_TIMESTAMP_ASKING)
    return;
  g_ptr_array_add (log->asked, asked);
  if (log->thread == NULL)
    log->thread = g_thread_new ("cancel", cancel_soon, log->cancellable);
}

/* Cancelling ends the matter, long before the server would answer: the next is not asked. */
static void
test_cancel (void)
{
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  Log log = { .cancellable = cancellable, .asked = asked };
  g_autoptr (GBytes) value = g_bytes_new_static ("a signature value", 17);
  const SgnTimestampRequest request = { .servers = servers,
                                        .progress = on_event,
                                        .user_data = &log };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  add_server (servers, "hang");
  add_server (servers, "ok");
  g_assert_null (sgn_timestamp_request (value, &request, NULL, cancellable, &error));
  g_thread_join (log.thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_true (asked->pdata[0] == servers->pdata[0]);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = test_time_server_start ();
  g_test_add_func ("/client/cancel", test_cancel);
  status = g_test_run ();
  test_time_server_stop (server);
  return status;
}
