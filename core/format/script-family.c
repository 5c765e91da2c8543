/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#define G_LOG_DOMAIN "sgn-script"

/* The syntax of the signature block and the rules of hashing for each kind of script, by name
 * extension. SignTool and the scripting hosts choose in the same way; the content does not
 * matter. */

#include "config.h"

#include "core/format/script-family.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/format/sip-kinds.h"

/* clang-format off */
#define LINES(mark, open, close) \
  .begin = mark "Begin signature block" close, \
  .prefix = (open), \
  .suffix = (close), \
  .end = mark "End signature block" close
/* @open and @close delimit a comment of the language. */
#define POWERSHELL(open, close) \
  LINES (open "SIG # ", open, close), .width = 64, .is_powershell = TRUE, .sip = { 0x10000, SGN_SIP_GUID_POWERSHELL }
#define SCRIPT_HOST(mark, guid) \
  LINES (mark, mark, ""), .width = 44, .sip = { 1, guid }
/* clang-format on */

static const ScriptFamily powershell = {
  POWERSHELL ("# ", ""),
  .title = N_ ("PowerShell script"),
  .fallback = TEXT_UTF_8,
};

/* Windows PowerShell reads its own XML files without BOM in the ANSI code page. */
static const ScriptFamily powershell_ansi_xml = {
  POWERSHELL ("<!-- ", " -->"),
  .title = N_ ("PowerShell XML file"),
  .fallback = TEXT_WINDOWS_1252,
};

static const ScriptFamily powershell_xml = {
  POWERSHELL ("<!-- ", " -->"),
  .title = N_ ("PowerShell XML file"),
  .fallback = TEXT_UTF_8,
};

static const ScriptFamily powershell_mof = {
  POWERSHELL ("/* ", " */"),
  .title = N_ ("MOF file"),
  .fallback = TEXT_UTF_8,
};

/* The script hosts read text without a byte order mark in the ANSI code page. */
static const ScriptFamily vbscript = {
  SCRIPT_HOST ("'' SIG '' ", SGN_SIP_GUID_VBSCRIPT),
  .title = N_ ("VBScript file"),
  .fallback = TEXT_WINDOWS_1252,
};

static const ScriptFamily jscript = {
  SCRIPT_HOST ("// SIG // ", SGN_SIP_GUID_JSCRIPT),
  .title = N_ ("JScript file"),
  .fallback = TEXT_WINDOWS_1252,
};

/* The block is an XML element; its lines have a prefix all the same. */
static const ScriptFamily wsf = {
  .title = N_ ("Windows Script file"),
  .begin = "<signature>",
  .prefix = "** SIG ** ",
  .suffix = "",
  .end = "</signature>",
  .width = 44,
  .before = "</job>",
  .fallback = TEXT_UTF_8,
  .sip = { 1, SGN_SIP_GUID_WSF },
};

const char *const sgn_script_extensions[] = { "ps1",   "psm1", "psd1", "ps1xml", "psc1",
                                              "cdxml", "mof",  "vbs",  "vbe",    "js",
                                              "jse",   "wsf",  NULL };

/* In the order of sgn_script_extensions. */
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
