/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Puts signatures into a Java archive. What is handed over are blocks alone, so each is first
 * matched with the .SF file that it was made over: one that exists (then only the block is
 * exchanged, as after timestamping), or the one that jar-build.c makes. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/jar/jar-block.h"
#include "core/format/jar/jar.h"

#define BASE_NAME "SIGNET" /* at most eight characters of A-Z 0-9 _ - by the specification */

/* The state of one put_signatures(): which signatures are kept, and what is added. */
typedef struct {
  Jar *jar;
  SgnZipEdit *edit;
  const SgnZipEntry *front; /* new entries are placed after it */
  gboolean *kept;           /* one per signer */
  guint n_kept;
  guint n_new;
} Put;

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE, reason);
  return FALSE;
}

/* The manifest can stay only if it has a strong digest of every entry. */
static gboolean
check_complete (const Jar *self, GError **error)
{
  for (guint i = 0; i < self->zip->entries->len; i++) {
    const SgnZipEntry *entry = self->zip->entries->pdata[i];
    const JarSection *section = sgn_jar_manifest_find (self->manifest, entry->name);
    g_autoptr (GBytes) digest = NULL;
    SgnHash hash = SGN_HASH_MD5;

    if (!sgn_jar_is_signable (entry->name))
      continue;
    if (section != NULL)
      digest = sgn_jar_section_get_digest (section, "-Digest", &hash);
    if (digest == NULL || sgn_hash_is_weak (hash))
      return fail (error, _ ("the existing signature does not cover everything it should"));
  }
  return TRUE;
}

/* Refuses entries that Java would read instead of the manifest or a new file. */
static gboolean
check_names (const Jar *self, GError **error)
{
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  sgn_jar_find_anomalies (self, findings);
  for (guint i = 0; i < findings->len; i++) {
    const SgnFinding *finding = findings->pdata[i];

    if (finding->code == SGN_FINDING_DUPLICATE_ENTRY && finding->severity != SGN_SEVERITY_NOTE)
      return fail (error, _ ("two entries of the archive have the same name"));
  }
  return TRUE;
}

static gboolean
check_signable (const Jar *self, SgnHash hash, GError **error)
{
  if (sgn_zip_find (self->zip, "AndroidManifest.xml") != NULL)
    return fail (error, _ ("Android apps are signed differently, with apksigner"));
  if (sgn_hash_is_weak (hash))
    return fail (error, _ ("JAR files are signed with SHA-256 or better"));
  return sgn_zip_check_signable (self->zip, error) && check_names (self, error);
}

gboolean
sgn_jar_prepare (Jar *self, SgnHash hash, gboolean keep, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JarManifest) manifest = NULL;

  if (!check_signable (self, hash, error))
    return FALSE;
  if (keep)
    bytes = check_complete (self, error) ? g_bytes_ref (self->manifest->bytes) : NULL;
  else
    bytes = sgn_jar_manifest_build (self->manifest, self->zip, hash, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  /* Parsed again, because the .SF needs the byte ranges of the new sections. */
  manifest = sgn_jar_manifest_parse (bytes, error);
  if (manifest == NULL)
    return FALSE;
  g_clear_pointer (&self->new_manifest, g_bytes_unref);
  g_clear_pointer (&self->new_file, g_bytes_unref);
  self->new_file = sgn_jar_signature_file_build (manifest, hash);
  if (self->manifest_entry == NULL || !g_bytes_equal (bytes, self->manifest->bytes))
    self->new_manifest = g_steal_pointer (&bytes);
  return TRUE;
}

static gboolean
is_made_over (const JarBlock *block, GBytes *file)
{
  g_autoptr (GBytes) digest = block->hash_known ? sgn_hash_bytes (block->hash, file) : NULL;

  return digest != NULL && block->message_digest != NULL &&
         g_bytes_equal (digest, block->message_digest);
}

/* Both have the message digest of the same .SF, embedded or not. */
static gboolean
states_the_same (const JarBlock *block, GBytes *other)
{
  g_auto (JarBlock) old = sgn_jar_block_inspect (other);

  return block->message_digest != NULL && old.message_digest != NULL &&
         g_bytes_equal (block->message_digest, old.message_digest);
}

/* Whether @der is this signature, perhaps with other unsigned attributes. */
static gboolean
is_of_signer (const Jar *jar, const JarSigner *signer, GBytes *der, gboolean *same)
{
  g_auto (JarBlock) block = sgn_jar_block_inspect (der);
  g_autoptr (GBytes) old = sgn_zip_read (jar->zip, signer->block, JAR_MAX_PART, NULL);
  g_autoptr (GBytes) file = NULL;

  if (signer->file != NULL)
    file = sgn_zip_read (jar->zip, signer->file, JAR_MAX_PART, NULL);
  *same = old != NULL && g_bytes_equal (old, der);
  if (*same || (file != NULL && is_made_over (&block, file)))
    return TRUE;
  return signer->file == NULL && old != NULL && states_the_same (&block, old);
}

/* TRUE if @der is an existing signature that was not matched yet. */
static gboolean
keep (Put *self, GBytes *der)
{
  for (guint i = 0; i < self->jar->signers->len; i++) {
    const JarSigner *signer = &g_array_index (self->jar->signers, JarSigner, i);
    gboolean same;

    if (self->kept[i] || !is_of_signer (self->jar, signer, der, &same))
      continue;
    self->kept[i] = TRUE;
    self->n_kept++;
    self->front = signer->file != NULL ? signer->file : self->front;
    if (!same) {
      sgn_zip_edit_remove (self->edit, signer->block);
      sgn_zip_edit_append (self->edit, signer->block->name, der, SGN_ZIP_DEFLATE);
    }
    return TRUE;
  }
  return FALSE;
}

