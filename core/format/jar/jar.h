/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"
#include "core/format/jar/jar-manifest.h"

/* Of the manifest, a .SF file or a block, inflated; the default of jdk.jar.maxSignatureFileSize in
 * current JDKs. */
#define JAR_MAX_PART    (16 * 1024 * 1024)
#define JAR_MAX_SIGNERS 64
#define JAR_FOLDER      "META-INF/"

/* One signature: META-INF/NAME.RSA, .EC or .DSA, made over META-INF/NAME.SF, which can also be
 * embedded in it. */
typedef struct {
  const SgnZipEntry *file; /* NULL: only embedded in the block */
  const SgnZipEntry *block;
} JarSigner;

/* How an entry compares with its section of the manifest. */
typedef enum {
  JAR_UNNAMED, /* the section has no digest */
  JAR_FITS,
  JAR_DIFFERS,
  JAR_GONE,
} JarState;

typedef struct {
  JarState state;
  SgnHash hash;     /* the strongest in the section */
  GBytes *stored;   /* (nullable) */
  GBytes *computed; /* (nullable) */
} JarCheck;

/* What a .SF file covers. */
typedef struct {
  GBytes *content;
  gboolean *sections; /* TRUE for covered sections of the manifest, by number */
} JarCoverage;

/* An entry that needs no signature and is not part of one. */
typedef struct {
  const SgnZipEntry *entry;
  gboolean damaged; /* its data does not match the central directory */
  SgnUncovered kind;
} JarLoose;

typedef struct {
  SgnInput *input;
  SgnZip *zip;
  const SgnZipEntry *manifest_entry; /* NULL: no manifest */
  JarManifest *manifest;
  GArray *signers; /* of JarSigner */

  /* Results of verifying. */
  JarCheck *checks;     /* of the sections, by number; NULL: not checked yet */
  GArray *loose;        /* of JarLoose */
  GPtrArray *coverages; /* of JarCoverage, one per .SF that was verified */

  /* Made by create_content() for put_signatures(). */
  GBytes *new_manifest; /* NULL: keep the manifest */
  GBytes *new_file;     /* .SF */
} Jar;

/* Whether Java takes this name for that of the manifest. */
gboolean sgn_jar_is_manifest (const char *name);
/* SGN_ERROR_FILE_DAMAGED for more than JAR_MAX_SIGNERS. */
gboolean sgn_jar_find_signers (Jar *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @entry is the manifest or belongs to a signature that Java reads. */
gboolean sgn_jar_is_used (const Jar *self, const SgnZipEntry *entry);

/* Makes new_file and, unless @keep, new_manifest. @keep: other signatures depend on the manifest.
 * SGN_ERROR_NOT_SIGNABLE. */
gboolean sgn_jar_prepare (Jar *self,
                          SgnHash hash,
                          gboolean keep,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* See put_signatures of SgnFormat. (transfer full) */
SgnPatch *sgn_jar_put (Jar *self, GPtrArray *signatures, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Compares every entry with the manifest, and reads the entries that need no signature. Runs once
 * for all signers. FALSE only if the file cannot be read. */
gboolean sgn_jar_check_entries (Jar *self,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drops the results of sgn_jar_check_entries(). */
void sgn_jar_forget_entries (Jar *self);
/* Compares the archive with @content, a .SF file. FALSE only if the .SF file or the archive cannot
 * be read. */
gboolean sgn_jar_verify (Jar *self,
                         GBytes *content,
                         SgnContentResult *ret,
                         SgnFindings *findings,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds what no verified signature covers. */
void sgn_jar_find_anomalies (const Jar *self, SgnFindings *ret);
