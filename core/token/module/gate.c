/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-gate"

/* The socket at which p11-kit-client.so in this process meets the module's process. Its address
 * comes from the environment, which all threads share, so the gate is open for one meeting at a
 * time. */

#include "config.h"

#include "core/token/module/gate.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/error.h"

/* Read by p11-kit-client.so when it is initialised. */
#define ADDRESS_VARIABLE "P11_KIT_SERVER_ADDRESS"

static struct {
  GMutex lock;
  GCond changed;
  gboolean is_open;
  char *folder; /* only exists while the gate is open */
  struct sockaddr_un address;
  char *inherited;
} gate;

void
sgn_tokens_init (void)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("signet-%s", id);
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;

  if (gate.folder != NULL)
    return;
  signal (SIGPIPE, SIG_IGN); /* a crashed module must be an error here and not end this process */
  gate.inherited = g_strdup (g_getenv (ADDRESS_VARIABLE));
  gate.folder = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  /* sun_path holds 108 bytes on Linux (unix(7)). */
  if (strlen (gate.folder) + sizeof "/p11" > sizeof gate.address.sun_path ||
      !g_file_test (g_get_user_runtime_dir (), G_FILE_TEST_IS_DIR)) {
    g_free (gate.folder);
    gate.folder = g_build_filename ("/tmp", name, NULL);
  }
  path = g_build_filename (gate.folder, "p11", NULL);
  gate.address.sun_family = AF_UNIX;
  g_strlcpy (gate.address.sun_path, path, sizeof gate.address.sun_path);
  address = g_strdup_printf ("unix:path=%s", path);
  g_setenv (ADDRESS_VARIABLE, address, TRUE);
}

const char *
sgn_tokens_get_inherited_address (void)
{
  return gate.inherited;
}

static void
remove_folder (void)
{
  g_unlink (gate.address.sun_path);
  g_rmdir (gate.folder);
}

static void
release (void)
{
  g_mutex_lock (&gate.lock);
  gate.is_open = FALSE;
  g_cond_signal (&gate.changed);
  g_mutex_unlock (&gate.lock);
}

static int
listen_at_address (void)
{
  int listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  /* A private folder, so that no other user can connect or replace the socket. */
  if (listener >= 0 && g_mkdir (gate.folder, 0700) == 0 &&
      bind (listener, (struct sockaddr *) &gate.address, sizeof gate.address) == 0 &&
      listen (listener, 1) == 0)
    return listener;
  if (listener >= 0)
    close (listener);
  return -1;
}

int
sgn_token_gate_open (GError **error)
{
  int listener;

  g_return_val_if_fail (gate.folder != NULL, -1);

  g_mutex_lock (&gate.lock);
  while (gate.is_open)
    g_cond_wait (&gate.changed, &gate.lock);
  gate.is_open = TRUE;
  g_mutex_unlock (&gate.lock);

  listener = listen_at_address ();
  if (listener < 0) {
    sgn_error_set_errno (error, SGN_ERROR_MODULE_MISSING, errno, gate.address.sun_path);
    remove_folder ();
    release ();
  }
  return listener;
}

void
sgn_token_gate_close (int listener)
{
  close (listener);
  remove_folder ();
  release ();
}

/* Another process of the user could connect first and play the user of the token. */
static gboolean
is_own_process (int peer)
{
  struct ucred credentials = { 0 };
  socklen_t size = sizeof credentials;

  return getsockopt (peer, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 &&
         credentials.pid == getpid ();
}

int
sgn_token_gate_accept (int listener, int milliseconds)
{
  struct pollfd wait = { .fd = listener, .events = POLLIN };
  int peer;

  if (poll (&wait, 1, milliseconds) != 1)
    return -1;
  peer = accept4 (listener, NULL, NULL, SOCK_CLOEXEC);
  if (peer < 0 || is_own_process (peer))
    return peer;
  close (peer);
  return -1;
}
