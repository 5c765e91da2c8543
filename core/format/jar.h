/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip-writer.h"
#include "core/format/format.h"
#include "core/format/jar-manifest.h"

#define JAR_MAX_PART (16 * 1024 * 1024)
#define JAR_FOLDER   "META-INF/"

/* One signature: META-INF/NAME.SF, and META-INF/NAME.RSA, .EC or .DSA made over it. */
typedef struct {
  const SgnZipEntry *file;
  const SgnZipEntry *block;
} JarSigner;

typedef struct {
  SgnInput *input;
  SgnZip *zip;
  const SgnZipEntry *manifest_entry;
  JarManifest *manifest;
  GArray *signers; /* of JarSigner */

  /* What create_content() has made; put_signatures() puts it in. */
  GBytes *new_manifest; /* NULL: the manifest stays */
  GBytes *new_file;     /* .SF */
} Jar;

/* Makes new_file; @keep: with the manifest there is, which other signatures stand on. */
gboolean
sgn_jar_prepare (Jar *self, SgnHash hash, gboolean keep, GCancellable *cancellable, GError **error);
/* See SgnFormat. */
SgnPatch *sgn_jar_put (Jar *self, GPtrArray *signatures, GError **error);

/* Whether @content, a .SF file, holds for the archive. */
gboolean sgn_jar_verify (const Jar *self,
                         GBytes *content,
                         SgnContentResult *ret,
                         SgnFindings *findings,
                         GCancellable *cancellable,
                         GError **error);
