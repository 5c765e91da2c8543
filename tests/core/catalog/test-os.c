/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include "core/catalog/os.h"

static const struct {
  const char *text;
  const char *versions; /* NULL: not taken */
  const char *targets;
} cases[] = {
  { "10.0", "2:10.0", NULL },
  { "10.0,6.3", "2:10.0,2:6.3", NULL },
  { "2:10.0, 6.3", "2:10.0,2:6.3", NULL },
  { "10_X64", "2:10.0", "_v100_X64" },
  { "10_x64,10_X86,6_3_x64", "2:10.0,2:6.3", "_v100_X64,_v100,_v63_X64" },
  { "windows7-x86,XP_X64,7_X86", "2:6.1,2:5.2", "7X86,XPX64" },
  { "Windows10-X64,10.0,vista_x86", "2:10.0,2:6.0", "_v100_X64,VistaX86" },
  { "", NULL, NULL },
  { "10", NULL, NULL },
  { "10.0,", NULL, NULL },
  { "10_X65", NULL, NULL },
  { "2:10_X64", NULL, NULL },
  { "10.0.1", NULL, NULL },
  { "10.1000", NULL, NULL },
  { "-1.0", NULL, NULL },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (SgnCatalogOs) os = { NULL, NULL };

    g_assert_true (sgn_catalog_os_parse (cases[i].text, &os) == (cases[i].versions != NULL));
    g_assert_cmpstr (os.versions, ==, cases[i].versions);
    g_assert_cmpstr (os.targets, ==, cases[i].targets);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-os/parse", test_parse);
  return g_test_run ();
}
