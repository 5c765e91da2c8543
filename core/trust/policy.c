/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-policy"

/* Grades one path at one time for one purpose: path validation of RFC 5280 6.1, with what Windows
 * adds (extended key usages of authorities, dates for weak algorithms) and tolerates. Every check
 * runs; the most serious result counts. */

#include "config.h"

#include "core/trust/policy.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "core/base/oid.h"
#include "core/base/openssl.h"

/* Windows tolerates these in signatures timestamped earlier: KB2862973 (MD5) and KB2661254 (short
 * RSA keys). Unix time. */
#define MD5_ACCEPTED_BEFORE       1235865600 /* 2009-03-01 */
#define SHORT_RSA_ACCEPTED_BEFORE 1262304000 /* 2010-01-01 */

typedef STACK_OF (X509) X509Stack;
typedef STACK_OF (ASN1_OBJECT) ObjectStack;

static void
x509_stack_free (X509Stack *self)
{
  sk_X509_free (self);
}

static void
object_stack_free (ObjectStack *self)
{
  sk_ASN1_OBJECT_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NAME_CONSTRAINTS, NAME_CONSTRAINTS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509Stack, x509_stack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ObjectStack, object_stack_free)

typedef struct {
  SgnChain *chain;
  SgnPathEnd end;
  SgnPurpose purpose;
  gint64 time;
} Grading;

/* Orders the results by how serious they are, so that an expired chain is not mistaken for a forged
 * one. */
static guint
rank (SgnChainStatus status)
{
  switch (status) {
  case SGN_CHAIN_TRUSTED:
    return 0;
  case SGN_CHAIN_EXPIRED:
    return 1;
  case SGN_CHAIN_NOT_YET_VALID:
    return 2;
  case SGN_CHAIN_TOO_WEAK:
    return 3;
  case SGN_CHAIN_ROOT_RETIRED:
    return 4;
  case SGN_CHAIN_ROOT_CLOSED:
    return 5;
  case SGN_CHAIN_ROOT_USAGE:
    return 6;
  case SGN_CHAIN_WRONG_USAGE:
    return 7;
  case SGN_CHAIN_INVALID:
    return 8;
  case SGN_CHAIN_DISALLOWED:
    return 9;
  case SGN_CHAIN_UNTRUSTED_ROOT:
    return 10;
  case SGN_CHAIN_SELF_SIGNED:
    return 11;
  case SGN_CHAIN_INCOMPLETE:
    return 12;
  case SGN_CHAIN_EXPLICIT_CURVE:
  default:
    return 13;
  }
}

gboolean
sgn_policy_is_worse (SgnChainStatus a, SgnChainStatus b)
{
  return rank (a) > rank (b);
}

static SgnCertificate *
get (Grading *grading, guint i)
{
  return g_ptr_array_index (grading->chain->certificates, i);
}

static X509 *
get_x509 (Grading *grading, guint i)
{
  return sgn_certificate_get_x509 (get (grading, i));
}

static void
report (Grading *grading, SgnChainStatus status, guint position)
{
  if (!sgn_policy_is_worse (status, grading->chain->status))
    return;
  grading->chain->status = status;
  grading->chain->position = position;
}

/* Statements of a root about itself are ignored. */
static gboolean
is_root (Grading *grading, guint i)
{
  return grading->end != SGN_PATH_OPEN && i + 1 == grading->chain->certificates->len;
}

static void
check_end (Grading *grading)
{
  guint last = grading->chain->certificates->len - 1;

  /* A missing issuer is more than an expired certificate: it could be anybody's. */
  if (grading->end == SGN_PATH_OPEN)
    report (grading, SGN_CHAIN_INCOMPLETE, last);
  else if (grading->end == SGN_PATH_ROOT)
    report (grading, last == 0 ? SGN_CHAIN_SELF_SIGNED : SGN_CHAIN_UNTRUSTED_ROOT, last);
}

/* RFC 5280 4.1.2.5 and 6.1.3 a 2; both ends are included. */
static void
check_time (Grading *grading, guint i)
{
  if (grading->time > sgn_certificate_get_not_after (get (grading, i)))
    report (grading, SGN_CHAIN_EXPIRED, i);
  else if (grading->time < sgn_certificate_get_not_before (get (grading, i)))
    report (grading, SGN_CHAIN_NOT_YET_VALID, i);
}

