/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* A signed Java archive: a ZIP archive (APPNOTE 6.3) with signature files ("JAR File
 * Specification", "Signed JAR File").
 *
 *   META-INF/MANIFEST.MF    main section
 *                           Name: a.class, SHA-256-Digest    digest of a.class, inflated
 *   META-INF/NAME.SF        SHA-256-Digest-Manifest          digest of MANIFEST.MF
 *                           SHA-256-Digest-Manifest-Main-Attributes    of its main section
 *                           Name: a.class, SHA-256-Digest    digest of the section a.class
 *   META-INF/NAME.RSA       .EC, .DSA: DER of ContentInfo over NAME.SF (detached or embedded)
 *   a.class ...
 *
 * java.util.jar.JarFile (class loaders, java -jar) finds the central directory from the end of the
 * file. Of several entries with one name it takes the last. It finds META-INF/ and the signature
 * files whatever their case. With several manifests the archive counts as unsigned, and the last
 * manifest names the main class. Looking up "a" also finds the folder "a/".
 *
 * java.util.jar.JarInputStream reads local records one after the other and never sees the central
 * directory, so it also reads records before the first entry or after the end of an entry's data.
 * It uses signatures only when the manifest is the first entry, or the second after META-INF/.
 *
 * Both accept only entries that a .SF file names as signed; the main section is signed if the .SF
 * has a digest of it or of the whole manifest. Several signers may each cover some of the entries.
 * One broken signer makes the whole archive unusable. MD5 digests never count; since Java 18, SHA-1
 * digests count only with a timestamp before 2019 (jdk.jar.disabledAlgorithms). Folders and
 * signature files need no signature. Therefore records, central directory and gaps must agree,
 * every entry is inflated to its end, and everything that is not covered is reported.
 */

#include "config.h"

#include "core/format/jar/jar.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/zip-inside.h"

static const char *const extensions[] = { "jar", "war", "ear", NULL };

/* An archive without a manifest, which jarsigner adds, is recognised by its name. */
static gboolean
jar_probe (SgnInput *input)
{
  return sgn_zip_probe (input, extensions, sgn_jar_is_manifest) ||
         sgn_zip_probe_named (input, extensions);
}

static void
jar_close (gpointer self)
{
  Jar *jar = self;

  g_clear_pointer (&jar->new_manifest, g_bytes_unref);
  g_clear_pointer (&jar->new_file, g_bytes_unref);
  sgn_jar_forget_entries (jar);
  g_ptr_array_unref (jar->coverages);
  g_array_unref (jar->signers);
  sgn_jar_manifest_free (jar->manifest);
  sgn_zip_free (jar->zip);
  sgn_input_unref (jar->input);
  g_free (jar);
}

/* Reads the last of several manifests, as Java does. An archive without one can be signed. */
static gboolean
read_manifest (Jar *jar, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < jar->zip->entries->len; i++)
    if (sgn_jar_is_manifest (((const SgnZipEntry *) jar->zip->entries->pdata[i])->name))
      jar->manifest_entry = jar->zip->entries->pdata[i];
  if (jar->manifest_entry == NULL)
    bytes = g_bytes_new_static ("", 0);
  else
    bytes = sgn_zip_read (jar->zip, jar->manifest_entry, JAR_MAX_PART, error);
  if (bytes == NULL)
    return FALSE;
  jar->manifest = sgn_jar_manifest_parse (bytes, error);
  return jar->manifest != NULL;
}

static void
coverage_free (gpointer data)
{
  JarCoverage *coverage = data;

  g_bytes_unref (coverage->content);
  g_free (coverage->sections);
  g_free (coverage);
}

static gpointer
jar_open (SgnInput *input, GError **error)
{
  Jar *jar = g_new0 (Jar, 1);

  jar->input = sgn_input_ref (input);
  jar->signers = g_array_new (FALSE, FALSE, sizeof (JarSigner));
  jar->coverages = g_ptr_array_new_with_free_func (coverage_free);
  jar->zip = sgn_zip_open (input, error);
  if (jar->zip != NULL && read_manifest (jar, error) && sgn_jar_find_signers (jar, error))
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
  const JarSigner *signer;

  g_return_val_if_fail (entry < jar->signers->len, NULL);

  signer = &g_array_index (jar->signers, JarSigner, entry);
  return signer->file != NULL ? sgn_zip_read (jar->zip, signer->file, JAR_MAX_PART, error) : NULL;
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

static void
jar_find_anomalies (gpointer self, SgnFindings *ret)
{
  sgn_jar_find_anomalies (self, ret);
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

static const SgnContainer container = {
  .list = jar_list_inside,
  .read = jar_read_inside,
  .put = jar_put_inside,
};

extern const SgnFormat sgn_format_jar;
const SgnFormat sgn_format_jar = {
  .id = "jar",
  .title = N_ ("Java archive"),
  .icon_name = "application-x-java-archive-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_JAR,
  .content_type = SGN_OID_DATA,
  .content_place = SGN_CONTENT_IN_EITHER,
  .caps = SGN_FORMAT_APPENDS_ENTRIES | SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_EVERY_SIGNATURE |
          SGN_FORMAT_NO_WEAK_HASH,
  .container = &container,
  .probe = jar_probe,
  .open = jar_open,
  .close = jar_close,
  .create_content = jar_create_content,
  .get_content = jar_get_content,
  .verify_content = jar_verify_content,
  .get_signatures = jar_get_signatures,
  .put_signatures = jar_put_signatures,
  .find_anomalies = jar_find_anomalies,
};
