/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/asn1/spc.h"
#include "core/base/error.h"
#include "core/base/oid.h"
#include "tests/core/verify/signature-fixture.h"

/* Which content a signature is made over, and what the comparison with the file says. */

static GBytes *
get_beside (gpointer self, guint entry, GError **error)
{
  const SignatureFixture *f = self;

  return signature_text (f->beside);
}

/* Where each kind of file has its content, and what is not taken for it. */
static void
test_places (SignatureFixture *f, gconstpointer unused)
{
  static const struct {
    SgnContentPlace place;
    const char *type;
    const char *inside;
    const char *beside; /* "": the format finds none; NULL: it does not look for any */
    const char *outer;
    const char *content; /* that is compared with the file */
  } cases[] = {
    { SGN_CONTENT_IN_SIGNATURE, SIGNATURE_TYPE, "a", NULL, NULL, "a" },
    { SGN_CONTENT_IN_SIGNATURE, SGN_OID_DATA, "a", NULL, NULL, NULL },
    { SGN_CONTENT_IN_SIGNATURE, SIGNATURE_TYPE, NULL, NULL, NULL, NULL },
    { SGN_CONTENT_IN_SIGNATURE, SGN_OID_DATA, NULL, NULL, "o", NULL },
    { SGN_CONTENT_BESIDE, SGN_OID_DATA, "a", NULL, NULL, "a" },
    { SGN_CONTENT_IN_FILE, SIGNATURE_TYPE, NULL, "b", NULL, "b" },
    { SGN_CONTENT_IN_FILE, SIGNATURE_TYPE, NULL, "", NULL, NULL },
    { SGN_CONTENT_IN_FILE, SIGNATURE_TYPE, "b", "b", NULL, NULL },
    { SGN_CONTENT_IN_FILE, SGN_OID_DATA, NULL, "b", NULL, NULL },
    { SGN_CONTENT_IN_EITHER, SIGNATURE_TYPE, NULL, "b", NULL, "b" },
    { SGN_CONTENT_IN_EITHER, SIGNATURE_TYPE, "a", "", NULL, "a" },
    { SGN_CONTENT_IN_EITHER, SIGNATURE_TYPE, "a", "a", NULL, "a" },
    { SGN_CONTENT_IN_EITHER, SIGNATURE_TYPE, "a", "b", NULL, NULL },
    { SGN_CONTENT_IN_OUTER, SGN_OID_DATA, NULL, NULL, "o", "o" },
    { SGN_CONTENT_IN_OUTER, SGN_OID_DATA, "o", NULL, "o", NULL },
    { SGN_CONTENT_IN_OUTER, SIGNATURE_TYPE, NULL, NULL, "o", NULL },
    { SGN_CONTENT_IN_OUTER, SIGNATURE_TYPE, "a", NULL, "o", "a" },
    { SGN_CONTENT_IN_OUTER, SGN_OID_DATA, NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SignatureSpec spec = { .type = cases[i].type,
                                 .inside = cases[i].inside,
                                 .over = cases[i].content != NULL ? cases[i].content : "nothing" };
    g_autoptr (GBytes) expected = signature_text (cases[i].content);
    const SgnSignatureReport *report;

    g_test_message ("case %u", i);
    f->format.content_place = cases[i].place;
    f->format.get_content = cases[i].beside != NULL ? get_beside : NULL;
    f->beside = g_strcmp0 (cases[i].beside, "") != 0 ? cases[i].beside : NULL;
    f->result.matches = TRUE;
    report = signature_look (f, &spec, cases[i].outer);
    g_assert_no_error (f->error);
    g_assert_cmpuint (report->content_size, ==, cases[i].inside != NULL ? 1 : 0);
    g_assert_true ((expected == NULL) == (f->compared == NULL));
    if (expected == NULL) {
      signature_assert_check (report,
                              SGN_CHECK_CONTENT,
                              SGN_CHECK_FAIL,
                              SGN_REASON_CONTENT_UNKNOWN);
    } else {
      g_assert_true (g_bytes_equal (f->compared, expected));
      signature_assert_check (report, SGN_CHECK_CONTENT, SGN_CHECK_PASS, SGN_REASON_NONE);
      signature_assert_check (report, SGN_CHECK_SIGNATURE, SGN_CHECK_PASS, SGN_REASON_NONE);
    }
  }
}

static const SgnSignatureReport *
look (SignatureFixture *f)
{
  return signature_look (f, &(SignatureSpec){ .type = SIGNATURE_TYPE, .inside = "a" }, NULL);
}

/* A difference is told from what cannot be compared, and pages from the file as a whole. */
static void
test_result (SignatureFixture *f, gconstpointer unused)
{
  static const struct {
    gboolean matches;
    gboolean hash_known;
    const char *stored;
    SgnFindingCode found;
    SgnCheckStatus status;
    SgnReason reason;
  } cases[] = {
    { TRUE, TRUE, "1", 0, SGN_CHECK_PASS, SGN_REASON_NONE },
    { TRUE, FALSE, NULL, 0, SGN_CHECK_PASS, SGN_REASON_NONE },
    { FALSE, TRUE, "1", 0, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH },
    { FALSE, FALSE, NULL, 0, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH },
    { FALSE, FALSE, "1", 0, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM },
    { FALSE, TRUE, "1", SGN_FINDING_PAGE_HASHES, SGN_CHECK_FAIL, SGN_REASON_PAGE_HASH_MISMATCH },
    /* pages were the matter of the signature before */
    { FALSE, TRUE, "1", SGN_FINDING_PADDING_LONG, SGN_CHECK_FAIL, SGN_REASON_DIGEST_MISMATCH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("case %u", i);
    f->found = cases[i].found;
    f->result = (SgnContentResult){ .hash = SGN_HASH_SHA512,
                                    .hash_known = cases[i].hash_known,
                                    .stored = signature_text (cases[i].stored),
                                    .matches = cases[i].matches };
    signature_assert_check (look (f), SGN_CHECK_CONTENT, cases[i].status, cases[i].reason);
  }
}

/* Content that does not fit the file is a verdict; a file that cannot be read is none. */
static void
test_refused (SignatureFixture *f, gconstpointer unused)
{
  const struct {
    GQuark domain;
    int code;
    gboolean fatal;
  } cases[] = {
    { SGN_ERROR, SGN_ERROR_FILE_DAMAGED, FALSE },
    { SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED, TRUE },
    { SGN_ERROR, SGN_ERROR_FILE_UNREADABLE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SgnSignatureReport *report;

    f->refusal = g_error_new_literal (cases[i].domain, cases[i].code, "refused");
    report = look (f);
    signature_assert_check (report, SGN_CHECK_CONTENT, SGN_CHECK_FAIL, SGN_REASON_CONTENT_UNKNOWN);
    if (cases[i].fatal)
      g_assert_error (f->error, cases[i].domain, cases[i].code);
    else
      g_assert_no_error (f->error);
    g_assert_cmpstr (report->checks[SGN_CHECK_CONTENT].detail,
                     ==,
                     cases[i].fatal ? NULL : "refused");
  }
}

/* Content that is signed as it is has no digest of its own, so the signer's is shown, as far as the
 * comparison was good. */
static void
test_hash_of_signer (SignatureFixture *f, gconstpointer unused)
{
  g_autoptr (GBytes) text = signature_text ("a");
  g_autoptr (GBytes) digest = sgn_hash_bytes (SGN_HASH_SHA256, text);
  const SgnSignatureReport *report;

  f->result.matches = TRUE;
  report = look (f);
  g_assert_true (report->hash_known);
  g_assert_cmpint (report->hash, ==, SGN_HASH_SHA256);
  g_assert_true (g_bytes_equal (report->digest_stored, digest));
  g_assert_true (g_bytes_equal (report->digest_computed, digest));
  report = look (f);
  g_assert_false (report->hash_known);
  g_assert_null (report->digest_computed);
  f->result = (SgnContentResult){ .hash = SGN_HASH_SHA512, .hash_known = TRUE, .matches = TRUE };
  report = look (f);
  g_assert_cmpint (report->hash, ==, SGN_HASH_SHA512);
  g_assert_null (report->digest_computed);
}

/* Without messageDigest, content that stands outside the signature is compared through the value
 * alone; where that is not good, nothing was compared. */
static void
test_uncompared (SignatureFixture *f, gconstpointer unused)
{
  static const struct {
    gboolean in_file;
    gboolean no_attributes;
    gboolean broken;
    gboolean unknown_hash;
    gboolean compared;
  } cases[] = {
    { TRUE, FALSE, FALSE, FALSE, TRUE }, { TRUE, FALSE, TRUE, FALSE, TRUE },
    { TRUE, TRUE, FALSE, FALSE, TRUE },  { TRUE, TRUE, TRUE, FALSE, FALSE },
    { TRUE, FALSE, FALSE, TRUE, FALSE }, { FALSE, TRUE, TRUE, FALSE, TRUE },
    { FALSE, FALSE, FALSE, TRUE, TRUE },
  };

  f->format.content_type = SGN_OID_DATA;
  f->beside = "b";
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SignatureSpec spec = { .inside = cases[i].in_file ? NULL : "b",
                                 .over = "b",
                                 .no_attributes = cases[i].no_attributes,
                                 .broken = cases[i].broken,
                                 .unknown_hash = cases[i].unknown_hash };

    g_test_message ("case %u", i);
    f->format.content_place = cases[i].in_file ? SGN_CONTENT_IN_FILE : SGN_CONTENT_IN_SIGNATURE;
    f->format.get_content = cases[i].in_file ? get_beside : NULL;
    f->result.matches = TRUE;
    signature_assert_check (signature_look (f, &spec, NULL),
                            SGN_CHECK_CONTENT,
                            cases[i].compared ? SGN_CHECK_PASS : SGN_CHECK_UNKNOWN,
                            cases[i].compared ? SGN_REASON_NONE : SGN_REASON_NOT_REACHED);
  }
}

/* NuGet requires signing-certificate-v2; that a value is bad is said first. */
static void
test_profile (SignatureFixture *f, gconstpointer unused)
{
  static const struct {
    SgnProfile profile;
    SignatureSpec spec;
    SgnCheckStatus status;
    SgnReason reason;
  } cases[] = {
    { SGN_PROFILE_PLAIN, { .inside = "a" }, SGN_CHECK_PASS, SGN_REASON_NONE },
    { SGN_PROFILE_CADES, { .inside = "a" }, SGN_CHECK_FAIL, SGN_REASON_BAD_ATTRIBUTES },
    { SGN_PROFILE_CADES, { .inside = "a", .dated = TRUE }, SGN_CHECK_PASS, SGN_REASON_NONE },
    { SGN_PROFILE_CADES, { .inside = "a", .broken = TRUE }, SGN_CHECK_FAIL, SGN_REASON_BAD_VALUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    f->format.profile = cases[i].profile;
    signature_assert_check (signature_look (f, &cases[i].spec, NULL),
                            SGN_CHECK_SIGNATURE,
                            cases[i].status,
                            cases[i].reason);
  }
}

/* The name of an algorithm where it has one, and what the signer says of the program. */
static void
test_describe (void)
{
  static const char *const algorithms[][2] = { { SGN_OID_RSA, "RSA" }, { "1.2.3", "1.2.3" } };
  g_autoptr (GBytes) info = sgn_spc_opus_info_encode ("Program", "https://a.example/");
  SgnAttribute opus = { .oid = (char *) SGN_OID_SPC_SP_OPUS_INFO };
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_ptr_array_add (attributes, &opus);
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++) {
    const SgnSignerInfo signer = { .signature_oid = (char *) algorithms[i][0],
                                   .signed_attributes = attributes,
                                   .unsigned_attributes = none };
    g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
    SgnSignatureReport *signature = sgn_signature_report_new ();

    g_ptr_array_add (report->signatures, signature);
    sgn_verify_describe (&signer, signature);
    g_assert_cmpstr (signature->signature_algorithm, ==, algorithms[i][1]);
    g_assert_cmpstr (signature->program_name, ==, i == 0 ? NULL : "Program");
    g_assert_cmpstr (signature->program_url, ==, i == 0 ? NULL : "https://a.example/");
    g_assert_cmpuint (signature->signed_attributes->len, ==, 1);
    g_assert_cmpstr (signature->signed_attributes->pdata[0], ==, SGN_OID_SPC_SP_OPUS_INFO);
    g_assert_cmpuint (signature->unsigned_attributes->len, ==, 0);
    g_assert_null (signature->signer);
    opus.value = info; /* an attribute may be there without any value */
  }
}

/* Each thing that can be wrong with a message in itself. */
static void
test_cms (void)
{
  static const struct {
    SgnCmsStatus cms;
    SgnCheckStatus status;
    SgnReason reason;
  } cases[] = {
    { SGN_CMS_GOOD, SGN_CHECK_PASS, SGN_REASON_NONE },
    { SGN_CMS_NO_CERTIFICATE, SGN_CHECK_UNKNOWN, SGN_REASON_NO_CERTIFICATE },
    { SGN_CMS_BAD_ATTRIBUTES, SGN_CHECK_FAIL, SGN_REASON_BAD_ATTRIBUTES },
    { SGN_CMS_BAD_DIGEST, SGN_CHECK_FAIL, SGN_REASON_BAD_MESSAGE_DIGEST },
    { SGN_CMS_BAD_SIGNATURE, SGN_CHECK_FAIL, SGN_REASON_BAD_VALUE },
    { SGN_CMS_UNKNOWN_ALGORITHM, SGN_CHECK_UNKNOWN, SGN_REASON_UNKNOWN_ALGORITHM },
  };
  g_autoptr (SgnReport) report = sgn_report_new ("a.exe");
  SgnSignatureReport *signature = sgn_signature_report_new ();

  g_ptr_array_add (report->signatures, signature);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    sgn_verify_set_cms (cases[i].cms, signature);
    signature_assert_check (signature, SGN_CHECK_SIGNATURE, cases[i].status, cases[i].reason);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/signature/" name,                                                                  \
              SignatureFixture,                                                                    \
              NULL,                                                                                \
              signature_set_up,                                                                    \
              function,                                                                            \
              signature_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("places", test_places);
  ADD ("result", test_result);
  ADD ("refused", test_refused);
  ADD ("hash-of-signer", test_hash_of_signer);
  ADD ("uncompared", test_uncompared);
  ADD ("profile", test_profile);
  g_test_add_func ("/signature/describe", test_describe);
  g_test_add_func ("/signature/cms", test_cms);
  return g_test_run ();
}