static gboolean
is_taken (const Jar *jar, const char *base)
{
  gsize length = strlen (base);

  for (guint i = 0; i < jar->zip->entries->len; i++) {
    const char *name = ((const SgnZipEntry *) jar->zip->entries->pdata[i])->name;

    if (g_ascii_strncasecmp (name, base, length) == 0 && name[length] == '.')
      return TRUE;
  }
  return FALSE;
}

/* "META-INF/SIGNET", with a number appended if that is taken. */
static char *
choose_base (const Put *self)
{
  /* The nth free name for the nth new signature: those before it are not in the archive yet. */
  for (guint i = 0, free = 0;; i++) {
    g_autofree char *base = i == 0 ? g_strdup (JAR_FOLDER BASE_NAME)
                                   : g_strdup_printf (JAR_FOLDER BASE_NAME "%u", i);

    if (!is_taken (self->jar, base) && free++ == self->n_new)
      return g_steal_pointer (&base);
  }
}

static void
add_new (Put *self, GBytes *der)
{
  g_auto (JarBlock) block = sgn_jar_block_inspect (der);
  g_autofree char *base = choose_base (self);
  g_autofree char *file = g_strconcat (base, ".SF", NULL);
  /* The extension names the kind of key. RSASSA-PSS keys use .RSA as well. */
  g_autofree char *name = g_strconcat (base, block.elliptic ? ".EC" : ".RSA", NULL);

  sgn_zip_edit_prepend (self->edit, file, self->jar->new_file, SGN_ZIP_DEFLATE);
  sgn_zip_edit_prepend (self->edit, name, der, SGN_ZIP_DEFLATE);
  self->n_new++;
}

/* For a signature that was not just made here: finds the .SF file that it is made over. */
static gboolean
prepare_for (Put *self, GBytes *der, GError **error)
{
  static const SgnHash hashes[] = { SGN_HASH_SHA256, SGN_HASH_SHA384, SGN_HASH_SHA512 };
  g_auto (JarBlock) block = sgn_jar_block_inspect (der);
  Jar *jar = self->jar;

  if (jar->new_file != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (hashes) && block.message_digest != NULL; i++) {
    if (!sgn_jar_prepare (jar, hashes[i], self->n_kept > 0, NULL, error))
      return FALSE;
    if (is_made_over (&block, jar->new_file))
      return TRUE;
  }
  return sgn_jar_prepare (jar, SGN_HASH_SHA256, self->n_kept > 0, NULL, error);
}

static void
remove_others (Put *self)
{
  for (guint i = 0; i < self->jar->signers->len; i++) {
    const JarSigner *signer = &g_array_index (self->jar->signers, JarSigner, i);

    if (self->kept[i])
      continue;
    if (signer->file != NULL)
      sgn_zip_edit_remove (self->edit, signer->file);
    sgn_zip_edit_remove (self->edit, signer->block);
  }
}

/* META-INF/ if it is the first entry. */
static const SgnZipEntry *
find_folder (const SgnZip *zip)
{
  const SgnZipEntry *first = zip->entries->len > 0 ? zip->entries->pdata[0] : NULL;

  return first != NULL && zip->records->pdata[0] == first && g_str_equal (first->name, JAR_FOLDER)
             ? first
             : NULL;
}

/* Stream readers need the manifest as the first entry, or the second after META-INF/. */
static void
place_manifest (Put *self)
{
  const Jar *jar = self->jar;
  const SgnZipEntry *old = jar->manifest_entry;

  if (self->n_new > 0 && jar->new_manifest != NULL) {
    if (old != NULL)
      sgn_zip_edit_remove (self->edit, old);
    self->front = find_folder (jar->zip);
    sgn_zip_edit_prepend (self->edit,
                          old != NULL ? old->name : JAR_FOLDER "MANIFEST.MF",
                          jar->new_manifest,
                          SGN_ZIP_DEFLATE);
  } else if (self->front == NULL) {
    self->front = old;
  }
  sgn_zip_edit_set_front (self->edit, self->front);
}

static gboolean
put (Put *self, GPtrArray *signatures, GError **error)
{
  g_autoptr (GPtrArray) new = g_ptr_array_new ();

  for (guint i = 0; i < signatures->len; i++)
    if (!keep (self, signatures->pdata[i]))
      g_ptr_array_add (new, signatures->pdata[i]);
  if (new->len > 0 && !prepare_for (self, new->pdata[0], error))
    return FALSE;
  /* The old .SF files have digests of the manifest that is there. */
  if (self->n_kept > 0 && new->len > 0 && self->jar->new_manifest != NULL)
    return fail (error, _ ("the existing signature does not cover everything it should"));
  remove_others (self);
  self->n_new = new->len;
  place_manifest (self);
  /* Counts from here on what was added; see choose_base(). */
  self->n_new = 0;
  for (guint i = 0; i < new->len; i++)
    add_new (self, new->pdata[i]);
  return TRUE;
}

SgnPatch *
sgn_jar_put (Jar *self, GPtrArray *signatures, GError **error)
{
  g_autoptr (SgnZipEdit) edit = sgn_zip_edit_new (self->zip);
  g_autofree gboolean *kept = g_new0 (gboolean, self->signers->len + 1);
  Put state = { .jar = self, .edit = edit, .kept = kept };

  return put (&state, signatures, error) ? sgn_zip_edit_finish (edit, error) : NULL;
}
