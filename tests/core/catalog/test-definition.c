/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/asn1/catalog.h"
#include "core/base/error.h"
#include "core/catalog/definition.h"

static SgnCatalogDefinition *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return sgn_catalog_definition_parse (bytes, error);
}

static const char *
find (const SgnCatalogDefinition *self, guint index, const char *tag)
{
  GPtrArray *properties = g_hash_table_lookup (self->file_properties, self->files->pdata[index]);

  return sgn_catalog_properties_find (properties, tag);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SgnCatalogDefinition) self =
      parse ("\xef\xbb\xbf; a comment\r\n[CatalogHeader]\r\nName=a.cat\r\nResultDir=out\\b\r\n"
             "CatalogVersion=2\r\nHashAlgorithms=SHA256\r\npagehashes=TRUE\r\n"
             "CATATTR1=0x10010001:OSAttr:2:10.0\r\n\r\n[other]\r\nx=y\r\n[catalogfiles]\r\n"
             "<HASH>one.exe=folder\\one.exe\r\n<hash>One.exeATTR1=0x10010001:File:one.exe\r\n"
             "<HASH>one.exeATTR2=0x10010001:OSAttr: 2:6.1 \r\n"
             "<HASH>one.exeALTSIPID={C689AAB8-8E78-11D0-8C47-00C04FC295EE}\r\n"
             "two = two.inf",
             &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (self->output, ==, "out/b/a.cat");
  g_assert_true (self->page_hashes);
  g_assert_cmpstr (sgn_catalog_properties_find (self->properties, "OSAttr"), ==, "2:10.0");
  g_assert_cmpuint (self->files->len, ==, 2);
  path = g_file_get_path (self->files->pdata[0]);
  g_assert_true (g_str_has_suffix (path, "/folder/one.exe"));
  g_assert_cmpstr (find (self, 0, "File"), ==, "one.exe");
  g_assert_cmpstr (find (self, 0, "OSAttr"), ==, "2:6.1");
  g_assert_null (find (self, 1, "File"));
}

static void
test_little (void)
{
  static const char *const texts[] = { "", "[CatalogFiles]\n", "[CatalogHeader]\nName=\n", "x=y" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SgnCatalogDefinition) self = parse (texts[i], &error);

    g_assert_no_error (error);
    g_assert_null (self->output);
    g_assert_cmpuint (self->files->len, ==, 0);
  }
}

static void
test_bad (void)
{
  static const struct {
    const char *text;
    const char *words;
  } cases[] = {
    { "[CatalogHeader]\nName\n", "line 2: " },
    { "[CatalogHeader]\n\n=x\n", "line 3: " },
    { "[CatalogHeader]\nCATATTR1=0x10010001:OSAttr\n", "flags, a name and a value" },
    { "[CatalogHeader]\nCATATTR1=0x10010001::x\n", "flags, a name and a value" },
    { "[CatalogHeader]\nCATATTR1=0x10020001:a:eA==\n", "only text attributes" },
    { "[CatalogHeader]\nCATATTR1=0x10010002:1.2.3:x\n", "only text attributes" },
    { "[CatalogHeader]\nCATATTR1=x:a:b\n", "only text attributes" },
    { "[CatalogFiles]\na=b\nA=c\n", "same tag" },
    { "[CatalogFiles]\na=\n", "without a path" },
    { "[CatalogFiles]\n\xff=b\n", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (cases[i].text, &error));
    g_assert_error (error, SGN_ERROR, SGN_ERROR_FILE_DAMAGED);
    if (strstr (error->message, cases[i].words) == NULL)
      g_error ("“%s” does not say “%s”", error->message, cases[i].words);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-definition/whole", test_whole);
  g_test_add_func ("/catalog-definition/little", test_little);
  g_test_add_func ("/catalog-definition/bad", test_bad);
  return g_test_run ();
}
