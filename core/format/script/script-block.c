/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-script"

/* Finds, reads and writes the signature block of a script. Works on the narrow copy of the text
 * (EncodedText), in units, so that all encodings look alike. */

#include "config.h"

#include "core/format/script/script-block.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/text.h"

/* Of one block; decoded it stays below the limit of a signature. */
#define MAX_BASE64 ((gsize) 16 * 1024 * 1024)

typedef struct {
  const char *data; /* one byte per unit, not NUL-terminated */
  gsize length;
} Narrow;

static Narrow
get_narrow (const EncodedText *text)
{
  Narrow narrow;

  narrow.data = g_bytes_get_data (text->narrow, &narrow.length);
  return narrow;
}

static gboolean
stands_at (Narrow text, gsize index, const char *word)
{
  gsize length = strlen (word);

  return index <= text.length && length <= text.length - index &&
         memcmp (&text.data[index], word, length) == 0;
}

/* Finds the last @word; unless @in_line, only at the start of a line. */
static gboolean
find_last (Narrow text, const char *word, gboolean in_line, gsize *ret)
{
  /* The script hosts take the last block; PowerShell accepts only one at the end. */
  for (gsize index = text.length; index-- > 0;) {
    if (text.data[index] != word[0] || !stands_at (text, index, word))
      continue;
    if (!in_line && index > 0 && text.data[index - 1] != '\n')
      continue;
    *ret = index;
    return TRUE;
  }
  return FALSE;
}

/* Takes the next line without its end; sets *bare if that is not CR LF. */
static gboolean
next_line (Narrow text, gsize *index, Narrow *line, gboolean *bare)
{
  const char *start = &text.data[*index];
  const char *feed;

  if (*index >= text.length)
    return FALSE;
  feed = memchr (start, '\n', text.length - *index);
  line->data = start;
  line->length = feed != NULL ? (gsize) (feed - start) : text.length - *index;
  *index += line->length + (feed != NULL ? 1 : 0);
  if (feed == NULL)
    return TRUE;
  if (line->length > 0 && start[line->length - 1] == '\r')
    line->length--;
  else
    *bare = TRUE;
  return TRUE;
}

static gboolean
is_line (Narrow line, const char *word)
{
  return line.length == strlen (word) && memcmp (line.data, word, line.length) == 0;
}

/* Takes the base64 of a line, between prefix and suffix. */
static gboolean
take_data (Narrow line, const ScriptFamily *family, GString *base64)
{
  gsize prefix = strlen (family->prefix);
  gsize suffix = strlen (family->suffix);

  if (line.length < prefix + suffix || !stands_at (line, 0, family->prefix) ||
      !stands_at (line, line.length - suffix, family->suffix))
    return FALSE;
  for (gsize i = prefix; i < line.length - suffix; i++) {
    char letter = line.data[i];

    /* Strictly, without spaces: every character more would be place for text in a signed file. */
    if (!g_ascii_isalnum (letter) && letter != '+' && letter != '/' && letter != '=')
      return FALSE;
    g_string_append_c (base64, letter);
  }
  return base64->len <= MAX_BASE64;
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, reason);
  return FALSE;
}

/* Reads the block from the begin line on; leaves *index after the end line. */
static gboolean
read_lines (Narrow text,
            const ScriptFamily *family,
            gsize *index,
            gboolean *bare,
            GString *base64,
            GError **error)
{
  Narrow line;

  if (!next_line (text, index, &line, bare) || !is_line (line, family->begin))
    return fail (error, _ ("the first line of the signature block is incomplete"));
  while (next_line (text, index, &line, bare)) {
    if (is_line (line, family->end))
      return TRUE;
    if (!take_data (line, family, base64))
      return fail (error, _ ("a line of the signature block is damaged"));
  }
  return fail (error, _ ("the signature block has no end"));
}

static GBytes *
decode (GString *base64, GError **error)
{
  guchar *data;
  gsize size = 0;

  data = sgn_text_is_base64 (base64->str) ? g_base64_decode (base64->str, &size) : NULL;
  if (data != NULL && size > 0)
    return g_bytes_new_take (data, size);
  g_free (data);
  fail (error, _ ("a line of the signature block is damaged"));
  return NULL;
}

