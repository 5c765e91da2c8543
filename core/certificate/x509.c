/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-x509"

/* Turns the fields of a certificate into text and answers simple questions about its extensions.
 * Whoever wrote the certificate chose every byte, so texts are made safe to display and unreadable
 * extensions count as if they allowed nothing. */

#include "config.h"

#include "core/certificate/x509.h"

#include <openssl/err.h>
#include <string.h>

#include "core/base/openssl.h"
#include "core/base/text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free)

/* Keeps an embedded NUL from cutting a name short: "good.example\0.evil.example". */
static char *
text_from_bytes (const guint8 *bytes, gsize size)
{
  g_autofree char *valid = NULL;

  if (size == 0)
    return g_strdup ("");
  valid = g_utf8_make_valid ((const char *) bytes, (gssize) size);
  return sgn_text_display (valid);
}

static char *
text_from_asn1 (const ASN1_STRING *string)
{
  unsigned char *utf8 = NULL;
  int size = ASN1_STRING_to_UTF8 (&utf8, string);
  char *text;

  /* The bytes do not match the declared string type; show what there is rather than nothing. */
  if (size < 0) {
    ERR_clear_error ();
    return text_from_bytes (ASN1_STRING_get0_data (string), (gsize) ASN1_STRING_length (string));
  }
  text = text_from_bytes (utf8, (gsize) size);
  OPENSSL_free (utf8);
  return text;
}

char *
sgn_x509_name_get (const X509_NAME *name, int nid)
{
  int last = -1;

  /* Names go from general to specific (RFC 4514, 2.1), so the last one is meant. */
  for (int i = -1; (i = X509_NAME_get_index_by_NID (name, nid, i)) >= 0;)
    last = i;
  if (last < 0)
    return g_strdup ("");
  return text_from_asn1 (X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, last)));
}

/* A name of spaces or invisible characters would leave a blank where the publisher should be. */
static gboolean
is_visible (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar character = g_utf8_get_char (text);

    if (g_unichar_isgraph (character) && !g_unichar_iszerowidth (character))
      return TRUE;
  }
  return FALSE;
}

char *
sgn_x509_name_get_title (const X509_NAME *name)
{
  const int nids[] = { NID_commonName, NID_organizationName };

  for (gsize i = 0; i < G_N_ELEMENTS (nids); i++) {
    g_autofree char *text = sgn_x509_name_get (name, nids[i]);

    if (is_visible (text))
      return g_steal_pointer (&text);
  }
  for (int i = 0; i < X509_NAME_entry_count (name); i++) {
    g_autofree char *text = text_from_asn1 (
        X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, i)));

    if (is_visible (text))
      return g_steal_pointer (&text);
  }
  return g_strdup ("");
}

char *
sgn_x509_name_to_text (const X509_NAME *name)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long size;

  /* Without escaping letters outside ASCII, since the result is UTF-8 anyway. */
  if (X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0) {
    ERR_clear_error ();
    return g_strdup ("");
  }
  size = BIO_get_mem_data (bio, &data);
  return text_from_bytes ((const guint8 *) data, (gsize) MAX (size, 0));
}

gboolean
sgn_x509_name_equal (const X509_NAME *a, const X509_NAME *b)
{
  /* RFC 5280, 7.1, allows a looser comparison; authorities copy the encoding, and bytes leave
   * nothing to interpretation. */
  const unsigned char *der_a, *der_b;
  size_t size_a, size_b;

  if (X509_NAME_get0_der (a, &der_a, &size_a) != 1 || X509_NAME_get0_der (b, &der_b, &size_b) != 1)
    return FALSE;
  return size_a == size_b && memcmp (der_a, der_b, size_a) == 0;
}

/* A negative serial number in its encoded two's complement form, as Windows shows it. OpenSSL only
 * gives its absolute @value. */
static char *
negative_to_hex (const guint8 *value, gsize size)
{
  g_autofree guint8 *encoded = g_malloc (size + 1);
  guint carry = 1;

  encoded[0] = 0xFF;
  for (gsize i = size; i > 0; i--) {
    guint sum = (value[i - 1] ^ 0xFFU) + carry;

    encoded[i] = sum & 0xFF;
    carry = sum >> 8;
  }
  /* The sign fits into the first byte (X.690, 8.3.2: the shortest form). */
  if (size > 0 && (encoded[1] & 0x80) != 0)
    return sgn_text_hex (encoded + 1, size);
  return sgn_text_hex (encoded, size + 1);
}

