/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

/* Reads fields of X.509 certificates out of OpenSSL's structures. Texts are safe to display, ""
 * where there is no value. */

/* The most specific value of the attribute. (transfer full) */
char *sgn_x509_name_get (const X509_NAME *name, int nid) G_GNUC_WARN_UNUSED_RESULT;
/* CN, else O, else the first attribute that has a visible value. (transfer full) */
char *sgn_x509_name_get_title (const X509_NAME *name) G_GNUC_WARN_UNUSED_RESULT;
/* The whole name in RFC 4514 order. (transfer full) */
char *sgn_x509_name_to_text (const X509_NAME *name) G_GNUC_WARN_UNUSED_RESULT;
/* compares the DER encodings */
gboolean sgn_x509_name_equal (const X509_NAME *a, const X509_NAME *b);

char *sgn_x509_get_serial (X509 *x509) G_GNUC_WARN_UNUSED_RESULT;          /* (transfer full) */
char *sgn_x509_get_key_title (X509 *x509) G_GNUC_WARN_UNUSED_RESULT;       /* (transfer full) */
char *sgn_x509_get_signature_title (X509 *x509) G_GNUC_WARN_UNUSED_RESULT; /* (transfer full) */
/* (transfer full); FALSE: no such extension */
gboolean sgn_x509_get_usages (X509 *x509, char ***ret);
gboolean sgn_x509_has_policy (X509 *x509, const char *const *oids);
gboolean sgn_x509_has_explicit_curve (X509 *x509);
gboolean sgn_x509_has_revocation_source (X509 *x509);
