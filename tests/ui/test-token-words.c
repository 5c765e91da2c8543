/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */

#include "config.h"

#include <locale.h>

#include "core/token/token-private.h"
#include "tests/support/test-ca.h"
#include "ui/tokens/token-words.h"

/* A token as libp11 would tell of it; one more certificate on it is not for signing programs. */
static SgnToken *
make_token (const char *label, const char *serial, guint certificates)
{
  g_autoptr (SgnTokenModule)
      module = sgn_token_module_new ("/nowhere/module.so", "Test", SGN_TOKEN_MODULE_ADDED);
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) signer = test_signer_new (root, "Example GmbH", NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  PKCS11_TOKEN facts = { .label = (char *) label,
                         .manufacturer = (char *) "Maker",
                         .model = (char *) "Model 5",
                         .serialnr = (char *) serial };
  PKCS11_SLOT slot = { .token = &facts };
  SgnToken *token = sgn_token_new (module, &slot);

  for (guint i = 0; i <= certificates; i++) {
    g_autoptr (GBytes) id = g_bytes_new (&i, 1);
    SgnCertificate *one = i < certificates ? signer->certificate : root->certificate;

    g_ptr_array_add (list, sgn_token_certificate_new (one, id, "label"));
  }
  sgn_token_set_certificates (token, list);
  return token;
}

static void
assert_text (char *text, const char *wanted)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, wanted);
}

static void
test_title (void)
{
  g_autoptr (SgnToken) usual = make_token ("YubiKey", "1234", 0);
  g_autoptr (SgnToken) unnamed = make_token ("", "1234", 0);
  g_autoptr (SgnToken) bare = make_token ("YubiKey", "", 0);
  g_autoptr (SgnToken) numbered = make_token ("YubiKey PIV #1234", "1234", 0);

  assert_text (sgn_words_token_title (usual), "YubiKey · 1234");
  assert_text (sgn_words_token_title (unnamed), "Model 5 · 1234");
  assert_text (sgn_words_token_title (bare), "YubiKey");
  assert_text (sgn_words_token_title (numbered), "YubiKey PIV #1234");
  assert_text (sgn_words_token_facts (usual), "Model Model 5 by Maker");
}

static void
test_plugged_in (void)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);

  assert_text (sgn_words_plugged_in (tokens, FALSE), "Looking for tokens…");
  assert_text (sgn_words_plugged_in (tokens, TRUE), "None is plugged in");
  g_ptr_array_add (tokens, make_token ("YubiKey", "1", 2));
  assert_text (sgn_words_plugged_in (tokens, TRUE), "Plugged in: YubiKey with 2 certificates");
  g_ptr_array_add (tokens, make_token ("Other", "2", 1));
  assert_text (sgn_words_plugged_in (tokens, TRUE), "Plugged in: 2 tokens");
}

static void
test_pin (void)
{
  g_autoptr (SgnToken) token = make_token ("YubiKey", "1234", 1);

  assert_text (sgn_words_pin_heading (token), "Enter the PIN of YubiKey");
  assert_text (sgn_words_pin_body (token, "Example GmbH", 5),
               "YubiKey · 1234 signs as Example GmbH.\nUsed for all 5 files, then forgotten.");
  assert_text (sgn_words_pin_button ("A", 1), "Sign 1 File");
  assert_text (sgn_words_pin_button ("A", 5), "Sign 5 Files");
  assert_text (sgn_words_pin_body (token, NULL, 0), "YubiKey · 1234\nUsed once, then forgotten.");
  assert_text (sgn_words_pin_button (NULL, 0), "_Unlock");
}

static void
test_unusable (void)
{
  g_autoptr (TestCert) root = test_root_new ("Root");
  g_autoptr (TestCert) leaf = test_signer_new (root, "Example GmbH", NULL);
  gint64 begin = sgn_certificate_get_not_before (leaf->certificate);
  gint64 end = sgn_certificate_get_not_after (leaf->certificate);

  assert_text (sgn_words_unusable (leaf->certificate, begin + 1), NULL);
  assert_text (sgn_words_unusable (leaf->certificate, end + 1), "The certificate has expired.");
  assert_text (sgn_words_unusable (leaf->certificate, begin - 1),
               "The certificate is not valid yet.");
  assert_text (sgn_words_unusable (root->certificate, begin + 1),
               "This certificate is not meant for code signing.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/token-words/title", test_title);
  g_test_add_func ("/token-words/plugged-in", test_plugged_in);
  g_test_add_func ("/token-words/pin", test_pin);
  g_test_add_func ("/token-words/unusable", test_unusable);
  return g_test_run ();
}
