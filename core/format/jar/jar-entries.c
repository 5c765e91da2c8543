/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Compares every entry with the digests in its section of the manifest, once for all signers: an
 * archive with several .SF files is inflated a single time. Results are in jar->checks by number of
 * section. */

#include "config.h"

#include "core/base/error.h"
#include "core/format/jar/jar.h"

/* Several digests of one entry, computed while it is inflated once. */
typedef struct {
  EVP_MD_CTX *contexts[SGN_N_HASHES]; /* NULL: not wanted */
} Digests;

static gboolean
update (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  Digests *self = user_data;

  for (guint i = 0; i < SGN_N_HASHES; i++)
    if (self->contexts[i] != NULL)
      EVP_DigestUpdate (self->contexts[i], data, size);
  return TRUE;
}

static void
begin (Digests *self, GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++) {
    SgnHash hash = g_array_index (wanted, JarDigest, i).hash;

    if (self->contexts[hash] != NULL)
      continue;
    self->contexts[hash] = EVP_MD_CTX_new ();
    EVP_DigestInit_ex (self->contexts[hash], sgn_hash_get_md (hash), NULL);
  }
}

/* Returns the digests, NULL for those not wanted, and frees the contexts. */
static void
finish (Digests *self, GBytes *ret[SGN_N_HASHES])
{
  for (guint i = 0; i < SGN_N_HASHES; i++) {
    guint8 digest[SGN_HASH_MAX_SIZE];

    ret[i] = NULL;
    if (self->contexts[i] == NULL)
      continue;
    EVP_DigestFinal_ex (self->contexts[i], digest, NULL);
    EVP_MD_CTX_free (self->contexts[i]);
    ret[i] = g_bytes_new (digest, sgn_hash_get_size ((SgnHash) i));
  }
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

/* Every stated digest must match; the result shows the strongest. */
static gboolean
compare (const Jar *jar,
         const SgnZipEntry *entry,
         GArray *stated,
         JarCheck *check,
         GCancellable *cancellable,
         GError **error)
{
  Digests digests = { 0 };
  GBytes *computed[SGN_N_HASHES];
  g_autoptr (GError) local = NULL;
  gboolean ok;

  begin (&digests, stated);
  ok = sgn_zip_inflate (jar->zip, entry, update, &digests, cancellable, &local);
  finish (&digests, computed);
  check->state = ok ? JAR_FITS : JAR_DIFFERS;
  for (guint i = 0; i < stated->len; i++) {
    const JarDigest *digest = &g_array_index (stated, JarDigest, i);

    if (!g_bytes_equal (computed[digest->hash], digest->value))
      check->state = JAR_DIFFERS;
  }
  if (ok)
    check->computed = g_bytes_ref (computed[check->hash]);
  for (guint i = 0; i < SGN_N_HASHES; i++)
    g_clear_pointer (&computed[i], g_bytes_unref);
  if (ok || is_damage (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
check_section (const Jar *jar,
               const JarSection *section,
               JarCheck *check,
               GCancellable *cancellable,
               GError **error)
{
  const SgnZipEntry *entry = sgn_zip_find (jar->zip, section->name);
  g_autoptr (GArray) stated = sgn_jar_section_list_digests (section, "-Digest");

  /* JAR_UNNAMED: the section describes the entry but does not protect it. */
  if (stated->len == 0)
    return TRUE;
  check->hash = g_array_index (stated, JarDigest, 0).hash;
  check->stored = g_bytes_ref (g_array_index (stated, JarDigest, 0).value);
  check->state = JAR_GONE;
  return entry == NULL || compare (jar, entry, stated, check, cancellable, error);
}

static gboolean
look (const guint8 *data, gsize size, gpointer user_data, GError **error)
{
  sgn_uncovered_update (user_data, data, size);
  return TRUE;
}

/* Inflates the whole entry: data after an early end could hide a second archive. */
static gboolean
check_loose (Jar *jar, const SgnZipEntry *entry, GCancellable *cancellable, GError **error)
{
  JarLoose loose = { .entry = entry };
  SgnUncoveredLook state;
  g_autoptr (GError) local = NULL;

  sgn_uncovered_init (&state);
  if (!sgn_zip_inflate (jar->zip, entry, look, &state, cancellable, &local) && !is_damage (local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  loose.damaged = local != NULL;
  loose.kind = sgn_uncovered_finish (&state);
  /* A folder without content holds nothing. */
  if (loose.damaged || entry->size > 0)
    g_array_append_val (jar->loose, loose);
  return TRUE;
}

static gboolean
check_all_loose (Jar *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->zip->entries->len; i++) {
    const SgnZipEntry *entry = self->zip->entries->pdata[i];

    if (!sgn_jar_is_signable (entry->name) && !sgn_jar_is_used (self, entry) &&
        !check_loose (self, entry, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_all (Jar *self, GCancellable *cancellable, GError **error)
{
  GPtrArray *sections = self->manifest->sections;

  self->checks = g_new0 (JarCheck, sections->len);
  self->loose = g_array_new (FALSE, FALSE, sizeof (JarLoose));
  for (guint i = 1; i < sections->len; i++)
    if (!check_section (self, sections->pdata[i], &self->checks[i], cancellable, error))
      return FALSE;
  return check_all_loose (self, cancellable, error);
}

gboolean
sgn_jar_check_entries (Jar *self, GCancellable *cancellable, GError **error)
{
  if (self->checks != NULL || check_all (self, cancellable, error))
    return TRUE;
  /* After an error or when cancelled: half a result must not pass for a whole one. */
  sgn_jar_forget_entries (self);
  return FALSE;
}

void
sgn_jar_forget_entries (Jar *self)
{
  for (guint i = 0; self->checks != NULL && i < self->manifest->sections->len; i++) {
    g_clear_pointer (&self->checks[i].stored, g_bytes_unref);
    g_clear_pointer (&self->checks[i].computed, g_bytes_unref);
  }
  g_clear_pointer (&self->checks, g_free);
  g_clear_pointer (&self->loose, g_array_unref);
}
