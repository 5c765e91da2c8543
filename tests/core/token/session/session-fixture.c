/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "tests/core/token/session/session-fixture.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "core/base/openssl.h"

TestCert *session_root;
TestCert *session_rsa;
TestCert *session_ec;

gboolean
session_set_up (void)
{
  if (!test_token_set_up ())
    return FALSE;
  session_root = test_root_new ("Token Root");
  session_rsa = test_signer_new (session_root, "Example GmbH", "rsa-2048");
  session_ec = test_signer_new (session_root, "Example EC", "ec-p256");
  test_token_make (LABEL);
  test_token_put (LABEL, session_rsa, "rsa", 1, TRUE);
  test_token_put (LABEL, session_ec, "ec", 2, FALSE);
  return TRUE;
}

void
session_tear_down (void)
{
  test_cert_free (session_ec);
  test_cert_free (session_rsa);
  test_cert_free (session_root);
  test_token_tear_down ();
}

GBytes *
session_make_digest (SgnHash hash)
{
  gsize size = sgn_hash_get_size (hash);
  g_autofree guint8 *data = g_malloc (size);

  memset (data, 0x5a, size);
  return g_bytes_new (data, size);
}

void
session_assert_verifies (TestCert *cert, SgnHash hash, GBytes *signature)
{
  g_autoptr (GBytes) digest = session_make_digest (hash);
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (cert->key, NULL);

  g_assert_cmpint (EVP_PKEY_verify_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_signature_md (context, sgn_hash_get_md (hash)), ==, 1);
  g_assert_cmpint (EVP_PKEY_verify (context,
                                    g_bytes_get_data (signature, NULL),
                                    g_bytes_get_size (signature),
                                    g_bytes_get_data (digest, NULL),
                                    g_bytes_get_size (digest)),
                   ==,
                   1);
}

SgnTokenSession *
session_open_key (SgnTokenModule *module, int id, TestPins *pins, GError **error)
{
  const guint8 octet = (guint8) id;
  g_autoptr (SgnToken) token = test_token_find (module, LABEL);
  g_autoptr (GBytes) bytes = g_bytes_new (&octet, 1);
  const SgnTokenChoice choice = { .token = token, .id = bytes, .n_files = 3 };

  return sgn_token_session_open (&choice, G_TLS_INTERACTION (pins), NULL, error);
}

GBytes *
session_sign (SgnIdentity *identity, GError **error)
{
  g_autoptr (GBytes) digest = session_make_digest (SGN_HASH_SHA256);

  return sgn_identity_sign (identity, SGN_HASH_SHA256, digest, NULL, error);
}

void
session_assert_signs (SgnIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = session_sign (identity, &error);

  g_assert_no_error (error);
  session_assert_verifies (session_rsa, SGN_HASH_SHA256, signature);
}

void
session_assert_fails (SgnIdentity *identity, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = session_sign (identity, &error);

  g_assert_error (error, SGN_ERROR, code);
  g_assert_null (signature);
}

void
session_assert_log (const char *wanted)
{
  g_autofree char *log = test_token_get_log ();

  g_assert_cmpstr (log, ==, wanted);
}

SgnIdentity *
session_open_faulty (SgnTokenModule *module)
{
  g_autoptr (TestPins) pins = test_pins_new (TEST_TOKEN_PIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = session_open_key (module, 1, pins, &error);

  g_assert_no_error (error);
  return sgn_token_session_get_identity (session);
}

void
session_assert_opens_not (SgnTokenModule *module, TestPins *pins, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenSession) session = session_open_key (module, 1, pins, &error);

  g_assert_error (error, SGN_ERROR, code);
  g_assert_null (session);
}

void
session_count_notice (SgnTokenNotice notice, SgnToken *token, gpointer counts)
{
  ((guint *) counts)[notice]++;
}
