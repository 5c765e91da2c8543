/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-put"

/* Finds keys by their public half and stores certificates (C_FindObjects, C_CreateObject; PKCS #11
 * 2.40, 5.7). */

#include "config.h"

#include <openssl/x509.h>
#include <string.h>

#include "core/base/openssl.h"
#include "core/token/writer/public-key.h"
#include "core/token/writer/writer-private.h"

#define MAX_OBJECTS 256 /* of one kind; cards have a few dozen */
#define MAX_ID      255

static CK_BBOOL yes = CK_TRUE;
static CK_BBOOL no = CK_FALSE;

/* Must be called between enter and leave. */
static CK_RV
search (SgnTokenWriter *self,
        CK_FUNCTION_LIST *functions,
        CK_ATTRIBUTE *attributes,
        CK_ULONG n_attributes,
        CK_OBJECT_HANDLE *objects,
        CK_ULONG *count)
{
  CK_RV answer = functions->C_FindObjectsInit (self->session, attributes, n_attributes);

  *count = 0;
  if (answer != CKR_OK)
    return answer;
  answer = functions->C_FindObjects (self->session, objects, MAX_OBJECTS, count);
  functions->C_FindObjectsFinal (self->session);
  *count = MIN (*count, MAX_OBJECTS);
  return answer;
}

static GBytes *
read_id (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, CK_OBJECT_HANDLE object)
{
  guint8 id[MAX_ID];
  CK_ATTRIBUTE attribute = { CKA_ID, id, sizeof id };

  if (functions->C_GetAttributeValue (self->session, object, &attribute, 1) != CKR_OK ||
      attribute.ulValueLen == 0 || attribute.ulValueLen > sizeof id)
    return NULL;
  return g_bytes_new (id, attribute.ulValueLen);
}

/* Public keys can be on a token without the private ones. */
static gboolean
has_private_key (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, GBytes *id)
{
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  gsize size;
  const void *data = g_bytes_get_data (id, &size);
  CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class }, { CKA_ID, (void *) data, size } };
  CK_OBJECT_HANDLE objects[MAX_OBJECTS];
  CK_ULONG count;

  return search (self, functions, wanted, G_N_ELEMENTS (wanted), objects, &count) == CKR_OK &&
         count > 0;
}

static GBytes *
match (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, CK_OBJECT_HANDLE object, EVP_PKEY *wanted)
{
  g_autoptr (EVP_PKEY) key = sgn_public_key_read (functions, self->session, object);
  g_autoptr (GBytes) id = NULL;

  if (key == NULL || EVP_PKEY_eq (key, wanted) != 1)
    return NULL;
  id = read_id (self, functions, object);
  return id != NULL && has_private_key (self, functions, id) ? g_steal_pointer (&id) : NULL;
}

/* The public half comes from the private key object itself (RSA) or from the public key object. */
static CK_RV
find_id (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, EVP_PKEY *wanted, GBytes **id)
{
  CK_OBJECT_CLASS classes[] = { CKO_PUBLIC_KEY, CKO_PRIVATE_KEY };
  CK_OBJECT_HANDLE objects[MAX_OBJECTS];
  CK_ULONG count;

  for (guint i = 0; i < G_N_ELEMENTS (classes) && *id == NULL; i++) {
    CK_ATTRIBUTE attribute = { CKA_CLASS, &classes[i], sizeof classes[i] };
    CK_RV answer = search (self, functions, &attribute, 1, objects, &count);

    if (answer != CKR_OK)
      return answer;
    for (CK_ULONG j = 0; j < count && *id == NULL; j++)
      *id = match (self, functions, objects[j], wanted);
  }
  return CKR_OK;
}

