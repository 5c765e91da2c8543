/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/signing/sign-words.h"

#include <glib/gi18n-lib.h>

#include "core/base/text.h"

#define ROUND_SECONDS 5

static char *
format_count (const char *format, guint count)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, count);
#pragma GCC diagnostic pop
}

static char *
join (char *first, char *second)
{
  g_autofree char *left = first;
  g_autofree char *right = second;

  if (left == NULL || right == NULL)
    return left != NULL ? g_steal_pointer (&left) : g_steal_pointer (&right);
  /* Translators: two counts, e.g. "8 files" and "5 not signed" */
  return g_strdup_printf (_ ("%1$s · %2$s"), left, right);
}

SgnOffer
sgn_words_get_offer (const SgnFileCounts *counts)
{
  if (counts->to_sign == 0)
    return SGN_OFFER_NOTHING;
  if (counts->to_sign == counts->undecided)
    return SGN_OFFER_ASK_AGAIN;
  if (counts->to_sign == counts->undecided + counts->failed)
    return SGN_OFFER_RETRY;
  return SGN_OFFER_SIGN;
}

char *
sgn_words_button (const SgnFileCounts *counts, gboolean selected)
{
  guint number = counts->to_sign;

  switch (sgn_words_get_offer (counts)) {
  case SGN_OFFER_ASK_AGAIN:
    return g_strdup (_ ("Try Again"));
  case SGN_OFFER_RETRY:
    return format_count (g_dngettext (GETTEXT_PACKAGE, "Retry %u File", "Retry %u Files", number),
                         number);
  case SGN_OFFER_SIGN:
    if (selected)
      return format_count (g_dngettext (GETTEXT_PACKAGE,
                                        "Sign %u Selected",
                                        "Sign %u Selected",
                                        number),
                           number);
    return format_count (g_dngettext (GETTEXT_PACKAGE, "Sign %u File", "Sign %u Files", number),
                         number);
  case SGN_OFFER_NOTHING:
  default:
    return g_strdup (_ ("Sign"));
  }
}

static char *
count_signed (guint number)
{
  if (number == 0)
    return NULL;
  return format_count (g_dngettext (GETTEXT_PACKAGE, "%u signed", "%u signed", number), number);
}

static char *
count_failed (guint number)
{
  if (number == 0)
    return NULL;
  return format_count (g_dngettext (GETTEXT_PACKAGE, "%u failed", "%u failed", number), number);
}

static char *
count_undecided (guint number)
{
  if (number == 0)
    return NULL;
  return format_count (g_dngettext (GETTEXT_PACKAGE,
                                    "%u without timestamp",
                                    "%u without timestamp",
                                    number),
                       number);
}

char *
sgn_words_caption (const SgnFileCounts *counts)
{
  if (counts->failed > 0 || counts->undecided > 0)
    return join (join (count_signed (counts->done), count_failed (counts->failed)),
                 count_undecided (counts->undecided));
  if (counts->checking > 0)
    return g_strdup (_ ("Checking…"));
  if (counts->to_sign == 0)
    return g_strdup (_ ("Nothing left to sign"));
  if (counts->left_alone == 0)
    return g_strdup ("");
  return format_count (g_dngettext (GETTEXT_PACKAGE,
                                    "%u signed file stays as it is",
                                    "%u signed files stay as they are",
                                    counts->left_alone),
                       counts->left_alone);
}

static char *
describe_rest (const SgnFileCounts *counts, gboolean signing)
{
  if (signing)
    /* Translators: after the number of files: they are being signed */
    return g_strdup (_ ("signing"));
  if (counts->undecided > 0)
    return format_count (g_dngettext (GETTEXT_PACKAGE,
                                      "%u needs you",
                                      "%u need you",
                                      counts->undecided),
                         counts->undecided);
  if (counts->failed > 0)
    return count_failed (counts->failed);
  if (counts->is_unsigned > 0)
    return format_count (g_dngettext (GETTEXT_PACKAGE,
                                      "%u not signed",
                                      "%u not signed",
                                      counts->is_unsigned),
                         counts->is_unsigned);
  return count_signed (counts->done);
}

char *
sgn_words_subtitle (const SgnFileCounts *counts, gboolean signing)
{
  return join (format_count (g_dngettext (GETTEXT_PACKAGE, "%u file", "%u files", counts->files),
                             counts->files),
               describe_rest (counts, signing));
}

char *
sgn_words_time_left (guint done, guint total, gint64 elapsed_seconds)
{
  guint64 seconds;

  if (done < 2 || done >= total)
    return NULL;
  seconds = (guint64) MAX (elapsed_seconds, 0) * (total - done) / done;
  seconds = (seconds / ROUND_SECONDS + 1) * ROUND_SECONDS;
  if (seconds < 90)
    return format_count (_ ("about %u s left"), (guint) seconds);
  return format_count (_ ("about %u min left"), (guint) MIN ((seconds + 30) / 60, G_MAXUINT));
}

char *
sgn_words_progress (guint done, guint total)
{
  /* Translators: files that are done, and all of them */
  return g_strdup_printf (_ ("Signing: %1$u of %2$u done"), done, total);
}

char *
sgn_words_wait (SgnTimestampServer *server, guint seconds)
{
  guint interval = sgn_timestamp_server_get_min_interval (server);
  const char *name = sgn_timestamp_server_get_name (server);
  char *text;

  if (interval == 0)
    text = g_strdup_printf (_ ("Waiting %1$u s for %2$s."), seconds, name);
  else
    text = g_strdup_printf (_ ("Waiting %1$u s for %2$s. It gives one timestamp every %3$u s."),
                            seconds,
                            name,
                            interval);
  return sgn_text_join_stops (text, name);
}

char *
sgn_words_signed (guint files)
{
  return format_count (g_dngettext (GETTEXT_PACKAGE, "Signed %u file", "Signed %u files", files),
                       files);
}

char *
sgn_words_stamped (guint files)
{
  return format_count (g_dngettext (GETTEXT_PACKAGE,
                                    "Added a timestamp to %u file",
                                    "Added a timestamp to %u files",
                                    files),
                       files);
}
