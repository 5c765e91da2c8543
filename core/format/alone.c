/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Recognises a signature without its file, so that the message about an unknown kind of file can
 * say what to do with it. Asked only after every format has refused the file. */

#include "config.h"

#include "core/format/alone.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/content-info.h"
#include "core/base/oid.h"

/* Precedes the signature of an app package. */
#define PACKAGE_MAGIC "PKCX"

/* RFC 7468 sections 8 and 9; "PKCS #7 SIGNED DATA" is what OpenSSL calls PKCS #7 that is known to
 * be SignedData. */
static const char *const labels[] = { "PKCS7", "PKCS #7 SIGNED DATA", "CMS" };

/* The DER of a text that begins with such a block (RFC 7468). (transfer full) */
static GBytes *
decode_text (const char *text, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autofree char *begin = g_strdup_printf ("-----BEGIN %s-----", labels[i]);
    gsize length = strlen (begin);
    g_autofree char *body = NULL;
    guchar *data;

    if (size < length || strncmp (text, begin, length) != 0)
      continue;
    body = g_strndup (text + length, size - length);
    body[strcspn (body, "-")] = '\0';
    data = g_base64_decode (body, &length);
    return g_bytes_new_take (data, length);
  }
  return NULL;
}

/* The DER, also after "PKCX" or in such a text; the whole file if it is neither. (transfer full) */
static GBytes *
read_der (SgnInput *input)
{
  g_autoptr (GBytes) file = NULL;
  const char *data;
  GBytes *inside;
  gsize size;

  /* No signature is that large, and this runs on every file of an unknown kind. */
  if (sgn_input_get_size (input) > SGN_INPUT_MAX_BYTES)
    return NULL;
  file = sgn_input_read_bytes (input, 0, sgn_input_get_size (input), NULL);
  if (file == NULL)
    return NULL;
  data = g_bytes_get_data (file, &size);
  if (size > strlen (PACKAGE_MAGIC) && memcmp (data, PACKAGE_MAGIC, strlen (PACKAGE_MAGIC)) == 0)
    return g_bytes_new_from_bytes (file, strlen (PACKAGE_MAGIC), size - strlen (PACKAGE_MAGIC));
  inside = decode_text (data, size);
  return inside != NULL ? inside : g_steal_pointer (&file);
}

/* SpcIndirectDataContent always speaks of a file that it is embedded in, so a message with this
 * content that is a file by itself was taken out of one. */
const char *
sgn_alone_explain (SgnInput *input)
{
  g_autoptr (GBytes) der = read_der (input);
  g_auto (SgnContentInfo) info = { 0 };

  if (der == NULL || !sgn_content_info_parse (der, &info, NULL) ||
      !g_str_equal (info.type, SGN_OID_SPC_INDIRECT_DATA))
    return NULL;
  return _ ("it is only a signature, without the signed file; “signet-cli attach” puts it into "
            "that file");
}
