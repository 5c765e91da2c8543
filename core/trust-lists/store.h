/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/trust-lists/list.h"

/* The trust lists in force: those that the person gave, else the newer of the one that is part of
 * the program and the one that was fetched into the user's data folder. */

/* Where a list in force comes from. */
typedef enum {
  SGN_LIST_ABSENT,  /* "none": there is no such list */
  SGN_LIST_BUILTIN, /* "built-in" */
  SGN_LIST_FETCHED, /* "update" */
  SGN_LIST_GIVEN,   /* "file" */
  SGN_N_LIST_ORIGINS
} SgnListOrigin;

typedef struct {
  SgnListOrigin origin;
  gint64 since;          /* FETCHED: when it was written, in seconds since the Unix epoch */
  SgnTrustList *fetched; /* (nullable): in the folder, even if it is not in force */
} SgnListState;

typedef struct {
  char *folder; /* (nullable) */
  SgnRootList *roots;
  SgnDisallowed *disallowed; /* (nullable) */
  SgnListState states[SGN_N_TRUST_LISTS];
  SgnAnchors *known; /* (nullable): fetched certificates of roots */
  GError *trouble;   /* (nullable): a fetched list cannot be used */
} SgnTrustStore;

/* The user's folder for fetched lists. (transfer full) */
char *sgn_trust_store_get_folder (void) G_GNUC_WARN_UNUSED_RESULT;
/* Never fails: what is damaged in @folder is left out and noted. NULL: no folder. (transfer full)
 */
SgnTrustStore *sgn_trust_store_open (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void sgn_trust_store_free (SgnTrustStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnTrustStore, sgn_trust_store_free)

/* Replaces the list of the same kind, unless an earlier one that was given is newer. */
void sgn_trust_store_give (SgnTrustStore *self, const SgnTrustList *list);
/* Judges with the lists in force. */
void sgn_trust_store_apply (SgnTrustStore *self, SgnAnchors *anchors);

const char *sgn_trust_list_kind_to_id (SgnTrustListKind kind);
const char *sgn_list_origin_to_id (SgnListOrigin origin);

/* The name of the list's file in the folder, and of the cabinet that it is published in. */
const char *sgn_trust_list_kind_get_file (SgnTrustListKind kind);
const char *sgn_trust_list_kind_get_cabinet (SgnTrustListKind kind);
/* The path for the certificate of a root. (transfer full) */
char *sgn_trust_store_get_certificate_path (const char *folder,
                                            const SgnListedRoot *root) G_GNUC_WARN_UNUSED_RESULT;
