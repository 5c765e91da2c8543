/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

#include "config.h"

#include "core/format/jar.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/asn1/oid.h"
#include "core/base/error.h"
#include "core/format/zip-inside.h"

#define MANIFEST_NAME "META-INF/MANIFEST.MF"
#define MAX_SIGNERS   64

static gboolean
is_manifest (const char *name)
{
  return g_ascii_strcasecmp (name, MANIFEST_NAME) == 0;
}

static gboolean
jar_probe (SgnInput *input)
{
  return sgn_zip_probe (input, is_manifest);
}

static void
jar_close (gpointer self)
{
  Jar *jar = self;

  g_clear_pointer (&jar->new_manifest, g_bytes_unref);
  g_clear_pointer (&jar->new_file, g_bytes_unref);
  g_array_unref (jar->signers);
  sgn_jar_manifest_free (jar->manifest);
  sgn_zip_free (jar->zip);
  sgn_input_unref (jar->input);
  g_free (jar);
}

static gboolean
read_manifest (Jar *jar, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < jar->zip->entries->len && jar->manifest_entry == NULL; i++)
    if (is_manifest (((const SgnZipEntry *) jar->zip->entries->pdata[i])->name))
      jar->manifest_entry = jar->zip->entries->pdata[i];
  if (jar->manifest_entry == NULL) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the manifest of the JAR file is damaged"));
    return FALSE;
  }
  bytes = sgn_zip_read (jar->zip, jar->manifest_entry, JAR_MAX_PART, error);
  if (bytes == NULL)
    return FALSE;
  jar->manifest = sgn_jar_manifest_parse (bytes, error);
  return jar->manifest != NULL;
}

/* The block of the .SF file @name. */
static const SgnZipEntry *
find_block (const Jar *jar, const char *name)
{
  static const char *const endings[] = { "rsa", "ec", "dsa" };
  gsize length = strlen (name) - strlen ("sf");

  for (guint i = 0; i < jar->zip->entries->len; i++) {
    const SgnZipEntry *entry = jar->zip->entries->pdata[i];

    if (g_ascii_strncasecmp (entry->name, name, length) != 0)
      continue;
    for (gsize j = 0; j < G_N_ELEMENTS (endings); j++)
      if (g_ascii_strcasecmp (&entry->name[length], endings[j]) == 0)
        return entry;
  }
  return NULL;
}

static gboolean
is_signature_file (const char *name)
{
  gsize length = strlen (name);

  return length > strlen (JAR_FOLDER ".sf") &&
         g_ascii_strncasecmp (name, JAR_FOLDER, strlen (JAR_FOLDER)) == 0 &&
         strchr (&name[strlen (JAR_FOLDER)], '/') == NULL &&
         g_ascii_strcasecmp (&name[length - 3], ".sf") == 0;
}

static gboolean
find_signers (Jar *jar, GError **error)
{
  for (guint i = 0; i < jar->zip->entries->len; i++) {
    const SgnZipEntry *entry = jar->zip->entries->pdata[i];
    JarSigner signer = { entry, NULL };

    if (!is_signature_file (entry->name))
      continue;
    signer.block = find_block (jar, entry->name);
    if (signer.block != NULL)
      g_array_append_val (jar->signers, signer);
    if (jar->signers->len > MAX_SIGNERS) {
      g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED, _ ("too many signatures"));
      return FALSE;
    }
  }
  return TRUE;
}

static gpointer
jar_open (SgnInput *input, GError **error)
{
  Jar *jar = g_new0 (Jar, 1);

  jar->input = sgn_input_ref (input);
  jar->signers = g_array_new (FALSE, FALSE, sizeof (JarSigner));
  jar->zip = sgn_zip_open (input, error);
  if (jar->zip != NULL && read_manifest (jar, error) && find_signers (jar, error))
    return jar;
  jar_close (jar);
  return NULL;
}

