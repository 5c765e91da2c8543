/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"
#include "core/base/hash.h"

/* META-INF/MANIFEST.MF and the .SF files beside it (JAR File Specification): sections of
 * attributes, of which the octets as they stand there are hashed. They are read as Java does: lines
 * end with CR LF, LF or CR, those that begin with a blank go on, and of an attribute that is there
 * twice the last one counts. A section that is there twice, of which Java joins the attributes, and
 * NUL, which nobody writes, are refused. */

typedef struct {
  char *key;
  char *value;
  gsize start; /* of its lines */
  gsize end;
} JarAttribute;

typedef struct {
  guint number;          /* 0: the main section */
  char *name;            /* NULL: the main section */
  GPtrArray *attributes; /* of JarAttribute */
  gsize start;
  gsize text_end; /* in front of the empty line */
  gsize end;      /* behind it */
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

/* FILE_DAMAGED. (transfer full) */
JarManifest *sgn_jar_manifest_parse (GBytes *bytes, GError **error);
void sgn_jar_manifest_free (JarManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JarManifest, sgn_jar_manifest_free)

const JarSection *sgn_jar_manifest_find (const JarManifest *self, const char *name);
const char *sgn_jar_section_get (const JarSection *self, const char *key);
/* The digests of the attributes "ALGORITHM" + @ending by known algorithms, the best one first.
 * (transfer full): of JarDigest */
GArray *sgn_jar_section_list_digests (const JarSection *self, const char *ending);
/* The digest by the best algorithm of the attributes "ALGORITHM" + @ending. (transfer full) */
GBytes *sgn_jar_section_get_digest (const JarSection *self, const char *ending, SgnHash *hash);
/* (transfer full) */
GBytes *sgn_jar_manifest_hash (const JarManifest *self, const JarSection *section, SgnHash hash);
/* The same without the empty line at its end, as old signers had it. (transfer full) */
GBytes *
sgn_jar_manifest_hash_short (const JarManifest *self, const JarSection *section, SgnHash hash);

/* Files that make up signatures are not signed, nor are folders: as jarsigner sees it. */
gboolean sgn_jar_is_signable (const char *name);

/* A manifest with digests of all of @zip's entries, and everything @old says of them otherwise.
 * (transfer full) */
GBytes *sgn_jar_manifest_build (const JarManifest *old,
                                const SgnZip *zip,
                                SgnHash hash,
                                GCancellable *cancellable,
                                GError **error);
/* The .SF file over a manifest. (transfer full) */
GBytes *sgn_jar_signature_file_build (const JarManifest *manifest, SgnHash hash);
/* Of an inflated entry. (transfer full) */
GBytes *sgn_jar_hash_entry (const SgnZip *zip,
                            const SgnZipEntry *entry,
                            SgnHash hash,
                            GCancellable *cancellable,
                            GError **error);
