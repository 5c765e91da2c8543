/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"
#include "config.h"

#include "core/revocation/ocsp.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>

#include "core/base/budget.h"
#include "core/base/error.h"
#include "core/base/openssl.h"

/* Tolerates responders whose clocks are slightly ahead. */
#define CLOCK_SKEW_SECONDS 300
/* Without nextUpdate there is always something newer (RFC 6960, 2.4). */
#define DEFAULT_SECONDS (60 * 60)
#define MAX_AGE_SECONDS (24 * 60 * 60)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_REQUEST, OCSP_REQUEST_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_CERTID, OCSP_CERTID_free)

/* SHA-1, which only names here: the one method that every responder knows (RFC 5019, 2.1.1). */
static OCSP_CERTID *
certid_new (SgnCertificate *certificate, SgnCertificate *issuer)
{
  return OCSP_cert_to_id (EVP_sha1 (),
                          sgn_certificate_get_x509 (certificate),
                          sgn_certificate_get_x509 (issuer));
}

GBytes *
sgn_ocsp_ask (SgnCertificate *certificate, SgnCertificate *issuer)
{
  g_autoptr (OCSP_REQUEST) request = OCSP_REQUEST_new ();
  unsigned char *der = NULL;
  int size;
  GBytes *bytes;

  OCSP_request_add0_id (request, certid_new (certificate, issuer));
  size = i2d_OCSP_REQUEST (request, &der);
  bytes = g_bytes_new (der, (gsize) MAX (size, 0));
  OPENSSL_free (der);
  return bytes;
}

static gpointer
fail (GError **error, const char *reason)
{
  ERR_clear_error ();
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_NETWORK, reason);
  return NULL;
}

static OCSP_BASICRESP *
decode (GBytes *der, GError **error)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (der, &size);
  const guint8 *at = start;
  g_autoptr (OCSP_RESPONSE) response = NULL;

  if (size <= G_MAXINT32)
    response = d2i_OCSP_RESPONSE (NULL, &at, (long) size);
  if (response == NULL || at != start + size)
    return fail (error, _ ("the answer is not an OCSP response"));
  /* tryLater and others: nothing is said about the certificate (RFC 6960, 2.3). */
  if (OCSP_response_status (response) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
    return fail (error, _ ("the OCSP responder refused to answer"));
  return OCSP_response_get1_basic (response) ?: fail (error, _ ("unknown kind of OCSP response"));
}

/* A responder's own certificate has to be valid now; the issuer's may have ended meanwhile, for
 * it still speaks about what it signed. */
static gboolean
is_signer_valid (OCSP_BASICRESP *basic, STACK_OF (X509) * issuers, gint64 now)
{
  X509 *signer = NULL;
  gint64 start;
  gint64 end;

  if (OCSP_resp_get0_signer (basic, &signer, issuers) != 1)
    return FALSE;
  return X509_cmp (signer, sk_X509_value (issuers, 0)) == 0 ||
         (sgn_openssl_time (X509_get0_notBefore (signer), &start) &&
          sgn_openssl_time (X509_get0_notAfter (signer), &end) && start <= now && now <= end);
}

static X509_STORE *
store_new (X509 *issuer)
{
  X509_STORE *store = X509_STORE_new ();

  X509_STORE_add_cert (store, issuer);
  X509_STORE_set_flags (store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
  return store;
}

/* OCSP_basic_verify() demands the extended key usage of a delegate and that the issuer itself
 * issued its certificate. */
static gboolean
is_signed (OCSP_BASICRESP *basic, SgnCertificate *issuer, gint64 now)
{
  X509 *x509 = sgn_certificate_get_x509 (issuer);
  g_autoptr (X509_STORE) store = store_new (x509);
  STACK_OF (X509) *issuers = sk_X509_new_null ();
  gboolean good;

  sk_X509_push (issuers, x509);
  good = !sgn_certificate_has_explicit_curve (issuer) &&
         sgn_budget_spend_key (X509_get0_pubkey (x509), NULL) &&
         OCSP_basic_verify (basic, issuers, store, 0) == 1 && is_signer_valid (basic, issuers, now);
  sk_X509_free (issuers);
  ERR_clear_error ();
  return good;
}

/* The time until which the answer is in force; FALSE when it is not. */
static gboolean
read_validity (const ASN1_TIME *this_update, const ASN1_TIME *next_update, gint64 now, gint64 *ret)
{
  gint64 start;

  if (!sgn_openssl_time (this_update, &start) || start > now + CLOCK_SKEW_SECONDS)
    return FALSE;
  if (next_update != NULL)
    return sgn_openssl_time (next_update, ret) && *ret >= now;
  *ret = now + DEFAULT_SECONDS;
  return start >= now - MAX_AGE_SECONDS;
}

static SgnOcspAnswer *
answer_new (gboolean revoked, int reason, const ASN1_TIME *since, gint64 next_update)
{
  SgnOcspAnswer *answer = g_atomic_rc_box_new0 (SgnOcspAnswer);

  answer->revoked = revoked;
  answer->next_update = next_update;
  /* Without a readable date it was revoked at any time. */
  if (revoked && !sgn_openssl_time (since, &answer->entry.date))
    answer->entry.date = G_MININT64;
  answer->entry.hold = reason == OCSP_REVOKED_STATUS_CERTIFICATEHOLD;
  answer->entry.compromised = reason == OCSP_REVOKED_STATUS_KEYCOMPROMISE ||
                              reason == OCSP_REVOKED_STATUS_CACOMPROMISE;
  return answer;
}

SgnOcspAnswer *
sgn_ocsp_read (GBytes *der,
               SgnCertificate *certificate,
               SgnCertificate *issuer,
               gint64 now,
               GError **error)
{
  g_autoptr (OCSP_BASICRESP) basic = decode (der, error);
  g_autoptr (OCSP_CERTID) id = certid_new (certificate, issuer);
  ASN1_GENERALIZEDTIME *since = NULL;
  ASN1_GENERALIZEDTIME *this_update = NULL;
  ASN1_GENERALIZEDTIME *next_update = NULL;
  gint64 end;
  int status;
  int reason;

  if (basic == NULL)
    return NULL;
  if (OCSP_resp_find_status (basic, id, &status, &reason, &since, &this_update, &next_update) != 1)
    return fail (error, _ ("the OCSP response is about another certificate"));
  if (!is_signed (basic, issuer, now))
    return fail (error, _ ("the OCSP response was not signed by the authority"));
  if (!read_validity (this_update, next_update, now, &end))
    return fail (error, _ ("the OCSP response is out of date"));
  if (status != V_OCSP_CERTSTATUS_GOOD && status != V_OCSP_CERTSTATUS_REVOKED)
    return fail (error, _ ("the OCSP responder does not know the certificate"));
  return answer_new (status == V_OCSP_CERTSTATUS_REVOKED, reason, since, end);
}
