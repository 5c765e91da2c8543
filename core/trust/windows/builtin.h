/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

#include "core/certificate/certificate.h"

/* The certificates of the roots in the built-in list. They are part of the program and parsed when
 * they are first asked for. That one is found here does not mean that it is trusted. */

/* Adds those with this subject (DER of the name), of SgnCertificate, to @ret. */
void sgn_builtin_certificates_find (GBytes *subject, GPtrArray *ret);
/* Whether the certificate of a listed root is among them. */
gboolean sgn_builtin_certificates_have (const guint8 sha256[32]);

/* Microsoft's roots that sign trust lists, of SgnCertificate. (transfer full) */
GPtrArray *sgn_builtin_certificates_get_pinned (void) G_GNUC_WARN_UNUSED_RESULT;
