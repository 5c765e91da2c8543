/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/token-private.h"
#include "tests/support/test-ca.h"

static SgnTokenModule *module;

static SgnToken *
new_token (PKCS11_TOKEN facts)
{
  const PKCS11_SLOT slot = { .token = &facts };

  return sgn_token_new (module, &slot);
}

/* What counts is how near the PIN is to being blocked; one that is not needed need not be set. */
static void
test_pin_state (void)
{
  static const struct {
    PKCS11_TOKEN facts;
    SgnPinState state;
    const char *id;
  } cases[] = {
    { { .loginRequired = 1, .userPinSet = 1 }, SGN_PIN_STATE_GOOD, "good" },
    { { .loginRequired = 0 }, SGN_PIN_STATE_GOOD, "good" },
    { { .loginRequired = 1 }, SGN_PIN_STATE_UNSET, "unset" },
    { { .loginRequired = 1, .userPinSet = 1, .userPinCountLow = 1 }, SGN_PIN_STATE_LOW, "low" },
    { { .userPinSet = 1, .userPinCountLow = 1, .userPinFinalTry = 1 },
      SGN_PIN_STATE_FINAL,
      "final" },
    { { .userPinSet = 1, .userPinCountLow = 1, .userPinFinalTry = 1, .userPinLocked = 1 },
      SGN_PIN_STATE_LOCKED,
      "locked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnToken) token = new_token (cases[i].facts);
    guint state = 99;

    g_object_get (token, "pin-state", &state, NULL);
    g_assert_cmpint (sgn_token_get_pin_state (token), ==, cases[i].state);
    g_assert_cmpuint (state, ==, cases[i].state);
    g_assert_cmpstr (sgn_pin_state_to_id (cases[i].state), ==, cases[i].id);
  }
}

/* Modules pad text or leave it out, and may put anything into it. */
static void
test_title (void)
{
  static const struct {
    const char *label;
    const char *model;
    const char *serial;
    const char *title;
  } cases[] = {
    { "Mine  ", "eToken", " 0123 ", "Mine 0123" },  { "Mine", "eToken", NULL, "Mine" },
    { "", "eToken", "0123", "eToken 0123" },        { NULL, NULL, "0123", " 0123" },
    { "Mi\u202ene\n", "eToken", "", "Mi\ufffdne" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnToken) token = new_token ((PKCS11_TOKEN){ .label = (char *) cases[i].label,
                                                            .model = (char *) cases[i].model,
                                                            .serialnr = (char *) cases[i].serial });

    g_assert_cmpstr (sgn_token_get_title (token), ==, cases[i].title);
  }
}

static void
test_same (void)
{
  const PKCS11_TOKEN facts = { .label = (char *) "A",
                               .model = (char *) "M",
                               .manufacturer = (char *) "Maker",
                               .serialnr = (char *) "1" };
  g_autoptr (SgnToken) token = new_token (facts);
  g_autoptr (SgnToken) copy = sgn_token_copy (token);
  PKCS11_TOKEN others[] = { facts, facts, facts, facts };

  others[0].label = (char *) "B";
  others[1].model = (char *) "N";
  others[2].manufacturer = (char *) "Other";
  others[3].serialnr = (char *) "2";
  g_assert_true (sgn_token_is_same (token, copy));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (SgnToken) other = new_token (others[i]);

    g_assert_false (sgn_token_is_same (token, other));
  }
}

static void
put (GPtrArray *list, const char *usages, gint64 days, guint8 id)
{
  const TestCertSpec spec = { .name = "Example",
                              .usages = usages,
                              .not_after = g_get_real_time () / G_USEC_PER_SEC + days * 86400 };
  g_autoptr (TestCert) cert = test_cert_new (NULL, &spec);
  g_autoptr (GBytes) bytes = g_bytes_new (&id, 1);

  g_ptr_array_add (list, sgn_token_certificate_new (cert->certificate, bytes, NULL));
}

static guint8
get_id (SgnToken *token, guint index)
{
  g_autoptr (SgnTokenCertificate)
      item = g_list_model_get_item (sgn_token_get_certificates (token), index);

  g_assert_cmpstr (sgn_token_certificate_get_label (item), ==, "");
  return *(const guint8 *) g_bytes_get_data (sgn_token_certificate_get_id (item), NULL);
}

/* For signing programs first, then the one that lasts longest, then by the key. */
static void
test_order (void)
{
  static const guint8 wanted[] = { 3, 2, 1, 5, 4 };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SgnToken) token = new_token ((PKCS11_TOKEN){ 0 });

  put (list, "emailProtection", 90, 4);
  put (list, "codeSigning", 30, 1);
  put (list, "emailProtection", 900, 5);
  put (list, "codeSigning", 60, 2);
  put (list, "codeSigning", 90, 3);
  sgn_token_set_certificates (token, list);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (get_id (token, i), ==, wanted[i]);
}

static void
count (gpointer object, guint position, guint removed, guint added, guint *counter)
{
  (*counter)++;
}

/* A list is changed only where something changed, or the window would build it anew again and
 * again. */
static void
test_update (void)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SgnToken) token = new_token ((PKCS11_TOKEN){ 0 });
  g_autoptr (SgnToken) fresh = NULL;
  guint counter = 0;

  put (first, "codeSigning", 30, 1);
  sgn_token_set_certificates (token, first);
  fresh = sgn_token_copy (token);
  g_signal_connect (sgn_token_get_certificates (token),
                    "items-changed",
                    G_CALLBACK (count),
                    &counter);
  sgn_token_update (token, fresh);
  g_assert_cmpuint (counter, ==, 0);
  put (second, "codeSigning", 60, 1);
  sgn_token_set_certificates (fresh, second);
  sgn_token_update (token, fresh);
  g_assert_cmpuint (counter, ==, 1);
  put (second, "codeSigning", 90, 2);
  sgn_token_set_certificates (fresh, second);
  sgn_token_update (token, fresh);
  g_assert_cmpuint (counter, ==, 2);
  g_assert_cmpuint (get_id (token, 0), ==, 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  module = sgn_token_module_new ("/no/module.so", "Module", SGN_TOKEN_MODULE_ADDED);
  g_test_add_func ("/token/token/pin-state", test_pin_state);
  g_test_add_func ("/token/token/title", test_title);
  g_test_add_func ("/token/token/same", test_same);
  g_test_add_func ("/token/token/order", test_order);
  g_test_add_func ("/token/token/update", test_update);
  status = g_test_run ();
  g_object_unref (module);
  return status;
}
