/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#define G_LOG_DOMAIN "sgn-ui"

#include "config.h"

#include "ui/history/history-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/text.h"
#include "core/format/format.h"
#include "core/words/phrases.h"
#include "ui/base/fact.h"

/* One character or byte after a backslash (RFC 2253, 2.4). Returns what follows it. */
static const char *
append_escaped (GString *value, const char *text)
{
  if (g_ascii_isxdigit (text[0]) && g_ascii_isxdigit (text[1])) {
    g_string_append_c (value,
                       (char) (g_ascii_xdigit_value (text[0]) * 16 +
                               g_ascii_xdigit_value (text[1])));
    return text + 2;
  }
  if (text[0] == '\0')
    return text;
  g_string_append_c (value, text[0]);
  return text + 1;
}

/* The value that begins at @text. */
static char *
read_value (const char *text)
{
  GString *value = g_string_new (NULL);

  while (*text != '\0' && strchr (",+", *text) == NULL) {
    if (*text == '\\')
      text = append_escaped (value, text + 1);
    else
      g_string_append_c (value, *text++);
  }
  return g_string_free (value, FALSE);
}

static const char *
find_next_part (const char *text)
{
  for (; *text != '\0' && strchr (",+", *text) == NULL; text++)
    if (text[0] == '\\' && text[1] != '\0')
      text++;
  return *text != '\0' ? text + 1 : NULL;
}

static char *
find_value (const char *subject, const char *type)
{
  for (const char *part = subject; part != NULL; part = find_next_part (part)) {
    const char *equals = strchr (part, '=');

    if (equals == NULL)
      return NULL;
    if (type == NULL || (strlen (type) == (gsize) (equals - part) && g_str_has_prefix (part, type)))
      return read_value (equals + 1);
  }
  return NULL;
}

char *
sgn_history_words_name (const char *subject)
{
  static const char *const types[] = { "CN", "O", NULL };

  if (subject == NULL)
    return g_strdup (_ ("Unknown"));
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *value = find_value (subject, types[i]);

    if (value != NULL && *value != '\0')
      return sgn_text_display (value);
  }
  return sgn_text_display (subject);
}

char *
sgn_history_words_server (const char *uri)
{
  g_autoptr (SgnTimestampServer) server = sgn_timestamp_server_for_uri (uri, NULL);

  return sgn_text_display (server != NULL ? sgn_timestamp_server_get_name (server) : uri);
}

static gint64
get_day (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  GDate date;

  if (local == NULL)
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date,
                  (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

char *
sgn_history_words_day (gint64 time, gint64 now)
{
  gint64 days = get_day (now) - get_day (time);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  return sgn_phrase_date (time);
}

char *
sgn_history_words_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

static gboolean
is_undone (const SgnHistoryEntry *entry)
{
  return g_strcmp0 (entry->action, "undone") == 0;
}

char *
sgn_history_words_subtitle (const SgnHistoryEntry *entry, gboolean missing)
{
  g_autofree char *name = sgn_history_words_name (entry->certificate_subject);
  g_autofree char *server = NULL;

  if (is_undone (entry))
    /* Translators: a publisher; the signature was taken back */
    return g_strdup_printf (_ ("%s · undone"), name);
  if (missing)
    /* Translators: a publisher */
    return g_strdup_printf (_ ("%s · the file is no longer there"), name);
  if (entry->timestamp_time == 0)
    /* Translators: a publisher */
    return g_strdup_printf (_ ("%s · without timestamp"), name);
  if (entry->timestamp_server == NULL)
    /* Translators: a publisher */
    return g_strdup_printf (_ ("%s · with timestamp"), name);
  server = sgn_history_words_server (entry->timestamp_server);
  /* Translators: a publisher and a timestamp server */
  return g_strdup_printf (_ ("%1$s · timestamp from %2$s"), name, server);
}

char *
sgn_history_words_due (const SgnHistoryEntry *entry)
{
  g_autofree char *name = sgn_history_words_name (entry->certificate_subject);
  g_autofree char *date = sgn_phrase_date (entry->time);

  /* Translators: a date and a publisher */
  return g_strdup_printf (_ ("Signed %1$s as %2$s"), date, name);
}

char *
sgn_history_words_end (gint64 end)
{
  g_autofree char *date = sgn_phrase_date (end);

  return g_strdup_printf (_ ("Without a timestamp these signatures are valid only until %s."),
                          date);
}

char *
sgn_history_words_waiting (guint files)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u file waits for a timestamp",
                                       "%u files wait for a timestamp",
                                       files),
                          files);
}

char *
sgn_history_words_action (const SgnHistoryEntry *entry)
{
  if (is_undone (entry))
    return g_strdup (_ ("Signed, then undone: the file was put back as it was before"));
  if (g_strcmp0 (entry->action, "appended") == 0)
    return g_strdup (_ ("Signed in addition to the signatures that were there"));
  if (g_strcmp0 (entry->action, "replaced") == 0)
    return g_strdup (_ ("Signed in place of the signatures that were there"));
  return g_strdup (_ ("Signed"));
}

static void
add_certificate (GPtrArray *facts, const SgnHistoryEntry *entry)
{
  sgn_facts_add (facts, _ ("Certificate"), entry->certificate_subject);
  if (entry->certificate_not_after != 0)
    sgn_facts_take (facts,
                    _ ("Certificate valid until"),
                    sgn_phrase_date (entry->certificate_not_after));
  sgn_facts_add_mono (facts, _ ("Serial number"), entry->certificate_serial);
  sgn_facts_add_mono (facts,
                      _ ("Fingerprint (SHA-1), as Windows shows it"),
                      entry->certificate_sha1);
  sgn_facts_add_mono (facts, _ ("Fingerprint (SHA-256)"), entry->certificate_sha256);
  sgn_facts_add (facts, _ ("Serial number of the token"), entry->token_serial);
}

static void
add_digests (GPtrArray *facts, const SgnHistoryEntry *entry)
{
  g_autofree char *title = NULL;
  SgnHash hash;

  sgn_facts_add_mono (facts, _ ("SHA-256 of the file before"), entry->sha256_before);
  sgn_facts_add_mono (facts, _ ("SHA-256 of the file afterwards"), entry->sha256_after);
  if (entry->digest_algorithm != NULL && sgn_hash_from_id (entry->digest_algorithm, &hash)) {
    title = g_strdup_printf (_ ("Hash value in the signature (%s)"), sgn_hash_get_title (hash));
    sgn_facts_add_mono (facts, title, entry->digest);
  }
}

GPtrArray *
sgn_history_words_facts (const SgnHistoryEntry *entry)
{
  GPtrArray *facts = sgn_facts_new ();
  const SgnFormat *format = entry->format != NULL ? sgn_format_from_id (entry->format) : NULL;

  sgn_facts_add (facts, _ ("File"), entry->file);
  sgn_facts_add (facts, _ ("Kind of file"), format != NULL ? _ (format->title) : NULL);
  sgn_facts_take (facts, _ ("What was done"), sgn_history_words_action (entry));
  sgn_facts_take (facts, _ ("Signed on"), sgn_phrase_date_time (entry->time));
  sgn_facts_take (facts,
                  _ ("Timestamp"),
                  entry->timestamp_time != 0 ? sgn_phrase_date_time (entry->timestamp_time)
                                             : g_strdup (_ ("None")));
  sgn_facts_add (facts, _ ("Timestamp server"), entry->timestamp_server);
  add_certificate (facts, entry);
  add_digests (facts, entry);
  sgn_facts_add (facts, _ ("Version of Signet"), entry->program_version);
  return facts;
}
