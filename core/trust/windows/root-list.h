/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/asn1/ctl.h"
#include "core/certificate/certificate.h"

/* Windows' list of trusted roots: what it says of each root for signing programs and for timestamps
 * (Microsoft Trusted Root Program; the properties are named in wincrypt.h). */

/* The rules of a root for one purpose. Dates are in seconds since the Unix epoch. */
typedef struct {
  gboolean allowed;
  gint64 disabled_from;   /* signatures must be proven to be older than this */
  gint64 not_before_from; /* leaf certificates must have been issued before this */
} SgnRootRule;

#define SGN_ROOT_RULE_NEVER G_MAXINT64

/* Indices are those of SgnPurpose. */
#define SGN_N_ROOT_RULES 2

typedef struct {
  guint8 sha256[32]; /* of the whole certificate; identifies the root */
  guint8 sha1[20];   /* names the certificate's file on the update server */
  guint32 name;      /* see sgn_root_list_get_name() */
  SgnRootRule rules[SGN_N_ROOT_RULES];
} SgnListedRoot;

/* Immutable, reference-counted. */
typedef struct _SgnRootList SgnRootList;

/* The list that is part of the program. (transfer full) */
SgnRootList *sgn_root_list_new_builtin (void) G_GNUC_WARN_UNUSED_RESULT;
/* The list in @ctl, whose signature the caller has verified. Roots without the SHA-256 of their
 * certificate, or with a property that is not understood, are left out. (transfer full) */
SgnRootList *sgn_root_list_read (const SgnCtl *ctl) G_GNUC_WARN_UNUSED_RESULT;
SgnRootList *sgn_root_list_ref (SgnRootList *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_root_list_unref (SgnRootList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRootList, sgn_root_list_unref)

gint64 sgn_root_list_get_date (SgnRootList *self); /* thisUpdate, in seconds since the Unix epoch */
GBytes *sgn_root_list_get_sequence (SgnRootList *self); /* sequenceNumber, big-endian */
guint sgn_root_list_get_size (SgnRootList *self);
/* All roots, ordered by their SHA-256. */
const SgnListedRoot *sgn_root_list_get_roots (SgnRootList *self);
/* Fit for display. */
const char *sgn_root_list_get_name (SgnRootList *self, const SgnListedRoot *root);
/* The root that is this very certificate, never one with the same name or key. (nullable) */
const SgnListedRoot *sgn_root_list_find (SgnRootList *self, SgnCertificate *certificate);