/* The line end before the block is part of it. */
static gsize
step_back (Narrow text, gsize index, gboolean *bare)
{
  if (index >= 2 && stands_at (text, index - 2, "\r\n"))
    return index - 2;
  *bare = TRUE;
  return index >= 1 ? index - 1 : 0;
}

static gboolean
find_place (Narrow text, const ScriptFamily *family, ScriptBlock *ret)
{
  /* A .wsf without </job> cannot be signed; anything else can be appended to. */
  ret->has_place = family->before == NULL || find_last (text, family->before, TRUE, &ret->start);
  if (family->before == NULL)
    ret->start = text.length;
  ret->end = ret->start;
  return TRUE;
}

static gboolean
read_block (Narrow text, const ScriptFamily *family, ScriptBlock *ret, GError **error)
{
  g_autoptr (GString) base64 = g_string_new (NULL);
  g_auto (ScriptBlock) found = *ret;

  found.end = found.start;
  if (!read_lines (text, family, &found.end, &found.bare_feeds, base64, error))
    return FALSE;
  found.start = step_back (text, found.start, &found.bare_feeds);
  found.der = decode (base64, error);
  if (found.der == NULL)
    return FALSE;
  *ret = found;
  found = (ScriptBlock){ 0 };
  return TRUE;
}

static gboolean
is_blank (Narrow line)
{
  for (gsize i = 0; i < line.length; i++)
    if (!g_ascii_isspace (line.data[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_of_block (Narrow line, const ScriptFamily *family)
{
  return is_blank (line) || stands_at (line, 0, family->prefix) || is_line (line, family->end);
}

/* Whether a block that cannot be read is where a signature would be: nothing follows it, or its
 * last line is the last of the file. Any other block is text about signatures. */
static gboolean
is_in_place (Narrow text, const ScriptFamily *family, gsize start)
{
  gboolean all = TRUE, last = FALSE, bare;
  Narrow line;

  if (!next_line (text, &start, &line, &bare))
    return FALSE;
  while (next_line (text, &start, &line, &bare)) {
    all = all && is_of_block (line, family);
    last = is_line (line, family->end) || (last && is_blank (line));
  }
  return all || last;
}

gboolean
sgn_script_block_find (const EncodedText *text,
                       const ScriptFamily *family,
                       ScriptBlock *ret,
                       GError **error)
{
  Narrow narrow = get_narrow (text);
  ScriptBlock found = { .has_place = TRUE };
  g_autoptr (GError) local = NULL;

  if (!find_last (narrow, family->begin, FALSE, &found.start))
    return find_place (narrow, family, ret);
  if (read_block (narrow, family, &found, &local)) {
    *ret = found;
    return TRUE;
  }
  /* In XML a begin line can only be the element itself. */
  if (family->before == NULL && !is_in_place (narrow, family, found.start))
    return find_place (narrow, family, ret);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
sgn_script_block_drop (const EncodedText *text, const ScriptFamily *family, ScriptBlock *self)
{
  sgn_script_block_clear (self);
  *self = (ScriptBlock){ .has_place = TRUE };
  find_place (get_narrow (text), family, self);
}

void
sgn_script_block_clear (ScriptBlock *self)
{
  g_clear_pointer (&self->der, g_bytes_unref);
}

char *
sgn_script_block_format (const ScriptFamily *family, GBytes *der)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  g_autofree char *base64 = g_base64_encode (data, size);
  gsize length = strlen (base64);
  GString *block = g_string_new ("\r\n");

  g_string_append_printf (block, "%s\r\n", family->begin);
  for (gsize i = 0; i < length; i += family->width)
    g_string_append_printf (block,
                            "%s%.*s%s\r\n",
                            family->prefix,
                            (int) MIN (family->width, length - i),
                            &base64[i],
                            family->suffix);
  g_string_append_printf (block, "%s\r\n", family->end);
  return g_string_free (block, FALSE);
}
