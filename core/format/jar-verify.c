/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/error.h"
#include "core/format/jar.h"

/* The .SF file holds for the manifest as a whole, or section by section; the manifest's sections
 * hold for the entries. */
typedef struct {
  const Jar *jar;
  const JarManifest *file; /* .SF */
  gboolean whole;          /* the manifest is as a whole what was signed */
  SgnContentResult *result;
  SgnFindings *findings;
  GCancellable *cancellable;
} Verification;

/* The first difference is what the result shows. */
static void
differ (const Verification *self, GBytes *stored, GBytes *computed)
{
  SgnContentResult *result = self->result;

  if (!result->matches)
    return;
  result->matches = FALSE;
  g_bytes_unref (result->stored);
  g_clear_pointer (&result->computed, g_bytes_unref);
  result->stored = g_bytes_ref (stored);
  if (computed != NULL)
    result->computed = g_bytes_ref (computed);
}

static void
add_finding (const Verification *self,
             SgnFindingCode code,
             SgnSeverity severity,
             const SgnZipEntry *entry,
             const char *name)
{
  sgn_findings_add (self->findings,
                    code,
                    severity,
                    entry != NULL ? entry->offset : 0,
                    entry != NULL ? entry->end - entry->offset : 0,
                    name);
}

static void
use_hash (const Verification *self, SgnHash hash)
{
  if (hash < self->result->hash)
    self->result->hash = hash;
}

/* Is what the manifest says of the entry what was signed? */
static gboolean
is_covered (const Verification *self, const JarSection *section)
{
  const JarSection *stated = sgn_jar_manifest_find (self->file, section->name);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) computed = NULL;
  SgnHash hash;

  if (self->whole)
    return TRUE;
  if (stated == NULL)
    return FALSE;
  stored = sgn_jar_section_get_digest (stated, "-Digest", &hash);
  if (stored == NULL)
    return FALSE;
  use_hash (self, hash);
  computed = sgn_jar_manifest_hash (self->jar->manifest, section, hash);
  if (!g_bytes_equal (stored, computed))
    differ (self, stored, computed);
  return TRUE;
}

static gboolean
check_entry (const Verification *self,
             const SgnZipEntry *entry,
             GBytes *stored,
             SgnHash hash,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes)
      computed = sgn_jar_hash_entry (self->jar->zip, entry, hash, self->cancellable, &local);

  if (computed == NULL && !g_error_matches (local, SGN_ERROR, SGN_ERROR_FILE_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  use_hash (self, hash);
  if (computed != NULL && g_bytes_equal (stored, computed))
    return TRUE;
  differ (self, stored, computed);
  add_finding (self, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, entry, entry->name);
  return TRUE;
}

static gboolean
check_section (const Verification *self, const JarSection *section, GError **error)
{
  const SgnZipEntry *entry = sgn_zip_find (self->jar->zip, section->name);
  SgnHash hash;
  g_autoptr (GBytes) stored = sgn_jar_section_get_digest (section, "-Digest", &hash);

  if (stored == NULL)
    return TRUE;
  if (!is_covered (self, section)) {
    add_finding (self, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_ADDED, entry, section->name);
    return TRUE;
  }
  if (entry != NULL)
    return check_entry (self, entry, stored, hash, error);
  differ (self, stored, NULL);
  add_finding (self, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, NULL, section->name);
  return TRUE;
}

/* Sections that were signed and are no longer there. */
static void
check_missing (const Verification *self)
{
  for (guint i = 1; i < self->file->sections->len && !self->whole; i++) {
    const JarSection *stated = self->file->sections->pdata[i];
    g_autoptr (GBytes) stored = NULL;
    SgnHash hash;

    if (sgn_jar_manifest_find (self->jar->manifest, stated->name) != NULL)
      continue;
    stored = sgn_jar_section_get_digest (stated, "-Digest", &hash);
    if (stored == NULL)
      continue;
    differ (self, stored, NULL);
    add_finding (self, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, NULL, stated->name);
  }
}

static gboolean
fail_content (GError **error)
{
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_FAILED,
                       _ ("what was signed is no description of a JAR file"));
  return FALSE;
}

/* The manifest as a whole, else its main section. */
static gboolean
check_manifest (Verification *self, GError **error)
{
  const JarSection *main = self->file->sections->pdata[0];
  const JarManifest *manifest = self->jar->manifest;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) computed = NULL;
  SgnHash hash;

  if (g_strcmp0 (sgn_jar_section_get (main, "Signature-Version"), "1.0") != 0)
    return fail_content (error);
  self->result->stored = sgn_jar_section_get_digest (main, "-Digest-Manifest", &self->result->hash);
  if (self->result->stored == NULL)
    return fail_content (error);
  self->result->hash_known = TRUE;
  self->result->matches = TRUE;
  self->result->computed = sgn_hash_bytes (self->result->hash, manifest->bytes);
  self->whole = g_bytes_equal (self->result->stored, self->result->computed);
  if (self->whole)
    return TRUE;
  /* As a whole it need not be the same; what is shown then is the first part that is not. */
  g_bytes_unref (self->result->computed);
  self->result->computed = g_bytes_ref (self->result->stored);
  first = sgn_jar_section_get_digest (main, "-Digest-Manifest-Main-Attributes", &hash);
  if (first == NULL)
    return TRUE;
  computed = sgn_jar_manifest_hash (manifest, manifest->sections->pdata[0], hash);
  if (!g_bytes_equal (first, computed))
    differ (self, first, computed);
  return TRUE;
}

/* "Magic" asks for something that every reader must know (JAR File Specification). */
static gboolean
has_magic (const JarManifest *manifest)
{
  for (guint i = 1; i < manifest->sections->len; i++)
    if (sgn_jar_section_get (manifest->sections->pdata[i], "Magic") != NULL)
      return TRUE;
  return FALSE;
}

gboolean
sgn_jar_verify (const Jar *self,
                GBytes *content,
                SgnContentResult *ret,
                SgnFindings *findings,
                GCancellable *cancellable,
                GError **error)
{
  g_auto (SgnContentResult) result = { 0 };
  g_autoptr (JarManifest) file = sgn_jar_manifest_parse (content, NULL);
  Verification verification = { .jar = self,
                                .file = file,
                                .result = &result,
                                .findings = findings,
                                .cancellable = cancellable };

  if (file == NULL || has_magic (file) || has_magic (self->manifest))
    return fail_content (error);
  if (!check_manifest (&verification, error))
    return FALSE;
  for (guint i = 1; i < self->manifest->sections->len; i++)
    if (!check_section (&verification, self->manifest->sections->pdata[i], error))
      return FALSE;
  check_missing (&verification);
  *ret = result;
  result = (SgnContentResult){ 0 };
  return TRUE;
}
