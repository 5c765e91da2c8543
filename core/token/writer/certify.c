/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-token-certify"

/* From a new key to its certificate: makes key and request, and later stores what the authority
 * issued next to the key. */

#include "config.h"

#include "core/token/writer/certify.h"

#include "core/base/error.h"
#include "core/identity/make/certificate-request.h"

/* The label of the key is the common name of the subject. (transfer full) */
static char *
make_label (X509_NAME *subject)
{
  int index = X509_NAME_get_index_by_NID (subject, NID_commonName, -1);
  X509_NAME_ENTRY *entry = index >= 0 ? X509_NAME_get_entry (subject, index) : NULL;
  unsigned char *text = NULL;
  char *label;

  if (entry == NULL || ASN1_STRING_to_UTF8 (&text, X509_NAME_ENTRY_get_data (entry)) < 0)
    return g_strdup ("Signet");
  label = g_strdup ((const char *) text);
  OPENSSL_free (text);
  return label;
}

/* The CKA_ID of the key that belongs to @certificate, if it is the one wanted. */
static GBytes *
find_key (SgnTokenWriter *writer,
          SgnCertificate *certificate,
          GBytes *wanted,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GBytes) id = sgn_token_writer_find_key (writer, certificate, cancellable, error);

  if (id == NULL || wanted == NULL || g_bytes_equal (id, wanted))
    return g_steal_pointer (&id);
  g_set_error_literal (error,
                       SGN_ERROR,
                       SGN_ERROR_KEY_MISMATCH,
                       sgn_certificate_get_name (certificate));
  return NULL;
}

/* Whether the key may belong to another certificate. */
static gboolean
may_follow (const GError *error)
{
  return g_error_matches (error, SGN_ERROR, SGN_ERROR_TOKEN_KEY_MISSING) ||
         g_error_matches (error, SGN_ERROR, SGN_ERROR_KEY_MISMATCH);
}

/* The certificate whose key is on the token. The error is that of the last one tried. */
static SgnCertificate *
find_own (SgnTokenWriter *writer,
          GPtrArray *certificates,
          GBytes *wanted,
          GBytes **id,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) last = NULL;

  for (guint i = 0; i < certificates->len && *id == NULL; i++) {
    g_clear_error (&last);
    *id = find_key (writer, certificates->pdata[i], wanted, cancellable, &last);
    if (*id != NULL)
      return certificates->pdata[i];
    /* Other errors concern the token and would only be repeated. */
    if (!may_follow (last))
      break;
  }
  g_propagate_error (error, g_steal_pointer (&last));
  return NULL;
}

/* Roots are left out, because they are not part of a signature. */
static gboolean
put_authorities (SgnTokenWriter *writer,
                 GPtrArray *certificates,
                 GCancellable *cancellable,
                 GError **error)
{
  for (guint i = 0; i < certificates->len; i++) {
    SgnCertificate *certificate = certificates->pdata[i];
    g_autoptr (GBytes) id = NULL;

    if (!sgn_certificate_is_ca (certificate) || sgn_certificate_is_self_issued (certificate))
      continue;
    /* Any ID that is not that of a key; this one is the same each time. */
    id = sgn_hash_bytes (SGN_HASH_SHA1, sgn_certificate_get_der (certificate));
    if (!sgn_token_writer_put_certificate (writer, certificate, id, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

GBytes *
sgn_token_make_request (SgnTokenWriter *writer,
                        X509_NAME *subject,
                        SgnKeyKind kind,
                        GBytes **id,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *label = make_label (subject);
  g_autoptr (GBytes) made = NULL;
  EVP_PKEY *key = sgn_token_writer_make_key (writer, kind, label, &made, cancellable, error);
  GBytes *der;

  if (key == NULL)
    return NULL;
  der = sgn_certificate_request_new (subject,
                                     key,
                                     sgn_token_writer_sign,
                                     writer,
                                     cancellable,
                                     error);
  EVP_PKEY_free (key);
  /* Without a request nobody will ever certify the key, and tokens have few places. */
  if (der == NULL)
    sgn_token_writer_drop_key (writer);
  else
    *id = g_steal_pointer (&made);
  return der;
}

SgnCertificate *
sgn_token_join (SgnTokenWriter *writer,
                GPtrArray *certificates,
                GBytes *wanted,
                GBytes **id,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GBytes) found = NULL;
  SgnCertificate *own = find_own (writer, certificates, wanted, &found, cancellable, error);

  if (own == NULL || !sgn_token_writer_put_certificate (writer, own, found, cancellable, error) ||
      !put_authorities (writer, certificates, cancellable, error))
    return NULL;
  *id = g_steal_pointer (&found);
  return g_object_ref (own);
}
