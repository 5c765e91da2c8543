/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-address"

/* Addresses that come from files or go into messages. Files may contain any address, so only web
 * addresses are followed; the user's own may contain a password, so it is never shown whole. */

#include "config.h"

#include "core/base/address.h"

#include <string.h>

static gboolean
is_of_web (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return host != NULL && *host != '\0' &&
         (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"));
}

static gboolean
has_blank (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text <= ' ' || *text == '\x7f')
      return TRUE;
  return FALSE;
}

char *
sgn_address_for_web (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  /* GUri would let a line end pass in places, which could end up in an HTTP request. */
  if (has_blank (text))
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL || !is_of_web (uri) || g_uri_get_userinfo (uri) != NULL)
    return NULL;
  return g_str_is_ascii (text) ? g_strdup (text) : g_uri_to_string (uri);
}

/* In text that is not an address, everything before the last @ may contain a password. */
static char *
cut_login (const char *text)
{
  const char *at = strrchr (text, '@');
  const char *start = strstr (text, "://");

  if (at == NULL)
    return g_strdup (text);
  if (start == NULL || start > at)
    return g_strdup (at + 1);
  return g_strdup_printf ("%.*s%s", (int) (start - text) + 3, text, at + 1);
}

char *
sgn_address_to_public (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return cut_login (text);
  if (g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
      g_uri_get_fragment (uri) == NULL)
    return g_strdup (text);
  return g_uri_join (G_URI_FLAGS_ENCODED,
                     g_uri_get_scheme (uri),
                     NULL,
                     host,
                     g_uri_get_port (uri),
                     g_uri_get_path (uri),
                     NULL,
                     NULL);
}
