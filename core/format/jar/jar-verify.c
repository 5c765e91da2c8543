/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* Compares one .SF file with the manifest, and through it with the entries. Two steps as in Java: a
 * digest of the whole manifest vouches for all of its sections; where it is missing or differs,
 * every section must match its own. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/jar/jar.h"

/* A .SF file covers the manifest as a whole or section by section; the sections that it names cover
 * the entries (sun.security.util.SignatureFileVerifier). */
typedef struct {
  const Jar *jar;
  const JarManifest *file; /* .SF */
  gboolean whole;          /* the whole manifest matches */
  gboolean *covered;       /* one per section of the manifest */
  gboolean stated;         /* any digest was stated */
  SgnContentResult *result;
  SgnFindings *findings;
} Verification;

/* The result shows the first difference. */
static void
differ (const Verification *self, GBytes *stored, GBytes *computed)
{
  SgnContentResult *result = self->result;

  if (!result->matches)
    return;
  result->matches = FALSE;
  g_clear_pointer (&result->stored, g_bytes_unref);
  g_clear_pointer (&result->computed, g_bytes_unref);
  result->stored = stored != NULL ? g_bytes_ref (stored) : NULL;
  result->computed = computed != NULL ? g_bytes_ref (computed) : NULL;
}

/* The signature is as weak as the weakest algorithm it depends on. */
static void
use (Verification *self, const JarDigest *digest)
{
  SgnContentResult *result = self->result;

  if (!self->stated || digest->hash < result->hash)
    result->hash = digest->hash;
  self->stated = TRUE;
  if (result->stored == NULL && result->matches) {
    result->stored = g_bytes_ref (digest->value);
    result->computed = g_bytes_ref (digest->value);
  }
}

/* Whether all @digests match a section of the manifest; FALSE if there are none. */
static gboolean
section_fits (Verification *self, const JarSection *section, GArray *digests)
{
  const JarManifest *manifest = self->jar->manifest;
  gboolean fits = digests->len > 0;

  for (guint i = 0; i < digests->len; i++) {
    const JarDigest *digest = &g_array_index (digests, JarDigest, i);
    g_autoptr (GBytes) computed = sgn_jar_manifest_hash (manifest, section, digest->hash);
    /* Old signers hashed sections without the empty line at their end, and Java accepts it
     * (ManifestDigester.digestWorkaround). */
    g_autoptr (GBytes) other = sgn_jar_manifest_hash_short (manifest, section, digest->hash);

    if (i == 0)
      use (self, digest);
    if (g_bytes_equal (digest->value, computed) || g_bytes_equal (digest->value, other))
      continue;
    differ (self, digest->value, computed);
    fits = FALSE;
  }
  return fits;
}

static void
miss (const Verification *self, const char *name)
{
  differ (self, NULL, NULL);
  sgn_findings_add (self->findings, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, 0, 0, name);
}

/* Checks a section of the .SF, and the entry for which the manifest has a section of this name. */
static void
check_section (Verification *self, const JarSection *stated)
{
  const JarSection *section = sgn_jar_manifest_find (self->jar->manifest, stated->name);
  g_autoptr (GArray) digests = sgn_jar_section_list_digests (stated, "-Digest");
  const JarCheck *check;

  if (section == NULL) {
    /* The section was removed from the manifest, and with it the entry's digest. */
    if (!self->whole && digests->len > 0)
      miss (self, stated->name);
    return;
  }
  check = &self->jar->checks[section->number];
  if ((!self->whole && !section_fits (self, section, digests)) || check->state == JAR_UNNAMED)
    return;
  self->covered[section->number] = TRUE;
  /* The weakest link: a strong .SF over a manifest of MD5 digests proves no more than MD5. */
  if (check->hash < self->result->hash)
    self->result->hash = check->hash;
  if (check->state != JAR_FITS)
    differ (self, check->stored, check->computed);
}

static gboolean
fail_content (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FAILED,
                       _ ("the signed content does not describe a JAR file"));
  return FALSE;
}

static void
check_whole (Verification *self, const JarSection *main)
{
  g_autoptr (GArray) digests = sgn_jar_section_list_digests (main, "-Digest-Manifest");
  const JarDigest *best;
  g_autoptr (GBytes) computed = NULL;

  if (digests->len == 0)
    return;
  /* Java uses the strongest only. Others may be leftovers. */
  best = &g_array_index (digests, JarDigest, 0);
  use (self, best);
  computed = sgn_hash_bytes (best->hash, self->jar->manifest->bytes);
  self->whole = g_bytes_equal (best->value, computed);
}

/* Checks the whole manifest, or else its main section; both digests are optional. */
static void
check_manifest (Verification *self)
{
  const JarSection *main = self->file->sections->pdata[0];
  g_autoptr (GArray)
      digests = sgn_jar_section_list_digests (main, "-Digest-Manifest-Main-Attributes");

  check_whole (self, main);
  self->covered[0] = self->whole ||
                     section_fits (self, self->jar->manifest->sections->pdata[0], digests);
}

/* A reader must refuse a "Magic" that it does not know (JAR File Specification). */
static gboolean
has_magic (const JarManifest *manifest)
{
  for (guint i = 1; i < manifest->sections->len; i++)
    if (sgn_jar_section_get (manifest->sections->pdata[i], "Magic") != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_description (const Jar *jar, const JarManifest *file)
{
  const char *version;

  if (file == NULL || has_magic (file) || has_magic (jar->manifest))
    return FALSE;
  version = sgn_jar_section_get (file->sections->pdata[0], "Signature-Version");
  return version != NULL && g_str_equal (version, "1.0");
}

/* Records what the .SF covers. (transfer none) */
static gboolean *
add_coverage (Jar *jar, GBytes *content)
{
  JarCoverage *coverage = g_new0 (JarCoverage, 1);

  coverage->content = g_bytes_ref (content);
  coverage->sections = g_new0 (gboolean, jar->manifest->sections->len);
  g_ptr_array_add (jar->coverages, coverage);
  return coverage->sections;
}

gboolean
sgn_jar_verify (Jar *self,
                GBytes *content,
                SgnContentResult *ret,
                SgnFindings *findings,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (SgnContentResult) result = { .hash = SGN_HASH_SHA512, .matches = TRUE };
  g_autoptr (JarManifest) file = sgn_jar_manifest_parse (content, NULL);
  Verification verification = { .jar = self,
                                .file = file,
                                .result = &result,
                                .findings = findings };

  if (!is_description (self, file))
    return fail_content (error);
  if (!sgn_jar_check_entries (self, cancellable, error))
    return FALSE;
  verification.covered = add_coverage (self, content);
  check_manifest (&verification);
  for (guint i = 1; i < file->sections->len; i++)
    check_section (&verification, file->sections->pdata[i]);
  /* A .SF without any digest vouches for nothing. */
  if (!verification.stated)
    return fail_content (error);
  result.hash_known = TRUE;
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}
