/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

/* A parsed X.509 certificate (RFC 5280). Immutable, so it may be shared between threads. All
 * getters return values owned by the object (transfer none) and never NULL unless noted. */
#define SGN_TYPE_CERTIFICATE (sgn_certificate_get_type ())
G_DECLARE_FINAL_TYPE (SgnCertificate, sgn_certificate, SGN, CERTIFICATE, GObject)

/* @der must hold exactly one certificate. Errors: SGN_ERROR_CERT_DAMAGED. (transfer full) */
SgnCertificate *sgn_certificate_new (GBytes *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* takes its own reference (transfer full) */
SgnCertificate *sgn_certificate_new_for_x509 (X509 *x509) G_GNUC_WARN_UNUSED_RESULT;

X509 *sgn_certificate_get_x509 (SgnCertificate *self);
GBytes *sgn_certificate_get_der (SgnCertificate *self);
/* Texts are UTF-8 and safe to display (see sgn_text_display()), "" where the certificate has no
 * value. They are also GObject properties of the same name ("name", "organization", ...). */
/* CN, else O, else the first attribute */
const char *sgn_certificate_get_name (SgnCertificate *self);
const char *sgn_certificate_get_issuer_name (SgnCertificate *self);
const char *sgn_certificate_get_organization (SgnCertificate *self);
/* O, else the issuer's name */
const char *sgn_certificate_get_issuer_organization (SgnCertificate *self);
const char *sgn_certificate_get_locality (SgnCertificate *self); /* L and C: "Munich, DE" */
const char *sgn_certificate_get_subject (SgnCertificate *self);  /* RFC 4514 order */
const char *sgn_certificate_get_issuer (SgnCertificate *self);
const char *sgn_certificate_get_serial (SgnCertificate *self); /* lower-case hex */
const char *sgn_certificate_get_sha1 (SgnCertificate *self);   /* lower-case hex */
const char *sgn_certificate_get_sha256 (SgnCertificate *self);
gint64 sgn_certificate_get_not_before (SgnCertificate *self); /* seconds since the Unix epoch */
gint64 sgn_certificate_get_not_after (SgnCertificate *self);
const char *sgn_certificate_get_key_title (SgnCertificate *self); /* "RSA 3072", "EC P-256" */
guint sgn_certificate_get_key_bits (SgnCertificate *self);
const char *
sgn_certificate_get_signature_title (SgnCertificate *self); /* "sha256WithRSAEncryption" */
/* Dotted OIDs of the extended key usage, NULL-terminated. (nullable): the extension is absent */
const char *const *sgn_certificate_get_usages (SgnCertificate *self);
gboolean sgn_certificate_has_usage (SgnCertificate *self, const char *oid);
gboolean sgn_certificate_is_ca (SgnCertificate *self);
gboolean sgn_certificate_is_self_issued (SgnCertificate *self);
gboolean sgn_certificate_is_ev (SgnCertificate *self);
gboolean sgn_certificate_has_explicit_curve (SgnCertificate *self); /* CVE-2020-0601 */
/* has a CRL or OCSP address */
gboolean sgn_certificate_has_revocation_source (SgnCertificate *self);
gboolean sgn_certificate_equal (SgnCertificate *a, SgnCertificate *b);
gboolean sgn_certificate_is_among (SgnCertificate *self, GPtrArray *certificates);
/* Whether the names match and @issuer's key made the signature of @self. */
gboolean sgn_certificate_is_issued_by (SgnCertificate *self, SgnCertificate *issuer);
