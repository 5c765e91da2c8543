/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"
#include "core/format/jar/jar-manifest.h"

#define JAR_MAX_PART    (16 * 1024 * 1024)
#define JAR_MAX_SIGNERS 64
#define JAR_FOLDER      "META-INF/"

/* One signature: META-INF/NAME.RSA, .EC or .DSA, made over META-INF/NAME.SF, which may also stand
 * inside of it. */
typedef struct {
  const SgnZipEntry *file; /* NULL: inside of the block only */
  const SgnZipEntry *block;
} JarSigner;

/* What the archive holds under the name of a section of the manifest. */
typedef enum {
  JAR_UNNAMED, /* the section has no digest */
  JAR_FITS,
  JAR_DIFFERS,
  JAR_GONE,
} JarState;

typedef struct {
  JarState state;
  SgnHash hash;     /* the best of the section */
  GBytes *stored;   /* (nullable) by it */
  GBytes *computed; /* (nullable) */
} JarCheck;

/* What a .SF file stands for. */
typedef struct {
  GBytes *content;
  gboolean *sections; /* of the manifest, by their numbers */
} JarCoverage;

/* An entry that needs no signature and is no part of one. */
typedef struct {
  const SgnZipEntry *entry;
  gboolean damaged; /* its data is not as the directory says */
  SgnUncovered kind;
} JarLoose;

typedef struct {
  SgnInput *input;
  SgnZip *zip;
  const SgnZipEntry *manifest_entry; /* NULL: there is none yet */
  JarManifest *manifest;
  GArray *signers; /* of JarSigner */

  /* What verifying has found out. */
  JarCheck *checks;     /* of the sections, by their numbers; NULL: not yet looked at */
  GArray *loose;        /* of JarLoose */
  GPtrArray *coverages; /* of JarCoverage, one for each .SF that was looked at */

  /* What create_content() has made; put_signatures() puts it in. */
  GBytes *new_manifest; /* NULL: the manifest stays */
  GBytes *new_file;     /* .SF */
} Jar;

/* Names that are one for Java. */
gboolean sgn_jar_is_manifest (const char *name);
/* FILE_DAMAGED for more than JAR_MAX_SIGNERS. */
gboolean sgn_jar_find_signers (Jar *self, GError **error);
gboolean sgn_jar_is_used (const Jar *self, const SgnZipEntry *entry);

/* Makes new_file; @keep: with the manifest there is, which other signatures stand on. */
gboolean
sgn_jar_prepare (Jar *self, SgnHash hash, gboolean keep, GCancellable *cancellable, GError **error);
/* See SgnFormat. */
SgnPatch *sgn_jar_put (Jar *self, GPtrArray *signatures, GError **error);

/* Compares every entry with the manifest, and reads those that need no signature: once for all
 * signers. */
gboolean sgn_jar_check_entries (Jar *self, GCancellable *cancellable, GError **error);
void sgn_jar_forget_entries (Jar *self);
/* Whether @content, a .SF file, holds for the archive. */
gboolean sgn_jar_verify (Jar *self,
                         GBytes *content,
                         SgnContentResult *ret,
                         SgnFindings *findings,
                         GCancellable *cancellable,
                         GError **error);
/* What no signature covers, of all that were verified. */
void sgn_jar_find_anomalies (const Jar *self, SgnFindings *ret);
