/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-cms"

/* Which members of the certificate set belong to a signer: certificates that are reached from a
 * signer's by name and signature. Others are there for no reason that a verifier knows. Counting
 * keeps hostile sets from costing more than a moment. */

#include "config.h"

#include "core/cms/extra-certificates.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/base/budget.h"
#include "core/base/oid.h"

/* Certificates of real authorities are much smaller; those with names only need a quarter of it.
 * Sizes are in bytes. */
#define LARGE_CERTIFICATE (8 * 1024)
#define USUAL_CERTIFICATE (2 * 1024)
#define EXTRA_TOTAL       (16 * 1024)
#define REACHED_TOTAL     (64 * 1024)

/* Nested signatures, of certificates in all messages together, and of public-key operations. */
#define MAX_DEPTH         8
#define MAX_POOL          1024
#define MAX_VERIFICATIONS 64
#define MAX_KEY_BITS      4096

/* Cost of comparing names, in nanoseconds. */
#define COMPARISON_WORK 300

/* A certificate and whether it belongs to a signer. */
typedef struct {
  SgnCertificate *certificate; /* not a reference */
  /* is a signer's certificate, or its key signed one that is reached */
  gboolean reached;
  gboolean vouched; /* signed by its own key or by that of another one */
} Member;

typedef struct {
  GArray *members;  /* of Member */
  GPtrArray *kept;  /* owns the certificates: of SgnSignedData, of SgnSignerInfo */
  guint n_verified; /* number of public-key operations so far */
} Reach;

static gboolean
is_member (const Reach *reach, SgnCertificate *certificate)
{
  for (guint i = 0; i < reach->members->len; i++)
    if (sgn_certificate_equal (g_array_index (reach->members, Member, i).certificate, certificate))
      return TRUE;
  return FALSE;
}

/* All members of the set itself, in their order; certificates nested inside it only help to build
 * chains. */
static void
add_members (Reach *reach, GPtrArray *certificates, gboolean own)
{
  for (guint i = 0; i < certificates->len && reach->members->len < MAX_POOL; i++) {
    Member member = { certificates->pdata[i], FALSE, FALSE };

    if (own || !is_member (reach, member.certificate))
      g_array_append_val (reach->members, member);
  }
}

static void
reach_signer (Reach *reach, const SgnSignerInfo *signer)
{
  for (guint i = 0; i < reach->members->len && signer->certificate != NULL; i++) {
    Member *member = &g_array_index (reach->members, Member, i);

    if (sgn_certificate_equal (member->certificate, signer->certificate))
      member->reached = TRUE;
  }
}

static void
collect_countersigner (Reach *reach, GBytes *value, GPtrArray *certificates)
{
  g_autoptr (SgnSignerInfo) signer = sgn_signer_info_parse (value, certificates, NULL);

  if (signer != NULL)
    reach_signer (reach, signer);
}

static gboolean
is_message (const SgnAttribute *attribute)
{
  return strcmp (attribute->oid, SGN_OID_MS_RFC3161) == 0 ||
         strcmp (attribute->oid, SGN_OID_TIMESTAMP_TOKEN) == 0 ||
         strcmp (attribute->oid, SGN_OID_SPC_NESTED) == 0;
}

/* The signers of a signature, of its timestamps and of the signatures nested in it. */
static void
collect (Reach *reach, SgnSignedData *self, guint depth)
{
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (self);
  GPtrArray *certificates = sgn_signed_data_get_certificates (self);

  add_members (reach, certificates, depth == 0);
  reach_signer (reach, signer);
  for (guint i = 0; i < signer->unsigned_attributes->len && depth < MAX_DEPTH; i++) {
    const SgnAttribute *attribute = signer->unsigned_attributes->pdata[i];

    for (guint j = 0; j < attribute->values->len && reach->members->len < MAX_POOL; j++) {
      GBytes *value = attribute->values->pdata[j];
      SgnSignedData *inner = is_message (attribute) ? sgn_signed_data_parse (value, NULL) : NULL;

      if (inner != NULL) {
        g_ptr_array_add (reach->kept, inner);
        collect (reach, inner, depth + 1);
      } else if (strcmp (attribute->oid, SGN_OID_COUNTERSIGNATURE) == 0)
        collect_countersigner (reach, value, certificates);
    }
  }
}

/* Compares names first, then key identifiers, and only then verifies the signature, which is
 * slow. */
static gboolean
is_issued_by (Reach *reach, X509 *child, X509 *parent)
{
  EVP_PKEY *key = X509_get0_pubkey (parent);
  gboolean verified;

  if (!sgn_budget_spend (SGN_COST_WORK, COMPARISON_WORK, NULL) ||
      X509_check_issued (parent, child) != X509_V_OK || key == NULL ||
      EVP_PKEY_get_bits (key) > MAX_KEY_BITS || reach->n_verified >= MAX_VERIFICATIONS ||
      !sgn_budget_spend_key (key, NULL))
    return FALSE;
  reach->n_verified++;
  verified = X509_verify (child, key) == 1;
  ERR_clear_error ();
  return verified;
}

static gboolean
reach_issuers_of (Reach *reach, Member *child)
{
  gboolean found = FALSE;

  for (guint i = 0; i < reach->members->len; i++) {
    Member *parent = &g_array_index (reach->members, Member, i);

    if ((parent->reached && child->vouched) ||
        !is_issued_by (reach,
                       sgn_certificate_get_x509 (child->certificate),
                       sgn_certificate_get_x509 (parent->certificate)))
      continue;
    child->vouched = TRUE;
    found = found || !parent->reached;
    parent->reached = TRUE;
  }
  return found;
}

