/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/foreign.h"
#include "core/format/subject.h"
#include "tests/support/zip-sample.h"

static SgnInput *
make (const char *name, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  SgnInput *input = sgn_input_new_for_bytes (bytes);

  sgn_input_set_name (input, name);
  return input;
}

static void
assert_error (SgnInput *input, SgnError code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_subject_open (input, &error));
  g_assert_error (error, SGN_ERROR, (gint) code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_names (void)
{
  static const struct {
    const char *name;
    const char *word;
  } cases[] = { { "a.application", "Mage" }, { "a.exe.manifest", "Mage" },
                { "a.VSTO", "Mage" },        { "a.vsix", "dotnet sign" },
                { "a.docm", "Office" },      { "a.XLS", "Office" },
                { "a.pptm", "Office" },      { "a.appinstaller", "--detached" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnInput) input = make (cases[i].name, "<some/>");

    assert_error (input, SGN_ERROR_FORMAT_FOREIGN, cases[i].word);
  }
}

static void
test_unknown (void)
{
  static const char *const names[] = { "a.txt", "doc", ".docm-", "a", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (SgnInput) input = make (names[i], "text");

    g_assert_null (sgn_foreign_explain (input));
    assert_error (input, SGN_ERROR_FORMAT_UNSUPPORTED, "");
  }
}

/* An archive says by itself what it is. */
static void
test_content (void)
{
  static const struct {
    const char *entry;
    const char *word;
  } cases[] = { { "word/vbaProject.bin", "Office" }, { "extension.vsixmanifest", "dotnet sign" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ZipSample) zip = zip_sample_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (SgnInput) input = NULL;

    zip_sample_add (zip, "[Content_Types].xml", "<Types/>", 0);
    zip_sample_add (zip, cases[i].entry, "something", 0);
    bytes = zip_sample_build (zip);
    input = sgn_input_new_for_bytes (bytes);
    assert_error (input, SGN_ERROR_FORMAT_FOREIGN, cases[i].word);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/names", test_names);
  g_test_add_func ("/foreign/unknown", test_unknown);
  g_test_add_func ("/foreign/content", test_content);
  return g_test_run ();
}
