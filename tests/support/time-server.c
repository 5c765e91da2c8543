/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/support/time-server.h"

#include <glib/gstdio.h>
#include <signal.h>

static guint
parse_port (const char *text)
{
  guint64 port = 0;

  g_assert_true (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL));
  return (guint) port;
}

/* The server says its port when it is ready. */
static guint
read_port (GSubprocess *process)
{
  g_autoptr (GDataInputStream)
      stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
  return parse_port (line);
}

static guint
read_tls_port (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "tls-port", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return parse_port (text);
}

TestTimeServer *
test_time_server_start (void)
{
  TestTimeServer *self = g_new0 (TestTimeServer, 1);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "tsa.py", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("signet-tsa-XXXXXX", &error);
  g_assert_no_error (error);
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error,
                                    "python3",
                                    script,
                                    "--dir",
                                    self->folder,
                                    "--tls",
                                    NULL);
  g_assert_no_error (error);
  self->port = read_port (self->process);
  self->tls_port = read_tls_port (self->folder);
  return self;
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_cmpint (g_remove (file), ==, 0);
  }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
test_time_server_stop (TestTimeServer *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_object_unref (self->process);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
test_time_server_get_uri (TestTimeServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u/%s", self->port, path);
}

char *
test_time_server_get_tls_uri (TestTimeServer *self, const char *path)
{
  return g_strdup_printf ("https://127.0.0.1:%u/%s", self->tls_port, path);
}

char *
test_time_server_get_root (TestTimeServer *self)
{
  return g_build_filename (self->folder, "root.pem", NULL);
}
