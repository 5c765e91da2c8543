/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/words/phrases.h"
#include "tests/support/test-ca.h"

#define DAY   ((gint64) 24 * 60 * 60)
#define START ((gint64) 1700000000) /* 14 November 2023 */
#define END   (START + 365 * DAY)

static void
assert_expiry (SgnCertificate *certificate, gint64 now, const char *text, const char *banner)
{
  g_autofree char *got = sgn_phrase_expiry (certificate, now);
  g_autofree char *got_banner = sgn_phrase_expiry_banner (certificate, now);

  g_assert_cmpstr (got, ==, text);
  g_assert_cmpstr (got_banner, ==, banner);
}

static void
test_expiry (void)
{
  const TestCertSpec spec = { .name = "Example", .not_before = START, .not_after = END };
  g_autoptr (TestCert) cert = test_cert_new (NULL, &spec);
  SgnCertificate *certificate = cert->certificate;

  assert_expiry (certificate,
                 START - 1,
                 "Not valid before 14 November 2023.",
                 "Your certificate “Example” is not valid yet.");
  assert_expiry (certificate, START, "Valid until 13 November 2024, for 365 more days.", NULL);
  assert_expiry (certificate,
                 END - 21 * DAY,
                 "Valid until 13 November 2024, for 21 more days.",
                 "Your certificate “Example” expires in 21 days.");
  assert_expiry (certificate,
                 END - DAY,
                 "Valid until 13 November 2024, for 1 more day.",
                 "Your certificate “Example” expires in 1 day.");
  assert_expiry (certificate,
                 END,
                 "Valid only today.",
                 "Your certificate “Example” expires today.");
  assert_expiry (certificate,
                 END + 1,
                 "Expired on 13 November 2024. Windows would reject new signatures.",
                 "Your certificate “Example” has expired.");
}

static void
test_use (void)
{
  const struct {
    const char *usages;
    const char *text;
  } cases[] = {
    { NULL, "Any purpose" },
    { "codeSigning", "Code signing" },
    { "timeStamping", "Time stamping" },
    { "serverAuth", "Other purposes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const TestCertSpec spec = { .name = "A", .usages = cases[i].usages };
    g_autoptr (TestCert) cert = test_cert_new (NULL, &spec);

    g_assert_cmpstr (sgn_phrase_signing_use (cert->certificate), ==, cases[i].text);
  }
}

static void
test_test_certificate (void)
{
  g_autofree char *text = sgn_phrase_test_certificate ("/a/b/root.cer");

  g_assert_nonnull (strstr (text, "certutil -addstore Root \"root.cer\""));
  g_assert_null (strstr (text, "/a/b"));
  g_assert_nonnull (strstr (text, "Trusted Publishers"));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/phrases-certificate/expiry", test_expiry);
  g_test_add_func ("/phrases-certificate/use", test_use);
  g_test_add_func ("/phrases-certificate/test-certificate", test_test_certificate);
  return g_test_run ();
}
