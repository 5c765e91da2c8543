/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-revocation"

/* One revocation list (RFC 5280 5). Whether it may be believed takes three answers: is it signed by
 * the issuer, does it concern this certificate, and was it in force. */

#include "config.h"

#include "core/revocation/list.h"

#include <openssl/err.h>

#include "core/base/budget.h"
#include "core/base/openssl.h"
#include "core/certificate/x509.h"

/* Tolerates authorities whose clocks are slightly ahead. */
#define CLOCK_SKEW_SECONDS 300

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ISSUING_DIST_POINT, ISSUING_DIST_POINT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CRL_DIST_POINTS, CRL_DIST_POINTS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_ENUMERATED, ASN1_ENUMERATED_free)

struct _SgnRevocationList {
  gatomicrefcount refs;
  X509_CRL *crl;
  gint64 this_update;
  gint64 next_update;        /* G_MININT64 if absent */
  ISSUING_DIST_POINT *scope; /* (nullable) */
  gboolean usable;
  GMutex lock;
  SgnCertificate *asked; /* (nullable): the last issuer whose key was tried */
  gboolean answer;       /* result for that issuer */
};

/* Critical extensions that are taken into account here (RFC 5280 5.2 and 5.3). */
static gboolean
is_known (const X509_EXTENSION *extension)
{
  switch (OBJ_obj2nid (X509_EXTENSION_get_object ((X509_EXTENSION *) extension))) {
  case NID_issuing_distribution_point:
  case NID_authority_key_identifier:
  case NID_crl_number:
  case NID_crl_reason:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
are_known (const STACK_OF (X509_EXTENSION) * extensions)
{
  for (int i = 0; i < sk_X509_EXTENSION_num (extensions); i++) {
    X509_EXTENSION *extension = sk_X509_EXTENSION_value (extensions, i);

    if (X509_EXTENSION_get_critical (extension) && !is_known (extension))
      return FALSE;
  }
  return TRUE;
}

/* An entry with an unknown critical extension makes the whole list unusable (RFC 5280, 5.3). */
static gboolean
are_entries_known (X509_CRL *crl)
{
  STACK_OF (X509_REVOKED) *entries = X509_CRL_get_REVOKED (crl);

  for (int i = 0; i < sk_X509_REVOKED_num (entries); i++) {
    if (!are_known (X509_REVOKED_get0_extensions (sk_X509_REVOKED_value (entries, i))))
      return FALSE;
  }
  return TRUE;
}

/* TRUE when the extension is absent or was read successfully. */
static gboolean
read_scope (SgnRevocationList *self)
{
  int critical = -1;

  self->scope = X509_CRL_get_ext_d2i (self->crl, NID_issuing_distribution_point, &critical, NULL);
  ERR_clear_error ();
  /* RFC 5280 5.2.5. Indirect lists are of other issuers' certificates, and lists for attribute
   * certificates of none. */
  return self->scope != NULL ? !self->scope->indirectCRL && !self->scope->onlyattr : critical == -1;
}

static gboolean
read_facts (SgnRevocationList *self)
{
  if (!sgn_openssl_time (X509_CRL_get0_lastUpdate (self->crl), &self->this_update))
    return FALSE;
  if (!sgn_openssl_time (X509_CRL_get0_nextUpdate (self->crl), &self->next_update))
    self->next_update = G_MININT64;
  /* A delta list (RFC 5280 5.2.4) says nothing without its base. */
  return read_scope (self) && X509_CRL_get_ext_by_NID (self->crl, NID_delta_crl, -1) == -1 &&
         are_known (X509_CRL_get0_extensions (self->crl)) && are_entries_known (self->crl);
}

SgnRevocationList *
sgn_revocation_list_new (gconstpointer der, gsize size)
{
  const guint8 *bytes = der;
  g_autoptr (X509_CRL) crl = d2i_X509_CRL (NULL, &bytes, (long) size);
  SgnRevocationList *self;

  ERR_clear_error ();
  if (crl == NULL || bytes != (const guint8 *) der + size)
    return NULL;
  self = g_new0 (SgnRevocationList, 1);
  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->crl = g_steal_pointer (&crl);
  self->usable = read_facts (self);
  return self;
}

SgnRevocationList *
sgn_revocation_list_ref (SgnRevocationList *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sgn_revocation_list_unref (SgnRevocationList *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->asked);
  g_mutex_clear (&self->lock);
  ISSUING_DIST_POINT_free (self->scope);
  X509_CRL_free (self->crl);
  g_free (self);
}

gboolean
sgn_revocation_list_is_of (SgnRevocationList *self, const X509_NAME *issuer)
{
  return sgn_x509_name_equal (X509_CRL_get_issuer (self->crl), issuer);
}

/* MD5 has been forged for certificates. SHA-1 is still common in lists. */
static gboolean
is_method_sound (X509_CRL *crl)
{
  int hash = NID_undef;

  OBJ_find_sigid_algs (X509_CRL_get_signature_nid (crl), &hash, NULL);
  return hash != NID_md5 && hash != NID_md4 && hash != NID_md2;
}

/* Without the extension all bits of the key usage are set. */
static gboolean
may_sign (SgnRevocationList *self, SgnCertificate *issuer)
{
  X509 *x509 = sgn_certificate_get_x509 (issuer);

  return X509_get0_pubkey (x509) != NULL && !sgn_certificate_has_explicit_curve (issuer) &&
         (X509_get_key_usage (x509) & KU_CRL_SIGN) != 0 && is_method_sound (self->crl);
}

/* The caller holds the lock. Each signer of a batch asks the same list about the same issuer, so
 * the answer is remembered, but not a refusal by the budget of one file. */
static gboolean
verify (SgnRevocationList *self, SgnCertificate *issuer)
{
  EVP_PKEY *key = X509_get0_pubkey (sgn_certificate_get_x509 (issuer));

  if (self->asked != NULL && sgn_certificate_equal (self->asked, issuer))
    return self->answer;
  if (!sgn_budget_spend_key (key, NULL))
    return FALSE;
  g_set_object (&self->asked, issuer);
  self->answer = X509_CRL_verify (self->crl, key) == 1;
  ERR_clear_error ();
  return self->answer;
}

gboolean
sgn_revocation_list_is_signed_by (SgnRevocationList *self, SgnCertificate *issuer)
{
  gboolean answer;

  if (!may_sign (self, issuer))
    return FALSE;
  g_mutex_lock (&self->lock);
  answer = verify (self, issuer);
  g_mutex_unlock (&self->lock);
  return answer;
}

static gboolean
have_common_name (const GENERAL_NAMES *a, const GENERAL_NAMES *b)
{
  for (int i = 0; i < sk_GENERAL_NAME_num (a); i++) {
    for (int j = 0; j < sk_GENERAL_NAME_num (b); j++) {
      if (GENERAL_NAME_cmp (sk_GENERAL_NAME_value (a, i), sk_GENERAL_NAME_value (b, j)) == 0)
        return TRUE;
    }
  }
  return FALSE;
}

/* A list with a distribution point only applies to certificates that name the same one (RFC 5280,
 * 5.2.5). */
static gboolean
is_named_by (const DIST_POINT_NAME *part, X509 *x509)
{
  g_autoptr (CRL_DIST_POINTS) points = NULL;

  points = X509_get_ext_d2i (x509, NID_crl_distribution_points, NULL, NULL);
  ERR_clear_error ();
  for (int i = 0; points != NULL && i < sk_DIST_POINT_num (points); i++) {
    const DIST_POINT *point = sk_DIST_POINT_value (points, i);

    /* Full names only. A point for some reasons only leaves others open. */
    if (point->distpoint != NULL && point->distpoint->type == 0 && part->type == 0 &&
        point->reasons == NULL &&
        have_common_name (point->distpoint->name.fullname, part->name.fullname))
      return TRUE;
  }
  return FALSE;
}

gboolean
sgn_revocation_list_concerns (SgnRevocationList *self, SgnCertificate *certificate)
{
  const ISSUING_DIST_POINT *scope = self->scope;
  gboolean ca = sgn_certificate_is_ca (certificate);

  if (!self->usable || scope == NULL)
    return self->usable;
  if ((scope->onlyuser && ca) || (scope->onlyCA && !ca))
    return FALSE;
  return scope->distpoint == NULL ||
         is_named_by (scope->distpoint, sgn_certificate_get_x509 (certificate));
}

gboolean
sgn_revocation_list_is_complete (SgnRevocationList *self)
{
  return self->scope == NULL || self->scope->onlysomereasons == NULL;
}

gboolean
sgn_revocation_list_is_of_future (SgnRevocationList *self, gint64 time)
{
  return self->this_update > time + CLOCK_SKEW_SECONDS;
}

/* RFC 5280 5.1.2.5 requires nextUpdate. */
gboolean
sgn_revocation_list_is_in_force (SgnRevocationList *self, gint64 time)
{
  return !sgn_revocation_list_is_of_future (self, time) && self->next_update >= time;
}

gint64
sgn_revocation_list_get_date (SgnRevocationList *self)
{
  return self->this_update;
}

static long
get_reason (const X509_REVOKED *revoked)
{
  g_autoptr (ASN1_ENUMERATED) value = NULL;

  value = X509_REVOKED_get_ext_d2i (revoked, NID_crl_reason, NULL, NULL);
  ERR_clear_error ();
  return value != NULL ? ASN1_ENUMERATED_get (value) : CRL_REASON_UNSPECIFIED;
}

gboolean
sgn_revocation_list_look_up (SgnRevocationList *self,
                             SgnCertificate *certificate,
                             SgnRevocationEntry *ret)
{
  X509_REVOKED *revoked = NULL;
  long reason;

  /* A result of 2 means removeFromCRL, an entry that cancels another. */
  if (X509_CRL_get0_by_cert (self->crl, &revoked, sgn_certificate_get_x509 (certificate)) != 1)
    return FALSE;
  if (!sgn_openssl_time (X509_REVOKED_get0_revocationDate (revoked), &ret->date))
    ret->date = G_MININT64;
  reason = get_reason (revoked);
  ret->hold = reason == CRL_REASON_CERTIFICATE_HOLD;
  ret->compromised = reason == CRL_REASON_KEY_COMPROMISE || reason == CRL_REASON_CA_COMPROMISE ||
                     reason == CRL_REASON_AA_COMPROMISE;
  return TRUE;
}
