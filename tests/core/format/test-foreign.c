/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/archive/cfb/writer.h"
#include "core/base/error.h"
#include "core/format/foreign.h"
#include "core/format/subject.h"
#include "tests/support/cfb-sample.h"
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

static void
assert_signature (SgnInput *input, SgnForeignSignature expected)
{
  static const char *const words[] = {
    [SGN_FOREIGN_UNKNOWN] = "sign",
    [SGN_FOREIGN_UNSIGNED] = "this file carries no signature",
    [SGN_FOREIGN_SIGNED] = "which Signet cannot check",
  };
  g_autofree char *text = sgn_foreign_explain (input);

  g_assert_cmpint (sgn_foreign_look (input), ==, expected);
  g_assert_nonnull (strstr (text, words[expected]));
  g_assert_cmpint (strstr (text, "this file") == NULL, ==, expected == SGN_FOREIGN_UNKNOWN);
}

#define XMLDSIG "http://www.w3.org/2000/09/xmldsig#"

static void
test_manifests (void)
{
  static const struct {
    const char *text;
    SgnForeignSignature expected;
  } cases[] = {
    { "<a><Signature Id='x' xmlns='" XMLDSIG "'/></a>", SGN_FOREIGN_SIGNED },
    { "\xef\xbb\xbf<?xml version='1.0'?><a><b><ds:Signature xmlns:ds='" XMLDSIG "'/></b></a>",
      SGN_FOREIGN_SIGNED },
    { "<a><Signature xmlns='urn:x'/><!-- <Signature xmlns='" XMLDSIG "'/> --></a>",
      SGN_FOREIGN_UNSIGNED },
    { "<a xmlns='" XMLDSIG "'/>", SGN_FOREIGN_UNSIGNED },
    { "<a><Signature xmlns='" XMLDSIG "'/>", SGN_FOREIGN_UNKNOWN },
    { "", SGN_FOREIGN_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnInput) input = make ("a.application", cases[i].text);

    assert_signature (input, cases[i].expected);
  }
}

static SgnInput *
make_package (const char *name, const char *entry, const char *content)
{
  g_autoptr (ZipSample) zip = zip_sample_new ();
  g_autoptr (GBytes) bytes = NULL;
  SgnInput *input;

  zip_sample_add (zip, "[Content_Types].xml", "<Types/>", 0);
  zip_sample_add (zip, entry, content, 0);
  bytes = zip_sample_build (zip);
  input = sgn_input_new_for_bytes (bytes);
  sgn_input_set_name (input, name);
  return input;
}

#define ORIGIN                                                                                     \
  "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
#define PART "<Relationship Id='r1' Target='/o.psdsor' Type='"

static void
test_packages (void)
{
  static const struct {
    const char *name;
    const char *entry;
    const char *content;
    SgnForeignSignature expected;
  } cases[] = {
    { "a.vsix", "_rels/.rels", "<R>" PART ORIGIN "'/></R>", SGN_FOREIGN_SIGNED },
    { "a.docx", "_rels/.rels", "<R>" PART ORIGIN "'/></R>", SGN_FOREIGN_SIGNED },
    { "a.vsix", "_rels/.rels", "<R>" PART "urn:x'/></R>", SGN_FOREIGN_UNSIGNED },
    { "a.vsix", "_rels/.rels", "<R", SGN_FOREIGN_UNKNOWN },
    { "a.vsix", "package/services/digital-signature/origin.psdsor", "", SGN_FOREIGN_UNSIGNED },
    { "a.docm", "word/vbaProjectSignatureAgile.bin", "x", SGN_FOREIGN_SIGNED },
    { "a.docm", "word/vbaProject.bin", "x", SGN_FOREIGN_UNSIGNED },
    { "a.appinstaller", "_rels/.rels", "<R>" PART ORIGIN "'/></R>", SGN_FOREIGN_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnInput) input = make_package (cases[i].name, cases[i].entry, cases[i].content);

    assert_signature (input, cases[i].expected);
  }
}

