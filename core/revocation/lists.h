/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/revocation/list.h"

/* A set of revocation lists. Reference-counted. Must not be changed once it is used for
 * verification, so that threads can share it. Limits: 32 MiB per file, 128 MiB and 10,000 lists in
 * total. */
typedef struct _SgnRevocationLists SgnRevocationLists;

SgnRevocationLists *sgn_revocation_lists_new (void) G_GNUC_WARN_UNUSED_RESULT;
SgnRevocationLists *sgn_revocation_lists_ref (SgnRevocationLists *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_revocation_lists_unref (SgnRevocationLists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRevocationLists, sgn_revocation_lists_unref)

/* Adds the lists in a file (PEM or DER, one or several) or in all files of a folder; files in a
 * folder that are not lists are skipped unless named *.crl. Errors: FILE_DAMAGED, FILE_UNREADABLE;
 * the message names the file. */
gboolean sgn_revocation_lists_add_path (SgnRevocationLists *self,
                                        GFile *path,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the lists in @der, one after another, as embedded in an untrusted file. Anything else is
 * skipped. At most 64 elements of 1 MiB each are read. */
void sgn_revocation_lists_add_found (SgnRevocationLists *self, GBytes *der);
void sgn_revocation_lists_add_all (SgnRevocationLists *self, SgnRevocationLists *others);
guint sgn_revocation_lists_get_size (SgnRevocationLists *self);
/* The lists of this issuer, of SgnRevocationList. (transfer full) */
GPtrArray *sgn_revocation_lists_find (SgnRevocationLists *self,
                                      const X509_NAME *issuer) G_GNUC_WARN_UNUSED_RESULT;
