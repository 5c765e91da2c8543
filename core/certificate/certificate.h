/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

/* An X.509 certificate for people and for binding; immutable. */
#define SGN_TYPE_CERTIFICATE (sgn_certificate_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificate, sgn_certificate, SGN, CERTIFICATE, GObject)

/* DER of exactly one certificate, else SGN_ERROR_CERT_DAMAGED. (transfer full) */
SgnCertificate *sgn_certificate_new (GBytes *der, GError **error);
SgnCertificate *sgn_certificate_new_for_x509 (X509 *x509); /* takes its own reference */

X509 *sgn_certificate_get_x509 (SgnCertificate *self);
GBytes *sgn_certificate_get_der (SgnCertificate *self);
/* All texts are UTF-8, made fit for showing (sgn_text_display); "" where there is none. Also
 * readable as GObject properties of the same name ("name", "organization", ...). */
const char *sgn_certificate_get_name (SgnCertificate *self); /* CN, else O, else first attribute */
const char *sgn_certificate_get_issuer_name (SgnCertificate *self);
const char *sgn_certificate_get_organization (SgnCertificate *self);
const char *sgn_certificate_get_issuer_organization (SgnCertificate *self); /* O, else its name */
const char *sgn_certificate_get_locality (SgnCertificate *self); /* "Munich, DE"; L and C */
const char *sgn_certificate_get_subject (SgnCertificate *self);  /* RFC 4514 order */
const char *sgn_certificate_get_issuer (SgnCertificate *self);
const char *sgn_certificate_get_serial (SgnCertificate *self); /* lower-case hex */
const char *sgn_certificate_get_sha1 (SgnCertificate *self);   /* lower-case hex */
const char *sgn_certificate_get_sha256 (SgnCertificate *self);
gint64 sgn_certificate_get_not_before (SgnCertificate *self); /* Unix time */
gint64 sgn_certificate_get_not_after (SgnCertificate *self);
const char *sgn_certificate_get_key_title (SgnCertificate *self); /* "RSA 3072", "EC P-256" */
guint sgn_certificate_get_key_bits (SgnCertificate *self);
const char *
sgn_certificate_get_signature_title (SgnCertificate *self); /* "sha256WithRSAEncryption" */
/* Dotted OIDs of the extended key usage, NULL-terminated; NULL when the extension is absent. */
const char *const *sgn_certificate_get_usages (SgnCertificate *self);
gboolean sgn_certificate_has_usage (SgnCertificate *self, const char *oid);
gboolean sgn_certificate_is_ca (SgnCertificate *self);
gboolean sgn_certificate_is_self_issued (SgnCertificate *self);
gboolean sgn_certificate_is_ev (SgnCertificate *self);
gboolean sgn_certificate_has_explicit_curve (SgnCertificate *self);    /* CVE-2020-0601 */
gboolean sgn_certificate_has_revocation_source (SgnCertificate *self); /* CRL or OCSP address */
gboolean sgn_certificate_equal (SgnCertificate *a, SgnCertificate *b);
gboolean sgn_certificate_is_among (SgnCertificate *self, GPtrArray *certificates);
/* Did @issuer's key sign @self (names and signature)? */
gboolean sgn_certificate_is_issued_by (SgnCertificate *self, SgnCertificate *issuer);
