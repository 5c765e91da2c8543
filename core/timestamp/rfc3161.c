/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-rfc3161"

/* Requests and responses of RFC 3161. Requests are encoded by OpenSSL; of a response only the
 * status is decoded, and the token is taken out as received, since its bytes go into the
 * signature. */

#include "config.h"

#include "core/timestamp/rfc3161.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/rand.h>

#include "core/asn1/der.h"
#include "core/base/error.h"
#include "core/base/openssl.h"
#include "core/base/text.h"
#include "core/timestamp/token-check.h"

/* Tolerated difference in seconds between a server's clock and this one. Generous, since clocks of
 * build machines are often wrong; it only has to catch an answer from another day. */
#define MAX_AHEAD (24 * 60 * 60)

static ASN1_INTEGER *
new_nonce (void)
{
  g_autoptr (BIGNUM) number = BN_new ();

  /* The top bit is set, so the encoding always has the same length. */
  if (number == NULL || BN_rand (number, 64, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) != 1)
    return NULL;
  return BN_to_ASN1_INTEGER (number, NULL);
}

/* The content bytes of an INTEGER, as they appear in a TSTInfo. */
static GBytes *
get_content (const ASN1_INTEGER *integer)
{
  guint8 *bytes = NULL;
  int size = i2d_ASN1_INTEGER (integer, &bytes);
  SgnDer der = { bytes, (gsize) MAX (size, 0) };
  SgnDerElement element;
  GBytes *content = NULL;

  if (sgn_der_next (&der, &element, NULL))
    content = sgn_der_to_bytes (element.content);
  OPENSSL_free (bytes);
  return content;
}

static gboolean
set_imprint (TS_REQ *request, SgnHash hash, GBytes *imprint)
{
  TS_MSG_IMPRINT *message = TS_MSG_IMPRINT_new ();
  X509_ALGOR *algorithm = X509_ALGOR_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (imprint, &size);
  gboolean done = message != NULL && algorithm != NULL &&
                  /* RFC 3161 2.4.1: messageImprint, here with explicit NULL as SignTool sends
                   * it. */
                  X509_ALGOR_set0 (algorithm,
                                   OBJ_nid2obj (EVP_MD_get_type (sgn_hash_get_md (hash))),
                                   V_ASN1_NULL,
                                   NULL) == 1 &&
                  TS_MSG_IMPRINT_set_algo (message, algorithm) == 1 &&
                  TS_MSG_IMPRINT_set_msg (message, (unsigned char *) data, (int) size) == 1 &&
                  TS_REQ_set_msg_imprint (request, message) == 1;

  X509_ALGOR_free (algorithm);
  TS_MSG_IMPRINT_free (message);
  return done;
}

static gboolean
set_policy (TS_REQ *request, const char *policy)
{
  g_autoptr (ASN1_OBJECT) object = NULL;

  if (policy == NULL)
    return TRUE;
  object = OBJ_txt2obj (policy, 1);
  return object != NULL && TS_REQ_set_policy_id (request, object) == 1;
}

static GBytes *
encode (const SgnTimestampQuery *query, const ASN1_INTEGER *nonce)
{
  g_autoptr (TS_REQ) request = TS_REQ_new ();
  guint8 *der = NULL;
  GBytes *bytes;
  int size;

  if (request == NULL || TS_REQ_set_version (request, 1) != 1 ||
      !set_imprint (request, query->hash, query->imprint) || !set_policy (request, query->policy) ||
      TS_REQ_set_nonce (request, nonce) != 1 || TS_REQ_set_cert_req (request, 1) != 1)
    return NULL;
  size = i2d_TS_REQ (request, &der);
  if (size <= 0)
    return NULL;
  bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  return bytes;
}

gboolean
sgn_timestamp_query_init (SgnTimestampQuery *self,
                          GBytes *signature_value,
                          SgnHash hash,
                          const char *policy,
                          GError **error)
{
  g_autoptr (ASN1_INTEGER) nonce = new_nonce ();
  /* Servers refuse SHA-1 imprints, and verifiers distrust them. */
  g_auto (SgnTimestampQuery) query = { .hash = MAX (hash, SGN_HASH_SHA256) };

  query.policy = g_strdup (policy);
  query.imprint = sgn_hash_bytes (query.hash, signature_value);
  if (nonce != NULL && query.imprint != NULL) {
    query.nonce = get_content (nonce);
    query.der = encode (&query, nonce);
  }
  if (query.der == NULL || query.nonce == NULL) {
    sgn_error_set_openssl (error,
                           SGN_ERROR_FAILED,
                           _ ("the timestamp request could not be created"));
    return FALSE;
  }
  *self = query;
  query = (SgnTimestampQuery){ 0 };
  return TRUE;
}

void
sgn_timestamp_query_clear (SgnTimestampQuery *self)
{
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->imprint, g_bytes_unref);
  g_clear_pointer (&self->nonce, g_bytes_unref);
  g_clear_pointer (&self->policy, g_free);
}

