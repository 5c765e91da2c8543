/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-certificate"

/* An X.509 certificate (RFC 5280) with everything other rooms ask about it, computed once. A check
 * looks at the same few certificates again and again: to build chains, to compare names, to show
 * them. Whether a certificate is trusted is decided in trust/. */

#include "config.h"

#include "core/certificate/certificate.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/certificate/recent.h"
#include "core/certificate/x509.h"

/* Extended-validation code-signing policies: CA/Browser Forum; DigiCert, GlobalSign, Sectigo,
 * Entrust, SSL.com, Certum. */
static const char *const ev_policies[] = {
  "2.23.140.1.3",
  "2.16.840.1.114412.3.2",
  "1.3.6.1.4.1.4146.1.2",
  "1.3.6.1.4.1.6449.1.2.1.6.1",
  "2.16.840.1.114028.10.1.2",
  "1.3.6.1.4.1.38064.1.3.3.2",
  "1.2.616.1.113527.2.5.1.7",
  NULL,
};

/* What one certificate with all its texts costs in memory, as a multiple of its DER encoding. */
#define MEMORY_FACTOR 4

typedef enum {
  PROP_NAME = 1,
  PROP_ISSUER_NAME,
  PROP_ORGANIZATION,
  PROP_ISSUER_ORGANIZATION,
  PROP_LOCALITY,
  PROP_SUBJECT,
  PROP_ISSUER,
  PROP_SERIAL,
  PROP_SHA1,
  PROP_SHA256,
  PROP_KEY_TITLE,
  PROP_SIGNATURE_TITLE,
  N_TEXTS,
  PROP_NOT_BEFORE = N_TEXTS,
  PROP_NOT_AFTER,
  PROP_KEY_BITS,
  N_PROPS
} Property;

struct _SgnCertificate {
  GObject parent_instance;

  X509 *x509;
  GBytes *der;
  char *texts[N_TEXTS];
  gint64 not_before;
  gint64 not_after;
  guint key_bits;
  GStrv usages;
};

