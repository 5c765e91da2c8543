/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/session/choice.h"

#include "core/base/error.h"
#include "core/token/token-private.h"

static SgnTokenModule *maker;
static SgnTokenModule *other;
static SgnTokenModule *opensc;

static SgnToken *
new_token (SgnTokenModule *module, const char *label, const char *serial)
{
  PKCS11_TOKEN facts = { .label = (char *) label, .serialnr = (char *) serial };
  const PKCS11_SLOT slot = { .token = &facts };

  return sgn_token_new (module, &slot);
}

/* One token that several modules show is one, and the maker's own module is taken. OpenSC gives
 * labels of its own, so between two other modules the label counts as well. */
static void
test_once (void)
{
  const struct {
    SgnTokenModule *first;
    const char *first_label;
    SgnTokenModule *second;
    const char *second_label;
    const char *second_serial;
    guint count;
    SgnTokenModule *taken;
  } cases[] = {
    { maker, "A", opensc, "A (User PIN)", "1", 1, maker },
    { opensc, "A (User PIN)", maker, "A", "1", 1, maker },
    { maker, "A", other, "A", "1", 1, maker },
    { maker, "A", other, "B", "1", 2, maker },
    { maker, "A", opensc, "A", "2", 2, maker },
    { maker, "A", maker, "A", "1", 2, maker },
    { opensc, "A (User PIN)", opensc, "A (Signature PIN)", "1", 2, opensc },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GListStore) all = g_list_store_new (SGN_TYPE_TOKEN);
    g_autoptr (SgnToken) first = new_token (cases[i].first, cases[i].first_label, "1");
    g_autoptr (SgnToken)
        second = new_token (cases[i].second, cases[i].second_label, cases[i].second_serial);
    g_autoptr (GPtrArray) found = NULL;

    g_test_message ("%u", i);
    g_list_store_append (all, first);
    g_list_store_append (all, second);
    found = sgn_tokens_list_once (G_LIST_MODEL (all));
    g_assert_cmpuint (found->len, ==, cases[i].count);
    g_assert_true (sgn_token_get_module (found->pdata[0]) == cases[i].taken);
  }
}

/* The same token through two modules is no reason to ask which one is meant. */
static void
test_not_ambiguous (void)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SgnToken) token = NULL;
  g_autoptr (SgnTokenCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (tokens, new_token (opensc, "A (User PIN)", "1"));
  g_ptr_array_add (tokens, new_token (maker, "A", "1"));
  g_assert_true (sgn_tokens_choose (tokens, NULL, &token, &certificate, &error));
  g_assert_no_error (error);
  g_assert_true (sgn_token_get_module (token) == maker);
  g_assert_null (certificate);
  g_clear_object (&token);

  g_ptr_array_add (tokens, new_token (maker, "B", "2"));
  g_assert_false (sgn_tokens_choose (tokens, NULL, &token, &certificate, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_AMBIGUOUS);
  g_assert_cmpstr (error->message, ==, "A 1, B 2");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  maker = sgn_token_module_new ("/lib/maker.so", NULL, SGN_TOKEN_MODULE_ADDED);
  other = sgn_token_module_new ("/lib/other.so", NULL, SGN_TOKEN_MODULE_ADDED);
  opensc = sgn_token_module_new ("/lib/opensc-pkcs11.so", NULL, SGN_TOKEN_MODULE_ADDED);
  g_test_add_func ("/token/choice/once", test_once);
  g_test_add_func ("/token/choice/not-ambiguous", test_not_ambiguous);
  status = g_test_run ();
  g_object_unref (opensc);
  g_object_unref (other);
  g_object_unref (maker);
  return status;
}
