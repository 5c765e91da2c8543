/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* SignerInfo (RFC 5652 5.3): who signed, how, and the attributes. Also used for legacy
 * countersignatures, which are a SignerInfo alone. */

#include "config.h"

#include "core/cms/signer-info.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <openssl/err.h>

#include "core/base/budget.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/cms/attributes.h"
#include "core/cms/issuer-serial.h"

#define TAG_SIGNED       0xa0
#define TAG_UNSIGNED     0xa1
#define TAG_KEY_ID       0x80 /* SubjectKeyIdentifier instead of issuer and serial number */
#define MAX_SERIAL_BYTES 64   /* RFC 5280 4.1.2.2 allows 20 */

/* The SignerIdentifier: spans of the received bytes. */
typedef struct {
  SgnDer issuer; /* Name */
  SgnDer serial; /* content of the INTEGER */
  SgnDer key_id; /* instead of the two */
} SignerId;

static gboolean
der_equals (SgnDer der, gconstpointer data, gsize size)
{
  return der.size == size && (size == 0 || memcmp (der.data, data, size) == 0);
}

static char *
describe_name (SgnDer name)
{
  const guint8 *data = name.data;
  X509_NAME *x509_name = d2i_X509_NAME (NULL, &data, (long) name.size);
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autofree char *text = NULL;
  char *bytes = NULL;
  long size = 0;

  if (x509_name != NULL) {
    X509_NAME_print_ex (bio, x509_name, 0, XN_FLAG_RFC2253 & ~(gulong) ASN1_STRFLGS_ESC_MSB);
    size = BIO_get_mem_data (bio, &bytes);
  }
  ERR_clear_error ();
  X509_NAME_free (x509_name);
  text = size > 0 ? g_strndup (bytes, (gsize) size) : g_strdup ("");
  return sgn_text_display (text);
}

static char *
describe_serial (SgnDer serial)
{
  /* The zero before a set top bit is no part of the number. */
  while (serial.size > 1 && serial.data[0] == 0)
    serial = (SgnDer){ serial.data + 1, serial.size - 1 };
  return sgn_text_hex (serial.data, MIN (serial.size, MAX_SERIAL_BYTES));
}

static gboolean
read_signer_id (SgnDer *der, SignerId *ret, GError **error)
{
  SgnDerElement element;
  SgnDerElement issuer;
  SgnDerElement serial;

  *ret = (SignerId){ 0 };
  if (sgn_der_optional (der, TAG_KEY_ID, &element)) {
    ret->key_id = element.content;
    return TRUE;
  }
  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &element, error) ||
      !sgn_der_expect (&element.content, SGN_TAG_SEQUENCE, &issuer, error) ||
      !sgn_der_expect (&element.content, SGN_TAG_INTEGER, &serial, error) ||
      !sgn_der_end (element.content, error))
    return FALSE;
  ret->issuer = issuer.whole;
  ret->serial = serial.content;
  return TRUE;
}

/* Byte for byte: what matches only after normalising names is another certificate to Windows. */
static gboolean
issuer_matches (X509 *x509, SgnDer issuer)
{
  const guint8 *name;
  gsize size;

  return X509_NAME_get0_der (X509_get_issuer_name (x509), &name, &size) == 1 &&
         der_equals (issuer, name, size);
}

static gboolean
serial_matches (SgnCertificate *certificate, SgnDer serial)
{
  g_autoptr (GBytes) encoded = sgn_serial_encode (certificate);
  SgnDer der = sgn_der_from_bytes (encoded);
  SgnDerElement element;

  return sgn_der_expect (&der, SGN_TAG_INTEGER, &element, NULL) &&
         der_equals (serial, element.content.data, element.content.size);
}

static gboolean
certificate_matches (SgnCertificate *certificate, const SignerId *id)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  const ASN1_OCTET_STRING *key_id;

  if (id->issuer.size > 0)
    return issuer_matches (x509, id->issuer) && serial_matches (certificate, id->serial);
  key_id = X509_get0_subject_key_id (x509);
  return key_id != NULL && der_equals (id->key_id,
                                       ASN1_STRING_get0_data (key_id),
                                       (gsize) ASN1_STRING_length (key_id));
}

/* The first that matches. NULL if the certificate is not in the set, which is no damage. */
static void
identify (SgnSignerInfo *self, const SignerId *id, GPtrArray *certificates)
{
  self->issuer = describe_name (id->issuer);
  self->serial = describe_serial (id->serial);
  for (guint i = 0; i < certificates->len && self->certificate == NULL; i++)
    if (certificate_matches (certificates->pdata[i], id))
      self->certificate = g_object_ref (certificates->pdata[i]);
}

/* signedAttrs is tagged [0], but the signature covers the same bytes tagged as SET OF with a
 * definite length (RFC 5652, 5.4). */
