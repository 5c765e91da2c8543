/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* What the msi-*.c files share; nobody else includes this. */

#include "core/archive/cfb/reader.h"
#include "core/format/format.h"

#define MSI_SIGNATURE    "\5DigitalSignature"
#define MSI_SIGNATURE_EX "\5MsiDigitalSignatureEx"

typedef enum {
  MSI_PACKAGE,
  MSI_PATCH,
  MSI_TRANSFORM,
  MSI_UNKNOWN, /* signed as one of these, but the class of its root says otherwise */
} MsiKind;

typedef struct {
  SgnInput *input;
  SgnCfb *cfb;
  MsiKind kind;
  guint32 signature; /* streams in the root, or SGN_CFB_NONE */
  guint32 signature_ex;
} MsiPackage;

/* msi-package.c */
MsiPackage *sgn_msi_package_new (SgnInput *input, GError **error);
void sgn_msi_package_free (MsiPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MsiPackage, sgn_msi_package_free)
/* SGN_ERROR_NOT_SIGNABLE with the reason. */
gboolean sgn_msi_package_check_signable (const MsiPackage *self, GError **error);
/* The DER of the signature and what follows it in its stream; NULL: not signed. */
typedef struct {
  GBytes *der;
  guint64 padding_size;
  gboolean padding_is_zero;
} MsiSignature;
gboolean sgn_msi_package_read_signature (const MsiPackage *self, MsiSignature *ret, GError **error);
void sgn_msi_signature_clear (MsiSignature *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MsiSignature, sgn_msi_signature_clear)
/* Octets of MsiDigitalSignatureEx, or NULL where it is absent or no digest. (transfer full) */
GBytes *sgn_msi_package_read_ex (const MsiPackage *self);

/* msi-digest.c */
/* Digest of the names, sizes, classes and dates: content of MsiDigitalSignatureEx. (transfer full)
 */
GBytes *sgn_msi_digest_metadata (const MsiPackage *self, SgnHash hash);
/* Digest of the package; @metadata (nullable): goes first. (transfer full) */
GBytes *sgn_msi_digest (const MsiPackage *self,
                        SgnHash hash,
                        GBytes *metadata,
                        GCancellable *cancellable,
                        GError **error);
/* The same without streams named like signatures in any storage, as some signers have it. */
GBytes *sgn_msi_digest_loosely (const MsiPackage *self,
                                SgnHash hash,
                                GBytes *metadata,
                                GCancellable *cancellable,
                                GError **error);
/* Is the stream named like one of a signature? */
gboolean sgn_msi_is_signature (const SgnCfbEntry *entry);

/* msi-names.c */
/* Whether what is hashed without MsiDigitalSignatureEx begins as packages do, and not with the
 * digest that was in that stream. */
gboolean sgn_msi_begins_as_package (const MsiPackage *self);
/* An entry that could stand in another storage without a digest that tells, or SGN_CFB_NONE. */
guint32 sgn_msi_find_movable (const MsiPackage *self);
/* What names that nothing covers could be: those of streams without content, of which anybody can
 * add any number, and what stands in a name and can be opened by itself. @size: of the former. */
SgnUncovered sgn_msi_judge_names (const MsiPackage *self, guint64 *size);
/* A stream named like a signature outside of the root, or SGN_CFB_NONE. */
guint32 sgn_msi_find_misplaced (const MsiPackage *self);

/* msi-put.c */
SgnPatch *sgn_msi_put (const MsiPackage *self, GPtrArray *signatures, GError **error);

/* msi-cabinets.c */
void sgn_msi_find_cabinets (const MsiPackage *self, SgnFindings *ret);

/* msi-anomalies.c */
void sgn_msi_find_anomalies (const MsiPackage *self, SgnFindings *ret);
