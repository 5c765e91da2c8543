/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/net/http.h"

#include "tests/support/time-server.h"

/* Far below the minute that the server stays silent, and enough for a busy computer. */
#define SOON (10 * G_USEC_PER_SEC)

static TestTimeServer *server;

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (gconstpointer path)
{
  g_autofree char *uri = test_time_server_get_uri (server, path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const SgnHttpRequest request = { .method = "GET", .uri = uri, .max_size = 4096 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (sgn_http_send (&request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
  g_thread_join (thread);
  g_clear_error (&error);
  g_assert_null (sgn_http_send (&request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server = test_time_server_start ();
  g_test_add_data_func ("/http/cancel/hang", "hang", test_cancel);
  g_test_add_data_func ("/http/cancel/drip", "drip", test_cancel);
  status = g_test_run ();
  test_time_server_stop (server);
  return status;
}
