/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-chain-builder"

/* Finds a path from a certificate to a trusted root: depth first, trusted roots before anything
 * else. Each finished path is graded by policy.c, and the best one is kept. OpenSSL's own builder
 * is not used, because it stops at the first path and at the first problem. */

#include "config.h"

#include "core/trust/chain-builder.h"

#include "core/base/budget.h"
#include "core/certificate/x509.h"
#include "core/trust/policy.h"
#include "core/trust/windows/judge.h"

/* Other certificates come from the file, so an attacker may have chosen them. These limits bound
 * the search: cross-signed certificates that sign each other make the number of paths grow with the
 * factorial of their number. */
#define MAX_DEPTH         10 /* certificates; genuine chains have up to five */
#define MAX_OTHERS        500
#define MAX_VERIFICATIONS 200
#define MAX_PATHS         200

/* Cost of comparing two names, in nanoseconds. */
#define COMPARISON_WORK 100

typedef struct {
  SgnAnchors *anchors;
  GPtrArray *others;
  SgnPurpose purpose;
  gint64 time;
  GPtrArray *path; /* of SgnCertificate, leaf first */
  guint n_verifications;
  guint n_paths;
  SgnChain *best;
} Search;

static gboolean
is_better (const SgnChain *a, const SgnChain *b)
{
  if (a->status != b->status)
    return sgn_policy_is_worse (b->status, a->status);
  if (a->weak != b->weak)
    return !a->weak;
  /* Of incomplete ones the longer tells more, of complete ones the shorter is the usual. */
  if (a->status == SGN_CHAIN_INCOMPLETE)
    return a->certificates->len > b->certificates->len;
  return a->certificates->len < b->certificates->len;
}

/* What Windows' lists say about the chain. */
static void
apply_lists (Search *search, SgnPathEnd end, SgnChain *chain)
{
  SgnDisallowed *disallowed = sgn_anchors_get_disallowed (search->anchors);
  SgnCertificate *last = g_ptr_array_index (search->path, search->path->len - 1);
  const SgnListedRoot *root = NULL;

  if (end == SGN_PATH_ANCHORED && search->purpose < SGN_N_ROOT_RULES)
    root = sgn_anchors_find_listed (search->anchors, last);
  if (root != NULL)
    sgn_windows_judge_root (&root->rules[search->purpose], chain, search->time);
  if (disallowed != NULL)
    sgn_windows_judge_disallowed (disallowed, chain);
}

static void
take_path (Search *search, SgnPathEnd end)
{
  g_autoptr (SgnChain) chain = g_new0 (SgnChain, 1);

  search->n_paths++;
  chain->certificates = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < search->path->len; i++)
    g_ptr_array_add (chain->certificates, g_object_ref (search->path->pdata[i]));
  sgn_policy_grade (chain, end, search->purpose, search->time);
  apply_lists (search, end, chain);
  if (search->best != NULL && !is_better (chain, search->best))
    return;
  sgn_chain_free (search->best);
  search->best = g_steal_pointer (&chain);
}

/* All certificates with the issuer's name, trusted roots first. */
static GPtrArray *
find_candidates (Search *search, SgnCertificate *certificate)
{
  const X509_NAME *name = X509_get_issuer_name (sgn_certificate_get_x509 (certificate));
  GPtrArray *found = sgn_anchors_find (search->anchors, name);

  if (search->others != NULL &&
      !sgn_budget_spend (SGN_COST_WORK, (guint64) search->others->len * COMPARISON_WORK, NULL))
    return found;
  for (guint i = 0; search->others != NULL && i < MIN (search->others->len, MAX_OTHERS); i++) {
    SgnCertificate *other = g_ptr_array_index (search->others, i);
    X509 *x509 = sgn_certificate_get_x509 (other);

    if (sgn_x509_name_equal (X509_get_subject_name (x509), name) &&
        !sgn_certificate_is_among (other, found))
      g_ptr_array_add (found, g_object_ref (other));
  }
  return found;
}

static gboolean
is_link (Search *search, SgnCertificate *certificate, SgnCertificate *issuer)
{
  /* Never compute on a curve that the file defines. Grading rejects the path anyway. */
  if (sgn_certificate_has_explicit_curve (issuer))
    return TRUE;
  /* A signature that was not verified links nothing. */
  if (search->n_verifications >= MAX_VERIFICATIONS)
    return FALSE;
  search->n_verifications++;
  return sgn_certificate_is_issued_by (certificate, issuer);
}

/* Nothing is better than a trusted chain of strong algorithms. */
static gboolean
is_finished (Search *search)
{
  if (search->n_paths >= MAX_PATHS)
    return TRUE;
  return search->best != NULL && search->best->status == SGN_CHAIN_TRUSTED && !search->best->weak;
}

static gboolean
is_self_signed (Search *search, SgnCertificate *certificate)
{
  return sgn_certificate_is_self_issued (certificate) && is_link (search, certificate, certificate);
}

static void
extend (Search *search)
{
  SgnCertificate *last = g_ptr_array_index (search->path, search->path->len - 1);
  g_autoptr (GPtrArray) candidates = NULL;
  gboolean found = FALSE;

  /* Trust may end below a self-signed root: an anchor can be any certificate. */
  if (sgn_anchors_contains (search->anchors, last)) {
    take_path (search, SGN_PATH_ANCHORED);
    return;
  }
  if (is_self_signed (search, last)) {
    take_path (search, SGN_PATH_ROOT);
    return;
  }
  candidates = find_candidates (search, last);
  for (guint i = 0; i < candidates->len && search->path->len < MAX_DEPTH; i++) {
    SgnCertificate *issuer = g_ptr_array_index (candidates, i);

    if (is_finished (search))
      return;
    /* No certificate twice on one path, or it would have no end. */
    if (sgn_certificate_is_among (issuer, search->path) || !is_link (search, last, issuer))
      continue;
    found = TRUE;
    g_ptr_array_add (search->path, issuer);
    extend (search);
    g_ptr_array_set_size (search->path, (int) search->path->len - 1);
  }
  if (!found)
    take_path (search, sgn_certificate_is_self_issued (last) ? SGN_PATH_ROOT : SGN_PATH_OPEN);
}

SgnChain *
sgn_chain_build (SgnAnchors *anchors,
                 SgnCertificate *leaf,
                 GPtrArray *others,
                 SgnPurpose purpose,
                 gint64 time)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (SgnAnchors) believed = anchors != NULL ? sgn_anchors_ref (anchors)
                                                    : sgn_anchors_new ();
  Search search = {
    .anchors = believed,
    .others = others,
    .purpose = purpose,
    .time = time,
    .path = path,
  };

  g_return_val_if_fail (SGN_IS_CERTIFICATE (leaf), NULL);

  g_ptr_array_add (path, leaf);
  extend (&search);
  return search.best;
}
