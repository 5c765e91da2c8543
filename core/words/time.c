/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-phrases"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/words/phrases.h"

/* Month names come from the message catalog and not from LC_TIME, because a German window in a
 * session with English dates must not mix languages. */
static const char *const months[] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

static const char *
get_month (GDateTime *time)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[g_date_time_get_month (time) - 1]);
}

char *
sgn_phrase_date (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_time);

  if (time == NULL)
    return g_strdup (_ ("unknown"));
  /* Translators: a date: day, month name, year */
  return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"),
                          g_date_time_get_day_of_month (time),
                          get_month (time),
                          g_date_time_get_year (time));
}

char *
sgn_phrase_date_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_time);
  g_autofree char *date = sgn_phrase_date (unix_time);

  if (time == NULL)
    return g_steal_pointer (&date);
  /* Translators: a date, then hour and minute */
  return g_strdup_printf (C_ ("date", "%1$s, %2$02d:%3$02d"),
                          date,
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}
