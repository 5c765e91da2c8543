/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Compares name and content. Windows chooses the program that opens a file by its name alone, so a
 * signed file under another name is not what its signature suggests; and a file with the name of a
 * program but no content of one is usually a failed download. */

#include "config.h"

#include "core/format/misnamed.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define START_SIZE 512 /* enough for the beginning of a page or a pointer */

/* Extensions that files of other types have as well. */
static const char *const ambiguous[] = { "app", "ax",  "bin", "com", "drv", "mui",
                                         "p7",  "p7b", "p7m", "p7s", "sig", NULL };

/* File types that Windows opens by extension alone: pages, scripts, links, documents. Most of their
 * readers ignore data around what they look for. */
static const char *const active[] = {
  "appref-ms", "bat",  "chm",       "cmd",   "com",  "doc",        "docm", "docx", "hlp",     "hta",
  "htc",       "htm",  "html",      "iso",   "jnlp", "library-ms", "lnk",  "mht",  "mhtml",   "msc",
  "pdf",       "pif",  "ppt",       "pptm",  "pptx", "py",         "pyw",  "pyz",  "reg",     "rtf",
  "scf",       "sct",  "search-ms", "slk",   "svg",  "url",        "vhd",  "vhdx", "website", "wsc",
  "wsh",       "xbap", "xht",       "xhtml", "xls",  "xlsb",       "xlsm", "xlsx", "xml",     NULL
};

/* The name extension, in lower case. Windows ignores full stops and spaces at the end of a name.
 * NULL if there is none. (transfer full) */
static char *
get_ending (SgnInput *input)
{
  g_autofree char *name = g_strdup (sgn_input_get_name (input));
  const char *dot;

  for (gsize end = name != NULL ? strlen (name) : 0;
       end > 0 && (name[end - 1] == '.' || name[end - 1] == ' ');
       end--)
    name[end - 1] = '\0';
  dot = name != NULL ? strrchr (name, '.') : NULL;
  return dot != NULL ? g_ascii_strdown (&dot[1], -1) : NULL;
}

static gboolean
has_ending (const SgnFormat *format, const char *ending)
{
  return format->extensions != NULL && g_strv_contains (format->extensions, ending);
}

static gboolean
is_claimed (const char *ending)
{
  const SgnFormat *const *formats = sgn_format_get_all ();

  if (g_strv_contains (ambiguous, ending))
    return FALSE;
  for (gsize i = 0; formats[i] != NULL; i++)
    if (has_ending (formats[i], ending))
      return TRUE;
  return FALSE;
}

gboolean
sgn_misnamed_is_claimed (SgnInput *input)
{
  g_autofree char *ending = get_ending (input);

  return ending != NULL && is_claimed (ending);
}

char *
sgn_misnamed_find (const SgnFormat *format, SgnInput *input)
{
  g_autofree char *ending = get_ending (input);

  if (ending == NULL || has_ending (format, ending) ||
      !(g_strv_contains (active, ending) || is_claimed (ending)))
    return NULL;
  return g_steal_pointer (&ending);
}

/* The first bytes in lower case, without byte order mark and white space. (transfer full) */
static char *
read_start (SgnInput *input)
{
  gsize size = (gsize) MIN (sgn_input_get_size (input), START_SIZE);
  g_autoptr (GBytes) bytes = sgn_input_read_bytes (input, 0, size, NULL);
  g_autofree char *text = NULL;
  const char *at;

  if (bytes == NULL || size == 0)
    return g_strdup ("");
  text = g_strndup (g_bytes_get_data (bytes, NULL), size);
  at = g_str_has_prefix (text, "\xef\xbb\xbf") ? &text[3] : text;
  while (g_ascii_isspace (*at))
    at++;
  return g_ascii_strdown (at, -1);
}

const char *
sgn_misnamed_explain (SgnInput *input)
{
  g_autofree char *start = NULL;

  if (!sgn_misnamed_is_claimed (input))
    return NULL;
  start = read_start (input);
  /* Old programs for other systems, which have no signatures. */
  if (g_str_has_prefix (start, "mz"))
    return NULL;
  if (sgn_input_get_size (input) == 0)
    return _ ("it is empty");
  if (g_str_has_prefix (start, "version https://git-lfs"))
    return _ ("it is only a Git LFS pointer to the file");
  if (g_str_has_prefix (start, "<!doctype html") || g_str_has_prefix (start, "<html"))
    return _ ("it is a web page, perhaps an error message from the download");
  return _ ("its content is not of the type that its name suggests");
}
