/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-format"

/* Kinds of files that are signed by other programs. Told apart from unknown files so that a user
 * learns which program that is, and whether this file has a signature that Signet does not see. */

#include "config.h"

#include "core/format/foreign.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/archive/zip/reader.h"

/* Name extensions decide before content: such files are XML, ZIP archives or compound files like
 * many others. */
static const char *const clickonce[] = { "application", "manifest", "vsto", NULL };
static const char *const vsix[] = { "vsix", NULL };
static const char *const office[] = { "docx", "dotx", "xlsx", "xltx", "pptx", "potx",
                                      "ppsx", "docm", "dotm", "xlsm", "xltm", "xlam",
                                      "xlsb", "pptm", "potm", "ppam", "ppsm", "vsdm",
                                      "doc",  "dot",  "xls",  "xlt",  "xla",  "ppt",
                                      "pot",  "pps",  "ppa",  "vsd",  NULL };
static const char *const app_installer[] = { "appinstaller", NULL };

typedef struct {
  const char *const *endings; /* (nullable): recognised by content only */
  const char *detail;
  SgnForeignSignature (*look) (
      SgnInput *input); /* (nullable): such files never contain a signature */
} Kind;

enum { CLICKONCE, VSIX, OFFICE, APP_INSTALLER, UEFI };

static const Kind kinds[] = {
  [CLICKONCE] = { clickonce,
                  N_ ("ClickOnce and VSTO manifests are signed with Mage from the Windows SDK"),
                  sgn_foreign_look_in_manifest },
  [VSIX] = { vsix,
             N_ ("Visual Studio extensions are signed with Microsoft’s “dotnet sign”"),
             sgn_foreign_look_in_package },
  [OFFICE] = { office,
               N_ ("documents and macros are signed in Office itself, macros on Windows also with "
                   "SignTool and Microsoft’s add-ons for Office files"),
               sgn_foreign_look_in_document },
  [APP_INSTALLER] = { app_installer,
                      N_ ("app installer files cannot contain a signature; --detached makes one "
                          "next to the file"),
                      NULL },
  [UEFI] = { NULL,
             N_ ("UEFI variables are signed with sbvarsign or sign-efi-sig-list"),
             sgn_foreign_look_in_variable },
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

static const Kind *
find_by_name (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (&dot[1], -1) : NULL;

  for (gsize i = 0; ending != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].endings != NULL && g_strv_contains (kinds[i].endings, ending))
      return &kinds[i];
  return NULL;
}

static const Kind *
find (SgnInput *input)
{
  const Kind *named = find_by_name (sgn_input_get_name (input));

  if (named != NULL)
    return named;
  if (sgn_zip_probe (input, NULL, holds_macros))
    return &kinds[OFFICE];
  if (sgn_zip_probe (input, NULL, is_extension))
    return &kinds[VSIX];
  return sgn_foreign_look_in_variable (input) != SGN_FOREIGN_UNKNOWN ? &kinds[UEFI] : NULL;
}

static SgnForeignSignature
look (const Kind *kind, SgnInput *input)
{
  return kind != NULL && kind->look != NULL ? kind->look (input) : SGN_FOREIGN_UNKNOWN;
}

SgnForeignSignature
sgn_foreign_look (SgnInput *input)
{
  return look (find (input), input);
}

char *
sgn_foreign_explain (SgnInput *input)
{
  const Kind *kind = find (input);

  if (kind == NULL)
    return NULL;
  switch (look (kind, input)) {
  case SGN_FOREIGN_SIGNED:
    /* Translators: %s is a sentence about who signs this kind of file */
    return g_strdup_printf (_ ("%s; this file carries a signature of its own kind, which Signet "
                               "cannot check"),
                            _ (kind->detail));
  case SGN_FOREIGN_UNSIGNED:
    /* Translators: %s is a sentence about who signs this kind of file */
    return g_strdup_printf (_ ("%s; this file carries no signature"), _ (kind->detail));
  case SGN_FOREIGN_UNKNOWN:
  default:
    return g_strdup (_ (kind->detail));
  }
}
