/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-certificate"
#include "config.h"

#include "core/certificate/recent-certificates.h"

/* Together they bound the memory a hostile file can leave behind. */
#define MAX_CERTIFICATES 32
#define MAX_SIZE         ((gsize) 8 * 1024)

static GMutex lock;
static SgnCertificate *recent[MAX_CERTIFICATES];
static guint next;

static SgnCertificate *
find (GBytes *der)
{
  for (guint i = 0; i < MAX_CERTIFICATES && recent[i] != NULL; i++) {
    if (g_bytes_equal (sgn_certificate_get_der (recent[i]), der))
      return recent[i];
  }
  return NULL;
}

SgnCertificate *
sgn_recent_certificates_find (GBytes *der)
{
  SgnCertificate *found;

  if (g_bytes_get_size (der) > MAX_SIZE)
    return NULL;
  g_mutex_lock (&lock);
  found = find (der);
  if (found != NULL)
    g_object_ref (found);
  g_mutex_unlock (&lock);
  return found;
}

void
sgn_recent_certificates_add (SgnCertificate *certificate)
{
  GBytes *der = sgn_certificate_get_der (certificate);

  if (g_bytes_get_size (der) > MAX_SIZE)
    return;
  g_mutex_lock (&lock);
  if (find (der) == NULL) {
    g_set_object (&recent[next], certificate);
    next = (next + 1) % MAX_CERTIFICATES;
  }
  g_mutex_unlock (&lock);
}
