/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-nuget"

/* A NuGet package: a ZIP archive (APPNOTE 6.3, without ZIP64 when signed) with its signature as an
 * entry (NuGet, "Package Signatures Technical Details").
 *
 *   local records                  hashed, except for:
 *     .signature.p7s               stored; DER of ContentInfo (CAdES), content:
 *                                    "Version:1\n\n2.16.840.1.101.3.4.2.1-Hash:BASE64\n\n"
 *   central directory              hashed without the entry of the signature; offsets as they
 *                                  are without its record
 *   end of central directory       hashed with the counts, size and offset of that archive
 *
 * NuGet (NuGet.Packaging.Signing on System.IO.Compression) goes by the central directory that the
 * last end record names. It accepts one entry named ".signature.p7s", in exactly this spelling and
 * not compressed. The digest covers every other byte of the file, gaps and comments included. What
 * could hide in the record of the signature and in its central directory entry is examined.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/uncovered.h"
#include "core/archive/zip/writer.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "core/format/format.h"
#include "core/format/zip-inside.h"

/* Texts of the signed content, in exactly this spelling. */
#define SIGNATURE_NAME ".signature.p7s"
#define VERSION_LINE   "Version:1"
#define HASH_ENDING    "-Hash"

typedef struct {
  SgnInput *input;
  SgnZip *zip;
  const SgnZipEntry *signature; /* NULL: not signed */
  SgnInput *plain;              /* the archive without the signature entry */
} Nuget;

static const char *const extensions[] = { "nupkg", "snupkg", NULL };

/* In the root only: packages inside a package have manifests in folders. */
static gboolean
is_manifest (const char *name)
{
  gsize length = strlen (name);

  return length > 7 && strchr (name, '/') == NULL && strchr (name, '\\') == NULL &&
         g_ascii_strcasecmp (&name[length - 7], ".nuspec") == 0;
}

static gboolean
nuget_probe (SgnInput *input)
{
  return sgn_zip_probe (input, extensions, is_manifest);
}

static void
nuget_close (gpointer self)
{
  Nuget *nuget = self;

  g_clear_pointer (&nuget->plain, sgn_input_unref);
  sgn_zip_free (nuget->zip);
  sgn_input_unref (nuget->input);
  g_free (nuget);
}

static gboolean
make_plain (Nuget *nuget, GError **error)
{
  g_autoptr (SgnZipEdit) edit = NULL;
  g_autoptr (SgnPatch) patch = NULL;

  if (nuget->signature == NULL) {
    nuget->plain = sgn_input_ref (nuget->input);
    return TRUE;
  }
  /* NuGet reads the bytes in place and refuses anything else. */
  if (nuget->signature->method != SGN_ZIP_STORED) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_FILE_DAMAGED,
                         _ ("the signature entry is compressed"));
    return FALSE;
  }
  edit = sgn_zip_edit_new (nuget->zip);
  sgn_zip_edit_remove (edit, nuget->signature);
  patch = sgn_zip_edit_finish (edit, error);
  if (patch == NULL)
    return FALSE;
  nuget->plain = sgn_input_new_patched (nuget->input, patch, error);
  return nuget->plain != NULL;
}

static gpointer
nuget_open (SgnInput *input, GError **error)
{
  Nuget *nuget = g_new0 (Nuget, 1);

  nuget->input = sgn_input_ref (input);
  nuget->zip = sgn_zip_open (input, error);
  if (nuget->zip != NULL) {
    nuget->signature = sgn_zip_find (nuget->zip, SIGNATURE_NAME);
    if (make_plain (nuget, error))
      return nuget;
  }
  nuget_close (nuget);
  return NULL;
}

static gboolean
fail_signable (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

static gboolean
check_signable (const Nuget *nuget, GError **error)
{
  /* NuGet's own writer knows no ZIP64 records and refuses to add an entry. */
  if (nuget->zip->zip64_offset != 0)
    return fail_signable (error, _ ("NuGet packages in ZIP64 format cannot be signed"));
  return sgn_zip_check_signable (nuget->zip, error);
}

/* The plain archive is what the file was before signing, byte for byte. */
static GBytes *
compute_digest (const Nuget *nuget, SgnHash hash, GCancellable *cancellable, GError **error)
{
  g_autoptr (SgnRanges) ranges = sgn_ranges_new ();

  sgn_ranges_add (ranges, 0, sgn_input_get_size (nuget->plain));
  return sgn_digest_range (nuget->plain, ranges, hash, cancellable, error);
}

static GBytes *
nuget_create_content (gpointer self,
                      const SgnContentOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  const Nuget *nuget = self;
  g_autoptr (GBytes) digest = NULL;
  g_autofree char *encoded = NULL;
  char *text;
  gsize size;
  const guint8 *data;

  if (!check_signable (nuget, error))
    return NULL;
  if (sgn_hash_is_weak (options->hash)) {
    fail_signable (error, _ ("NuGet packages are signed with SHA-256 or better"));
    return NULL;
  }
  digest = compute_digest (nuget, options->hash, cancellable, error);
  if (digest == NULL)
    return NULL;
  data = g_bytes_get_data (digest, &size);
  encoded = g_base64_encode (data, size);
  text = g_strdup_printf (VERSION_LINE "\n\n%s" HASH_ENDING ":%s\n\n",
                          sgn_hash_get_oid (options->hash),
                          encoded);
  return g_bytes_new_take (text, strlen (text));
}

/* Parses "OID-Hash:base64". An unknown algorithm may be one of the future, but NuGet never accepted
 * a weak one. */
static gboolean
parse_hash_line (const char *line, SgnContentResult *ret)
{
  const char *ending = strstr (line, HASH_ENDING ":");
  g_autofree char *oid = NULL;
  guchar *digest;
  gsize size;

  if (ending == NULL)
    return FALSE;
  oid = g_strndup (line, (gsize) (ending - line));
  ret->hash_known = sgn_hash_from_oid (oid, &ret->hash);
  if (ret->hash_known &&
      (sgn_hash_is_weak (ret->hash) || !g_str_equal (oid, sgn_hash_get_oid (ret->hash))))
    return FALSE;
  digest = g_base64_decode (ending + strlen (HASH_ENDING ":"), &size);
  ret->stored = g_bytes_new_take (digest, size);
  return TRUE;
}

/* Lines separated by empty lines: the version, then the digest. */
static gboolean
parse_content (GBytes *content, SgnContentResult *ret, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autofree char *text = g_strndup (size > 0 ? data : "", size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);
  /* No NUL, and only a few lines: a version, one digest and empty lines. */
  gboolean ok = strlen (text) == size && g_strv_length (lines) < 8;
  guint n_hashes = 0;

  for (guint i = 0; ok && lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (i == 0)
      ok = g_str_equal (lines[i], VERSION_LINE);
    else if (*lines[i] != '\0')
      /* Two digests would leave it to the reader which one counts. */
      ok = n_hashes++ == 0 && parse_hash_line (lines[i], ret);
  }
  if (ok && n_hashes == 1)
    return TRUE;
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FAILED,
                       _ ("the signed content does not describe a NuGet package"));
  return FALSE;
}

