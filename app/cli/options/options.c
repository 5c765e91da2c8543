/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/options/options.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/cli/console/exit-status.h"
#include "core/base/text.h"
#include "core/words/phrases.h"

/* GOption repeats an unknown option in its message, which must not show a password. */
static gboolean
is_plain_password (const char *argument)
{
  static const char *const names[] = { "--pass", "--password", "--pin", "-pass", "-p" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = strlen (names[i]);

    if (strncmp (argument, names[i], length) == 0 &&
        (argument[length] == '\0' || argument[length] == '='))
      return TRUE;
  }
  return FALSE;
}

static gboolean
refuse_plain_password (const SgnCommand *command, char **argv)
{
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    if (is_plain_password (argv[i])) {
      sgn_options_complain (command,
                            _ ("A password cannot be an argument, because others could read it. "
                               "Use --pass-file, --pass-env or --pass-fd."));
      return TRUE;
    }
  return FALSE;
}

gboolean
sgn_options_parse (const SgnCommand *command,
                   const char *usage,
                   const GOptionEntry *const *groups,
                   int argc,
                   char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);
  g_autofree char *program = g_strconcat ("signet-cli ", command->name, NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  if (refuse_plain_password (command, arguments))
    return FALSE;

  g_set_prgname (program);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  for (; *groups != NULL; groups++)
    g_option_context_add_main_entries (context, *groups, GETTEXT_PACKAGE);
  if (g_option_context_parse_strv (context, &arguments, &error))
    return TRUE;
  sgn_options_complain (command, error->message);
  return FALSE;
}

SgnExit
sgn_options_complain (const SgnCommand *command, const char *sentence)
{
  g_autofree char *line = sgn_text_line (sentence);

  g_printerr ("signet-cli %s: %s\n", command->name, line);
  return SGN_EXIT_USAGE;
}

char *
sgn_options_to_utf8 (const char *text)
{
  if (g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  return g_locale_to_utf8 (text, -1, NULL, NULL, NULL);
}

SgnExit
sgn_options_fail (const SgnCommand *command, const GError *error)
{
  g_autofree char *sentence = sgn_phrase_gerror (error);

  g_printerr ("signet-cli %s: %s\n", command->name, sentence);
  return sgn_exit_for_error (error);
}

GFile *
sgn_options_to_file (const char *path)
{
  return path != NULL ? g_file_new_for_path (path) : NULL;
}

GPtrArray *
sgn_options_to_files (char **paths)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    g_ptr_array_add (files, sgn_options_to_file (paths[i]));
  return files;
}
