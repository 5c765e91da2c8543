/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-pin"

/* A PIN in memory of its own that is locked, left out of core files and child processes, and
 * wiped. */

#include "config.h"

#include "core/token/session/pin.h"

#include <openssl/crypto.h>
#include <string.h>
#include <sys/mman.h>

/* A separate page, so that locking and unlocking it does not affect other data. */
struct _SgnPin {
  char text[SGN_PIN_MAX + 1];
};

SgnPin *
sgn_pin_new (const void *text, gsize size)
{
  SgnPin *self;

  if (size > SGN_PIN_MAX)
    return NULL;
  /* cppcheck-suppress invalidFunctionArg ; -1 is what MAP_ANONYMOUS wants */
  self = mmap (NULL, sizeof *self, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self == MAP_FAILED)
    return NULL;
  /* Not being allowed to lock memory (RLIMIT_MEMLOCK) is not an error. */
  if (mlock (self, sizeof *self) != 0)
    g_debug ("memory of a PIN could not be locked");
  madvise (self, sizeof *self, MADV_DONTDUMP);
  madvise (self, sizeof *self, MADV_DONTFORK);
  if (size > 0)
    memcpy (self->text, text, size);
  return self;
}

const char *
sgn_pin_get_text (const SgnPin *self)
{
  return self->text;
}

gboolean
sgn_pin_append (SgnPin *self, const char *text)
{
  gsize used = strlen (self->text);
  gsize size = strlen (text);

  if (size > SGN_PIN_MAX - used)
    return FALSE;
  /* The page is zero after it, so the text stays terminated. */
  memcpy (self->text + used, text, size);
  return TRUE;
}

void
sgn_pin_remove_last (SgnPin *self)
{
  char *last = g_utf8_find_prev_char (self->text, self->text + strlen (self->text));

  if (last != NULL)
    OPENSSL_cleanse (last, strlen (last));
}

guint
sgn_pin_get_length (const SgnPin *self)
{
  return (guint) g_utf8_strlen (self->text, -1);
}

void
sgn_pin_free (SgnPin *self)
{
  if (self == NULL)
    return;
  OPENSSL_cleanse (self, sizeof *self);
  munlock (self, sizeof *self);
  munmap (self, sizeof *self);
}
