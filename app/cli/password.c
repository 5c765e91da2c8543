/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/password.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <openssl/crypto.h>

#include "core/base/core-file.h"
#include "core/base/error.h"
#include "core/base/file.h"

#define MAX_PASSWORD ((gsize) 4096)

void
sgn_password_protect (void)
{
  prctl (PR_SET_DUMPABLE, 0);
  sgn_core_files_forbid ();
}

void
sgn_password_free (gpointer password)
{
  if (password != NULL)
    OPENSSL_cleanse (password, strlen (password));
  g_free (password);
}

static gssize
read_all (int descriptor, char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size) {
    gssize count = read (descriptor, buffer + length, size - length);

    if (count == 0)
      break;
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return -1;
    length += (gsize) count;
  }
  return (gssize) length;
}

static char *
read_descriptor (int descriptor, GError **error)
{
  char *buffer = g_malloc0 (MAX_PASSWORD + 1);
  gssize length = read_all (descriptor, buffer, MAX_PASSWORD + 1);

  if (length < 0) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_PASSWORD_NEEDED,
                 _ ("the password cannot be read: %s"),
                 g_strerror (errno));
  } else if ((gsize) length > MAX_PASSWORD) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_PASSWORD_NEEDED,
                         _ ("the password is too long"));
  } else {
    buffer[strcspn (buffer, "\r\n")] = '\0';
    return buffer;
  }
  OPENSSL_cleanse (buffer, MAX_PASSWORD + 1);
  g_free (buffer);
  return NULL;
}

static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *password;
  int descriptor;

  if (g_str_equal (path, "-"))
    return read_descriptor (STDIN_FILENO, error);
  descriptor = sgn_file_open_given (path, &local);
  if (descriptor < 0) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_PASSWORD_NEEDED,
                 "--pass-file %s: %s",
                 path,
                 local->message);
    return NULL;
  }
  password = read_descriptor (descriptor, error);
  close (descriptor);
  return password;
}

/* The variable is wiped, so that it is neither inherited nor left in memory. */
static char *
take_environment (const char *name, GError **error)
{
  char *value = getenv (name);
  char *password;

  if (value == NULL) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_PASSWORD_NEEDED,
                 _ ("--pass-env: there is no variable %s"),
                 name);
    return NULL;
  }
  password = g_strdup (value);
  OPENSSL_cleanse (value, strlen (value));
  unsetenv (name);
  return password;
}

char *
sgn_password_read (const SgnPasswordSource *source, GError **error)
{
  if (source->file != NULL)
    return read_file (source->file, error);
  if (source->environment != NULL)
    return take_environment (source->environment, error);
  return read_descriptor (source->descriptor, error);
}