static gboolean
nuget_verify_content (gpointer self,
                      GBytes *content,
                      SgnContentResult *ret,
                      SgnFindings *findings,
                      GCancellable *cancellable,
                      GError **error)
{
  const Nuget *nuget = self;
  g_auto (SgnContentResult) result = { 0 };

  if (!parse_content (content, &result, error))
    return FALSE;
  if (result.hash_known) {
    result.computed = compute_digest (nuget, result.hash, cancellable, error);
    if (result.computed == NULL)
      return FALSE;
    result.matches = g_bytes_equal (result.stored, result.computed);
  }
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}

static GPtrArray *
nuget_get_signatures (gpointer self, GError **error)
{
  const Nuget *nuget = self;
  g_autoptr (GPtrArray)
      signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *der;

  if (nuget->signature == NULL)
    return g_steal_pointer (&signatures);
  der = sgn_zip_read (nuget->zip, nuget->signature, SGN_INPUT_MAX_BYTES, error);
  if (der == NULL)
    return NULL;
  g_ptr_array_add (signatures, der);
  return g_steal_pointer (&signatures);
}

static SgnPatch *
nuget_put_signatures (gpointer self, GPtrArray *signatures, GError **error)
{
  const Nuget *nuget = self;
  g_autoptr (SgnZipEdit) edit = NULL;

  if (signatures->len > 0 && !check_signable (nuget, error))
    return NULL;
  edit = sgn_zip_edit_new (nuget->zip);
  if (nuget->signature != NULL)
    sgn_zip_edit_remove (edit, nuget->signature);
  if (signatures->len > 0)
    sgn_zip_edit_append (edit, SIGNATURE_NAME, g_ptr_array_index (signatures, 0), SGN_ZIP_STORED);
  return sgn_zip_edit_finish (edit, error);
}

/* The digest covers all bytes, so anomalies existed when the package was signed. NuGet refuses only
 * those that make the signature itself ambiguous. */
static void
nuget_find_anomalies (gpointer self, SgnFindings *ret)
{
  const Nuget *nuget = self;
  guint before = ret->len;

  sgn_zip_find_anomalies (nuget->zip, SGN_SEVERITY_ADDED, NULL, ret);
  for (guint i = before; i < ret->len; i++) {
    SgnFinding *finding = ret->pdata[i];

    if (finding->code == SGN_FINDING_TRAILING_DATA ||
        g_strcmp0 (finding->detail, SIGNATURE_NAME) == 0)
      finding->severity = SGN_SEVERITY_CHANGED;
  }
  if (nuget->signature != NULL)
    sgn_zip_find_uncovered_of (nuget->zip, nuget->signature, ret);
}

static GPtrArray *
nuget_list_inside (gpointer self, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_list (((const Nuget *) self)->zip, NULL, cancellable, error);
}

static SgnInput *
nuget_read_inside (gpointer self, const SgnInside *file, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_read (((const Nuget *) self)->zip, file, cancellable, error);
}

static SgnInput *
nuget_put_inside (gpointer self, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  return sgn_zip_inside_put (((const Nuget *) self)->zip, files, cancellable, error);
}

static const SgnContainer container = {
  .list = nuget_list_inside,
  .read = nuget_read_inside,
  .put = nuget_put_inside,
};

extern const SgnFormat sgn_format_nuget;
const SgnFormat sgn_format_nuget = {
  .id = "nuget",
  .title = N_ ("NuGet package"),
  .icon_name = "package-x-generic-symbolic",
  .extensions = extensions,
  .profile = SGN_PROFILE_CADES,
  .content_type = SGN_OID_DATA,
  .caps = SGN_FORMAT_CAN_REMOVE | SGN_FORMAT_REMOVE_IDENTICAL,
  .container = &container,
  .probe = nuget_probe,
  .open = nuget_open,
  .close = nuget_close,
  .create_content = nuget_create_content,
  .verify_content = nuget_verify_content,
  .get_signatures = nuget_get_signatures,
  .put_signatures = nuget_put_signatures,
  .find_anomalies = nuget_find_anomalies,
};
