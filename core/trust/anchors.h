/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

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
/* The number of roots, those of the system included. */
guint sgn_anchors_get_size (SgnAnchors *self);
/* Compares whole certificates, never just name or key. */
gboolean sgn_anchors_contains (SgnAnchors *self, SgnCertificate *certificate);
/* The trusted roots with this subject, of SgnCertificate. (transfer full) */
GPtrArray *sgn_anchors_find (SgnAnchors *self, const X509_NAME *subject) G_GNUC_WARN_UNUSED_RESULT;