char *
sgn_x509_get_serial (X509 *x509)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (x509);
  const guint8 *value = ASN1_STRING_get0_data (serial);
  gsize size = (gsize) ASN1_STRING_length (serial);

  /* RFC 5280, 4.1.2.2, forbids negative numbers, but asks readers to cope with them. */
  if (ASN1_STRING_type (serial) == V_ASN1_NEG_INTEGER)
    return negative_to_hex (value, size);
  return sgn_text_hex (value, size);
}

static char *
ec_title (EVP_PKEY *key)
{
  char group[64] = "";
  const char *nist;

  if (EVP_PKEY_get_group_name (key, group, sizeof group, NULL) != 1)
    return g_strdup ("EC");
  nist = EC_curve_nid2nist (OBJ_txt2nid (group));
  return g_strdup_printf ("EC %s", nist != NULL ? nist : group);
}

static char *
algorithm_title (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  if (OBJ_obj2nid (object) != NID_undef)
    return g_strdup (OBJ_nid2ln (OBJ_obj2nid (object)));
  return sgn_openssl_oid (object);
}

static X509_ALGOR *
key_algorithm (X509 *x509)
{
  X509_ALGOR *algorithm = NULL;

  X509_PUBKEY_get0_param (NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY (x509));
  return algorithm;
}

char *
sgn_x509_get_key_title (X509 *x509)
{
  EVP_PKEY *key = X509_get0_pubkey (x509);

  if (key == NULL) {
    ERR_clear_error ();
    return algorithm_title (key_algorithm (x509));
  }
  if (EVP_PKEY_is_a (key, "EC"))
    return ec_title (key);
  if (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS") || EVP_PKEY_is_a (key, "DSA"))
    return g_strdup_printf ("%s %d", EVP_PKEY_get0_type_name (key), EVP_PKEY_get_bits (key));
  return algorithm_title (key_algorithm (x509));
}

char *
sgn_x509_get_signature_title (X509 *x509)
{
  return algorithm_title (X509_get0_tbs_sigalg (x509));
}

gboolean
sgn_x509_get_usages (X509 *x509, char ***ret)
{
  int critical = -1;
  g_autoptr (EXTENDED_KEY_USAGE) usages = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  usages = X509_get_ext_d2i (x509, NID_ext_key_usage, &critical, NULL);
  if (usages == NULL && critical == -1)
    return FALSE;
  if (usages == NULL)
    ERR_clear_error (); /* present but unreadable: allows no usage */
  for (int i = 0; usages != NULL && i < sk_ASN1_OBJECT_num (usages); i++) {
    g_autofree char *oid = sgn_openssl_oid (sk_ASN1_OBJECT_value (usages, i));

    g_strv_builder_add (builder, oid);
  }
  *ret = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
sgn_x509_has_policy (X509 *x509, const char *const *oids)
{
  g_autoptr (CERTIFICATEPOLICIES) policies = NULL;

  policies = X509_get_ext_d2i (x509, NID_certificate_policies, NULL, NULL);
  if (policies == NULL)
    ERR_clear_error ();
  for (int i = 0; policies != NULL && i < sk_POLICYINFO_num (policies); i++) {
    g_autofree char *oid = sgn_openssl_oid (sk_POLICYINFO_value (policies, i)->policyid);

    if (g_strv_contains (oids, oid))
      return TRUE;
  }
  return FALSE;
}

gboolean
sgn_x509_has_explicit_curve (X509 *x509)
{
  const ASN1_OBJECT *object;
  int parameter;

  /* ECParameters is a choice of namedCurve (an OBJECT IDENTIFIER) and others that certificates must
   * not use (RFC 5480, 2.1.1). */
  X509_ALGOR_get0 (&object, &parameter, NULL, key_algorithm (x509));
  return OBJ_obj2nid (object) == NID_X9_62_id_ecPublicKey && parameter != V_ASN1_OBJECT;
}

gboolean
sgn_x509_has_revocation_source (X509 *x509)
{
  g_autoptr (AUTHORITY_INFO_ACCESS) access = NULL;

  if (X509_get_ext_by_NID (x509, NID_crl_distribution_points, -1) >= 0)
    return TRUE;
  access = X509_get_ext_d2i (x509, NID_info_access, NULL, NULL);
  if (access == NULL)
    ERR_clear_error ();
  for (int i = 0; access != NULL && i < sk_ACCESS_DESCRIPTION_num (access); i++) {
    if (OBJ_obj2nid (sk_ACCESS_DESCRIPTION_value (access, i)->method) == NID_ad_OCSP)
      return TRUE;
  }
  return FALSE;
}
