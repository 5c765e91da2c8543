/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/format/format.h"
#include "core/format/rdp/rdp-settings.h"
#include "core/format/subject.h"

static RdpSettings *
parse (const char *text)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  RdpSettings *settings = sgn_rdp_settings_new (file, &error);

  g_assert_no_error (error);
  return settings;
}

static void
test_message (void)
{
  g_autoptr (RdpSettings)
      settings = parse ("Server Port:i:3389\nfull address:s:a\r\nwidth:i:1\r\n");
  g_autofree char *missing = sgn_rdp_settings_get_missing (settings);
  g_autofree char *scope = sgn_rdp_settings_get_scope (settings, missing);
  g_autoptr (GBytes) message = sgn_rdp_settings_get_message (settings, scope, missing);
  g_autofree char *text = NULL;
  gsize size = g_bytes_get_size (message);
  const guint8 *data = g_bytes_get_data (message, NULL);

  g_assert_cmpstr (missing, ==, "alternate full address:s:a");
  g_assert_cmpstr (scope, ==, "signscope:s:Full Address,Alternate Full Address,Server Port");
  g_assert_cmpint (data[size - 2] | data[size - 1], ==, 0);
  text = sgn_text_from_utf16 (data, size, FALSE);
  g_assert_cmpstr (text,
                   ==,
                   "full address:s:a\r\nalternate full address:s:a\r\nServer Port:i:3389\r\n"
                   "signscope:s:Full Address,Alternate Full Address,Server Port\r\n");
}

static void
test_scope_without_setting (void)
{
  g_autoptr (RdpSettings) settings = parse ("full address:s:a\r\n");

  g_assert_null (sgn_rdp_settings_get_message (settings, "signscope:s:Full Address,PCB", NULL));
}

static void
assert_found (const char *text, SgnFindingCode code, SgnSeverity severity, const char *name)
{
  g_autoptr (RdpSettings) settings = parse (text);
  g_autoptr (GPtrArray) findings = sgn_findings_new ();
  const SgnFinding *finding;

  sgn_rdp_settings_find_anomalies (settings, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->code, ==, code);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpstr (finding->detail, ==, name);
}

/* A setting that somebody added after signing decides what the connection does. */
static void
test_added (void)
{
  assert_found ("full address:s:a\r\nsignscope:s:Full Address\r\nDrivesToRedirect:s:*\r\n",
                SGN_FINDING_UNSIGNED_ENTRY,
                SGN_SEVERITY_CHANGED,
                "drivestoredirect");
  assert_found ("full address:s:a\r\nsignscope:s:Full Address\r\nFULL ADDRESS:s:b\r\n",
                SGN_FINDING_DUPLICATE_ENTRY,
                SGN_SEVERITY_CHANGED,
                "full address");
}

