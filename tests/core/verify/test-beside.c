/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "tests/core/verify/signature-fixture.h"

/* Signatures of another file, of which only the digest has to be known. */

static GBytes *
hash_beside (gpointer self, SgnHash hash, GCancellable *cancellable, GError **error)
{
  SignatureFixture *f = self;

  g_assert_cmpint (hash, ==, SGN_HASH_SHA256);
  if (f->beside != NULL)
    return sgn_hash_data (hash, f->beside, strlen (f->beside));
  g_set_error_literal (error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE, "missing");
  return NULL;
}

static void
set_beside (SignatureFixture *f, SgnInput *signature, const char *text)
{
  static const SgnMessage message = { .digest = hash_beside };
  g_autoptr (GBytes) bytes = signature_text (text);
  g_autoptr (SgnInput) file = sgn_input_new_for_bytes (bytes);

  sgn_input_set_beside (signature, file);
  f->format.message = &message;
  f->format.content_place = SGN_CONTENT_BESIDE;
  f->subject.input = signature;
  f->beside = text;
}

/* Another file is what was signed if its digest is the one in the signature or, where that states
 * none, if the value is one over it. Of a file that cannot be read, nothing is said. */
static void
test_digest (SignatureFixture *f, gconstpointer unused)
{
  static const struct {
    SignatureSpec spec;
    SgnCheckStatus content;
    SgnReason content_reason;
    SgnCheckStatus signature;
    SgnReason signature_reason;
  } cases[] = {
    { { .over = "b" }, SGN_CHECK_PASS, SGN_REASON_NONE, SGN_CHECK_PASS, SGN_REASON_NONE },
    { { .over = "c" },
      SGN_CHECK_FAIL,
      SGN_REASON_DIGEST_MISMATCH,
      SGN_CHECK_PASS,
      SGN_REASON_NONE },
    { { .over = "b", .broken = TRUE },
      SGN_CHECK_PASS,
      SGN_REASON_NONE,
      SGN_CHECK_FAIL,
      SGN_REASON_BAD_VALUE },
    { { .over = "b", .no_attributes = TRUE },
      SGN_CHECK_PASS,
      SGN_REASON_NONE,
      SGN_CHECK_PASS,
      SGN_REASON_NONE },
    { { .over = "c", .no_attributes = TRUE },
      SGN_CHECK_UNKNOWN,
      SGN_REASON_NOT_REACHED,
      SGN_CHECK_FAIL,
      SGN_REASON_BAD_VALUE },
    { { .over = "b", .unknown_hash = TRUE },
      SGN_CHECK_UNKNOWN,
      SGN_REASON_UNKNOWN_ALGORITHM,
      SGN_CHECK_UNKNOWN,
      SGN_REASON_UNKNOWN_ALGORITHM },
    { { .over = "b", .unknown_hash = TRUE, .no_attributes = TRUE },
      SGN_CHECK_UNKNOWN,
      SGN_REASON_UNKNOWN_ALGORITHM,
      SGN_CHECK_UNKNOWN,
      SGN_REASON_UNKNOWN_ALGORITHM },
  };
  g_autoptr (GBytes) nothing = signature_text ("");
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (nothing);

  set_beside (f, input, "b");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SgnSignatureReport *report = signature_look (f, &cases[i].spec, NULL);

    g_test_message ("case %u", i);
    g_assert_no_error (f->error);
    g_assert_null (f->compared);
    signature_assert_check (report, SGN_CHECK_CONTENT, cases[i].content, cases[i].content_reason);
    signature_assert_check (report,
                            SGN_CHECK_SIGNATURE,
                            cases[i].signature,
                            cases[i].signature_reason);
  }
  f->beside = NULL;
  signature_assert_check (signature_look (f, &cases[0].spec, NULL),
                          SGN_CHECK_SIGNATURE,
                          SGN_CHECK_SKIPPED,
                          SGN_REASON_NOT_REACHED);
  g_assert_error (f->error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

/* An unknown algorithm needs no file to be one. */
static void
test_unknown_hash (SignatureFixture *f, gconstpointer unused)
{
  const SignatureSpec spec = { .over = "b", .no_attributes = TRUE, .unknown_hash = TRUE };
  g_autoptr (GBytes) nothing = signature_text ("");
  g_autoptr (SgnInput) alone = sgn_input_new_for_bytes (nothing);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (nothing);

  set_beside (f, input, "b");
  f->subject.input = alone;
  signature_assert_check (signature_look (f, &spec, NULL),
                          SGN_CHECK_SIGNATURE,
                          SGN_CHECK_UNKNOWN,
                          SGN_REASON_UNKNOWN_ALGORITHM);
}

/* RFC 5652, 5.4: the value of a signature with attributes is one over these, so that they could be
 * given as a file of which the same signature without attributes seems to be made. */
static void
test_attributes (SignatureFixture *f, gconstpointer unused)
{
  /* contentType and messageDigest; signingTime in place of the latter */
  static const char attributes[] = "\x31\x1a\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"
                                   "\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04";
  static const char others[] = "\x31\x1a\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"
                               "\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05";
  g_autofree char *large = g_strnfill (SGN_INPUT_MAX_BYTES + 1, SGN_TAG_SET);
  const struct {
    const char *file;
    gboolean no_attributes;
    gboolean refused;
  } cases[] = {
    { attributes, TRUE, TRUE }, { attributes, FALSE, FALSE }, { others, TRUE, FALSE },
    { large, TRUE, FALSE },     { "", TRUE, FALSE },
  };
  g_autoptr (GBytes) nothing = signature_text ("");
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (nothing);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SignatureSpec spec = { .over = cases[i].file, .no_attributes = cases[i].no_attributes };

    g_test_message ("case %u", i);
    set_beside (f, input, cases[i].file);
    signature_assert_check (signature_look (f, &spec, NULL),
                            SGN_CHECK_SIGNATURE,
                            cases[i].refused ? SGN_CHECK_FAIL : SGN_CHECK_PASS,
                            cases[i].refused ? SGN_REASON_BAD_ATTRIBUTES : SGN_REASON_NONE);
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/beside/" name,                                                                     \
              SignatureFixture,                                                                    \
              NULL,                                                                                \
              signature_set_up,                                                                    \
              function,                                                                            \
              signature_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("digest", test_digest);
  ADD ("unknown-hash", test_unknown_hash);
  ADD ("attributes", test_attributes);
  return g_test_run ();
}
