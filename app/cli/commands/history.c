/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/commands/history.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "app/cli/console/output.h"
#include "app/cli/options/options.h"
#include "core/base/text.h"
#include "core/history/history.h"
#include "core/words/phrases.h"

static struct {
  char *certificate;
  char *search;
  gboolean due;
  gboolean json;
  gboolean csv;
  gboolean clear;
  char **files;
} options;

static const GOptionEntry entries[] = {
  { "certificate",
    0,
    0,
    G_OPTION_ARG_STRING,
    &options.certificate,
    N_ ("Only what was signed with the certificate of this SHA-1 or SHA-256 thumbprint"),
    N_ ("THUMBPRINT") },
  { "search",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    &options.search,
    N_ ("Only entries with this text in a file name, subject, hash or server"),
    N_ ("TEXT") },
  { "timestamps-due",
    0,
    0,
    G_OPTION_ARG_NONE,
    &options.due,
    N_ ("Only files that were signed without a timestamp"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object per line"), NULL },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("Print comma-separated values (CSV)"), NULL },
  { "clear", 0, 0, G_OPTION_ARG_NONE, &options.clear, N_ ("Delete the whole history"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files, NULL, NULL },
  { NULL },
};

SgnExit
sgn_history_tell (SgnExit status)
{
  g_autoptr (GError) trouble = sgn_history_take_trouble (sgn_history_get_default ());
  g_autofree char *sentence = trouble != NULL ? sgn_phrase_gerror (trouble) : NULL;

  if (sentence != NULL)
    g_printerr ("%s\n", sentence);
  sgn_history_close (sgn_history_get_default ());
  return status;
}

static const char *
check_options (void)
{
  if (options.files != NULL)
    return _ ("This command does not take a file.");
  if (options.json && options.csv)
    return _ ("--json and --csv exclude each other.");
  if (options.clear && (options.certificate != NULL || options.search != NULL || options.due ||
                        options.json || options.csv))
    return _ ("--clear cannot be combined with other options.");
  return NULL;
}

static gboolean
is_wanted (const SgnHistoryEntry *entry)
{
  return !options.due || sgn_history_entry_is_current (entry);
}

static GPtrArray *
find (GError **error)
{
  g_autofree char *text = options.search != NULL ? sgn_options_to_utf8 (options.search) : NULL;
  const SgnHistoryFilter filter = {
    .certificate = options.certificate,
    .text = text,
    .timestamps_due = options.due,
  };

  GPtrArray *found = sgn_history_find (sgn_history_get_default (), &filter, error);

  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (!is_wanted (found->pdata[i - 1]))
      g_ptr_array_remove_index (found, i - 1);
  return found;
}

static void
print_text (const SgnHistoryEntry *entry)
{
  g_autofree char *time = sgn_phrase_date_time (entry->time);
  g_autofree char *stamp = NULL;
  g_autofree char *file = NULL;

  if (entry->timestamp_time != 0) {
    g_autofree char *stamped = sgn_phrase_date_time (entry->timestamp_time);

    stamp = g_strdup_printf (_ ("with a timestamp of %s"), stamped);
  } else {
    stamp = g_strdup (_ ("without timestamp"));
  }
  file = sgn_text_display (entry->file);
  g_print ("%s\n", file);
  g_print (_ ("  Signed on %s, %s\n"), time, stamp);
  g_print (_ ("  With %s\n"), entry->certificate_subject);
  g_print ("  SHA-256: %s\n", entry->sha256_after != NULL ? entry->sha256_after : "?");
}

static void
print (GPtrArray *found)
{
  g_autofree char *table = options.csv ? sgn_history_to_csv (found) : NULL;

  if (table != NULL)
    fputs (table, stdout);
  for (guint i = 0; i < found->len && !options.csv; i++) {
    g_autofree char *object = NULL;

    if (!options.json) {
      print_text (found->pdata[i]);
      continue;
    }
    object = sgn_history_entry_to_json (found->pdata[i]);
    fputs (object, stdout);
    fputc ('\n', stdout);
  }
}

static gboolean
clear (GError **error)
{
  guint count = 0;

  if (!sgn_history_clear (sgn_history_get_default (), &count, error))
    return FALSE;
  g_print (g_dngettext (GETTEXT_PACKAGE, "Deleted %u entry\n", "Deleted %u entries\n", count),
           count);
  return TRUE;
}

static gboolean
show (GError **error)
{
  g_autoptr (GPtrArray) found = find (error);

  if (found != NULL)
    print (found);
  return found != NULL;
}

static SgnExit
run (int argc, char **argv)
{
  const SgnCommand *self = &sgn_command_history;
  const GOptionEntry *const groups[] = { entries, NULL };
  g_autoptr (GError) error = NULL;
  const char *complaint;
  gboolean done;

  if (!sgn_options_parse (self, NULL, groups, argc, argv))
    return SGN_EXIT_USAGE;
  complaint = check_options ();
  if (complaint != NULL)
    return sgn_options_complain (self, complaint);
  done = options.clear ? clear (&error) : show (&error);
  sgn_history_tell (SGN_EXIT_GOOD);
  if (!done)
    return sgn_options_fail (self, error);
  return sgn_output_finish (SGN_EXIT_GOOD);
}

const SgnCommand sgn_command_history = {
  .name = "history",
  .summary = N_ ("Show what was signed on this computer"),
  .run = run,
};
