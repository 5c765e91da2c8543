/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/verify/signature-fixture.h"

#include <string.h>

#include "core/asn1/der.h"
#include "core/base/oid.h"
#include "core/cms/builder.h"
#include "tests/support/der-tree.h"

GBytes *
signature_text (const char *text)
{
  return text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
}

static gboolean
verify_content (gpointer self,
                GBytes *content,
                SgnContentResult *ret,
                SgnFindings *findings,
                GCancellable *cancellable,
                GError **error)
{
  SignatureFixture *f = self;

  f->compared = g_bytes_ref (content);
  if (f->refusal != NULL) {
    g_propagate_error (error, g_steal_pointer (&f->refusal));
    return FALSE;
  }
  *ret = f->result;
  f->result = (SgnContentResult){ 0 };
  if (f->found != 0)
    sgn_findings_add (findings, f->found, SGN_SEVERITY_NOTE, 0, 1, NULL);
  return TRUE;
}

void
signature_set_up (SignatureFixture *f, gconstpointer unused)
{
  f->root = test_root_new ("Root");
  f->leaf = test_signer_new (f->root, "Leaf", NULL);
  f->anchors = sgn_anchors_new ();
  sgn_anchors_add (f->anchors, f->root->certificate);
  f->options.anchors = f->anchors;
  f->format.profile = SGN_PROFILE_PLAIN;
  f->format.content_type = SIGNATURE_TYPE;
  f->format.verify_content = verify_content;
  f->subject.format = &f->format;
  f->subject.self = f;
  f->context = (SgnVerifyContext){ .subject = &f->subject,
                                   .options = &f->options,
                                   .now = g_get_real_time () / G_USEC_PER_SEC,
                                   .report = sgn_report_new ("a.exe") };
}

static void
forget (SignatureFixture *f)
{
  g_clear_error (&f->error);
  g_clear_error (&f->refusal);
  g_clear_pointer (&f->compared, g_bytes_unref);
}

void
signature_tear_down (SignatureFixture *f, gconstpointer unused)
{
  forget (f);
  sgn_content_result_clear (&f->result);
  sgn_report_unref (f->context.report);
  sgn_anchors_unref (f->anchors);
  test_cert_free (f->leaf);
  test_cert_free (f->root);
}

static GBytes *
build (SgnIdentity *identity, const SignatureSpec *spec)
{
  const SgnCmsOptions options = { .hash = SGN_HASH_SHA256,
                                  .profile = spec->dated ? SGN_CMS_CADES : SGN_CMS_PLAIN };
  const char *over = spec->over != NULL ? spec->over : spec->inside;
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, over, strlen (over));
  g_autoptr (GError) error = NULL;
  GBytes *der = sgn_cms_build_detached (spec->type != NULL ? spec->type : SGN_OID_DATA,
                                        digest,
                                        identity,
                                        &options,
                                        NULL,
                                        &error);

  g_assert_no_error (error);
  return der;
}

static void
embed (DerNode *root, const char *text)
{
  const DerNode *outer = root->children->pdata[1];
  const DerNode *signed_data = outer->children->pdata[0];
  g_autoptr (GBytes) content = signature_text (text);

  der_node_insert (signed_data->children->pdata[2],
                   1,
                   der_leaf_new (0xa0, sgn_der_encode_octets (content)));
}

/* The last of what is in the last, down to the only SignerInfo. */
static DerNode *
find_signer_info (DerNode *root)
{
  static const guint8 tags[] = { 0xa0, 0x30, 0x31, 0x30 };
  DerNode *node = root;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    node = node->children->pdata[node->children->len - 1];
    g_assert_cmphex (node->tag, ==, tags[i]);
  }
  return node;
}

/* Instead of the value there was, one over @text itself. */
static void
sign_text (DerNode *signer, SgnIdentity *identity, const char *text)
{
  g_autoptr (GBytes) digest = sgn_hash_data (SGN_HASH_SHA256, text, strlen (text));
  g_autoptr (GError) error = NULL;
  GBytes *value = sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, &error);
  guint last = signer->children->len - 1;

  g_assert_no_error (error);
  g_ptr_array_remove_index (signer->children, last);
  der_node_insert (signer, last, der_leaf_new (SGN_TAG_OCTETS, value));
}

static void
set_unknown_hash (DerNode *signer)
{
  DerNode *algorithm = signer->children->pdata[2];
  static const guint8 oid[] = { 0x2a, 0x03, 0x04 };

  g_ptr_array_remove_index (algorithm->children, 0);
  der_node_insert (algorithm, 0, der_leaf_new (SGN_TAG_OID, g_bytes_new (oid, sizeof oid)));
}

GBytes *
signature_make (SignatureFixture *f, const SignatureSpec *spec)
{
  g_autoptr (SgnIdentity) identity = test_identity_new (f->leaf, NULL);
  g_autoptr (GBytes) der = build (identity, spec);
  g_autoptr (DerNode) root = der_tree_parse (der);
  DerNode *signer = find_signer_info (root);

  if (spec->inside != NULL)
    embed (root, spec->inside);
  if (spec->no_attributes) {
    g_ptr_array_remove_index (signer->children, 3);
    sign_text (signer, identity, spec->over != NULL ? spec->over : spec->inside);
  }
  if (spec->broken)
    sign_text (signer, identity, "what nobody wrote");
  if (spec->unknown_hash)
    set_unknown_hash (signer);
  return der_tree_encode (root);
}

const SgnSignatureReport *
signature_look (SignatureFixture *f, const SignatureSpec *spec, const char *outer)
{
  g_autoptr (GBytes) der = signature_make (f, spec);
  g_autoptr (GBytes) around = signature_text (outer);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnSignedData) signed_data = sgn_signed_data_parse (der, &error);
  GError *refusal = g_steal_pointer (&f->refusal);
  gboolean good;

  g_assert_no_error (error);
  forget (f);
  f->refusal = refusal;
  f->report = sgn_signature_report_new ();
  good = sgn_verify_signature (&f->context, signed_data, 0, around, f->report, &f->error);
  g_assert_true (good == (f->error == NULL));
  g_ptr_array_add (f->context.report->signatures, f->report);
  return f->report;
}

void
signature_assert_check (const SgnSignatureReport *report,
                        SgnCheckId id,
                        SgnCheckStatus status,
                        SgnReason reason)
{
  const SgnCheck *check = &report->checks[id];

  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (reason));
  g_assert_cmpint (check->status, ==, status);
}
