/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust/anchors.h"

/* Windows' trust lists as Microsoft signs and publishes them: authroot.stl and disallowedcert.stl,
 * alone or in a cabinet. */

typedef enum {
  SGN_TRUST_LIST_ROOTS,      /* "roots" */
  SGN_TRUST_LIST_DISALLOWED, /* "disallowed" */
  SGN_N_TRUST_LISTS
} SgnTrustListKind;

/* One verified list; either @roots or @disallowed is set. */
typedef struct {
  SgnTrustListKind kind;
  GBytes *der; /* as signed */
  SgnRootList *roots;
  SgnDisallowed *disallowed;
} SgnTrustList;

/* Largest list and largest cabinet that are read, in bytes; the real ones have 200 KiB. */
#define SGN_TRUST_LIST_MAX ((gsize) 8 * 1024 * 1024)

/* Reads a list, or a cabinet that holds one, and verifies its signature: made by a certificate for
 * signing such lists under one of Microsoft's roots, as of the list's own date, since a list
 * outlives the certificate that signed it. Errors: LIST_REFUSED, FILE_DAMAGED, SIGNATURE_DAMAGED.
 * (transfer full) */
SgnTrustList *sgn_trust_list_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from a file. Errors: also FILE_UNREADABLE. (transfer full) */
SgnTrustList *sgn_trust_list_load (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_trust_list_free (SgnTrustList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTrustList, sgn_trust_list_free)

gint64 sgn_trust_list_get_date (const SgnTrustList *self); /* seconds since the Unix epoch */
GBytes *sgn_trust_list_get_sequence (const SgnTrustList *self);

/* Compares two sequence numbers, which have any length, as strcmp() does. */
int sgn_trust_list_compare (GBytes *a, GBytes *b);
