/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"
#include "core/base/hash.h"

/* META-INF/MANIFEST.MF and the .SF files next to it (JAR File Specification): sections of
 * attributes, whose bytes are hashed as they are. They are parsed as Java does: lines end with CR
 * LF, LF or CR, lines that begin with a space continue the one before, and of several attributes
 * with one name the last counts. Sections with the same name, whose attributes Java merges, and
 * NUL, which nobody writes, are refused. */

typedef struct {
  char *key;
  char *value;
  gsize start; /* of its first line */
  gsize end;
} JarAttribute;

typedef struct {
  guint number;          /* 0: the main section */
  char *name;            /* NULL: the main section */
  GPtrArray *attributes; /* of JarAttribute */
  gsize start;
  gsize text_end; /* before the empty line */
  gsize end;      /* after it */
} JarSection;

typedef struct {
  SgnHash hash;
  GBytes *value;
} JarDigest;

typedef struct {
  GBytes *bytes;
  GPtrArray *sections; /* of JarSection, the main one first */
  GHashTable *names;   /* name to JarSection */
} JarManifest;

/* SGN_ERROR_FILE_DAMAGED. (transfer full) */
JarManifest *sgn_jar_manifest_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_jar_manifest_free (JarManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JarManifest, sgn_jar_manifest_free)

/* The section of an entry; NULL if the manifest does not name it. (transfer none) */
const JarSection *sgn_jar_manifest_find (const JarManifest *self, const char *name);
/* The value of an attribute, whatever the case of its name; NULL if there is none. (transfer
 * none) */
const char *sgn_jar_section_get (const JarSection *self, const char *key);
/* The digests in the attributes ALGORITHM + @ending of all known algorithms, strongest first.
 * (transfer full): of JarDigest */
GArray *sgn_jar_section_list_digests (const JarSection *self, const char *ending);
/* The digest of the strongest algorithm in the attributes ALGORITHM + @ending; NULL: none.
 * (transfer full) */
GBytes *sgn_jar_section_get_digest (const JarSection *self, const char *ending, SgnHash *hash);
/* The digest of a section as it is in the file, with the empty line at its end. (transfer full) */
GBytes *sgn_jar_manifest_hash (const JarManifest *self, const JarSection *section, SgnHash hash);
/* The same without the empty line at its end, as old signers hashed it. (transfer full) */
GBytes *
sgn_jar_manifest_hash_short (const JarManifest *self, const JarSection *section, SgnHash hash);

/* Whether jarsigner signs an entry with this name: not signature files, not folders. */
gboolean sgn_jar_is_signable (const char *name);

/* A manifest with digests of all entries of @zip, and with all other attributes that @old has for
 * them. (transfer full) */
GBytes *sgn_jar_manifest_build (const JarManifest *old,
                                const SgnZip *zip,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The .SF file for a manifest. (transfer full) */
GBytes *sgn_jar_signature_file_build (const JarManifest *manifest, SgnHash hash);
/* The digest of an inflated entry. (transfer full) */
GBytes *sgn_jar_hash_entry (const SgnZip *zip,
                            const SgnZipEntry *entry,
                            SgnHash hash,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
