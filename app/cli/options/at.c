/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/at.h"

#include <string.h>

#define DIGITS         "0123456789"
#define COMPACT_LENGTH 14 /* 20260512143200 */

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, DIGITS) == strlen (text);
}

/* Adds the “T” between date and time, and a missing time. (nullable) (transfer full) */
static char *
complete (const char *text)
{
  gsize length = strlen (text);

  if (is_number (text) && length == COMPACT_LENGTH)
    return g_strdup_printf ("%.8sT%s", text, text + 8);
  if (is_number (text) && length != 7 && length != 8)
    return NULL;
  if (strpbrk (text, "Tt ") == NULL)
    return g_strconcat (text, "T00:00:00", NULL);
  return g_strdup (text);
}

static gboolean
parse_date (const char *text, gint64 *ret)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = complete (text);
  g_autofree char *with_seconds = whole != NULL ? g_strconcat (whole, ":00", NULL) : NULL;

  if (whole == NULL)
    return FALSE;
  time = g_date_time_new_from_iso8601 (whole, utc);
  if (time == NULL) /* 14:32 */
    time = g_date_time_new_from_iso8601 (with_seconds, utc);
  if (time == NULL)
    return FALSE;
  *ret = g_date_time_to_unix (time);
  return *ret > 0;
}

gboolean
sgn_at_option_parse (const char *text, gint64 *ret)
{
  gsize length = strlen (text);

  if (text[0] == '@' && is_number (text + 1))
    return g_ascii_string_to_signed (text + 1, 10, 1, G_MAXINT64, ret, NULL);
  if (is_number (text) && length >= 9 && length <= 11)
    return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, ret, NULL);
  return parse_date (text, ret);
}
