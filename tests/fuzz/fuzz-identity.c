/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "fuzz-identity"

#include "config.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/identity/read/key-format.h"
#include "core/identity/read/source.h"

/* A key file from whatever octets there are, with and without its password. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_with (const SgnKeyFormat *format, GBytes *bytes, const char *password)
{
  g_autoptr (SgnPasswords)
      passwords = sgn_passwords_new (password, password != NULL ? strlen (password) : 0);
  g_autoptr (SgnKeyMaterial) material = NULL;
  g_autoptr (GError) error = NULL;

  material = format->read (bytes, passwords, &error);
  g_assert_true ((material == NULL) == (error != NULL));
}

/* The whole way, through a file that lies in memory. */
static void
open_file (const guint8 *data, gsize size)
{
  int fd = memfd_create ("key", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const SgnIdentityFiles files = { .file = file };
  g_autoptr (SgnIdentity) identity = NULL;
  g_autoptr (GPtrArray) certificates = NULL;

  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  identity = sgn_identity_open (&files, NULL, NULL, NULL);
  certificates = sgn_certificates_load (file, NULL);
  close (fd);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  const SgnKeyFormat *format = sgn_key_format_detect (bytes);

  if (format == NULL)
    return 0;
  read_with (format, bytes, NULL);
  read_with (format, bytes, "a");
  open_file (data, size);
  return 0;
}
