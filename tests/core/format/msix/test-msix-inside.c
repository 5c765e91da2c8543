/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/error.h"
#include "core/format/msix/msix-inside.h"
#include "core/format/msix/msix-xml.h"

static GBytes *
from_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_text (GBytes *bytes, const char *expected)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected,
                   strlen (expected));
}

/* As Windows calls them; the first is in a catalog that SignTool made. */
static void
test_full_name (void)
{
  static const struct {
    const char *attributes;
    const char *name;
  } cases[] = {
    { "Name='Psign.ParityMinimal' Publisher='CN=Test Code Signing Certificate' Version='1.0.0.0' "
      "ProcessorArchitecture='x64'",
      "Psign.ParityMinimal_1.0.0.0_x64__16kgxjeygca84" },
    { "Name='A' Publisher='CN=Test Code Signing Certificate' Version='1.2.3.4' ResourceId='de'",
      "A_1.2.3.4_neutral_de_16kgxjeygca84" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("\xef\xbb\xbf<Package><Identity %s/></Package>",
                                             cases[i].attributes);
    g_autoptr (GBytes) manifest = from_text (text);
    g_autofree char *name = sgn_msix_full_name (manifest, NULL);

    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

static void
test_no_full_name (void)
{
  static const char *const texts[] = { "",
                                       "<Package/>",
                                       "<Package><Identity Name='a'/></Package>",
                                       "x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) manifest = from_text (texts[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (sgn_msix_full_name (manifest, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  }
}

static void
test_copy (void)
{
  static const MsixXmlHooks none = { NULL };
  static const char *const texts[] = {
    "<?xml version=\"1.0\"?><a x=\"1 &amp; 2\"><b/><!-- c --><d>t &lt; u</d> </a>",
    "\xef\xbb\xbf<a:b xmlns:a=\"urn:x\"/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = from_text (texts[i]);
    g_autoptr (GBytes) copy = sgn_msix_xml_copy (bytes, &none, NULL, NULL);

    assert_text (copy, texts[i]);
  }
}

static void
test_copy_damaged (void)
{
  static const MsixXmlHooks none = { NULL };
  g_autoptr (GBytes) bytes = from_text ("<a><b></a>");
  g_autoptr (GBytes) empty = from_text ("");
  g_autoptr (GError) error = NULL;

  g_assert_null (sgn_msix_xml_copy (bytes, &none, NULL, &error));
  g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
  g_assert_null (sgn_msix_xml_copy (empty, &none, NULL, NULL));
}

static void
test_block_map (void)
{
  g_autoptr (GBytes) map = from_text ("<BlockMap xmlns:b4=\"urn:x\"><File Name=\"a\" Size=\"9\" "
                                      "LfhSize=\"99\"><Block Hash=\"old\"/></File>"
                                      "<File Size=\"1\" LfhSize=\"66\" Name=\"x\\b c\">"
                                      "<Block Hash=\"old\" Size=\"7\"/><Block Hash=\"old\"/>"
                                      "<b4:FileHash Hash=\"old\"/></File></BlockMap>");
  g_autoptr (GBytes) text = from_text ("abc");
  g_autoptr (SgnInput) content = sgn_input_new_for_bytes (text);
  g_autoptr (SgnZipPacked) packed = sgn_zip_pack (content, SGN_ZIP_STORED, NULL, NULL, NULL);
  MsixChange change = { "x/b%20c", content, packed };
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GBytes) updated = NULL;

  g_ptr_array_add (changes, &change);
  updated = sgn_msix_block_map_update (map, SGN_HASH_SHA256, changes, NULL, NULL);
  assert_text (updated,
               "<BlockMap xmlns:b4=\"urn:x\"><File Name=\"a\" Size=\"9\" LfhSize=\"99\">"
               "<Block Hash=\"old\"/></File><File Size=\"3\" LfhSize=\"37\" Name=\"x\\b c\">"
               "<Block Hash=\"ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"/>"
               "<b4:FileHash Hash=\"ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"/>"
               "</File></BlockMap>");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/msix-inside/full-name", test_full_name);
  g_test_add_func ("/msix-inside/no-full-name", test_no_full_name);
  g_test_add_func ("/msix-inside/copy", test_copy);
  g_test_add_func ("/msix-inside/copy-damaged", test_copy_damaged);
  g_test_add_func ("/msix-inside/block-map", test_block_map);
  return g_test_run ();
}
