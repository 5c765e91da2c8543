/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-script"

#include "config.h"

#include "core/format/script-family.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define POWERSHELL                                                                                 \
  {                                                                                                \
    0x10000,                                                                                       \
    {                                                                                              \
      0x1f, 0xcc, 0x3b, 0x60, 0x59, 0x4b, 0x08, 0x4e, 0xb7, 0x24, 0xd2, 0xc6, 0x29, 0x7e, 0xf3,    \
          0x51                                                                                     \
    }                                                                                              \
  }

static const ScriptFamily powershell = {
  .title = N_ ("PowerShell script"),
  .begin = "# SIG # Begin signature block",
  .prefix = "# ",
  .suffix = "",
  .end = "# SIG # End signature block",
  .width = 64,
  .is_powershell = TRUE,
  .fallback = SCRIPT_UTF_8,
  .sip = POWERSHELL,
};

/* Windows PowerShell reads its own XML files without BOM as ANSI. */
static const ScriptFamily powershell_ansi_xml = {
  .title = N_ ("PowerShell XML file"),
  .begin = "<!-- SIG # Begin signature block -->",
  .prefix = "<!-- ",
  .suffix = " -->",
  .end = "<!-- SIG # End signature block -->",
  .width = 64,
  .is_powershell = TRUE,
  .fallback = SCRIPT_WINDOWS_1252,
  .sip = POWERSHELL,
};

static const ScriptFamily powershell_xml = {
  .title = N_ ("PowerShell XML file"),
  .begin = "<!-- SIG # Begin signature block -->",
  .prefix = "<!-- ",
  .suffix = " -->",
  .end = "<!-- SIG # End signature block -->",
  .width = 64,
  .is_powershell = TRUE,
  .fallback = SCRIPT_UTF_8,
  .sip = POWERSHELL,
};

static const ScriptFamily powershell_mof = {
  .title = N_ ("MOF file"),
  .begin = "/* SIG # Begin signature block */",
  .prefix = "/* ",
  .suffix = " */",
  .end = "/* SIG # End signature block */",
  .width = 64,
  .is_powershell = TRUE,
  .fallback = SCRIPT_UTF_8,
  .sip = POWERSHELL,
};

static const ScriptFamily vbscript = {
  .title = N_ ("VBScript file"),
  .begin = "'' SIG '' Begin signature block",
  .prefix = "'' SIG '' ",
  .suffix = "",
  .end = "'' SIG '' End signature block",
  .width = 44,
  .fallback = SCRIPT_WINDOWS_1252,
  .sip = { 1,
           { 0x4e,
             0xf0,
             0x29,
             0x16,
             0x99,
             0x27,
             0xb5,
             0x4d,
             0x8f,
             0xe5,
             0xac,
             0xe1,
             0x0f,
             0x17,
             0xeb,
             0xab } },
};

static const ScriptFamily jscript = {
  .title = N_ ("JScript file"),
  .begin = "// SIG // Begin signature block",
  .prefix = "// SIG // ",
  .suffix = "",
  .end = "// SIG // End signature block",
  .width = 44,
  .fallback = SCRIPT_WINDOWS_1252,
  .sip = { 1,
           { 0x10,
             0xe0,
             0xc9,
             0x06,
             0xce,
             0x38,
             0xd4,
             0x11,
             0xa2,
             0xa3,
             0x00,
             0x10,
             0x4b,
             0xd3,
             0x50,
             0x90 } },
};

static const ScriptFamily wsf = {
  .title = N_ ("Windows Script file"),
  .begin = "<signature>",
  .prefix = "** SIG ** ",
  .suffix = "",
  .end = "</signature>",
  .width = 44,
  .before = "</job>",
  .fallback = SCRIPT_UTF_8,
  .sip = { 1,
           { 0x70,
             0x05,
             0x61,
             0x1a,
             0xce,
             0x38,
             0xd4,
             0x11,
             0xa2,
             0xa3,
             0x00,
             0x10,
             0x4b,
             0xd3,
             0x50,
             0x90 } },
};

const char *const sgn_script_extensions[] = { "ps1",   "psm1", "psd1", "ps1xml", "psc1",
                                              "cdxml", "mof",  "vbs",  "vbe",    "js",
                                              "jse",   "wsf",  NULL };

/* In the order of the endings. */
static const ScriptFamily *const families[] = {
  &powershell,     &powershell,     &powershell,     &powershell_ansi_xml,
  &powershell_xml, &powershell_xml, &powershell_mof, &vbscript,
  &vbscript,       &jscript,        &jscript,        &wsf,
};

G_STATIC_ASSERT (G_N_ELEMENTS (families) == G_N_ELEMENTS (sgn_script_extensions) - 1);

const ScriptFamily *
sgn_script_family_find (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (families); i++)
    if (g_ascii_strcasecmp (dot + 1, sgn_script_extensions[i]) == 0)
      return families[i];
  return NULL;
}
