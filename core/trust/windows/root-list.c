/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-root-list"
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/trust/windows/root-list-private.h"

SgnRootList *
sgn_root_list_ref (SgnRootList *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_root_list_unref (SgnRootList *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->sequence, g_bytes_unref);
  g_clear_pointer (&self->own_roots, g_array_unref);
  if (self->own_names != NULL)
    g_string_free (self->own_names, TRUE);
  g_free (self);
}

gint64
sgn_root_list_get_date (SgnRootList *self)
{
  return self->date;
}

GBytes *
sgn_root_list_get_sequence (SgnRootList *self)
{
  return self->sequence;
}

guint
sgn_root_list_get_size (SgnRootList *self)
{
  return self->size;
}

const SgnListedRoot *
sgn_root_list_get_roots (SgnRootList *self)
{
  return self->roots;
}

const char *
sgn_root_list_get_name (SgnRootList *self, const SgnListedRoot *root)
{
  return self->names + root->name;
}

static int
compare (gconstpointer key, gconstpointer root)
{
  return memcmp (key, ((const SgnListedRoot *) root)->sha256, 32);
}

const SgnListedRoot *
sgn_root_list_find (SgnRootList *self, SgnCertificate *certificate)
{
  const char *hex = sgn_certificate_get_sha256 (certificate);
  guint8 key[32];

  g_return_val_if_fail (strlen (hex) == 2 * sizeof key, NULL);
  if (self->size == 0)
    return NULL;
  for (gsize i = 0; i < sizeof key; i++)
    key[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 |
                       g_ascii_xdigit_value (hex[2 * i + 1]));
  return bsearch (key, self->roots, self->size, sizeof *self->roots, compare);
}
