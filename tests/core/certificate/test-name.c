/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/certificate/name.h"

#include <string.h>

#include "core/base/error.h"
#include "core/certificate/x509.h"

static void
assert_name (const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  X509_NAME *name = sgn_name_parse (text, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = sgn_x509_name_to_text (name);
  g_assert_cmpstr (got, ==, wanted);
  X509_NAME_free (name);
}

static void
test_order (void)
{
  assert_name ("CN=Example", "CN=Example");
  assert_name ("CN=Example GmbH, O=Example GmbH, L=München, C=de",
               "CN=Example GmbH,O=Example GmbH,L=München,C=DE");
  assert_name ("cn=a,ou=b,OU=c,st=d,serialnumber=HRB 1", "CN=a,OU=c,OU=b,ST=d,serialNumber=HRB 1");
  assert_name ("CN=a,jurisdictionC=DE,businessCategory=Private Organization",
               "CN=a,businessCategory=Private Organization,jurisdictionC=DE");
  assert_name ("CN=a,O=", "CN=a");
}

static void
test_quoting (void)
{
  assert_name ("CN=Smith\\, Jones", "CN=Smith\\, Jones");
  assert_name ("CN=\"Smith, Jones + Co\"", "CN=Smith\\, Jones \\+ Co");
  assert_name ("  CN =  a b  + O = c ", "CN=a b,O=c");
  assert_name ("CN=a=b", "CN=a=b");
  assert_name ("CN=a\\\\b", "CN=a\\\\b");
}

static void
test_refused (void)
{
  g_autofree char *endless = g_strnfill (65, 'x');
  g_autofree char *too_long = g_strconcat ("CN=", endless, NULL);
  g_autoptr (GString) many = g_string_new ("CN=a");
  const char *bad[] = { "",         "Example",   "=x",      "CN=",     "XX=a", "CN=a,C=DEU",
                        "CN=a,C=1", "CN=a,C=Ü",  "CN=a\nb", "CN=\xff", "\xff", "CN=a,b",
                        ",",        "O=,CN= \t", too_long,  NULL };

  for (guint i = 0; i < 40; i++)
    g_string_append (many, ",OU=b");
  bad[G_N_ELEMENTS (bad) - 1] = many->str;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_name_parse (bad[i], &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_SUBJECT);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

static void
test_fields (void)
{
  guint count = 0;
  const SgnNameField *fields = sgn_name_get_fields (&count);

  g_assert_cmpuint (count, >, 6);
  for (guint i = 0; i < count; i++) {
    const char *parts[] = { fields[i].id, fields[i].max == 2 ? "DE" : "value", NULL };
    g_autoptr (GError) error = NULL;
    X509_NAME *name = sgn_name_new (parts, &error);

    g_assert_no_error (error);
    g_assert_cmpint (X509_NAME_entry_count (name), ==, 1);
    g_assert_nonnull (fields[i].title);
    X509_NAME_free (name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name/order", test_order);
  g_test_add_func ("/name/quoting", test_quoting);
  g_test_add_func ("/name/refused", test_refused);
  g_test_add_func ("/name/fields", test_fields);
  return g_test_run ();
}
