/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#include "config.h"

#include <string.h>

#include "core/base/text.h"
#include "tests/support/samples.h"

static void
add (GPtrArray *samples, const char *name, const char *file_name, GBytes *bytes)
{
  SgnSample *sample = sgn_samples_add (samples, "script", name, bytes);

  sample->file_name = g_strdup (file_name);
}

static void
add_text (GPtrArray *samples, const char *name, const char *file_name, const char *text)
{
  add (samples, name, file_name, g_bytes_new (text, strlen (text)));
}

static GBytes *
to_utf16 (const char *text, gboolean big_endian)
{
  g_autofree char *with_bom = g_strconcat ("\xef\xbb\xbf", text, NULL);

  return sgn_text_to_utf16 (with_bom, big_endian);
}

void
sgn_samples_add_script (GPtrArray *samples)
{
  add_text (samples, "ps1", "a.ps1", "Write-Output 'one'\r\nWrite-Output 'two'\r\n");
  add_text (samples, "ps1-feeds", "a.PS1", "Write-Output 'one'\nWrite-Output 'two'");
  add_text (samples, "ps1-empty", "a.psm1", "");
  add_text (samples, "ps1-bom", "a.psd1", "\xef\xbb\xbf@{ Name = '\xc3\xbc' }\r\n");
  add_text (samples, "ps1-ansi", "a.ps1", "# \xfc\xe4\x80\r\nexit 1\r\n");
  add_text (samples, "ps1xml", "a.ps1xml", "<Types>\r\n</Types>\r\n");
  add_text (samples, "cdxml", "a.cdxml", "<PowerShellMetadata/>\r\n");
  add_text (samples, "mof", "a.mof", "instance of X {};\r\n");
  add_text (samples, "vbs", "a.vbs", "WScript.Echo \"one\"\r\n' \xe4\r\n");
  add_text (samples, "js", "a.js", "WScript.Echo('one');\n");
  add_text (samples, "wsf", "a.wsf", "<job>\r\n<script>x</script>\r\n</job>\r\n");
  add (samples, "ps1-utf16le", "a.ps1", to_utf16 ("Write-Output '\xc3\xbc'\r\n", FALSE));
  add (samples, "js-utf16be", "a.js", to_utf16 ("WScript.Echo('\xc3\xbc');\r\n", TRUE));
  add (samples, "ps1-utf16be", "a.ps1", to_utf16 ("exit\r\n", TRUE));
  ((SgnSample *) samples->pdata[samples->len - 1])->signable = FALSE;
  add_text (samples, "wsf-no-job", "a.wsf", "<package/>\r\n");
  ((SgnSample *) samples->pdata[samples->len - 1])->signable = FALSE;
}
