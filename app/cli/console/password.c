/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/password.h"

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

static void
wipe (char *buffer, gsize size)
{
  OPENSSL_cleanse (buffer, size);
  g_free (buffer);
}

/* Whether every other byte from @first on is NUL, as in UTF-16 text with Latin letters. */
static gboolean
is_wide (const char *text, gsize length, gsize first)
{
  for (gsize i = first; i < length; i += 2)
    if (text[i] != '\0')
      return FALSE;
  return length >= 2 && length % 2 == 0;
}

/* Converts UTF-16, which PowerShell and Notepad write. NULL when it is damaged. */
static char *
decode_wide (const char *text, gsize length, gboolean big)
{
  gunichar2 *units = g_new0 (gunichar2, length / 2 + 1);
  char *ret;

  for (gsize i = 0; i < length / 2; i++) {
    guint8 first = (guint8) text[2 * i];
    guint8 second = (guint8) text[2 * i + 1];

    units[i] = (gunichar2) (big ? first << 8 | second : second << 8 | first);
  }
  ret = length % 2 == 0 ? g_utf16_to_utf8 (units, (glong) (length / 2), NULL, NULL, NULL) : NULL;
  OPENSSL_cleanse (units, length);
  g_free (units);
  return ret;
}

/* Removes what editors and shells add around the text. NULL when it is not text. */
static char *
decode (const char *text, gsize length)
{
  if (length >= 2 && memcmp (text, "\xff\xfe", 2) == 0)
    return decode_wide (text + 2, length - 2, FALSE);
  if (length >= 2 && memcmp (text, "\xfe\xff", 2) == 0)
    return decode_wide (text + 2, length - 2, TRUE);
  if (is_wide (text, length, 1))
    return decode_wide (text, length, FALSE);
  if (is_wide (text, length, 0))
    return decode_wide (text, length, TRUE);
  if (memchr (text, '\0', length) != NULL)
    return NULL;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    return g_strndup (text + 3, length - 3);
  return g_strndup (text, length);
}

/* Checked before use, because a wrong PIN may block a token. */
static char *
take_first_line (const char *text, gsize length, GError **error)
{
  char *decoded = decode (text, length);
  const char *reason = decoded == NULL ? _ ("the password is not valid text") : NULL;

  if (decoded != NULL)
    decoded[strcspn (decoded, "\r\n")] = '\0';
  if (decoded != NULL && decoded[0] == '\0' && length > 0)
    reason = _ ("the first line, which is the password, is empty");
  if (reason == NULL)
    return decoded;
  sgn_password_free (decoded);
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_PASSWORD_NEEDED, reason);
  return NULL;
}

static char *
read_descriptor (int descriptor, GError **error)
{
  char *password = NULL;
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
    password = take_first_line (buffer, (gsize) length, error);
  }
  wipe (buffer, MAX_PASSWORD + 1);
  return password;
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

/* Wipes the variable, so that it is neither inherited nor left in memory. */
static char *
take_environment (const char *name, GError **error)
{
  char *value = getenv (name);
  char *password;

  if (value == NULL) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_PASSWORD_NEEDED,
                 _ ("--pass-env: no variable %s exists"),
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
