/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "tests/support/publisher.h"

static SgnReport *
verify (Publisher *publisher, const char *name, const char *text, gssize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size < 0 ? strlen (text) : (gsize) size);

  publisher->file_name = name;
  return publisher_verify (publisher, bytes);
}

static char *
sign (Publisher *publisher, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) signed_file = NULL;

  publisher->file_name = name;
  signed_file = publisher_sign (publisher, bytes);
  return g_strndup (g_bytes_get_data (signed_file, NULL), g_bytes_get_size (signed_file));
}

static void
assert_verdict (Publisher *publisher, const char *name, const char *text, SgnVerdict verdict)
{
  g_autoptr (SgnReport) report = verify (publisher, name, text, -1);

  g_assert_cmpstr (sgn_verdict_to_id (report->verdict), ==, sgn_verdict_to_id (verdict));
}

/* PowerShell looks for a signature at the end, and this is a string. */
static void
test_in_string (void)
{
  static const char *const texts[] = {
    "$t = @'\n# SIG # Begin signature block\n# MIIabc\n'@\nWrite-Output $t\n",
    "$t = @'\n# SIG # Begin signature block\n'@\n",
    "$t = @'\n# SIG # Begin signature block\n# AAAA\n# SIG # End signature block\n'@\nexit\n",
    "$t = @'\n# SIG # Begin signature block, and so on\n'@\n",
  };
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autofree char *real = sign (publisher, "a.ps1", "exit 1\n");
  g_autofree char *quoted = g_strconcat ("$t = @'", real, "'@\r\nexit 2\r\n", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_verdict (publisher, "a.ps1", texts[i], SGN_VERDICT_UNSIGNED);
  assert_verdict (publisher, "a.ps1", quoted, SGN_VERDICT_UNSIGNED);
  assert_verdict (publisher,
                  "a.js",
                  "t = `\n// SIG // Begin signature block\n// SIG // MIIabc\n`;\n",
                  SGN_VERDICT_UNSIGNED);
}

/* Such a script is signed as any other. */
static void
test_in_string_signed (void)
{
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autofree char *real = sign (publisher, "a.ps1", "exit 1\n");
  g_autofree char *quoted = g_strconcat ("$t = @'", real, "'@\r\nexit 2\r\n", NULL);
  g_autofree char *signed_text = sign (publisher, "a.ps1", quoted);

  assert_verdict (publisher, "a.ps1", signed_text, SGN_VERDICT_VALID);
}

static void
test_at_end (void)
{
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autofree char *text = sign (publisher, "a.ps1", "exit 1\n");
  g_autofree char *longer = g_strconcat (text, "exit 2\r\n", NULL);
  g_autofree char *cut = g_strndup (text, strlen (text) - 100);
  g_autofree char *filled = g_strdup (text);

  assert_verdict (publisher, "a.ps1", longer, SGN_VERDICT_CHANGED);
  assert_verdict (publisher, "a.ps1", cut, SGN_VERDICT_UNREADABLE);
  /* Digits behind the fill are no base64, and would be skipped. */
  memcpy (strstr (filled, "\r\n# MI") + 10, "=", 1);
  assert_verdict (publisher, "a.ps1", filled, SGN_VERDICT_UNREADABLE);
}

static const SgnFinding *
find (const SgnReport *report, SgnFindingCode code)
{
  for (guint i = 0; i < report->findings->len; i++) {
    const SgnFinding *finding = report->findings->pdata[i];

    if (finding->code == code)
      return finding;
  }
  return NULL;
}

/* Without a mark, text that is not ASCII is read in another way on another computer. */
static void
test_reading (void)
{
  static const struct {
    const char *name;
    const char *text;
    const char *reading; /* NULL: there is only one */
  } scripts[] = {
    { "a.ps1", "# plain\r\n", NULL },
    { "a.ps1", "\xef\xbb\xbf# \xc3\xbc\r\n", NULL },
    { "a.ps1", "# \xc3\xbc\r\n", "UTF-8" },
    { "a.psm1", "# \x93quoted\x94\r\n", "Windows-1252" },
    { "a.vbs", "' \xc3\xbc\r\n", "Windows-1252" },
    { "a.js", "// \xfc\r\n", "Windows-1252" },
    { "a.wsf", "<job>\xc3\xbc</job>\r\n", "UTF-8" },
    { "a.ps1xml", "<a>\xc3\xbc</a>\r\n", "Windows-1252" },
  };
  g_autoptr (Publisher) publisher = publisher_new_welcome ();

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_autofree char *text = sign (publisher, scripts[i].name, scripts[i].text);
    g_autoptr (SgnReport) report = verify (publisher, scripts[i].name, text, -1);
    const SgnFinding *finding = find (report, SGN_FINDING_READING);

    g_assert_cmpint (report->verdict, ==, SGN_VERDICT_VALID);
    g_assert_cmpstr (finding != NULL ? finding->detail : NULL, ==, scripts[i].reading);
  }
}

/* Nothing was added, and it is not said. */
static void
test_line_ends (void)
{
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  g_autofree char *text = sign (publisher, "a.js", "one ();\n");
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *converted = g_strjoinv ("\n", lines);
  g_autofree char *longer = g_strconcat (converted, "two ();\n", NULL);
  g_autoptr (SgnReport) report = verify (publisher, "a.js", converted, -1);
  g_autoptr (SgnReport) added = NULL;

  g_assert_cmpint (report->verdict, ==, SGN_VERDICT_CHANGED);
  g_assert_cmpstr (sgn_reason_to_id (report->headline->checks[SGN_CHECK_COVERAGE].reason),
                   ==,
                   "line-ends");
  added = verify (publisher, "a.js", longer, -1);
  g_assert_cmpint (added->verdict, ==, SGN_VERDICT_CHANGED);
}

static void
test_too_large (void)
{
  g_autoptr (Publisher) publisher = publisher_new_welcome ();
  gsize size = (gsize) 17 * 1024 * 1024;
  g_autofree char *text = g_malloc (size);
  g_autoptr (SgnReport) report = NULL;

  memset (text, ' ', size);
  report = verify (publisher, "a.ps1", text, (gssize) size);
  g_assert_error (report->error, SGN_ERROR, SGN_ERROR_FILE_UNREADABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/in-string", test_in_string);
  g_test_add_func ("/script/in-string-signed", test_in_string_signed);
  g_test_add_func ("/script/at-end", test_at_end);
  g_test_add_func ("/script/reading", test_reading);
  g_test_add_func ("/script/line-ends", test_line_ends);
  g_test_add_func ("/script/too-large", test_too_large);
  return g_test_run ();
}
