/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

/* What an X.509 certificate says, taken out of OpenSSL's structures. Texts are fit for showing,
 * "" where there is nothing. */

/* The most specific value of the attribute. (transfer full) */
char *sgn_x509_name_get (const X509_NAME *name, int nid);
/* CN, else O, else the first attribute, of those that can be seen. (transfer full) */
char *sgn_x509_name_get_title (const X509_NAME *name);
/* RFC 4514. (transfer full) */
char *sgn_x509_name_to_text (const X509_NAME *name);
gboolean sgn_x509_name_equal (const X509_NAME *a, const X509_NAME *b); /* octet by octet */

char *sgn_x509_get_serial (X509 *x509);                 /* (transfer full) */
char *sgn_x509_get_key_title (X509 *x509);              /* (transfer full) */
char *sgn_x509_get_signature_title (X509 *x509);        /* (transfer full) */
gboolean sgn_x509_get_usages (X509 *x509, char ***ret); /* FALSE: extension absent */
gboolean sgn_x509_has_policy (X509 *x509, const char *const *oids);
gboolean sgn_x509_has_explicit_curve (X509 *x509);
gboolean sgn_x509_has_revocation_source (X509 *x509);
