/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "test-address"

#include "config.h"

#include "core/base/address.h"

static void
test_web (void)
{
  static const struct {
    const char *text;
    const char *wanted; /* NULL: refused */
  } cases[] = {
    { "https://software.example/", "https://software.example/" },
    { "http://software.example", "http://software.example" },
    { "HTTPS://software.example/a%20b?c=d#e", "HTTPS://software.example/a%20b?c=d#e" },
    { "http://münchen.example/", "http://xn--mnchen-3ya.example/" },
    { "http://[::1]:8080/", "http://[::1]:8080/" },
    { "", NULL },
    { "not a url", NULL },
    { "software.example", NULL },
    { "javascript:alert(1)", NULL },
    { "ftp://software.example/", NULL },
    { "https://", NULL },
    { "https:///path", NULL },
    { "https://a b/", NULL },
    { "https://a/\n", NULL },
    { "https://user@software.example/", NULL },
    { "https://user:secret@software.example/", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *web = sgn_address_for_web (cases[i].text);

    g_assert_cmpstr (web, ==, cases[i].wanted);
  }
}

static void
test_public (void)
{
  static const struct {
    const char *text;
    const char *wanted;
  } cases[] = {
    { "http://ts.example/tsa", "http://ts.example/tsa" },
    { "http://ts.example:8080", "http://ts.example:8080" },
    { "http://user:secret@ts.example/tsa", "http://ts.example/tsa" },
    { "http://user@ts.example:80/", "http://ts.example:80/" },
    { "https://user:sec%40ret@ts.example/", "https://ts.example/" },
    { "https://ts.example/tsa?key=secret", "https://ts.example/tsa" },
    { "https://ts.example/tsa#secret", "https://ts.example/tsa" },
    { "https://user:secret@[::1]:8080/a?secret", "https://[::1]:8080/a" },
    /* What is no address may still hold a password. */
    { "http://user:sec/ret@ts.example/", "http://ts.example/" },
    { "http://user:sec@ret@ts.example:x/", "http://ts.example:x/" },
    { "user:secret@ts.example", "ts.example" },
    { "http://user:secret@", "http://" },
    { "nonsense", "nonsense" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = sgn_address_to_public (cases[i].text);

    g_assert_cmpstr (shown, ==, cases[i].wanted);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/web", test_web);
  g_test_add_func ("/address/public", test_public);
  return g_test_run ();
}