/* Until nothing new is reached; each member is asked for its issuers once. */
static void
reach_issuers (Reach *reach)
{
  g_autofree gboolean *done = g_new0 (gboolean, reach->members->len);
  gboolean more = TRUE;

  while (more) {
    more = FALSE;
    for (guint i = 0; i < reach->members->len; i++) {
      Member *member = &g_array_index (reach->members, Member, i);

      if (!member->reached || done[i])
        continue;
      done[i] = TRUE;
      more = reach_issuers_of (reach, member) || more;
    }
  }
}

static gboolean
is_same_authority (SgnCertificate *a, SgnCertificate *b)
{
  X509 *x = sgn_certificate_get_x509 (a);
  X509 *y = sgn_certificate_get_x509 (b);

  return X509_NAME_cmp (X509_get_subject_name (x), X509_get_subject_name (y)) == 0 &&
         EVP_PKEY_eq (X509_get0_pubkey (x), X509_get0_pubkey (y)) == 1;
}

static guint
count_signers (const SgnSignerInfo *signer)
{
  const SgnAttribute *others = sgn_signer_info_get_unsigned (signer, SGN_OID_COUNTERSIGNATURE);

  return 1 + (others != NULL ? others->values->len : 0);
}

/* One certificate for each key is enough: further ones may be other paths to a root, or hide data.
 * Several signers may have brought the same certificate. */
static gboolean
is_repeated (GPtrArray *certificates, guint index, guint n_signers)
{
  guint copies = 0;

  for (guint i = 0; i < index; i++) {
    if (sgn_certificate_equal (certificates->pdata[i], certificates->pdata[index]))
      copies++;
    else if (is_same_authority (certificates->pdata[i], certificates->pdata[index]))
      return TRUE;
  }
  return copies >= n_signers;
}

/* If the issuer is unknown, the certificate is accepted as long as it has no space for hidden data.
 * A self-issued certificate whose own key did not sign it is forged. */
static gboolean
is_needed (const Member *member)
{
  gsize size = g_bytes_get_size (sgn_certificate_get_der (member->certificate));

  if (!member->reached)
    return FALSE;
  return member->vouched ? size <= LARGE_CERTIFICATE : size <= USUAL_CERTIFICATE;
}

/* Download services write labels into an extension (Chrome's: 8 KiB, mostly zeros). */
static char *
find_label (SgnCertificate *certificate)
{
  X509 *x509 = sgn_certificate_get_x509 (certificate);
  gsize size = g_bytes_get_size (sgn_certificate_get_der (certificate));

  for (int i = 0; i < X509_get_ext_count (x509); i++) {
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data (X509_get_ext (x509, i));
    gsize length = (gsize) ASN1_STRING_length (value);
    char *label = sgn_uncovered_get_label (ASN1_STRING_get0_data (value), length);

    if (label != NULL && size - length <= USUAL_CERTIFICATE)
      return label;
    g_free (label);
  }
  return NULL;
}

static guint64
add_extra (SgnCertificate *certificate, SgnFindings *ret)
{
  GBytes *der = sgn_certificate_get_der (certificate);
  gsize size = g_bytes_get_size (der);
  SgnUncovered kind = sgn_uncovered_judge_bytes (der);
  g_autofree char *label = find_label (certificate);
  SgnFinding finding = {
    .code = SGN_FINDING_EXTRA_CERTIFICATE,
    .size = size,
    .detail = label != NULL ? label : sgn_certificate_get_name (certificate),
  };

  if (sgn_uncovered_is_harmless (kind) || kind == SGN_UNCOVERED_LARGE)
    kind = label != NULL ? SGN_UNCOVERED_LABEL
                         : (size > LARGE_CERTIFICATE ? SGN_UNCOVERED_LARGE : SGN_UNCOVERED_NOTHING);
  finding.could_be = kind;
  finding.severity = sgn_severity_of_uncovered (kind);
  sgn_findings_add_copy (ret, &finding);
  return size;
}

static void
add_total (guint64 size, guint64 limit, SgnFindings *ret)
{
  const SgnFinding finding = {
    .code = SGN_FINDING_EXTRA_CERTIFICATE,
    .severity = SGN_SEVERITY_ADDED,
    .size = size,
    .could_be = SGN_UNCOVERED_LARGE,
  };

  if (size > limit)
    sgn_findings_add_copy (ret, &finding);
}

static void
judge (SgnSignedData *self, GArray *members, SgnFindings *ret)
{
  GPtrArray *certificates = sgn_signed_data_get_certificates (self);
  const SgnSignerInfo *signer = sgn_signed_data_get_signer (self);
  guint64 extra = 0;
  guint64 total = 0;

  /* Members of the set itself come first. */
  for (guint i = 0; i < certificates->len && i < members->len; i++) {
    const Member *member = &g_array_index (members, Member, i);

    total += g_bytes_get_size (sgn_certificate_get_der (member->certificate));
    /* The signer's own certificate is needed, whatever its size. */
    if (is_repeated (certificates, i, count_signers (signer)) ||
        (!is_needed (member) && member->certificate != signer->certificate))
      extra += add_extra (member->certificate, ret);
  }
  add_total (extra, EXTRA_TOTAL, ret);
  add_total (total - extra, REACHED_TOTAL, ret);
}

void
sgn_signed_data_find_extra_certificates (SgnSignedData *self, SgnFindings *ret)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GPtrArray)
      kept = g_ptr_array_new_with_free_func ((GDestroyNotify) sgn_signed_data_unref);
  Reach reach = { members, kept, 0 };

  collect (&reach, self, 0);
  reach_issuers (&reach);
  judge (self, members, ret);
}
