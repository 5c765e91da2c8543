/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

#include "config.h"

#include "core/format/foreign.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader.h"

static const char *const clickonce[] = { "application", "manifest", "vsto", NULL };
static const char *const vsix[] = { "vsix", NULL };
static const char *const office[] = { "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb",
                                      "pptm", "potm", "ppam", "ppsm", "vsdm", "doc",
                                      "dot",  "xls",  "xlt",  "xla",  "ppt",  "pot",
                                      "pps",  "ppa",  "vsd",  NULL };
static const char *const app_installer[] = { "appinstaller", NULL };

static const struct {
  const char *const *endings;
  const char *detail;
} kinds[] = {
  { clickonce, N_ ("ClickOnce and VSTO manifests are signed with Mage from the Windows SDK") },
  { vsix, N_ ("Visual Studio extensions are signed with Microsoft’s “dotnet sign”") },
  { office,
    N_ ("macros are signed in Office itself, or on Windows with SignTool and Microsoft’s add-ons "
        "for "
        "Office files") },
  { app_installer,
    N_ ("app installer files carry no signature; one beside the file is possible with "
        "--detached") },
};

static gboolean
holds_macros (const char *name)
{
  return g_str_has_suffix (name, "/vbaProject.bin");
}

static gboolean
is_extension (const char *name)
{
  return g_str_equal (name, "extension.vsixmanifest");
}

/* The kind whose endings these are. */
static const char *
get_detail (const char *const *endings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].endings == endings)
      return _ (kinds[i].detail);
  return NULL;
}

const char *
sgn_foreign_explain (SgnInput *input)
{
  const char *name = sgn_input_get_name (input);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (&dot[1], -1) : NULL;

  for (gsize i = 0; ending != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_strv_contains (kinds[i].endings, ending))
      return _ (kinds[i].detail);
  if (sgn_zip_probe (input, NULL, holds_macros))
    return get_detail (office);
  if (sgn_zip_probe (input, NULL, is_extension))
    return get_detail (vsix);
  return NULL;
}