static void
test_no_setting (void)
{
  g_autoptr (RdpSettings) blank = parse ("full address:s:a\r\n \t\r\nwidth:i:1\r\n\r\n");
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  sgn_rdp_settings_find_anomalies (blank, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  assert_found ("signscope:s:\r\nwidth:i:1\r\nPK\5\6 an archive",
                SGN_FINDING_GAP_DATA,
                SGN_SEVERITY_ADDED,
                "pk\5\6 an archive");
  assert_found ("signscope:s:\r\n::x\r\n", SGN_FINDING_GAP_DATA, SGN_SEVERITY_ADDED, "");
}

#define SIGNED "full address:s:a\r\nsignscope:s:Full Address\r\n"

/* FreeRDP reads each of these, and not all of them are lines for everybody. */
static void
test_strange_lines (void)
{
  static const char *const lines[] = {
    "/v:s:b\r\n",
    "/v:b\r\n",
    "/\r\n",
    "width:x:1\r\n",
    "width:S:1\r\n",
    "width:i:1\r",
    "width:i:1\r\r\n",
    "width:s:\v\r\n",
    "width:s:\xc2\x85\r\n",
    "width:s:\xe2\x80\xa8"
    "full address:s:b\r\n",
    "width:s:\xe2\x80\xa9\r\n",
    "width:s:\xef\xbf\xbd\r\n",
    "w\xc3\xaf"
    "dth:i:1\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *text = g_strconcat (SIGNED, lines[i], NULL);
    g_autoptr (RdpSettings) settings = parse (text);
    g_autoptr (GPtrArray) findings = sgn_findings_new ();

    sgn_rdp_settings_find_anomalies (settings, findings);
    if (findings->len != 1)
      g_error ("line %" G_GSIZE_FORMAT ": %u findings", i, findings->len);
    g_assert_cmpint (((SgnFinding *) findings->pdata[0])->severity, ==, SGN_SEVERITY_ADDED);
    g_assert_false (sgn_rdp_settings_are_clear (settings));
  }
}

/* Half of a character; every other half would have the same digest. */
static void
test_half_character (void)
{
  static const char text[] = "\xff\xfe"
                             "a\0:\0s\0:\0\0\xd8";
  g_autoptr (GBytes) file = g_bytes_new (text, sizeof text - 1);
  g_autoptr (RdpSettings) settings = sgn_rdp_settings_new (file, NULL);

  g_assert_false (sgn_rdp_settings_are_clear (settings));
}

/* An address behind a CR is an address, however many lines come before it. */
static void
test_hidden_address (void)
{
  g_autoptr (GString) text = g_string_new (SIGNED);
  g_autoptr (RdpSettings) settings = NULL;
  g_autoptr (GPtrArray) findings = sgn_findings_new ();

  assert_found (SIGNED "FULL ADDRESS :s:b\r\n",
                SGN_FINDING_DUPLICATE_ENTRY,
                SGN_SEVERITY_CHANGED,
                "full address");
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "\r\n");
  g_string_append (text, "width:s:1\rfull address:s:b\r\n");
  settings = parse (text->str);
  sgn_rdp_settings_find_anomalies (settings, findings);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (((SgnFinding *) findings->pdata[1])->code, ==, SGN_FINDING_DUPLICATE_ENTRY);
}

/* Not signed by rdpsign, and worth a word all the same. */
static void
test_sensitive (void)
{
  assert_found (SIGNED "CameraStoreDirect:s:*\r\n",
                SGN_FINDING_UNSIGNED_ENTRY,
                SGN_SEVERITY_NOTE,
                "camerastoredirect");
  assert_found (SIGNED "username:s:eve\r\n",
                SGN_FINDING_UNSIGNED_ENTRY,
                SGN_SEVERITY_NOTE,
                "username");
}

/* A line is signed once, or a file of 1 MiB becomes gigabytes. */
static void
test_scope_with_double (void)
{
  g_autoptr (RdpSettings) settings = parse (SIGNED);
  g_autoptr (GString) scope = g_string_new ("signscope:s:Full Address");

  g_assert_null (
      sgn_rdp_settings_get_message (settings, "signscope:s:Full Address,FULL ADDRESS", NULL));
  for (guint i = 0; i < 300000; i++)
    g_string_append (scope, ",");
  g_assert_null (sgn_rdp_settings_get_message (settings, scope->str, NULL));
}

