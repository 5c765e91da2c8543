/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* The root certificates that are believed; immutable once given to a verification. */
typedef struct _SgnAnchors SgnAnchors;

SgnAnchors *sgn_anchors_new (void);
SgnAnchors *sgn_anchors_ref (SgnAnchors *self);
void sgn_anchors_unref (SgnAnchors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnAnchors, sgn_anchors_unref)

/* The distribution's bundle, read once per process. */
gboolean sgn_anchors_add_system (SgnAnchors *self, GError **error);
/* A certificate file (PEM, DER, PKCS#7) or a folder of such. */
gboolean sgn_anchors_add_path (SgnAnchors *self, GFile *path, GError **error);
void sgn_anchors_add (SgnAnchors *self, SgnCertificate *certificate);
guint sgn_anchors_get_size (SgnAnchors *self);
/* By the whole certificate, never by name or key. */
gboolean sgn_anchors_contains (SgnAnchors *self, SgnCertificate *certificate);
/* Anchors with this subject, of SgnCertificate. (transfer full) */
GPtrArray *sgn_anchors_find (SgnAnchors *self, const X509_NAME *subject);