/* PKIFailureInfo in plain words (RFC 3161, 2.4.2). */
static const char *
get_fail_info (const ASN1_BIT_STRING *bits)
{
  static const struct {
    int bit;
    const char *word;
  } words[] = {
    { TS_INFO_BAD_ALG, "badAlg" },
    { TS_INFO_BAD_REQUEST, "badRequest" },
    { TS_INFO_BAD_DATA_FORMAT, "badDataFormat" },
    { TS_INFO_TIME_NOT_AVAILABLE, "timeNotAvailable" },
    { TS_INFO_UNACCEPTED_POLICY, "unacceptedPolicy" },
    { TS_INFO_UNACCEPTED_EXTENSION, "unacceptedExtension" },
    { TS_INFO_ADD_INFO_NOT_AVAILABLE, "addInfoNotAvailable" },
    { TS_INFO_SYSTEM_FAILURE, "systemFailure" },
  };

  for (gsize i = 0; bits != NULL && i < G_N_ELEMENTS (words); i++) {
    if (ASN1_BIT_STRING_get_bit (bits, words[i].bit))
      return words[i].word;
  }
  return NULL;
}

/* The server's own error text, made safe to display. */
static char *
describe_status (const TS_STATUS_INFO *status)
{
  const STACK_OF (ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text (status);
  const char *word = get_fail_info (TS_STATUS_INFO_get0_failure_info (status));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (word != NULL)
    g_ptr_array_add (parts, g_strdup (word));
  /* Only a few lines, because a server may send any number. */
  for (int i = 0; texts != NULL && i < MIN (sk_ASN1_UTF8STRING_num (texts), 4); i++) {
    const ASN1_UTF8STRING *text = sk_ASN1_UTF8STRING_value (texts, i);
    g_autofree char *raw = g_strndup ((const char *) ASN1_STRING_get0_data (text),
                                      (gsize) ASN1_STRING_length (text));

    g_ptr_array_add (parts, sgn_text_display (raw));
  }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static gboolean
check_status (SgnDer element, GError **error)
{
  const guint8 *data = element.data;
  TS_STATUS_INFO *status = d2i_TS_STATUS_INFO (NULL, &data, (long) element.size);
  gint64 code = -1;
  g_autofree char *words = NULL;

  ERR_clear_error ();
  if (status != NULL && ASN1_INTEGER_get_int64 (&code, TS_STATUS_INFO_get0_status (status)) == 1)
    words = describe_status (status);
  TS_STATUS_INFO_free (status);
  /* PKIStatus 0 and 1 (RFC 3161 2.4.2); only these come with a token. */
  if (code == TS_STATUS_GRANTED || code == TS_STATUS_GRANTED_WITH_MODS)
    return TRUE;
  if (words == NULL)
    g_set_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED, _ ("the response cannot be read"));
  else if (*words == '\0')
    g_set_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED, _ ("status %d"), (int) code);
  else
    g_set_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED, _ ("status %d: %s"), (int) code, words);
  return FALSE;
}

/* TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL } */
static GBytes *
unwrap (GBytes *response, GError **error)
{
  SgnDer der = sgn_der_from_bytes (response);
  SgnDerElement whole, status, token;

  if (!sgn_der_expect (&der, SGN_TAG_SEQUENCE, &whole, NULL) || !sgn_der_end (der, NULL) ||
      !sgn_der_expect (&whole.content, SGN_TAG_SEQUENCE, &status, NULL)) {
    g_set_error (error, SGN_ERROR, SGN_ERROR_TS_REFUSED, _ ("the response cannot be read"));
    return NULL;
  }
  if (!check_status (status.whole, error))
    return NULL;
  if (!sgn_der_expect (&whole.content, SGN_TAG_SEQUENCE, &token, NULL)) {
    g_set_error (error,
                 SGN_ERROR,
                 SGN_ERROR_TS_REFUSED,
                 _ ("the response contains no timestamp token"));
    return NULL;
  }
  return sgn_der_to_bytes (token.whole);
}

/* NULL when @info answers the query, otherwise the problem. */
static const char *
find_mismatch (const SgnTimestampQuery *query, const SgnTimestampInfo *info, gint64 now)
{
  /* RFC 3161 2.2: the requester checks imprint, nonce and time. */
  if (info->hash != query->hash || !g_bytes_equal (info->imprint, query->imprint))
    return _ ("the token is for different data than was sent");
  if (info->nonce == NULL)
    return _ ("the token does not repeat the nonce of the request");
  if (!g_bytes_equal (info->nonce, query->nonce))
    return _ ("the token answers another request");
  /* reqPolicy: the server must use it or refuse (2.4.1). */
  if (query->policy != NULL && g_strcmp0 (query->policy, info->policy) != 0)
    return _ ("the token was issued under a different policy than requested");
  if (ABS (info->time - now) > MAX_AHEAD)
    return _ ("the time in the token differs from this computer's clock by more than a day");
  return NULL;
}

GBytes *
sgn_timestamp_query_take (const SgnTimestampQuery *self,
                          GBytes *response,
                          gint64 now,
                          GError **error)
{
  g_autoptr (GBytes) token = unwrap (response, error);
  g_auto (SgnTimestampInfo) info = { 0 };
  const char *mismatch;

  if (token == NULL || !sgn_token_check (token, &info, error))
    return NULL;
  mismatch = find_mismatch (self, &info, now);
  if (mismatch != NULL) {
    g_set_error_literal (error, SGN_ERROR, SGN_ERROR_TS_REFUSED, mismatch);
    return NULL;
  }
  return g_steal_pointer (&token);
}