static void
assert_unreadable_signature (const char *value)
{
  const SgnFormat *format = sgn_format_from_id ("rdp");
  g_autofree char *text = g_strconcat (SIGNED "signature:s:", value, "\r\n", NULL);
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (GError) error = NULL;
  gpointer self = format->open (input, &error);

  g_assert_no_error (error);
  g_assert_null (format->get_signatures (self, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_SIGNATURE_DAMAGED);
  format->close (self);
}

/* Nothing hides between the digits of the signature. */
static void
test_base64 (void)
{
  assert_unreadable_signature ("AQABAAEAAAAAAAAA!");
  assert_unreadable_signature ("AQABAAEA PK\5\6 AAAAAAAA");
  assert_unreadable_signature ("AQABAAEAAAA=AAAA");
  assert_unreadable_signature ("AQABAAEAAAAAAA");
}

static void
assert_refused (const char *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_rdp_settings_new (file, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
}

static void
test_no_text (void)
{
  assert_refused ("f\0u\0l\0l\0", 8);
  assert_refused ("\xff\xfe"
                  "f\0u",
                  5);
  assert_refused ("full address:s:a\r\n\0full address:s:b\r\n", 37);
}

static void
assert_removal (const char *text, gboolean possible)
{
  const SgnFormat *format = sgn_format_from_id ("rdp");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (GError) error = NULL;
  gpointer self;

  self = format->open (input, &error);
  g_assert_no_error (error);
  patch = format->put_signatures (self, none, &error);
  if (possible)
    g_assert_no_error (error);
  else
    g_assert_error (error, SGN_ERROR, SGN_ERROR_NOT_SIGNABLE);
  format->close (self);
}

/* Without the line before them, these octets would say how the rest is to be read. */
static void
test_another_encoding (void)
{
  assert_removal ("signscope:s:\r\n\xff\xfe"
                  "full address:s:a\r\n",
                  FALSE);
  assert_removal ("signscope:s:\nsignature:s:\n\xef\xbb\xbf"
                  "full address:s:a\r\n",
                  FALSE);
  assert_removal ("\xef\xbb\xbfsignscope:s:\r\n\xff\xfe"
                  "full address:s:a\r\n",
                  TRUE);
  assert_removal ("full address:s:a\r\nsignscope:s:\r\n\xff\xfe\r\n", TRUE);
  assert_removal ("full address:s:\xc3\xa9\r\nsignscope:s:\xff\r\n", FALSE);
  assert_removal ("full address:s:\xc3\xa9\xe9\r\nsignscope:s:\xff\r\n", TRUE);
  assert_removal ("full address:s:a\r\nsignscope:s:\xff\r\n", TRUE);
}

/* The line that signing adds is in the encoding of the others. */
static void
test_windows_1252 (void)
{
  static const char text[] = "full address:s:\x80\x9f\xa0\xa9.example\r\n";
  const SgnContentOptions options = { .hash = SGN_HASH_SHA256 };
  const SgnFormat *format = sgn_format_from_id ("rdp");
  g_autoptr (GBytes) file = g_bytes_new_static (text, strlen (text));
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (file);
  gpointer self = format->open (input, NULL);
  g_autoptr (GBytes) content = format->create_content (self, &options, NULL, NULL);
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (SgnPatch) patch = NULL;
  g_autoptr (SgnInput) view = NULL;
  g_autoptr (GBytes) found = NULL;
  gpointer again;

  g_ptr_array_add (signatures, content);
  patch = format->put_signatures (self, signatures, NULL);
  view = sgn_input_new_patched (input, patch, NULL);
  again = format->open (view, NULL);
  found = format->get_content (again, 0, NULL);
  g_assert_true (g_bytes_equal (found, content));
  format->close (again);
  format->close (self);
}

/* What rdpsign's scope and message are can be seen in a file that somebody else signed. */
static void
test_signed_by_others (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (SgnInput) input = NULL;
  g_autoptr (SgnSubject) subject = NULL;
  g_autoptr (GPtrArray) signatures = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) digest = NULL;

  path = g_build_filename (g_getenv ("SIGNET_CORPUS"), "signtool/rdp/signed-test-cert.rdp", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_test_skip ("the corpus is not there");
    return;
  }
  file = g_file_new_for_path (path);
  input = sgn_input_new_for_file (file, NULL);
  subject = sgn_subject_open (input, NULL);
  signatures = subject->format->get_signatures (subject->self, NULL);
  content = subject->format->get_content (subject->self, 0, NULL);
  digest = sgn_hash_bytes (SGN_HASH_SHA256, content);
  /* The messageDigest attribute is somewhere in the signature. */
  g_assert_nonnull (memmem (g_bytes_get_data (signatures->pdata[0], NULL),
                            g_bytes_get_size (signatures->pdata[0]),
                            g_bytes_get_data (digest, NULL),
                            g_bytes_get_size (digest)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdp/message", test_message);
  g_test_add_func ("/rdp/scope-without-setting", test_scope_without_setting);
  g_test_add_func ("/rdp/added", test_added);
  g_test_add_func ("/rdp/no-setting", test_no_setting);
  g_test_add_func ("/rdp/strange-lines", test_strange_lines);
  g_test_add_func ("/rdp/half-character", test_half_character);
  g_test_add_func ("/rdp/hidden-address", test_hidden_address);
  g_test_add_func ("/rdp/sensitive", test_sensitive);
  g_test_add_func ("/rdp/scope-with-double", test_scope_with_double);
  g_test_add_func ("/rdp/base64", test_base64);
  g_test_add_func ("/rdp/no-text", test_no_text);
  g_test_add_func ("/rdp/another-encoding", test_another_encoding);
  g_test_add_func ("/rdp/windows-1252", test_windows_1252);
  g_test_add_func ("/rdp/signed-by-others", test_signed_by_others);
  return g_test_run ();
}