static const char *const usages[] = {
  [SGN_PURPOSE_CODE_SIGNING] = SGN_OID_EKU_CODE_SIGNING,
  [SGN_PURPOSE_TIME_STAMPING] = SGN_OID_EKU_TIME_STAMPING,
  [SGN_PURPOSE_TRUST_LIST] = SGN_OID_EKU_TRUST_LIST,
};

/* Without the extension a certificate is for any purpose (RFC 5280 4.2.1.12). Microsoft has an OID
 * of its own for "any". */
static gboolean
allows (SgnCertificate *certificate, const char *purpose)
{
  return sgn_certificate_get_usages (certificate) == NULL ||
         sgn_certificate_has_usage (certificate, purpose) ||
         sgn_certificate_has_usage (certificate, SGN_OID_EKU_ANY) ||
         sgn_certificate_has_usage (certificate, SGN_OID_EKU_ANY_MS);
}

static void
check_leaf_usage (Grading *grading)
{
  const char *usage = usages[grading->purpose];
  /* RFC 5280 4.2.1.3. Without the extension all bits are set. */
  guint32 wanted = KU_DIGITAL_SIGNATURE;

  /* RFC 3161 2.3 asks for the usage to be there, and authorities give such keys either bit. */
  if (grading->purpose == SGN_PURPOSE_TIME_STAMPING)
    wanted |= KU_NON_REPUDIATION;
  if (grading->purpose == SGN_PURPOSE_CODE_SIGNING
          ? !allows (get (grading, 0), usage)
          : !sgn_certificate_has_usage (get (grading, 0), usage))
    report (grading, SGN_CHAIN_WRONG_USAGE, 0);
  if ((X509_get_key_usage (get_x509 (grading, 0)) & wanted) == 0)
    report (grading, SGN_CHAIN_WRONG_USAGE, 0);
}

/* Windows intersects the extended key usages along the chain. */
static void
check_ca_usage (Grading *grading, guint i)
{
  if (!is_root (grading, i) && !allows (get (grading, i), usages[grading->purpose]))
    report (grading, SGN_CHAIN_WRONG_USAGE, i);
}

static void
check_extensions (Grading *grading, guint i)
{
  guint32 bad = EXFLAG_INVALID | EXFLAG_PROXY;

  /* RFC 5280 4.2: an unknown critical extension makes a certificate unusable. */
  if (!is_root (grading, i))
    bad |= EXFLAG_CRITICAL;
  if (X509_get_extension_flags (get_x509 (grading, i)) & bad)
    report (grading, SGN_CHAIN_INVALID, i);
}

/* A trust anchor is just a name and a key (RFC 5280, 6.1.1 d), and old roots lack basicConstraints.
 * Only a root that explicitly is not a CA is rejected. */
static gboolean
is_authority (Grading *grading, guint i)
{
  X509 *x509 = get_x509 (grading, i);

  return X509_check_ca (x509) == 1 ||
         (is_root (grading, i) && (X509_get_extension_flags (x509) & EXFLAG_BCONS) == 0);
}

static void
check_ca (Grading *grading, guint i)
{
  if (!is_authority (grading, i))
    report (grading, SGN_CHAIN_INVALID, i);
}

static void
check_path_length (Grading *grading, guint i)
{
  long limit = X509_get_pathlen (get_x509 (grading, i));
  long below = 0;

  for (guint j = 1; j < i; j++) {
    /* RFC 5280 4.2.1.9: self-issued certificates are not counted. */
    if (!sgn_certificate_is_self_issued (get (grading, j)))
      below++;
  }
  if (limit >= 0 && below > limit)
    report (grading, SGN_CHAIN_INVALID, i);
}

static void
check_name_constraints (Grading *grading, guint i)
{
  int critical = -1;
  g_autoptr (NAME_CONSTRAINTS) constraints = NULL;

  constraints = X509_get_ext_d2i (get_x509 (grading, i), NID_name_constraints, &critical, NULL);
  /* The extension is there but cannot be read. Without knowing what it allows, nothing is. */
  if (constraints == NULL && critical != -1)
    report (grading, SGN_CHAIN_INVALID, i);
  for (guint j = 0; constraints != NULL && j < i; j++) {
    /* RFC 5280 4.2.1.10: not for self-issued certificates, except for the last of the path. */
    if (j > 0 && sgn_certificate_is_self_issued (get (grading, j)))
      continue;
    if (NAME_CONSTRAINTS_check (get_x509 (grading, j), constraints) != X509_V_OK)
      report (grading, SGN_CHAIN_INVALID, j);
  }
  ERR_clear_error ();
}

