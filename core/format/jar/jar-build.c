/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Writes MANIFEST.MF and .SF ("JAR File Specification", "Signature File") for jar-put.c. Attributes
 * that are kept are copied byte for byte: they may be folded in another way, and other .SF files
 * may have digests of them. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/jar/jar-manifest.h"

#define LINE_SIZE 70 /* bytes; the maximum is 72, which older readers count with CR LF */

/* The name in attributes, such as "SHA-256". */
static const char *
get_name (SgnHash hash)
{
  return sgn_hash_get_title (hash);
}

/* Continuation lines begin with a space, which counts. A line may break in the middle of a
 * character, since readers join the bytes before they decode them. */
static void
append_attribute (GString *text, const char *key, const char *value)
{
  g_autofree char *line = g_strdup_printf ("%s: %s", key, value);
  gsize left = strlen (line);
  const char *at = line;

  for (gsize room = LINE_SIZE; left > room; room = LINE_SIZE - 1) {
    g_string_append_len (text, at, (gssize) room);
    g_string_append (text, "\r\n ");
    at = &at[room];
    left -= room;
  }
  g_string_append (text, at);
  g_string_append (text, "\r\n");
}

static void
append_digest (GString *text, SgnHash hash, const char *ending, GBytes *digest)
{
  g_autofree char *key = g_strconcat (get_name (hash), ending, NULL);
  gsize size;
  const guchar *data = g_bytes_get_data (digest, &size);
  g_autofree char *value = g_base64_encode (data, size);

  append_attribute (text, key, value);
}

/* Of any algorithm, also an unknown one: none of them is right for the new content. */
static gboolean
is_digest (const char *key)
{
  gsize length = strlen (key);

  return length > 7 && g_ascii_strcasecmp (&key[length - 7], "-Digest") == 0;
}

/* Copies the bytes of an attribute unchanged. */
static void
append_lines (GString *text, const JarManifest *manifest, const JarAttribute *attribute)
{
  const char *data = g_bytes_get_data (manifest->bytes, NULL);

  g_string_append_len (text, &data[attribute->start], (gssize) (attribute->end - attribute->start));
  /* The last line of an old manifest can lack its end, and so hide what is appended from Java. */
  if (text->str[text->len - 1] != '\n' && text->str[text->len - 1] != '\r')
    g_string_append (text, "\r\n");
}

static gboolean
update (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  EVP_DigestUpdate (user_data, data, size);
  return TRUE;
}

GBytes *
sgn_jar_hash_entry (const SgnZip *zip,
                    const SgnZipEntry *entry,
                    SgnHash hash,
                    GCancellable *cancellable,
                    GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 digest[SGN_HASH_MAX_SIZE];
  gboolean ok;

  EVP_DigestInit_ex (context, sgn_hash_get_md (hash), NULL);
  ok = sgn_zip_inflate (zip, entry, update, context, cancellable, error);
  EVP_DigestFinal_ex (context, digest, NULL);
  EVP_MD_CTX_free (context);
  return ok ? g_bytes_new (digest, sgn_hash_get_size (hash)) : NULL;
}

typedef struct {
  const SgnZip *zip;
  SgnHash hash;
  GString *text;
  GCancellable *cancellable;
} Builder;

static gboolean
append_entry_digest (const Builder *self, const SgnZipEntry *entry, GError **error)
{
  g_autoptr (GBytes)
      digest = sgn_jar_hash_entry (self->zip, entry, self->hash, self->cancellable, error);

  if (digest == NULL)
    return FALSE;
  append_digest (self->text, self->hash, "-Digest", digest);
  g_string_append (self->text, "\r\n");
  return TRUE;
}

/* Replaces old digests and keeps all other attributes of the entry. */
static gboolean
append_section (const Builder *self,
                const JarManifest *old,
                const JarSection *section,
                GError **error)
{
  const SgnZipEntry *entry = sgn_zip_find (self->zip, section->name);
  gboolean wanted = entry != NULL && sgn_jar_is_signable (section->name);
  gsize start = self->text->len;
  guint kept = 0;

  for (guint i = 0; i < section->attributes->len; i++) {
    const JarAttribute *attribute = section->attributes->pdata[i];

    if (is_digest (attribute->key))
      continue;
    append_lines (self->text, old, attribute);
    kept++;
  }
  if (wanted)
    return append_entry_digest (self, entry, error);
  /* Besides "Name", something is left that describes the entry. */
  if (kept > 1)
    g_string_append (self->text, "\r\n");
  else
    g_string_truncate (self->text, start);
  return TRUE;
}

static gboolean
append_new_section (const Builder *self, const SgnZipEntry *entry, GError **error)
{
  /* It would begin a new line, and so an attribute that nobody meant to add. */
  if (strpbrk (entry->name, "\r\n") != NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_NOT_SIGNABLE,
                         _ ("the name of an entry contains a line break"));
    return FALSE;
  }
  append_attribute (self->text, "Name", entry->name);
  return append_entry_digest (self, entry, error);
}

static void
append_main (GString *text, const JarManifest *old)
{
  const JarSection *section = old->sections->pdata[0];

  for (guint i = 0; i < section->attributes->len; i++)
    append_lines (text, old, section->attributes->pdata[i]);
  /* The specification requires this attribute, and as the first one. */
  if (section->attributes->len == 0)
    g_string_append (text, "Manifest-Version: 1.0\r\n");
  g_string_append (text, "\r\n");
}

GBytes *
sgn_jar_manifest_build (const JarManifest *old,
                        const SgnZip *zip,
                        SgnHash hash,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const Builder builder = { zip, hash, text, cancellable };

  append_main (text, old);
  for (guint i = 1; i < old->sections->len; i++)
    if (!append_section (&builder, old, old->sections->pdata[i], error))
      return NULL;
  for (guint i = 0; i < zip->entries->len; i++) {
    const SgnZipEntry *entry = zip->entries->pdata[i];

    if (sgn_jar_is_signable (entry->name) && sgn_jar_manifest_find (old, entry->name) == NULL &&
        !append_new_section (&builder, entry, error))
      return NULL;
  }
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

GBytes *
sgn_jar_signature_file_build (const JarManifest *manifest, SgnHash hash)
{
  GString *text = g_string_new ("Signature-Version: 1.0\r\n");
  g_autoptr (GBytes) all = sgn_hash_bytes (hash, manifest->bytes);
  g_autoptr (GBytes) first = sgn_jar_manifest_hash (manifest, manifest->sections->pdata[0], hash);

  append_digest (text, hash, "-Digest-Manifest-Main-Attributes", first);
  /* Java tries this one first and looks at the sections only if it differs, as after another signer
   * changed the manifest. */
  append_digest (text, hash, "-Digest-Manifest", all);
  append_attribute (text, "Created-By", "Signet");
  g_string_append (text, "\r\n");
  for (guint i = 1; i < manifest->sections->len; i++) {
    const JarSection *section = manifest->sections->pdata[i];
    g_autoptr (GBytes) digest = sgn_jar_manifest_hash (manifest, section, hash);

    append_attribute (text, "Name", section->name);
    append_digest (text, hash, "-Digest", digest);
    g_string_append (text, "\r\n");
  }
  return g_string_free_to_bytes (text);
}
