/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-builtin"
#include "config.h"

#include "core/trust/windows/builtin.h"

#include <string.h>

#include "core/trust/windows/root-list-private.h"

/* A certificate within all of them. Without pointers, so that starting the program costs nothing.
 */
typedef struct {
  guint32 offset;
  guint16 size;
  guint16 subject; /* offset within the certificate */
  guint16 subject_size;
  guint16 root; /* index of the root */
} Place;

/* list_date, list_sequence, roots (by SHA-256), places (by subject), names, certificates */
#include "core/trust/windows-roots.inc.h"

static GMutex lock;
static SgnCertificate *parsed[G_N_ELEMENTS (places)]; /* protected by lock */

/* Of 2010 (every list since 2020), 2011 and 2001 (earlier ones). */
static const guint8 pinned[]
                          [32] = {
                            { 0xdf, 0x54, 0x5b, 0xf9, 0x19, 0xa2, 0x43, 0x9c, 0x36, 0x98, 0x3b,
                              0x54, 0xcd, 0xfc, 0x90, 0x3d, 0xfa, 0x4f, 0x37, 0xd3, 0x99, 0x6d,
                              0x8d, 0x84, 0xb4, 0xc3, 0x1e, 0xec, 0x6f, 0x3c, 0x16, 0x3e },
                            { 0x84, 0x7d, 0xf6, 0xa7, 0x84, 0x97, 0x94, 0x3f, 0x27, 0xfc, 0x72,
                              0xeb, 0x93, 0xf9, 0xa6, 0x37, 0x32, 0x0a, 0x02, 0xb5, 0x61, 0xd0,
                              0xa9, 0x1b, 0x09, 0xe8, 0x7a, 0x78, 0x07, 0xed, 0x7c, 0x61 },
                            { 0x88, 0x5d, 0xe6, 0x4c, 0x34, 0x0e, 0x3e, 0xa7, 0x06, 0x58, 0xf0,
                              0x1e, 0x11, 0x45, 0xf9, 0x57, 0xfc, 0xda, 0x27, 0xaa, 0xbe, 0xea,
                              0x1a, 0xb9, 0xfa, 0xa9, 0xfd, 0xb0, 0x10, 0x2d, 0x40, 0x77 },
                          };

SgnRootList *
sgn_root_list_new_builtin (void)
{
  SgnRootList *self = g_new0 (SgnRootList, 1);

  g_atomic_ref_count_init (&self->refs);
  self->date = list_date;
  self->sequence = g_bytes_new_static (list_sequence, sizeof list_sequence);
  self->roots = roots;
  self->size = G_N_ELEMENTS (roots);
  self->names = names;
  return self;
}

/* Shorter names of equal beginning come first, as the script orders them. */
static int
compare (const Place *place, gconstpointer subject, gsize size)
{
  int order = memcmp (certificates + place->offset + place->subject,
                      subject,
                      MIN (place->subject_size, size));

  return order != 0 ? order : (place->subject_size > size) - (place->subject_size < size);
}

/* The first place that does not come before @subject. */
static guint
find_first (gconstpointer subject, gsize size)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (places);

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (compare (&places[middle], subject, size) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* (transfer full) */
static SgnCertificate *
get_certificate (guint index)
{
  const Place *place = &places[index];
  SgnCertificate *certificate;

  g_mutex_lock (&lock);
  if (parsed[index] == NULL) {
    g_autoptr (GBytes) der = g_bytes_new_static (certificates + place->offset, place->size);

    parsed[index] = sgn_certificate_new (der, NULL);
  }
  certificate = parsed[index] != NULL ? g_object_ref (parsed[index]) : NULL;
  g_mutex_unlock (&lock);
  return certificate;
}

static void
add (guint index, GPtrArray *ret)
{
  SgnCertificate *certificate = get_certificate (index);

  if (certificate != NULL)
    g_ptr_array_add (ret, certificate);
}

void
sgn_builtin_certificates_find (GBytes *subject, GPtrArray *ret)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (subject, &size);

  for (guint i = find_first (data, size);
       i < G_N_ELEMENTS (places) && compare (&places[i], data, size) == 0;
       i++)
    add (i, ret);
}

gboolean
sgn_builtin_certificates_have (const guint8 sha256[32])
{
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (memcmp (roots[i].sha256, sha256, 32) == 0)
      return TRUE;
  return FALSE;
}

static void
add_pinned (const guint8 *sha256, GPtrArray *ret)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (memcmp (roots[places[i].root].sha256, sha256, 32) == 0)
      add (i, ret);
}

GPtrArray *
sgn_builtin_certificates_get_pinned (void)
{
  GPtrArray *ret = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (pinned); i++)
    add_pinned (pinned[i], ret);
  return ret;
}
