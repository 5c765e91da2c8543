/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/verify/signer.h"

/* Which outdated algorithms are mentioned, and which make a signature worthless. Timestamps that
 * are weak themselves need certificates; see test-signer.c. */

#define NONE       SGN_N_HASHES                   /* an algorithm that nobody knows */
#define SHA1_ENDED G_GINT64_CONSTANT (1546300800) /* 2019-01-01: jdk.jar.disabledAlgorithms */

typedef struct {
  const char *title;
  SgnFormatCaps caps;
  SgnHash content;
  SgnHash signer;
  gint64 time; /* of a timestamp; 0: there is none */
  gboolean counts;
  gboolean weak_chain;
  SgnCheckStatus status;
  SgnReason reason;
} Case;

static const Case cases[] = {
  { .title = "good", .content = SGN_HASH_SHA256, .signer = SGN_HASH_SHA256 },
  { .title = "unknown", .content = NONE, .signer = NONE },
  { .title = "SHA-1 of the content",
    .content = SGN_HASH_SHA1,
    .signer = SGN_HASH_SHA256,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "SHA-1 of the signer",
    .content = SGN_HASH_SHA256,
    .signer = SGN_HASH_SHA1,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "MD5 in Windows",
    .content = SGN_HASH_MD5,
    .signer = SGN_HASH_MD5,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "the chain",
    .content = SGN_HASH_SHA256,
    .signer = SGN_HASH_SHA256,
    .weak_chain = TRUE,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_CHAIN },
  { .title = "the chain in Java",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA256,
    .signer = SGN_HASH_SHA256,
    .weak_chain = TRUE,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_CHAIN },
  { .title = "SHA-1 in Java without a time",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA1,
    .signer = SGN_HASH_SHA1,
    .status = SGN_CHECK_FAIL,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "SHA-1 in Java, 2018",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA1,
    .signer = SGN_HASH_SHA1,
    .time = SHA1_ENDED - 1,
    .counts = TRUE,
    .status = SGN_CHECK_WARN,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "SHA-1 in Java, 2018, not proven",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA1,
    .signer = SGN_HASH_SHA1,
    .time = SHA1_ENDED - 1,
    .status = SGN_CHECK_FAIL,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "SHA-1 in Java, 2019",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA1,
    .signer = SGN_HASH_SHA1,
    .time = SHA1_ENDED,
    .counts = TRUE,
    .status = SGN_CHECK_FAIL,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "MD5 of the content in Java, 2018",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_MD5,
    .signer = SGN_HASH_SHA256,
    .time = SHA1_ENDED - 1,
    .counts = TRUE,
    .status = SGN_CHECK_FAIL,
    .reason = SGN_REASON_WEAK_HASH },
  { .title = "MD5 of the signer in Java, 2018",
    .caps = SGN_FORMAT_NO_WEAK_HASH,
    .content = SGN_HASH_SHA256,
    .signer = SGN_HASH_MD5,
    .time = SHA1_ENDED - 1,
    .counts = TRUE,
    .status = SGN_CHECK_FAIL,
    .reason = SGN_REASON_WEAK_HASH },
};

/* As in a report, what is unknown has the number of an algorithm that is not meant. */
static void
set_hash (SgnHash hash, SgnHash *ret, gboolean *known)
{
  *known = hash != NONE;
  *ret = *known ? hash : SGN_HASH_MD5;
}

static SgnChain *
make_chain (void)
{
  SgnChain *chain = g_new0 (SgnChain, 1);

  chain->certificates = g_ptr_array_new ();
  chain->weak = TRUE;
  return chain;
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  const SgnFormat format = { .caps = self->caps };
  SgnSubject subject = { .format = &format };
  const SgnVerifyContext context = { .subject = &subject };
  g_autoptr (SgnReport) report = sgn_report_new ("a.jar");
  SgnSignatureReport *signature = sgn_signature_report_new ();
  SgnTimestampReport *stamp = sgn_timestamp_report_new ();
  SgnSignerInfo signer = { 0 };
  const SgnCheck *check = &signature->checks[SGN_CHECK_ALGORITHMS];

  g_ptr_array_add (report->signatures, signature);
  g_ptr_array_add (signature->timestamps, stamp);
  set_hash (self->content, &signature->hash, &signature->hash_known);
  set_hash (self->signer, &signer.hash, &signer.hash_known);
  signature->chain = self->weak_chain ? make_chain () : NULL;
  signature->timestamp = self->time != 0 ? stamp : NULL;
  stamp->time = self->time;
  stamp->counts = self->counts;
  stamp->weak = TRUE;
  sgn_verify_algorithms (&context, &signer, signature);
  g_assert_cmpstr (sgn_reason_to_id (check->reason), ==, sgn_reason_to_id (self->reason));
  g_assert_cmpint (check->status, ==, self->status);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/algorithms/%s", cases[i].title);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
