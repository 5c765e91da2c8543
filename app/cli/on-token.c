/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "signet-cli"

#include "config.h"

#include "app/cli/on-token.h"

#include <glib/gi18n.h>

#include "app/cli/pass-options.h"
#include "app/cli/token-options.h"
#include "core/base/error.h"
#include "core/identity/certificate-request.h"
#include "core/token/uri.h"

static SgnTokenWriter *
open_token (SgnToken **token, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SgnToken) found = sgn_token_options_find (error);
  g_autoptr (GTlsInteraction) interaction = NULL;
  SgnTokenWriter *writer;

  if (found == NULL)
    return NULL;
  interaction = sgn_pass_options_open (&local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  writer = sgn_token_writer_open (found, interaction, NULL, error);
  if (writer != NULL)
    *token = g_steal_pointer (&found);
  return writer;
}

/* The key is called like whom it is for. (transfer full) */
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

GBytes *
sgn_on_token_make_request (X509_NAME *subject,
                           SgnKeyKind kind,
                           SgnTokenWriter **writer,
                           char **uri,
                           GError **error)
{
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenWriter) open = open_token (&token, error);
  g_autofree char *label = make_label (subject);
  g_autoptr (GBytes) id = NULL;
  EVP_PKEY *key;
  GBytes *der;

  if (open == NULL)
    return NULL;
  key = sgn_token_writer_make_key (open, kind, label, &id, NULL, error);
  if (key == NULL)
    return NULL;
  der = sgn_certificate_request_new (subject, key, sgn_token_writer_sign, open, NULL, error);
  EVP_PKEY_free (key);
  if (der == NULL) {
    sgn_token_writer_drop_key (open);
    return NULL;
  }
  *uri = sgn_token_uri_format (token, id);
  *writer = g_steal_pointer (&open);
  return der;
}

/* The one whose key is there; the error is that of the last one tried. */
static SgnCertificate *
find_own (SgnTokenWriter *writer, GPtrArray *certificates, GBytes **id, GError **error)
{
  g_autoptr (GError) last = NULL;

  for (guint i = 0; i < certificates->len && *id == NULL; i++) {
    g_clear_error (&last);
    *id = sgn_token_writer_find_key (writer, certificates->pdata[i], NULL, &last);
    if (*id != NULL)
      return certificates->pdata[i];
    if (!g_error_matches (last, SGN_ERROR, SGN_ERROR_TOKEN_KEY_MISSING))
      break;
  }
  g_propagate_error (error, g_steal_pointer (&last));
  return NULL;
}

/* Roots are no part of a signature. */
static gboolean
put_authorities (SgnTokenWriter *writer, GPtrArray *certificates, GError **error)
{
  for (guint i = 0; i < certificates->len; i++) {
    SgnCertificate *certificate = certificates->pdata[i];
    g_autoptr (GBytes) id = NULL;

    if (!sgn_certificate_is_ca (certificate) || sgn_certificate_is_self_issued (certificate))
      continue;
    id = sgn_hash_bytes (SGN_HASH_SHA1, sgn_certificate_get_der (certificate));
    if (!sgn_token_writer_put_certificate (writer, certificate, id, NULL, error))
      return FALSE;
  }
  return TRUE;
}

SgnCertificate *
sgn_on_token_put (GPtrArray *certificates, char **uri, GError **error)
{
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenWriter) writer = open_token (&token, error);
  g_autoptr (GBytes) id = NULL;
  SgnCertificate *own;

  if (writer == NULL)
    return NULL;
  own = find_own (writer, certificates, &id, error);
  if (own == NULL || !sgn_token_writer_put_certificate (writer, own, id, NULL, error) ||
      !put_authorities (writer, certificates, error))
    return NULL;
  *uri = sgn_token_uri_format (token, id);
  return g_object_ref (own);
}
