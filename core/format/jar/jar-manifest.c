/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Parses MANIFEST.MF and .SF ("JAR File Specification", "JAR Manifest"), with the byte range of
 * every section and attribute, since sections are hashed as they are in the file. */

#include "config.h"

#include "core/format/jar/jar-manifest.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/keyed-hash.h"

/* Names of algorithms in attributes, strongest first. */
static const struct {
  const char *name;
  SgnHash hash;
} algorithms[] = {
  { "SHA-512", SGN_HASH_SHA512 }, { "SHA-384", SGN_HASH_SHA384 }, { "SHA-256", SGN_HASH_SHA256 },
  { "SHA1", SGN_HASH_SHA1 },      { "SHA-1", SGN_HASH_SHA1 },     { "SHA", SGN_HASH_SHA1 },
  { "MD5", SGN_HASH_MD5 },
};

/* Read position; lines end with CR LF, LF or CR. */
typedef struct {
  const char *data;
  gsize size;
  gsize offset;
} Cursor;

static void
attribute_free (gpointer data)
{
  JarAttribute *attribute = data;

  g_free (attribute->key);
  g_free (attribute->value);
  g_free (attribute);
}

static void
section_free (gpointer data)
{
  JarSection *section = data;

  g_free (section->name);
  g_ptr_array_unref (section->attributes);
  g_free (section);
}

static JarSection *
section_new (gsize start)
{
  JarSection *section = g_new0 (JarSection, 1);

  section->attributes = g_ptr_array_new_with_free_func (attribute_free);
  section->start = start;
  return section;
}

/* Takes a line; @length excludes the line end. */
static const char *
take_line (Cursor *self, gsize *length)
{
  const char *line = &self->data[self->offset];
  gsize left = self->size - self->offset;
  gsize at = 0;

  while (at < left && line[at] != '\r' && line[at] != '\n')
    at++;
  *length = at;
  if (at < left)
    at += line[at] == '\r' && at + 1 < left && line[at + 1] == '\n' ? 2 : 1;
  self->offset += at;
  return line;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FILE_DAMAGED,
                       _ ("the manifest of the JAR file is damaged"));
  return FALSE;
}

/* name: alphanum *headerchar, where headerchar is alphanum, "-" or "_". */
static gboolean
is_key (const char *key, gsize length)
{
  gsize at = 0;

  while (at < length && (g_ascii_isalnum (key[at]) || key[at] == '-' || key[at] == '_'))
    at++;
  return at == length && length > 0;
}

/* Takes one attribute with its continuation lines. */
static JarAttribute *
take_attribute (Cursor *self, GError **error)
{
  gsize start = self->offset;
  gsize length;
  const char *line = take_line (self, &length);
  const char *colon = memchr (line, ':', length);
  g_autoptr (GString) value = NULL;
  JarAttribute *attribute;

  /* ": " separates name and value; the space is not optional. */
  if (colon == NULL || !is_key (line, (gsize) (colon - line)) || memchr (line, 0, length) != NULL ||
      (gsize) (colon - line) + 2 > length || colon[1] != ' ') {
    fail (error);
    return NULL;
  }
  value = g_string_new_len (colon + 2, (gssize) (length - (gsize) (colon - line) - 2));
  while (self->offset < self->size && self->data[self->offset] == ' ') {
    const char *more = take_line (self, &length);

    g_string_append_len (value, more + 1, (gssize) length - 1);
  }
  /* NUL: C and Java would see different values. */
  if (strlen (value->str) != value->len) {
    fail (error);
    return NULL;
  }
  attribute = g_new0 (JarAttribute, 1);
  attribute->key = g_strndup (line, (gsize) (colon - line));
  attribute->value = g_strdup (value->str);
  attribute->start = start;
  attribute->end = self->offset;
  return attribute;
}

static gboolean
at_empty_line (const Cursor *self)
{
  return self->offset < self->size &&
         (self->data[self->offset] == '\r' || self->data[self->offset] == '\n');
}

static gboolean
take_section (JarManifest *manifest, Cursor *cursor, GError **error)
{
  gboolean main = manifest->sections->len == 0;
  JarSection *section = section_new (cursor->offset);
  const JarAttribute *first;
  gsize length;

  section->number = manifest->sections->len;
  g_ptr_array_add (manifest->sections, section);
  while (cursor->offset < cursor->size && !at_empty_line (cursor)) {
    JarAttribute *attribute = take_attribute (cursor, error);

    if (attribute == NULL)
      return FALSE;
    g_ptr_array_add (section->attributes, attribute);
  }
  /* Old signers hashed up to here; see sgn_jar_manifest_hash_short(). */
  section->text_end = cursor->offset;
  if (cursor->offset < cursor->size)
    take_line (cursor, &length);
  section->end = cursor->offset;
  if (main)
    return TRUE;
  first = section->attributes->pdata[0];
  if (g_ascii_strcasecmp (first->key, "Name") != 0)
    return fail (error);
  section->name = g_strdup (first->value);
  /* FALSE for a second section of the same name. */
  return g_hash_table_insert (manifest->names, section->name, section) || fail (error);
}

