/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/console/console.h"

#include <stdio.h>

#include "core/base/text.h"

#define REPLACEMENT ((gunichar) 0xFFFD)

/* Typographic characters in messages and their ASCII replacements. */
static const struct {
  gunichar character;
  const char *text;
} substitutes[] = {
  { 0x00AB, "\"" },  { 0x00B7, "-" },  { 0x00BB, "\"" }, { 0x2010, "-" },  { 0x2011, "-" },
  { 0x2012, "-" },   { 0x2013, "-" },  { 0x2014, "-" },  { 0x2018, "'" },  { 0x2019, "'" },
  { 0x201A, "'" },   { 0x201C, "\"" }, { 0x201D, "\"" }, { 0x201E, "\"" }, { 0x2022, "*" },
  { 0x2026, "..." }, { 0x2039, "'" },  { 0x203A, "'" },  { 0x2192, "->" }, { 0x2212, "-" },
};

static const char *
find_substitute (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (substitutes); i++)
    if (substitutes[i].character == character)
      return substitutes[i].text;
  return NULL;
}

/* The character set of the C and POSIX locales, which usually means that none was chosen. Letters
 * stay UTF-8, so that names can be read and searched. */
static gboolean
is_ascii (const char *charset)
{
  return g_str_has_prefix (charset, "ANSI_X3.4") || g_str_equal (charset, "US-ASCII") ||
         g_str_equal (charset, "ASCII");
}

static void
append_local (GString *text, const char *at, const char *charset)
{
  gssize size = g_utf8_next_char (at) - at;
  const char *substitute = find_substitute (g_utf8_get_char (at));
  g_autofree char *local = NULL;

  if (!is_ascii (charset))
    local = g_convert (at, size, charset, "UTF-8", NULL, NULL, NULL);
  if (local != NULL)
    g_string_append (text, local);
  else if (substitute != NULL)
    g_string_append (text, substitute);
  else if (is_ascii (charset))
    g_string_append_len (text, at, size);
  else
    g_string_append_c (text, '?');
}

static void
append_safe (GString *text, gunichar character)
{
  if (character == '\n' || (character != REPLACEMENT && sgn_text_is_plain (character)))
    g_string_append_unichar (text, character);
  else
    g_string_append_c (text, g_unichar_isspace (character) ? ' ' : '?');
}

static char *
make_safe (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    append_safe (safe, g_utf8_get_char (at));
  return g_string_free (safe, FALSE);
}

char *
sgn_console_convert (const char *text)
{
  g_autofree char *safe = make_safe (text);
  const char *charset;
  GString *local;

  if (g_get_charset (&charset))
    return g_steal_pointer (&safe);
  local = g_string_new (NULL);
  for (const char *at = safe; *at != '\0'; at = g_utf8_next_char (at))
    append_local (local, at, charset);
  return g_string_free (local, FALSE);
}

static void
print (FILE *stream, const char *text)
{
  g_autofree char *converted = sgn_console_convert (text);

  fputs (converted, stream);
  fflush (stream);
}

static void
on_print (const char *text)
{
  print (stdout, text);
}

static void
on_printerr (const char *text)
{
  print (stderr, text);
}

void
sgn_console_init (void)
{
  g_set_print_handler (on_print);
  g_set_printerr_handler (on_printerr);
}