static GBytes *
jar_create_content (gpointer self,
                    const SgnContentOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  Jar *jar = self;

  if (!sgn_jar_prepare (jar, options->hash, options->appends, cancellable, error))
    return NULL;
  return g_bytes_ref (jar->new_file);
}

static GBytes *
jar_get_content (gpointer self, guint entry, GError **error)
{
  const Jar *jar = self;

  g_return_val_if_fail (entry < jar->signers->len, NULL);

  return sgn_zip_read (jar->zip,
                       g_array_index (jar->signers, JarSigner, entry).file,
                       JAR_MAX_PART,
                       error);
}

static gboolean
jar_verify_content (gpointer self,
                    GBytes *content,
                    SgnContentResult *ret,
                    SgnFindings *findings,
                    GCancellable *cancellable,
                    GError **error)
{
  return sgn_jar_verify (self, content, ret, findings, cancellable, error);
}

static GPtrArray *
jar_get_signatures (gpointer self, GError **error)
{
  const Jar *jar = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < jar->signers->len; i++) {
    const JarSigner *signer = &g_array_index (jar->signers, JarSigner, i);
    GBytes *der = sgn_zip_read (jar->zip, signer->block, JAR_MAX_PART, error);

    if (der == NULL)
      return NULL;
    g_ptr_array_add (signatures, der);
  }
  return g_steal_pointer (&signatures);
}

static SgnPatch *
jar_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  return sgn_jar_put (self, signatures, error);
}

/* Entries that the manifest does not name run as if they were signed. */
static void
find_unnamed (const Jar *jar, SgnFindings *ret)
{
  for (guint i = 0; i < jar->zip->entries->len; i++) {
    const SgnZipEntry *entry = jar->zip->entries->pdata[i];
    const JarSection *section = sgn_jar_manifest_find (jar->manifest, entry->name);
    g_autoptr (GBytes) digest = NULL;
    SgnHash hash;

    if (section != NULL)
      digest = sgn_jar_section_get_digest (section, "-Digest", &hash);
    if (sgn_jar_is_signable (entry->name) && digest == NULL)
      sgn_findings_add (ret,
                        SGN_FINDING_UNSIGNED_ENTRY,
                        SGN_SEVERITY_ADDED,
                        entry->offset,
                        entry->end - entry->offset,
                        entry->name);
  }
}

static void
jar_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Jar *jar = self;

  if (jar->signers->len > 0)
    find_unnamed (jar, ret);
  sgn_zip_find_anomalies (jar->zip, SGN_SEVERITY_ADDED, ret);
}

static GPtrArray *
jar_list_inside (gpointer self, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_list (((const Jar *) self)->zip, NULL, cancellable, error);
}

static SgnInput *
jar_read_inside (gpointer self, const SgnInside *file, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_read (((const Jar *) self)->zip, file, cancellable, error);
}

static SgnInput *
jar_put_inside (gpointer self, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_put (((const Jar *) self)->zip, files, cancellable, error);
}

static const char *const extensions[] = { "jar", "war", "ear", NULL };

extern const SgnFormat sgn_format_jar;
const SgnFormat sgn_format_jar = {
  .id = "jar",
  .title = N_ ("Java archive"),
  .icon_name = "application-x-java-archive-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_JAR,
  .content_type = SGN_OID_DATA,
  .caps = SGN_FORMAT_APPENDS_ENTRIES | SGN_FORMAT_CAN_REMOVE,
  .probe = jar_probe,
  .open = jar_open,
  .close = jar_close,
  .create_content = jar_create_content,
  .get_content = jar_get_content,
  .verify_content = jar_verify_content,
  .get_signatures = jar_get_signatures,
  .put_signatures = jar_put_signatures,
  .find_anomalies = jar_find_anomalies,
  .list_inside = jar_list_inside,
  .read_inside = jar_read_inside,
  .put_inside = jar_put_inside,
};
