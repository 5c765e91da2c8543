/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-catalog"

/* Reads catalog definition files, the input of Microsoft's MakeCat: an INI file with a header and a
 * list of files, each with a tag on the left and a path on the right. Attributes of a file have its
 * tag, ATTR and a number as their name. */

#include "config.h"

#include "core/catalog/definition.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/catalog.h"
#include "core/base/error.h"
#include "core/base/keyed-hash.h"

#define HEADER "[CatalogHeader]"
#define FILES  "[CatalogFiles]"

#define CATALOG_ATTRIBUTE "CATATTR"
#define FILE_ATTRIBUTE    "ATTR"
#define FILE_SIP          "ALTSIPID"

/* Flags of an attribute whose name and value are text. */
#define TEXT_NAME  0x00000001u
#define TEXT_VALUE 0x00010000u

/* Far more than any driver package has. */
#define MAX_FILES 500000

typedef struct {
  SgnCatalogDefinition *definition;
  GHashTable *labels; /* lower-case label to the properties of its file */
  const char *section;
  char *name;
  char *folder;
} Parser;

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, reason);
  return FALSE;
}

/* "0x10010001:File:hello.exe" */
static gboolean
add_attribute (GPtrArray *properties, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 flags;

  if (g_strv_length (parts) != 3 || *g_strstrip (parts[1]) == '\0')
    return fail (error, _ ("an attribute requires flags, a name and a value"));
  flags = g_ascii_strtoull (g_strstrip (parts[0]), NULL, 0);
  if ((flags & TEXT_NAME) == 0 || (flags & TEXT_VALUE) == 0)
    return fail (error, _ ("only text attributes are supported"));
  sgn_catalog_properties_add (properties, parts[1], g_strstrip (parts[2]));
  return TRUE;
}

static gboolean
parse_header (Parser *self, const char *key, const char *value, GError **error)
{
  if (g_ascii_strcasecmp (key, "Name") == 0) {
    g_free (self->name);
    self->name = g_strdup (value);
  } else if (g_ascii_strcasecmp (key, "ResultDir") == 0) {
    g_free (self->folder);
    self->folder = g_strdelimit (g_strdup (value), "\\", '/');
  } else if (g_ascii_strcasecmp (key, "PageHashes") == 0) {
    self->definition->page_hashes = g_ascii_strcasecmp (value, "true") == 0;
  } else if (g_ascii_strncasecmp (key, CATALOG_ATTRIBUTE, strlen (CATALOG_ATTRIBUTE)) == 0) {
    return add_attribute (self->definition->properties, value, error);
  }
  return TRUE;
}

/* The properties of the known label before @suffix and an optional number. NULL when @key has a
 * different form. */
static GPtrArray *
find_label (const Parser *self, const char *key, const char *suffix)
{
  gsize length = strlen (key);
  g_autofree char *label = NULL;

  while (length > 0 && g_ascii_isdigit (key[length - 1]))
    length--;
  label = g_strndup (key, length);
  if (!g_str_has_suffix (label, suffix))
    return NULL;
  label[length - strlen (suffix)] = '\0';
  return g_hash_table_lookup (self->labels, label);
}

static gboolean
add_file (Parser *self, const char *label, const char *value, GError **error)
{
  SgnCatalogDefinition *definition = self->definition;
  /* Such files are written on Windows. */
  g_autofree char *path = g_strdelimit (g_strdup (value), "\\", '/');
  GPtrArray *properties;
  GFile *file;

  if (*path == '\0')
    return fail (error, _ ("a file without a path"));
  if (g_hash_table_contains (self->labels, label))
    return fail (error, _ ("two files have the same tag"));
  if (definition->files->len >= MAX_FILES)
    return fail (error, _ ("too many files"));
  properties = sgn_catalog_properties_new ();
  file = g_file_new_for_path (path);
  g_ptr_array_add (definition->files, file);
  g_hash_table_insert (definition->file_properties, file, properties);
  g_hash_table_insert (self->labels, g_strdup (label), properties);
  return TRUE;
}

/* The SIP named here is ignored: how a file is hashed depends on its type, as in Windows. */
static gboolean
parse_file (Parser *self, const char *key, const char *value, GError **error)
{
  g_autofree char *label = g_utf8_strdown (key, -1);
  g_autofree char *attribute = g_ascii_strdown (FILE_ATTRIBUTE, -1);
  g_autofree char *sip = g_ascii_strdown (FILE_SIP, -1);
  GPtrArray *properties = find_label (self, label, attribute);

  if (properties != NULL)
    return add_attribute (properties, value, error);
  if (find_label (self, label, sip) != NULL)
    return TRUE;
  return add_file (self, label, value, error);
}

static gboolean
parse_line (Parser *self, char *line, GError **error)
{
  char *value;

  g_strstrip (line);
  if (*line == '\0' || *line == ';' || *line == '#')
    return TRUE;
  if (*line == '[') {
    self->section = g_ascii_strcasecmp (line, HEADER) == 0  ? HEADER
                    : g_ascii_strcasecmp (line, FILES) == 0 ? FILES
                                                            : NULL;
    return TRUE;
  }
  value = strchr (line, '=');
  if (value == NULL || value == line)
    return fail (error, _ ("expected “name=value”"));
  *value++ = '\0';
  g_strchomp (line);
  g_strchug (value);
  /* Other sections are of no use here. */
  if (self->section == NULL)
    return TRUE;
  return g_str_equal (self->section, HEADER) ? parse_header (self, line, value, error)
                                             : parse_file (self, line, value, error);
}

static gboolean
parse_text (Parser *self, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!parse_line (self, lines[i], error)) {
      g_prefix_error (error, _ ("line %u: "), i + 1);
      return FALSE;
    }
  if (self->name != NULL && *self->name != '\0')
    self->definition->output = self->folder != NULL && *self->folder != '\0'
                                   ? g_build_filename (self->folder, self->name, NULL)
                                   : g_strdup (self->name);
  return TRUE;
}

SgnCatalogDefinition *
sgn_catalog_definition_parse (GBytes *text, GError **error)
{
  g_autoptr (SgnCatalogDefinition) self = g_new0 (SgnCatalogDefinition, 1);
  g_autoptr (GHashTable)
      labels = g_hash_table_new_full (sgn_keyed_hash_text, g_str_equal, g_free, NULL);
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  g_autofree char *copy = g_strndup (size > 0 ? data : "", size);
  Parser parser = { .definition = self, .labels = labels };
  const char *start = g_str_has_prefix (copy, "\xef\xbb\xbf") ? copy + 3 : copy;
  gboolean ok;

  self->properties = sgn_catalog_properties_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->file_properties = g_hash_table_new_full (NULL,
                                                 NULL,
                                                 NULL,
                                                 (GDestroyNotify) g_ptr_array_unref);
  /* A NUL would end the text early, and files behind it would silently be missing from the
   * catalog. */
  if (strlen (copy) != size || !g_utf8_validate (copy, -1, NULL)) {
    fail (error, _ ("the file is not UTF-8 text"));
    return NULL;
  }
  ok = parse_text (&parser, start, error);
  g_free (parser.name);
  g_free (parser.folder);
  return ok ? g_steal_pointer (&self) : NULL;
}

void
sgn_catalog_definition_free (SgnCatalogDefinition *self)
{
  g_free (self->output);
  g_ptr_array_unref (self->properties);
  g_hash_table_unref (self->file_properties);
  g_ptr_array_unref (self->files);
  g_free (self);
}