G_DEFINE_FINAL_TYPE (SgnCertificate, sgn_certificate, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
sgn_certificate_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SgnCertificate *self = SGN_CERTIFICATE (object);

  if (id < N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else if (id == PROP_NOT_BEFORE)
    g_value_set_int64 (value, self->not_before);
  else if (id == PROP_NOT_AFTER)
    g_value_set_int64 (value, self->not_after);
  else if (id == PROP_KEY_BITS)
    g_value_set_uint (value, self->key_bits);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sgn_certificate_finalize (GObject *object)
{
  SgnCertificate *self = SGN_CERTIFICATE (object);

  X509_free (self->x509);
  g_clear_pointer (&self->der, g_bytes_unref);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_strfreev (self->usages);
  G_OBJECT_CLASS (sgn_certificate_parent_class)->finalize (object);
}

static void
sgn_certificate_class_init (SgnCertificateClass *class)
{
  static const char *const names[N_TEXTS] = {
    [PROP_NAME] = "name",
    [PROP_ISSUER_NAME] = "issuer-name",
    [PROP_ORGANIZATION] = "organization",
    [PROP_ISSUER_ORGANIZATION] = "issuer-organization",
    [PROP_LOCALITY] = "locality",
    [PROP_SUBJECT] = "subject",
    [PROP_ISSUER] = "issuer",
    [PROP_SERIAL] = "serial",
    [PROP_SHA1] = "sha1",
    [PROP_SHA256] = "sha256",
    [PROP_KEY_TITLE] = "key-title",
    [PROP_SIGNATURE_TITLE] = "signature-title",
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = sgn_certificate_get_property;
  object_class->finalize = sgn_certificate_finalize;
  for (guint i = PROP_NAME; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_NOT_BEFORE] = g_param_spec_int64 ("not-before",
                                                    NULL,
                                                    NULL,
                                                    G_MININT64,
                                                    G_MAXINT64,
                                                    0,
                                                    flags);
  properties[PROP_NOT_AFTER] = g_param_spec_int64 ("not-after",
                                                   NULL,
                                                   NULL,
                                                   G_MININT64,
                                                   G_MAXINT64,
                                                   0,
                                                   flags);
  properties[PROP_KEY_BITS] = g_param_spec_uint ("key-bits", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sgn_certificate_init (SgnCertificate *self)
{
}

static char *
describe_locality (const X509_NAME *name)
{
  g_autofree char *locality = sgn_x509_name_get (name, NID_localityName);
  g_autofree char *country = sgn_x509_name_get (name, NID_countryName);

  if (*locality == '\0')
    return g_steal_pointer (&country);
  if (*country == '\0')
    return g_steal_pointer (&locality);
  return g_strdup_printf ("%s, %s", locality, country);
}

static char *
fingerprint (GBytes *der, SgnHash hash)
{
  g_autoptr (GBytes) digest = sgn_hash_bytes (hash, der);

  return sgn_text_hex_bytes (digest);
}

static void
fill_names (SgnCertificate *self)
{
  const X509_NAME *subject = X509_get_subject_name (self->x509);
  const X509_NAME *issuer = X509_get_issuer_name (self->x509);
  char **texts = self->texts;

  texts[PROP_NAME] = sgn_x509_name_get_title (subject);
  texts[PROP_ISSUER_NAME] = sgn_x509_name_get_title (issuer);
  texts[PROP_ORGANIZATION] = sgn_x509_name_get (subject, NID_organizationName);
  texts[PROP_ISSUER_ORGANIZATION] = sgn_x509_name_get (issuer, NID_organizationName);
  /* Private authorities often have no more than a CN. */
  if (*texts[PROP_ISSUER_ORGANIZATION] == '\0') {
    g_free (texts[PROP_ISSUER_ORGANIZATION]);
    texts[PROP_ISSUER_ORGANIZATION] = g_strdup (texts[PROP_ISSUER_NAME]);
  }
  texts[PROP_LOCALITY] = describe_locality (subject);
  texts[PROP_SUBJECT] = sgn_x509_name_to_text (subject);
  texts[PROP_ISSUER] = sgn_x509_name_to_text (issuer);
}

static void
fill_numbers (SgnCertificate *self)
{
  EVP_PKEY *key = X509_get0_pubkey (self->x509);

  self->texts[PROP_SERIAL] = sgn_x509_get_serial (self->x509);
  self->texts[PROP_SHA1] = fingerprint (self->der, SGN_HASH_SHA1);
  self->texts[PROP_SHA256] = fingerprint (self->der, SGN_HASH_SHA256);
  self->texts[PROP_KEY_TITLE] = sgn_x509_get_key_title (self->x509);
  self->texts[PROP_SIGNATURE_TITLE] = sgn_x509_get_signature_title (self->x509);
  self->key_bits = key != NULL ? (guint) MAX (EVP_PKEY_get_bits (key), 0) : 0;
  sgn_x509_get_usages (self->x509, &self->usages);
}

/* Takes ownership of both arguments. NULL when a validity date is malformed. */
static SgnCertificate *
certificate_new_take (X509 *x509, GBytes *der)
{
  g_autoptr (SgnCertificate) self = g_object_new (SGN_TYPE_CERTIFICATE, NULL);

  self->x509 = x509;
  self->der = der;
  /* Parses the extensions now: OpenSSL does it lazily, which is not safe once threads share the
   * object. */
  X509_check_purpose (x509, -1, 0);
  /* Without dates there is no telling whether it was valid, and OpenSSL accepts nearly any text
   * here. */
  if (!sgn_openssl_time (X509_get0_notBefore (x509), &self->not_before) ||
      !sgn_openssl_time (X509_get0_notAfter (x509), &self->not_after))
    return NULL;
  fill_names (self);
  fill_numbers (self);
  ERR_clear_error ();
  return g_steal_pointer (&self);
}

static SgnCertificate *
read_der (GBytes *der, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (der, &size);
  const unsigned char *end = data;
  g_autoptr (X509) x509 = NULL;
  SgnCertificate *self;

  /* d2i_X509() takes a long, and lengths in OpenSSL's structures are int. */
  if (size == 0 || size > G_MAXINT32 || (x509 = d2i_X509 (NULL, &end, (long) size)) == NULL) {
    sgn_error_set_openssl (error, SGN_ERROR_CERT_DAMAGED, _ ("not an X.509 certificate"));
    return NULL;
  }
  /* Fingerprints are of the whole input, so bytes behind the certificate would give the same
   * certificate another fingerprint. */
  if ((gsize) (end - data) != size) {
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_CERT_DAMAGED,
                         _ ("unexpected data after the certificate"));
    return NULL;
  }
  self = certificate_new_take (g_steal_pointer (&x509), g_bytes_ref (der));
  if (self == NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_CERT_DAMAGED,
                         _ ("the certificate has a malformed date"));
  return self;
}

SgnCertificate *
sgn_certificate_new (GBytes *der, GError **error)
{
  SgnCertificate *self = sgn_recent_find (der);

  if (self != NULL)
    return self;
  /* Each certificate costs far more than its bytes in the file, and a CMS SignedData may hold any
   * number of them. */
  if (!sgn_budget_spend (SGN_COST_CERTIFICATES, 1, error) ||
      !sgn_budget_spend (SGN_COST_MEMORY, MEMORY_FACTOR * g_bytes_get_size (der), error))
    return NULL;
  self = read_der (der, error);
  if (self != NULL)
    sgn_recent_add (sgn_certificate_get_der (self), self);
  return self;
}

SgnCertificate *
sgn_certificate_new_for_x509 (X509 *x509)
{
  unsigned char *data = NULL;
  int size = i2d_X509 (x509, &data);
  GBytes *der;

  g_return_val_if_fail (size > 0, NULL);
  der = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);
  X509_up_ref (x509);
  return certificate_new_take (x509, der);
}

X509 *
sgn_certificate_get_x509 (SgnCertificate *self)
{
  g_return_val_if_fail (SGN_IS_CERTIFICATE (self), NULL);
  return self->x509;
}

GBytes *
sgn_certificate_get_der (SgnCertificate *self)
{
  g_return_val_if_fail (SGN_IS_CERTIFICATE (self), NULL);
  return self->der;
}

const char *
sgn_certificate_get_name (SgnCertificate *self)
{
  return self->texts[PROP_NAME];
}

const char *
sgn_certificate_get_issuer_name (SgnCertificate *self)
{
  return self->texts[PROP_ISSUER_NAME];
}

const char *
sgn_certificate_get_organization (SgnCertificate *self)
{
  return self->texts[PROP_ORGANIZATION];
}

const char *
sgn_certificate_get_issuer_organization (SgnCertificate *self)
{
  return self->texts[PROP_ISSUER_ORGANIZATION];
}

const char *
sgn_certificate_get_locality (SgnCertificate *self)
{
  return self->texts[PROP_LOCALITY];
}

const char *
sgn_certificate_get_subject (SgnCertificate *self)
{
  return self->texts[PROP_SUBJECT];
}

const char *
sgn_certificate_get_issuer (SgnCertificate *self)
{
  return self->texts[PROP_ISSUER];
}

const char *
sgn_certificate_get_serial (SgnCertificate *self)
{
  return self->texts[PROP_SERIAL];
}

const char *
sgn_certificate_get_sha1 (SgnCertificate *self)
{
  return self->texts[PROP_SHA1];
}

const char *
sgn_certificate_get_sha256 (SgnCertificate *self)
{
  return self->texts[PROP_SHA256];
}

gint64
sgn_certificate_get_not_before (SgnCertificate *self)
{
  return self->not_before;
}

gint64
sgn_certificate_get_not_after (SgnCertificate *self)
{
  return self->not_after;
}

const char *
sgn_certificate_get_key_title (SgnCertificate *self)
{
  return self->texts[PROP_KEY_TITLE];
}

guint
sgn_certificate_get_key_bits (SgnCertificate *self)
{
  return self->key_bits;
}

const char *
sgn_certificate_get_signature_title (SgnCertificate *self)
{
  return self->texts[PROP_SIGNATURE_TITLE];
}

const char *const *
sgn_certificate_get_usages (SgnCertificate *self)
{
  return (const char *const *) self->usages;
}

gboolean
sgn_certificate_has_usage (SgnCertificate *self, const char *oid)
{
  return self->usages != NULL && g_strv_contains ((const char *const *) self->usages, oid);
}

gboolean
sgn_certificate_is_ca (SgnCertificate *self)
{
  /* EXFLAG_CA is basicConstraints with cA TRUE (RFC 5280, 4.2.1.9). */
  return (X509_get_extension_flags (self->x509) & EXFLAG_CA) != 0;
}

/* Equal names only (RFC 5280, 3.2); whether it signed itself is a matter for trust/, which looks
 * roots up by their bytes. */
gboolean
sgn_certificate_is_self_issued (SgnCertificate *self)
{
  return sgn_x509_name_equal (X509_get_subject_name (self->x509),
                              X509_get_issuer_name (self->x509));
}

gboolean
sgn_certificate_is_ev (SgnCertificate *self)
{
  return sgn_x509_has_policy (self->x509, ev_policies);
}

gboolean
sgn_certificate_has_explicit_curve (SgnCertificate *self)
{
  return sgn_x509_has_explicit_curve (self->x509);
}

gboolean
sgn_certificate_has_revocation_source (SgnCertificate *self)
{
  return sgn_x509_has_revocation_source (self->x509);
}

gboolean
sgn_certificate_equal (SgnCertificate *a, SgnCertificate *b)
{
  return a == b || g_bytes_equal (a->der, b->der);
}

gboolean
sgn_certificate_is_among (SgnCertificate *self, GPtrArray *certificates)
{
  for (guint i = 0; i < certificates->len; i++)
    if (sgn_certificate_equal (certificates->pdata[i], self))
      return TRUE;
  return FALSE;
}

gboolean
sgn_certificate_is_issued_by (SgnCertificate *self, SgnCertificate *issuer)
{
  EVP_PKEY *key = X509_get0_pubkey (issuer->x509);
  gboolean verified;

  if (key == NULL || !sgn_x509_name_equal (X509_get_issuer_name (self->x509),
                                           X509_get_subject_name (issuer->x509)))
    return FALSE;
  /* A hostile file could hold many certificates with the same name, each of which would have to be
   * tried. */
  if (!sgn_budget_spend (SGN_COST_BYTES, g_bytes_get_size (self->der), NULL) ||
      !sgn_budget_spend_key (key, NULL))
    return FALSE;
  verified = X509_verify (self->x509, key) == 1;
  ERR_clear_error ();
  return verified;
}
