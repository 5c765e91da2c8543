/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <openssl/crypto.h>

#include "app/cli/console/console.h"
#include "core/base/error.h"

#define MAX_LINE 1024

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
static volatile sig_atomic_t caught;

static void
on_signal (int number)
{
  caught = number;
}

static int
open_terminal (void)
{
  return open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

/* Without SA_RESTART, read() returns and the terminal is restored before the signal takes
 * effect. */
static void
catch_signals (struct sigaction *saved)
{
  struct sigaction action = { .sa_handler = on_signal };

  sigemptyset (&action.sa_mask);
  caught = 0;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, &saved[i]);
}

static void
restore_signals (const struct sigaction *saved)
{
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &saved[i], NULL);
}

/* Reads single bytes, so that nothing after the line is consumed. */
static gssize
read_line (int descriptor, char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size - 1 && !caught) {
    gssize count = read (descriptor, buffer + length, 1);

    if (count < 0)
      return -1;
    if (count == 0)
      return length > 0 ? (gssize) length : -1;
    if (buffer[length] == '\n' || buffer[length] == '\r')
      break;
    length++;
  }
  buffer[length] = '\0';
  return caught ? -1 : (gssize) length;
}

static gssize
read_hidden (int descriptor, const char *question, char *buffer, gsize size)
{
  struct sigaction saved[G_N_ELEMENTS (signals)];
  struct termios before;
  struct termios hidden;
  g_autofree char *shown = sgn_console_convert (question);
  gssize length = -1;

  if (tcgetattr (descriptor, &before) != 0)
    return -1;
  hidden = before;
  hidden.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  hidden.c_lflag |= ICANON | ISIG;
  catch_signals (saved);
  if (tcsetattr (descriptor, TCSAFLUSH, &hidden) == 0) {
    if (write (descriptor, shown, strlen (shown)) >= 0)
      length = read_line (descriptor, buffer, size);
    tcsetattr (descriptor, TCSAFLUSH, &before);
    if (write (descriptor, "\n", 1) < 0)
      length = -1;
  }
  restore_signals (saved);
  return length;
}

gboolean
sgn_terminal_is_there (void)
{
  int descriptor = open_terminal ();

  if (descriptor < 0)
    return FALSE;
  close (descriptor);
  return TRUE;
}

char *
sgn_terminal_ask (const char *question, GError **error)
{
  int descriptor = open_terminal ();
  char *buffer = g_malloc0 (MAX_LINE);
  gssize length = -1;

  if (descriptor >= 0) {
    length = read_hidden (descriptor, question, buffer, MAX_LINE);
    close (descriptor);
  }
  if (length >= 0)
    return buffer;
  OPENSSL_cleanse (buffer, MAX_LINE);
  g_free (buffer);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED, _ ("no password was entered"));
  if (caught)
    raise (caught);
  return NULL;
}