/* A compound file with one more stream. (transfer full) */
static SgnInput *
make_document (const char *stream)
{
  g_autoptr (GBytes) bytes = cfb_sample_build (&cfb_samples[0]);
  g_autoptr (SgnInput) input = sgn_input_new_for_bytes (bytes);
  g_autoptr (SgnCfb) cfb = sgn_cfb_new (input, NULL);
  g_autoptr (SgnCfbWriter) writer = sgn_cfb_writer_new (cfb);
  g_autoptr (SgnPatch) patch = NULL;
  SgnInput *view;

  sgn_cfb_writer_put (writer, stream, bytes);
  patch = sgn_cfb_writer_finish (writer, NULL);
  view = sgn_input_new_patched (input, patch, NULL);
  sgn_input_set_name (view, "a.doc");
  return view;
}

static void
test_documents (void)
{
  static const struct {
    const char *stream;
    SgnForeignSignature expected;
  } cases[] = { { "_signatures", SGN_FOREIGN_SIGNED },
                { "_xmlsignatures", SGN_FOREIGN_SIGNED },
                { "Macros", SGN_FOREIGN_UNKNOWN },
                { "EncryptedPackage", SGN_FOREIGN_UNKNOWN },
                { "WordDocument", SGN_FOREIGN_UNSIGNED } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SgnInput) input = make_document (cases[i].stream);

    assert_signature (input, cases[i].expected);
  }
}

/* dbx update: time, size of the certificate, its revision and type, GUID of PKCS #7, DER. */
static const guint8 variable[] = {
  0xda, 0x07, 3,    6,    19,   17,   21,   0,    0,    0,    0,    0,    0,    0,    0,    0,
  28,   0,    0,    0,    0x00, 0x02, 0xf1, 0x0e, 0x9d, 0xd2, 0xaf, 0x4a, 0xdf, 0x68, 0xee, 0x49,
  0x8a, 0xa9, 0x34, 0x7d, 0x37, 0x56, 0x65, 0xa7, 0x30, 0x02, 0x05, 0x00, 0,    0,    0,    0,
};
static const guint8 list[48] = {
  0x26, 0x16, 0xc4, 0xc1, 0x4c, 0x50, 0x92, 0x40, 0xac,
  0xa9, 0x41, 0xf9, 0x36, 0x93, 0x43, 0x28, 48,
};

static SgnInput *
make_variable (const guint8 *content, gsize at, guint8 octet)
{
  guint8 *copy = g_memdup2 (content, sizeof variable);
  g_autoptr (GBytes) bytes = NULL;

  copy[at] ^= octet;
  bytes = g_bytes_new_take (copy, sizeof variable);
  return sgn_input_new_for_bytes (bytes);
}

static void
test_variables (void)
{
  g_autoptr (SgnInput) authenticated = make_variable (variable, 0, 0);
  g_autoptr (SgnInput) bare = make_variable (list, 0, 0);
  static const gsize places[] = { 2, 4, 8, 17, 21, 22, 24, 39 };

  assert_signature (authenticated, SGN_FOREIGN_SIGNED);
  assert_signature (bare, SGN_FOREIGN_UNSIGNED);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (SgnInput) other = make_variable (variable, places[i], 0xff);

    g_assert_null (sgn_foreign_explain (other));
    g_assert_cmpint (sgn_foreign_look (other), ==, SGN_FOREIGN_UNKNOWN);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/names", test_names);
  g_test_add_func ("/foreign/unknown", test_unknown);
  g_test_add_func ("/foreign/content", test_content);
  g_test_add_func ("/foreign/manifests", test_manifests);
  g_test_add_func ("/foreign/packages", test_packages);
  g_test_add_func ("/foreign/documents", test_documents);
  g_test_add_func ("/foreign/variables", test_variables);
  return g_test_run ();
}