static GBytes *
retag_as_set (const SgnDerElement *element)
{
  guint8 *bytes;

  /* Indefinite, so the length must be written anew. */
  if (element->whole.data[1] == 0x80)
    return sgn_der_encode (SGN_TAG_SET, element->content.data, element->content.size);
  bytes = g_memdup2 (element->whole.data, element->whole.size);
  bytes[0] = SGN_TAG_SET;
  return g_bytes_new_take (bytes, element->whole.size);
}

static gboolean
read_signed (SgnDer *der, SgnSignerInfo *self, GError **error)
{
  SgnDerElement element;

  self->signed_attributes = sgn_attributes_new ();
  if (!sgn_der_optional (der, TAG_SIGNED, &element))
    return TRUE;
  g_clear_pointer (&self->signed_attributes, g_ptr_array_unref);
  self->signed_attributes = sgn_attributes_parse (element.content, error);
  self->signed_attributes_der = retag_as_set (&element);
  return self->signed_attributes != NULL;
}

static gboolean
read_unsigned (SgnDer *der, SgnSignerInfo *self, GError **error)
{
  SgnDerElement element;

  self->unsigned_attributes = sgn_attributes_new ();
  if (!sgn_der_optional (der, TAG_UNSIGNED, &element))
    return TRUE;
  g_clear_pointer (&self->unsigned_attributes, g_ptr_array_unref);
  self->unsigned_attributes = sgn_attributes_parse (element.content, error);
  return self->unsigned_attributes != NULL;
}

static guint64
get_size (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

/* In BER an OCTET STRING may be split into pieces, some of them empty. */
static guint64
count_slack (const SgnSignerInfo *self, const SignerId *id, guint64 size)
{
  size -= id->issuer.size + id->serial.size + id->key_id.size + self->parameters_size;
  size -= get_size (self->signed_attributes_der) + get_size (self->signature);
  for (guint i = 0; i < self->unsigned_attributes->len; i++) {
    const SgnAttribute *attribute = self->unsigned_attributes->pdata[i];

    size -= attribute->size;
  }
  return size;
}

static gboolean
read_fields (SgnDer der, SignerId *id, SgnSignerInfo *self, GError **error)
{
  guint64 version;
  SgnDer hash_parameters;
  SgnDer parameters;
  gsize size = der.size;

  if (!sgn_der_uint (&der, &version, error) || !read_signer_id (&der, id, error) ||
      !sgn_der_algorithm (&der, &self->hash_oid, &hash_parameters, error) ||
      !read_signed (&der, self, error) ||
      !sgn_der_algorithm (&der, &self->signature_oid, &parameters, error) ||
      !sgn_der_octets (&der, &self->signature, error) || !read_unsigned (&der, self, error) ||
      !sgn_der_end (der, error))
    return FALSE;
  if (!sgn_der_is_empty (parameters))
    self->signature_parameters = sgn_der_to_bytes (parameters);
  /* The parameters of both algorithms are outside of what is signed. */
  self->parameters_size = hash_parameters.size + parameters.size;
  self->slack_size = count_slack (self, id, size);
  self->hash_known = sgn_hash_from_oid (self->hash_oid, &self->hash);
  return TRUE;
}

SgnSignerInfo *
sgn_signer_info_read (SgnDer *der, GPtrArray *certificates, GError **error)
{
  g_autoptr (SgnSignerInfo) self = g_new0 (SgnSignerInfo, 1);
  SgnDerElement sequence;
  SignerId id;

  /* Countersignatures and nested signatures multiply. */
  if (!sgn_budget_spend (SGN_COST_SIGNATURES, 1, error))
    return NULL;
  if (!sgn_der_expect (der, SGN_TAG_SEQUENCE, &sequence, error) ||
      !read_fields (sequence.content, &id, self, error)) {
    g_prefix_error (error, _ ("signer: "));
    return NULL;
  }
  identify (self, &id, certificates);
  return g_steal_pointer (&self);
}

SgnSignerInfo *
sgn_signer_info_parse (GBytes *bytes, GPtrArray *certificates, GError **error)
{
  SgnDer der = sgn_der_from_bytes (bytes);
  g_autoptr (SgnSignerInfo) self = sgn_signer_info_read (&der, certificates, error);

  if (self == NULL || !sgn_der_end (der, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sgn_signer_info_free (SgnSignerInfo *self)
{
  g_clear_pointer (&self->hash_oid, g_free);
  g_clear_pointer (&self->signature_oid, g_free);
  g_clear_pointer (&self->signature_parameters, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->signed_attributes_der, g_bytes_unref);
  g_clear_pointer (&self->signed_attributes, g_ptr_array_unref);
  g_clear_pointer (&self->unsigned_attributes, g_ptr_array_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->issuer, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_free (self);
}

const SgnAttribute *
sgn_signer_info_get_signed (const SgnSignerInfo *self, const char *oid)
{
  return sgn_attributes_find (self->signed_attributes, oid);
}

const SgnAttribute *
sgn_signer_info_get_unsigned (const SgnSignerInfo *self, const char *oid)
{
  return sgn_attributes_find (self->unsigned_attributes, oid);
}
