/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"
#include "core/trust/windows/disallowed.h"
#include "core/trust/windows/root-list.h"

/* Where trusted roots come from, besides those that the person added. */
typedef enum {
  SGN_TRUST_NONE,    /* nowhere: "none" */
  SGN_TRUST_SYSTEM,  /* the bundle of this computer's distribution: "system" */
  SGN_TRUST_WINDOWS, /* Windows' list of roots, with its rules: "windows" */
  SGN_N_TRUST_SOURCES
} SgnTrustSource;

/* A stable word. (transfer none) */
const char *sgn_trust_source_to_id (SgnTrustSource source);
gboolean sgn_trust_source_from_id (const char *id, SgnTrustSource *ret) G_GNUC_WARN_UNUSED_RESULT;

/* A set of trusted root certificates. Reference-counted. Must not be changed once it is used for
 * verification, so that threads can share it. */
typedef struct _SgnAnchors SgnAnchors;

SgnAnchors *sgn_anchors_new (void) G_GNUC_WARN_UNUSED_RESULT;
SgnAnchors *sgn_anchors_ref (SgnAnchors *self) G_GNUC_WARN_UNUSED_RESULT;
void sgn_anchors_unref (SgnAnchors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnAnchors, sgn_anchors_unref)

/* Adds the system's root certificates, which are read once per process. Errors: those of
 * sgn_certificates_load(); FILE_UNREADABLE when the system has none. */
gboolean sgn_anchors_add_system (SgnAnchors *self, GError **error);
/* Adds the certificates in a file (PEM, DER, PKCS #7) or in all files of a folder. Errors:
 * CERT_MISSING and those of sgn_certificates_load(). */
gboolean sgn_anchors_add_path (SgnAnchors *self, GFile *path, GError **error);
void sgn_anchors_add (SgnAnchors *self, SgnCertificate *certificate);
/* The number of certificates added, those of the system included; Windows' list does not count. */
guint sgn_anchors_get_size (SgnAnchors *self);

/* Trusts the roots on Windows' list, under its rules. (nullable) (transfer none) to get. */
void sgn_anchors_set_windows (SgnAnchors *self, SgnRootList *roots);
SgnRootList *sgn_anchors_get_windows (SgnAnchors *self);
/* Never trusts a chain with one of these, whoever trusts its root. (nullable) (transfer none) to
 * get. */
void sgn_anchors_set_disallowed (SgnAnchors *self, SgnDisallowed *disallowed);
SgnDisallowed *sgn_anchors_get_disallowed (SgnAnchors *self);
/* The certificates in @known may help to complete a chain; that makes none of them trusted. */
void sgn_anchors_set_known (SgnAnchors *self, SgnAnchors *known);
SgnTrustSource sgn_anchors_get_source (SgnAnchors *self);

/* Compares whole certificates, never just name or key. */
gboolean sgn_anchors_contains (SgnAnchors *self, SgnCertificate *certificate);
/* The rules for a root that is trusted because of Windows' list alone. (nullable): it is not */
const SgnListedRoot *sgn_anchors_find_listed (SgnAnchors *self, SgnCertificate *certificate);
/* The certificates with this subject that may complete a chain, of SgnCertificate; whether one is
 * trusted, sgn_anchors_contains() tells. (transfer full) */
GPtrArray *sgn_anchors_find (SgnAnchors *self, const X509_NAME *subject) G_GNUC_WARN_UNUSED_RESULT;