GBytes *
sgn_token_writer_find_key (SgnTokenWriter *self,
                           SgnCertificate *certificate,
                           GCancellable *cancellable,
                           GError **error)
{
  EVP_PKEY *wanted = X509_get0_pubkey (sgn_certificate_get_x509 (certificate));
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 1, cancellable);
  g_autoptr (GBytes) id = NULL;
  CK_RV answer = wanted != NULL ? find_id (self, functions, wanted, &id) : CKR_OK;

  if (!sgn_token_channel_leave (self->channel, answer, error))
    return NULL;
  if (id == NULL)
    g_set_error_literal (error,
                         SGN_ERROR,
                         SGN_ERROR_TOKEN_KEY_MISSING,
                         sgn_token_get_title (self->token));
  return g_steal_pointer (&id);
}

typedef struct {
  unsigned char *subject;
  unsigned char *issuer;
  unsigned char *serial;
  int subject_size;
  int issuer_size;
  int serial_size;
} Names;

static void
names_init (Names *self, X509 *x509)
{
  *self = (Names){ 0 };
  self->subject_size = i2d_X509_NAME (X509_get_subject_name (x509), &self->subject);
  self->issuer_size = i2d_X509_NAME (X509_get_issuer_name (x509), &self->issuer);
  self->serial_size = i2d_ASN1_INTEGER (X509_get0_serialNumber (x509), &self->serial);
}

static void
names_clear (Names *self)
{
  OPENSSL_free (self->subject);
  OPENSSL_free (self->issuer);
  OPENSSL_free (self->serial);
}

static CK_RV
create (SgnTokenWriter *self,
        CK_FUNCTION_LIST *functions,
        SgnCertificate *certificate,
        const Names *names,
        GBytes *id)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_CERTIFICATE_TYPE type = CKC_X_509;
  const char *label = sgn_certificate_get_name (certificate);
  gsize id_size, size;
  const void *id_data = g_bytes_get_data (id, &id_size);
  const void *data = g_bytes_get_data (sgn_certificate_get_der (certificate), &size);
  CK_OBJECT_HANDLE object;
  /* PKCS #11 2.40, 4.6.3. Not private, so that it can be listed without a PIN. */
  CK_ATTRIBUTE attributes[] = {
    { CKA_CLASS, &class, sizeof class },
    { CKA_CERTIFICATE_TYPE, &type, sizeof type },
    { CKA_TOKEN, &yes, sizeof yes },
    { CKA_PRIVATE, &no, sizeof no },
    { CKA_LABEL, (void *) label, strlen (label) },
    { CKA_ID, (void *) id_data, id_size },
    { CKA_SUBJECT, names->subject, (CK_ULONG) names->subject_size },
    { CKA_ISSUER, names->issuer, (CK_ULONG) names->issuer_size },
    { CKA_SERIAL_NUMBER, names->serial, (CK_ULONG) names->serial_size },
    { CKA_VALUE, (void *) data, size },
  };

  return functions->C_CreateObject (self->session, attributes, G_N_ELEMENTS (attributes), &object);
}

/* Cards are small, and two equal certificates confuse other programs. */
static gboolean
is_there (SgnTokenWriter *self, CK_FUNCTION_LIST *functions, SgnCertificate *certificate)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  gsize size;
  const void *data = g_bytes_get_data (sgn_certificate_get_der (certificate), &size);
  CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class },
                            { CKA_VALUE, (void *) data, size } };
  CK_OBJECT_HANDLE objects[MAX_OBJECTS];
  CK_ULONG count;

  return search (self, functions, wanted, G_N_ELEMENTS (wanted), objects, &count) == CKR_OK &&
         count > 0;
}

gboolean
sgn_token_writer_put_certificate (SgnTokenWriter *self,
                                  SgnCertificate *certificate,
                                  GBytes *id,
                                  GCancellable *cancellable,
                                  GError **error)
{
  CK_FUNCTION_LIST *functions = sgn_token_channel_enter (self->channel, 3, cancellable);
  CK_RV answer = CKR_OK;
  Names names;

  if (!is_there (self, functions, certificate)) {
    names_init (&names, sgn_certificate_get_x509 (certificate));
    answer = create (self, functions, certificate, &names, id);
    names_clear (&names);
  }
  return sgn_token_channel_leave (self->channel, answer, error);
}
