/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-openssl"

/* What several rooms need of OpenSSL and what is easy to get wrong there. */

#include "config.h"

#include "core/base/openssl.h"

#include <time.h>

/* Converting an OID to text takes quadratic time. RFC 2578 section 3.5 allows 128 numbers of 32
 * bits, which fit in this many bytes. */
#define OID_MAX_BYTES 586

/* Threads may still use OpenSSL when the process exits; its exit handler would free what they use
 * and leak what they hold. */
__attribute__ ((constructor)) static void
keep_openssl_until_the_end (void)
{
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}

char *
sgn_openssl_oid (const ASN1_OBJECT *object)
{
  g_autofree char *text = NULL;
  int length;

  if (object == NULL || OBJ_length (object) == 0 || OBJ_length (object) > OID_MAX_BYTES)
    return g_strdup ("");
  length = OBJ_obj2txt (NULL, 0, object, 1);
  if (length <= 0)
    return g_strdup ("");
  text = g_malloc ((gsize) length + 1);
  if (OBJ_obj2txt (text, length + 1, object, 1) != length)
    return g_strdup ("");
  return g_steal_pointer (&text);
}

gboolean
sgn_openssl_time (const ASN1_TIME *time, gint64 *ret)
{
  struct tm tm = { 0 };

  /* For NULL, OpenSSL would return the current time. */
  if (time == NULL || ASN1_TIME_to_tm (time, &tm) != 1)
    return FALSE;
  *ret = timegm (&tm);
  return TRUE;
}