/* Whether a certificate below the root requires explicit policies or restricts them. */
static gboolean
restricts_policies (Grading *grading)
{
  for (guint i = 0; i + 1 < grading->chain->certificates->len; i++) {
    X509 *x509 = get_x509 (grading, i);

    if (X509_get_ext_by_NID (x509, NID_policy_constraints, -1) != -1 ||
        X509_get_ext_by_NID (x509, NID_inhibit_any_policy, -1) != -1)
      return TRUE;
  }
  return FALSE;
}

/* RFC 5280, 6.1: any policy is acceptable, but if one is required, it must apply to the whole
 * path. */
static void
check_policies (Grading *grading)
{
  g_autoptr (X509Stack) path = NULL;
  g_autoptr (ObjectStack) any = NULL;
  X509_POLICY_TREE *tree = NULL;
  int is_explicit = 0;

  if (!restricts_policies (grading))
    return;
  path = sk_X509_new_null ();
  for (guint i = 0; i < grading->chain->certificates->len; i++)
    sk_X509_push (path, get_x509 (grading, i));
  any = sk_ASN1_OBJECT_new_null ();
  sk_ASN1_OBJECT_push (any, OBJ_nid2obj (NID_any_policy));
  if (X509_policy_check (&tree, &is_explicit, path, any, 0) != X509_PCY_TREE_VALID)
    report (grading, SGN_CHAIN_INVALID, 0);
  X509_policy_tree_free (tree);
  ERR_clear_error ();
}

static void
check_key (Grading *grading, guint i)
{
  EVP_PKEY *key = X509_get0_pubkey (get_x509 (grading, i));
  gboolean is_ec = key != NULL && EVP_PKEY_is_a (key, "EC");
  guint bits = sgn_certificate_get_key_bits (get (grading, i));

  if (sgn_certificate_has_explicit_curve (get (grading, i)))
    report (grading, SGN_CHAIN_EXPLICIT_CURVE, i);
  /* An Ed25519 key is strong although it has only 256 bits. */
  if (key == NULL || EVP_PKEY_is_a (key, "ED25519"))
    return;
  if (bits < (is_ec ? 224 : 2048))
    grading->chain->weak = TRUE;
  if (!is_ec && bits < 1024 && !is_root (grading, i) && grading->time >= SHORT_RSA_ACCEPTED_BEFORE)
    report (grading, SGN_CHAIN_TOO_WEAK, i);
}

static gboolean
is_broken (int hash)
{
  return hash == NID_md5 || hash == NID_md4 || hash == NID_md2;
}

static void
check_signature (Grading *grading, guint i)
{
  int hash = NID_undef;

  /* A root is trusted for what it is, not for its own signature. */
  if (is_root (grading, i))
    return;
  X509_get_signature_info (get_x509 (grading, i), &hash, NULL, NULL, NULL);
  ERR_clear_error ();
  if (hash == NID_sha1 || is_broken (hash))
    grading->chain->weak = TRUE;
  if (is_broken (hash) && grading->time >= MD5_ACCEPTED_BEFORE)
    report (grading, SGN_CHAIN_TOO_WEAK, i);
}

void
sgn_policy_grade (SgnChain *chain, SgnPathEnd end, SgnPurpose purpose, gint64 time)
{
  Grading grading = { chain, end, purpose, time };

  chain->status = SGN_CHAIN_TRUSTED;
  chain->lifetime = sgn_certificate_has_usage (get (&grading, 0), SGN_OID_MS_LIFETIME);
  check_end (&grading);
  check_leaf_usage (&grading);
  for (guint i = 0; i < chain->certificates->len; i++) {
    check_time (&grading, i);
    check_extensions (&grading, i);
    check_key (&grading, i);
    check_signature (&grading, i);
    if (i == 0)
      continue;
    check_ca (&grading, i);
    check_ca_usage (&grading, i);
    check_path_length (&grading, i);
    check_name_constraints (&grading, i);
  }
  check_policies (&grading);
}
