/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/say.h"

#include <glib/gi18n.h>

#include "core/base/text.h"
#include "core/words/phrases.h"

void
sgn_output_say (const SgnOutput *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Keeps a message on one line, whatever names it contains. */
  line = sgn_text_line (text);
  if (self->json)
    g_printerr ("%s\n", line);
  else
    g_print ("%s\n", line);
}

void
sgn_output_say_error (const SgnOutput *self, const char *name, const GError *error)
{
  g_autofree char *text = sgn_phrase_gerror (error);

  sgn_output_say (self, "%s: %s", name, text);
}

void
sgn_output_complain (const char *name, const GError *error)
{
  const SgnOutput to_standard_error = { .json = TRUE };

  sgn_output_say_error (&to_standard_error, name, error);
}

void
sgn_output_waiting (SgnJob *job)
{
  const char *name = sgn_timestamp_server_get_name (sgn_job_get_server (job));
  g_autofree char *file = g_file_get_parse_name (sgn_job_get_file (job));
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  text = g_strdup_printf (_ ("Waiting %1$u s for %2$s."), sgn_job_get_wait_seconds (job), name);
  sgn_text_join_stops (text, name);
  line = sgn_text_line (file);
  g_printerr ("%s: %s\n", line, text);
}
