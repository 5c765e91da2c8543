/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/token/uri.h"

#include "core/base/error.h"

static void
test_parts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse ("pkcs11:token=My%20Token;id=%01%ff;object=key?"
                                                     "module-path=/opt/module.so",
                                                     &error);
  const guint8 *id;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (sgn_token_uri_get_id (uri)), ==, 2);
  id = g_bytes_get_data (sgn_token_uri_get_id (uri), NULL);
  g_assert_cmpuint (id[0], ==, 1);
  g_assert_cmpuint (id[1], ==, 0xff);
  g_assert_cmpstr (sgn_token_uri_get_object (uri), ==, "key");
  g_assert_cmpstr (sgn_token_uri_get_module_path (uri), ==, "/opt/module.so");
}

static void
test_bare (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse ("0123abcd", &error);

  g_assert_no_error (error);
  g_assert_null (sgn_token_uri_get_id (uri));
  g_assert_null (sgn_token_uri_get_object (uri));
  g_assert_null (sgn_token_uri_get_module_path (uri));
}

static void
test_title (void)
{
  static const char *const cases[][2] = {
    { "pkcs11:token=My%20Token;serial=1234;id=%01", "My Token 1234" },
    { "pkcs11:model=Key%205;serial=1234", "Key 5 1234" },
    { "pkcs11:token=A%0AB", "A B" },
    { "pkcs11:id=%01", "" },
    { "0123abcd", "0123abcd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (cases[i][0], NULL);
    g_autofree char *title = sgn_token_uri_get_title (uri);

    g_assert_cmpstr (title, ==, cases[i][1]);
  }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "pkcs11:token",
    "pkcs11:id=%0",
    "pkcs11:id=%zz",
    "pkcs11:token=A?pin-value=1234",
    "pkcs11:token=A?pin-source=file:/etc/pin",
    "pkcs11:slot-id=3",
    "PKCS11:token=A;nonsense=B;nonsense",
    "pkcs11:colour=red",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (cases[i], &error);

    g_test_message ("%s", cases[i]);
    g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_ADDRESS);
    g_assert_null (uri);
    g_assert_null (g_strstr_len (error->message, -1, "1234"));
  }
}

/* Where a PIN is, is no PIN; RFC 7512, 2.4. */
static void
test_pin_source (void)
{
  static const char *const cases[] = {
    "pkcs11:token=A?pin-source=file:/etc/pin",
    "pkcs11:token=A?pin-source=/etc/pin",
    "pkcs11:token=A?module-path=/m.so&pin-source=%7Cprog",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnTokenUri) uri = sgn_token_uri_parse (cases[i], &error);

    g_assert_error (error, SGN_ERROR, SGN_ERROR_TOKEN_ADDRESS);
    g_assert_null (uri);
    g_assert_nonnull (strstr (error->message, "--pass-file"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/uri/parts", test_parts);
  g_test_add_func ("/token/uri/bare", test_bare);
  g_test_add_func ("/token/uri/title", test_title);
  g_test_add_func ("/token/uri/refused", test_refused);
  g_test_add_func ("/token/uri/pin-source", test_pin_source);
  return g_test_run ();
}
