/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/revocation-list.h"

/* The revocation lists at hand; immutable once given to a verification. Limits: 32 MiB a file,
 * 128 MiB and 10,000 lists together. */
typedef struct _SgnRevocationLists SgnRevocationLists;

SgnRevocationLists *sgn_revocation_lists_new (void);
SgnRevocationLists *sgn_revocation_lists_ref (SgnRevocationLists *self);
void sgn_revocation_lists_unref (SgnRevocationLists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRevocationLists, sgn_revocation_lists_unref)

/* A file with lists (PEM or DER, one or several), or a folder of such; of a folder, what is no list
 * is passed over unless it is named *.crl. Errors name the file. */
gboolean sgn_revocation_lists_add_path (SgnRevocationLists *self, GFile *path, GError **error);
/* Those in @der, one behind the other, as found in a file that anybody may have made: what is no
 * list is passed over; of 64 elements, of 1 MiB each. */
void sgn_revocation_lists_add_found (SgnRevocationLists *self, GBytes *der);
void sgn_revocation_lists_add_all (SgnRevocationLists *self, SgnRevocationLists *others);
guint sgn_revocation_lists_get_size (SgnRevocationLists *self);
/* Those with this issuer, of SgnRevocationList. (transfer full) */
GPtrArray *sgn_revocation_lists_find (SgnRevocationLists *self, const X509_NAME *issuer);