static gboolean
parse (JarManifest *self, GError **error)
{
  Cursor cursor = { 0 };
  gsize length;

  cursor.data = g_bytes_get_data (self->bytes, &cursor.size);
  if (!take_section (self, &cursor, error))
    return FALSE;
  while (cursor.offset < cursor.size) {
    if (at_empty_line (&cursor))
      take_line (&cursor, &length);
    else if (!take_section (self, &cursor, error))
      return FALSE;
  }
  return TRUE;
}

JarManifest *
sgn_jar_manifest_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JarManifest) self = g_new0 (JarManifest, 1);

  self->bytes = g_bytes_ref (bytes);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  self->names = g_hash_table_new (sgn_keyed_hash_text, g_str_equal);
  return parse (self, error) ? g_steal_pointer (&self) : NULL;
}

void
sgn_jar_manifest_free (JarManifest *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->sections);
  g_bytes_unref (self->bytes);
  g_free (self);
}

const JarSection *
sgn_jar_manifest_find (const JarManifest *self, const char *name)
{
  return g_hash_table_lookup (self->names, name);
}

const char *
sgn_jar_section_get (const JarSection *self, const char *key)
{
  /* From the end: Java's map keeps the last of several. */
  for (guint i = self->attributes->len; i > 0; i--) {
    const JarAttribute *attribute = self->attributes->pdata[i - 1];

    if (g_ascii_strcasecmp (attribute->key, key) == 0)
      return attribute->value;
  }
  return NULL;
}

static void
digest_clear (gpointer data)
{
  JarDigest *digest = data;

  g_bytes_unref (digest->value);
}

GArray *
sgn_jar_section_list_digests (const JarSection *self, const char *ending)
{
  GArray *digests = g_array_new (FALSE, FALSE, sizeof (JarDigest));

  g_array_set_clear_func (digests, digest_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++) {
    g_autofree char *key = g_strconcat (algorithms[i].name, ending, NULL);
    const char *value = sgn_jar_section_get (self, key);
    JarDigest digest = { .hash = algorithms[i].hash };
    gsize size;
    guchar *data;

    if (value == NULL || *value == '\0')
      continue;
    data = g_base64_decode (value, &size);
    digest.value = g_bytes_new_take (data, size);
    g_array_append_val (digests, digest);
  }
  return digests;
}

GBytes *
sgn_jar_section_get_digest (const JarSection *self, const char *ending, SgnHash *hash)
{
  g_autoptr (GArray) digests = sgn_jar_section_list_digests (self, ending);

  if (digests->len == 0)
    return NULL;
  *hash = g_array_index (digests, JarDigest, 0).hash;
  return g_bytes_ref (g_array_index (digests, JarDigest, 0).value);
}

GBytes *
sgn_jar_manifest_hash (const JarManifest *self, const JarSection *section, SgnHash hash)
{
  g_autoptr (GBytes)
      part = g_bytes_new_from_bytes (self->bytes, section->start, section->end - section->start);

  return sgn_hash_bytes (hash, part);
}

GBytes *
sgn_jar_manifest_hash_short (const JarManifest *self, const JarSection *section, SgnHash hash)
{
  g_autoptr (GBytes) text = g_bytes_new_from_bytes (self->bytes,
                                                    section->start,
                                                    section->text_end - section->start);

  return sgn_hash_bytes (hash, text);
}

/* "SIG-NAME" or "SIG-NAME.EXT" with one to three letters or digits, reserved by the specification
 * for kinds of signatures that do not exist yet. */
static gboolean
is_other_signature (const char *file)
{
  const char *dot = strrchr (file, '.');
  gsize length = dot != NULL ? strlen (&dot[1]) : 1;

  if (!g_str_has_prefix (file, "sig-") || length < 1 || length > 3)
    return FALSE;
  for (gsize i = 0; dot != NULL && i < length; i++)
    if (!g_ascii_isalnum (dot[i + 1]))
      return FALSE;
  return TRUE;
}

gboolean
sgn_jar_is_signable (const char *name)
{
  static const char *const endings[] = { ".sf", ".rsa", ".dsa", ".ec" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *file = &lower[strlen ("META-INF/")];

  if (g_str_has_suffix (name, "/"))
    return FALSE;
  if (!g_str_has_prefix (lower, "meta-inf/") || strchr (file, '/') != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (file, endings[i]))
      return FALSE;
  return strcmp (file, "manifest.mf") != 0 && !is_other_signature (file);
}
