/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to msi-*.c. */

#include "core/archive/cfb/reader.h"
#include "core/format/format.h"

#define MSI_SIGNATURE    "\5DigitalSignature"
#define MSI_SIGNATURE_EX "\5MsiDigitalSignatureEx"

typedef enum {
  MSI_PACKAGE,
  MSI_PATCH,
  MSI_TRANSFORM,
  MSI_UNKNOWN, /* signed, but with another root CLSID */
} MsiKind;

typedef struct {
  SgnInput *input;
  SgnCfb *cfb;
  MsiKind kind;
  guint32 signature; /* streams in the root, or SGN_CFB_NONE */
  guint32 signature_ex;
} MsiPackage;

/* msi-package.c */
MsiPackage *sgn_msi_package_new (SgnInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_msi_package_free (MsiPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MsiPackage, sgn_msi_package_free)
/* SGN_ERROR_NOT_SIGNABLE; the message names the reason. */
gboolean sgn_msi_package_check_signable (const MsiPackage *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The DER of the signature (NULL: not signed) and the bytes after it in its stream. */
typedef struct {
  GBytes *der;
  guint64 padding_size;
  gboolean padding_is_zero;
} MsiSignature;
gboolean sgn_msi_package_read_signature (const MsiPackage *self,
                                         MsiSignature *ret,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_msi_signature_clear (MsiSignature *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MsiSignature, sgn_msi_signature_clear)
/* The content of MsiDigitalSignatureEx; NULL if the stream does not exist or has no digest's size.
 * (transfer full) */
GBytes *sgn_msi_package_read_ex (const MsiPackage *self);

/* msi-digest.c */
/* Digest of names, sizes, CLSIDs and times: the content of MsiDigitalSignatureEx. (transfer
 * full) */
GBytes *sgn_msi_digest_metadata (const MsiPackage *self, SgnHash hash);
/* Digest of the package; @metadata (nullable) is hashed first. (transfer full) */
GBytes *sgn_msi_digest (const MsiPackage *self,
                        SgnHash hash,
                        GBytes *metadata,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, leaving out streams with the name of a signature in every storage, not only the root,
 * as some signers do. (transfer full) */
GBytes *sgn_msi_digest_loosely (const MsiPackage *self,
                                SgnHash hash,
                                GBytes *metadata,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether this is a stream with the name of a signature. */
gboolean sgn_msi_is_signature (const SgnCfbEntry *entry);

/* msi-names.c */
/* Whether the data that is hashed without MsiDigitalSignatureEx begins like a package, and not with
 * the digest that was in that stream. */
gboolean sgn_msi_begins_as_package (const MsiPackage *self);
/* An entry that could be moved to another storage without changing the digest, or SGN_CFB_NONE. */
guint32 sgn_msi_find_movable (const MsiPackage *self);
/* What the names could be that no digest covers: names of empty streams, of which anybody can add
 * any number, and data in a name that can be opened by itself. @size receives the bytes of the
 * former. */
SgnUncovered sgn_msi_judge_names (const MsiPackage *self, guint64 *size);
/* A stream with the name of a signature that is not in the root, or SGN_CFB_NONE. */
guint32 sgn_msi_find_misplaced (const MsiPackage *self);

/* msi-put.c */
SgnPatch *sgn_msi_put (const MsiPackage *self,
                       GPtrArray *signatures,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* msi-cabinets.c */
void sgn_msi_find_cabinets (const MsiPackage *self, SgnFindings *ret);

/* msi-anomalies.c */
void sgn_msi_find_anomalies (const MsiPackage *self, SgnFindings *ret);
