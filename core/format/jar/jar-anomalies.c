/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-jar"

/* What no signature of a Java archive covers: entries without digest, a main section nobody signed,
 * and bytes that one of Java's two readers sees and the other does not. */

#include "config.h"

#include <string.h>

#include "core/archive/zip/uncovered.h"
#include "core/format/jar/jar.h"

/* Each of several signers may cover some entries. */
static gboolean
is_covered (const Jar *jar, guint section)
{
  for (guint i = 0; i < jar->coverages->len; i++)
    if (((const JarCoverage *) jar->coverages->pdata[i])->sections[section])
      return TRUE;
  return FALSE;
}

static void
add (SgnFindings *ret, SgnFindingCode code, SgnSeverity severity, const SgnZipEntry *entry)
{
  sgn_findings_add (ret, code, severity, entry->offset, entry->end - entry->offset, entry->name);
}

/* Entries that no .SF file covers run as if they were signed. */
static void
find_unsigned (const Jar *jar, SgnFindings *ret)
{
  for (guint i = 0; i < jar->zip->entries->len; i++) {
    const SgnZipEntry *entry = jar->zip->entries->pdata[i];
    const JarSection *section = sgn_jar_manifest_find (jar->manifest, entry->name);

    /* Added, not changed: the class loader gives such a class no signers, but runs it. */
    if (sgn_jar_is_signable (entry->name) &&
        (section == NULL || !is_covered (jar, section->number)))
      add (ret, SGN_FINDING_UNSIGNED_ENTRY, SGN_SEVERITY_ADDED, entry);
  }
}

/* Entries that differ from what was signed; size 0: the entry is missing. */
static void
find_changed (const Jar *jar, SgnFindings *ret)
{
  for (guint i = 1; i < jar->manifest->sections->len; i++) {
    const char *name = ((const JarSection *) jar->manifest->sections->pdata[i])->name;
    const SgnZipEntry *entry = sgn_zip_find (jar->zip, name);
    JarState state = jar->checks[i].state;

    if ((state != JAR_DIFFERS && state != JAR_GONE) || !is_covered (jar, i))
      continue;
    if (entry != NULL)
      add (ret, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, entry);
    else
      sgn_findings_add (ret, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_CHANGED, 0, 0, name);
  }
}

/* The class loader treats a folder with the name of a class as a class. */
static gboolean
is_usable (const JarLoose *loose)
{
  return g_str_has_suffix (loose->entry->name, "/") || !sgn_uncovered_is_harmless (loose->kind);
}

static void
find_loose (const Jar *jar, SgnFindings *ret)
{
  for (guint i = 0; i < jar->loose->len; i++) {
    const JarLoose *loose = &g_array_index (jar->loose, JarLoose, i);
    const SgnZipEntry *entry = loose->entry;
    const SgnFinding unsigned_entry = {
      .code = SGN_FINDING_UNSIGNED_ENTRY,
      .severity = is_usable (loose) ? SGN_SEVERITY_ADDED : SGN_SEVERITY_NOTE,
      .offset = entry->offset,
      .size = entry->end - entry->offset,
      .detail = entry->name,
      .could_be = loose->kind,
    };

    if (loose->damaged)
      add (ret, SGN_FINDING_ENTRY_MISMATCH, SGN_SEVERITY_ADDED, entry);
    else
      sgn_findings_add_copy (ret, &unsigned_entry);
  }
}

/* The main section names classes to run and other archives to load. */
static void
find_main_section (const Jar *jar, SgnFindings *ret)
{
  /* What build tools write for information. All else can have an effect: Main-Class, Class-Path,
   * Launcher-Agent-Class, Sealed, Permissions. */
  static const char *const harmless[] = { "manifest-version", "created-by", "built-by", NULL };
  const JarSection *main = jar->manifest->sections->pdata[0];
  SgnSeverity severity = SGN_SEVERITY_NOTE;

  if (jar->manifest_entry == NULL || is_covered (jar, 0))
    return;
  for (guint i = 0; i < main->attributes->len; i++) {
    const JarAttribute *attribute = main->attributes->pdata[i];
    g_autofree char *key = g_ascii_strdown (attribute->key, -1);

    if (!g_strv_contains (harmless, key))
      severity = SGN_SEVERITY_ADDED;
  }
  add (ret, SGN_FINDING_UNSIGNED_ENTRY, severity, jar->manifest_entry);
}

/* Java ignores the case of signature files and takes the last of several. */
static gboolean
is_folded (const char *name)
{
  return !sgn_jar_is_signable (name) && !g_str_has_suffix (name, "/");
}

void
sgn_jar_find_anomalies (const Jar *self, SgnFindings *ret)
{
  if (self->checks != NULL) {
    find_changed (self, ret);
    find_unsigned (self, ret);
    find_loose (self, ret);
    find_main_section (self, ret);
  }
  sgn_zip_find_anomalies (self->zip, SGN_SEVERITY_ADDED, is_folded, ret);
  if (self->signers->len > 0)
    sgn_zip_find_uncovered (self->zip, ret);
}
