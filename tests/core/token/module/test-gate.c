/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/module/gate.h"

#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"

#define PATIENCE 2000 /* ms */

static int
knock (const struct sockaddr_un *address)
{
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  return connect (fd, (const struct sockaddr *) address, sizeof *address) == 0 ? fd : -1;
}

static struct sockaddr_un
get_address (int listener)
{
  struct sockaddr_un address = { 0 };
  socklen_t size = sizeof address;

  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &size), ==, 0);
  return address;
}

/* Who comes first is looked at, and let in only where it is this process itself. */
static void
test_stranger (void)
{
  g_autoptr (GError) error = NULL;
  int listener = sgn_token_gate_open (&error);
  struct sockaddr_un address;
  pid_t child;
  int status;
  int own;
  int met;

  g_assert_no_error (error);
  address = get_address (listener);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (knock (&address) >= 0 ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (sgn_token_gate_accept (listener, PATIENCE), ==, -1);

  own = knock (&address);
  met = sgn_token_gate_accept (listener, PATIENCE);
  g_assert_cmpint (met, >=, 0);
  close (met);
  close (own);
  sgn_token_gate_close (listener);
}

/* Nobody else's folder is used. Afterwards the next one can meet there. */
static void
test_taken (void)
{
  g_autoptr (GError) error = NULL;
  int listener = sgn_token_gate_open (&error);
  struct sockaddr_un address;
  g_autofree char *folder = NULL;

  g_assert_no_error (error);
  address = get_address (listener);
  sgn_token_gate_close (listener);
  folder = g_path_get_dirname (address.sun_path);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_cmpint (sgn_token_gate_open (&error), ==, -1);
  g_assert_error (error, SGN_ERROR, SGN_ERROR_MODULE_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  listener = sgn_token_gate_open (&error);
  g_assert_no_error (error);
  sgn_token_gate_close (listener);
}

int
main (int argc, char **argv)
{
  sgn_tokens_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/stranger", test_stranger);
  g_test_add_func ("/gate/taken", test_taken);
  return g_test_run ();
}
